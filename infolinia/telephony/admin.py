"""The telephone in the administration: the line's words to change, phone accounts to look at, never their passwords."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from infolinia.telephony import operations, queries
from infolinia.telephony.models import Announcement, PhoneAccount

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


@admin.register(Announcement)
class AnnouncementAdmin(Base):
    """What the line says. Each change is spoken anew by the worker; removing a row brings the usual words back."""

    list_display = ["code", "language", "text"]
    list_filter = ["language"]
    fields = ["code", "language", "text", "usual"]
    readonly_fields = ["usual"]

    @admin.display(description=_("zwykłe słowa"))
    def usual(self, announcement: Announcement) -> str:
        """Show what the line says without this row."""
        return queries.usual_words(announcement.code, announcement.language) if announcement.pk else "–"

    def save_model(self, request: HttpRequest, obj: Announcement, form: object, change: bool) -> None:
        """Keep the words and have them spoken, in one transaction."""
        super().save_model(request, obj, form, change)
        operations.speak_anew()

    def delete_model(self, request: HttpRequest, obj: Announcement) -> None:
        """Go back to the usual words."""
        super().delete_model(request, obj)
        operations.speak_anew()

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Go back to the usual words of several announcements."""
        super().delete_queryset(request, queryset)
        operations.speak_anew()
