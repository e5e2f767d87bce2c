"""Phone accounts in the administration: to look at, and to end one; their passwords are never shown."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from infolinia.telephony.models import PhoneAccount

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin


@admin.register(PhoneAccount)
class PhoneAccountAdmin(Base):
    """Who may register a phone now. Accounts are made at sign-in only."""

    list_display = ["username", "kind", "staff", "issued_at", "expires_at", "pushed_at"]
    list_filter = ["kind"]
    list_select_related = ["staff"]
    ordering = ["-issued_at"]
    fields = ["username", "kind", "staff", "issued_at", "expires_at", "pushed_at"]
    readonly_fields = ["username", "kind", "staff", "issued_at", "expires_at", "pushed_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Accounts come from signing in, never from a form."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: PhoneAccount | None = None) -> bool:
        """Nothing of an account is changed by hand."""
        return False
