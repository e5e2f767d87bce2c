"""Administration of messages: to be read, and sent again when dead."""

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from infolinia.core.clock import now
from infolinia.correspondence import operations
from infolinia.correspondence.models import Message, Status

if TYPE_CHECKING:
    MessageAdminBase = admin.ModelAdmin[Message]
else:
    MessageAdminBase = admin.ModelAdmin


@admin.register(Message)
class MessageAdmin(MessageAdminBase):
    """Messages are made by changes to matters, never by hand here."""

    list_display = ("subject", "to", "status", "attempts", "created_at", "sent_at", "error")
    list_filter = ("status", "channel")
    search_fields = ("subject", "to", "key")
    date_hierarchy = "created_at"
    exclude = ("html",)
    actions = ("send_again",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody writes a message here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        """What was said to a resident stays as it was said."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        """Messages go away with the retention of their matter, not by hand."""
        return False

    @admin.action(description=_("Wyślij ponownie te, których nie udało się wysłać"), permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        """Queue the dead ones among the chosen messages again."""
        dead = list(queryset.filter(status=Status.FAILED).values_list("id", flat=True))
        sent = 0
        for message_id in dead:
            try:
                operations.resend(message_id=message_id, by_id=int(request.user.pk or 0), at=now())
                sent += 1
            except operations.CannotSend as refusal:
                messages.warning(request, str(refusal))
        text = ngettext("%(n)d wiadomość czeka na wysłanie.", "%(n)d wiadomości czeka na wysłanie.", sent)
        messages.success(request, text % {"n": sent})
