"""The telephone in the administration: the line's settings, phone accounts to look at only."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from infolinia.telephony import operations
from infolinia.telephony.callbacks import operations as call_backs
from infolinia.telephony.models import (
    CallBackSettings,
    LineAlarm,
    LineSettings,
    OutgoingCall,
    PhoneAccount,
    TrunkState,
)

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


@admin.register(LineSettings)
class LineSettingsAdmin(Base):
    """How the line treats those who wait and those whom nobody serves: one row for the whole line."""

    list_display = ["__str__", "says_wait", "takes_messages", "answer_days", "kept_days"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one row at most."""
        return not LineSettings.objects.exists() and super().has_add_permission(request)

    def save_model(self, request: HttpRequest, obj: LineSettings, form: object, change: bool) -> None:
        """Keep the settings and let the line work by them."""
        super().save_model(request, obj, form, change)
        operations.line_changed()


@admin.register(CallBackSettings)
class CallBackSettingsAdmin(Base):
    """When a call-back is offered and how the line tries: one row for the whole line."""

    list_display = ["__str__", "is_on", "from_place", "from_minutes", "tries", "gap_minutes", "earliest", "latest"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one row at most."""
        return not CallBackSettings.objects.exists() and super().has_add_permission(request)

    def save_model(self, request: HttpRequest, obj: CallBackSettings, form: object, change: bool) -> None:
        """Keep the settings and let the line work by them."""
        super().save_model(request, obj, form, change)
        call_backs.settings_changed()


class ReadOnly(Base):
    """Rows that the line itself writes: an administrator looks at them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The line writes them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes what happened."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They are forgotten when their time is over."""
        return False


@admin.register(TrunkState)
class TrunkStateAdmin(ReadOnly):
    """The operators' trunks as they work now."""

    list_display = ["name", "is_up", "since", "failed_at"]


@admin.register(OutgoingCall)
class OutgoingCallAdmin(ReadOnly):
    """Calls that left, for who pays for them."""

    list_display = ["at", "number", "kind", "trunk", "purpose", "result"]
    list_filter = ["kind", "trunk", "result"]
    date_hierarchy = "at"


@admin.register(LineAlarm)
class LineAlarmAdmin(ReadOnly):
    """What the line told the office; supervisors see it and close it on their own screen."""

    list_display = ["kind", "subject", "raised_at", "last_at", "times", "over_at"]
    list_filter = ["kind", ("over_at", admin.EmptyFieldListFilter)]
