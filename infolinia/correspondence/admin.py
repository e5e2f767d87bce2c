"""Administration of messages: to be read, and sent again when dead."""

from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from infolinia.core.clock import now
from infolinia.correspondence import operations
from infolinia.correspondence.models import DeliveryEvent, Message, Provider, ProviderState, Status
from infolinia.correspondence.rules import gateway

if TYPE_CHECKING:
    MessageAdminBase = admin.ModelAdmin[Message]
    ProviderAdminBase = admin.ModelAdmin[Provider]
    StateAdminBase = admin.ModelAdmin[ProviderState]
    DeliveriesBase = admin.TabularInline[DeliveryEvent, Message]
    PlanFormBase = forms.ModelForm[Provider]
else:
    MessageAdminBase = ProviderAdminBase = StateAdminBase = admin.ModelAdmin
    DeliveriesBase = admin.TabularInline
    PlanFormBase = forms.ModelForm


class Deliveries(DeliveriesBase):
    """What was said about a message after it left."""

    model = DeliveryEvent
    extra = 0
    fields = readonly_fields = ("at", "state", "details")

    def has_add_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        """Only providers, mailboxes and clerks say it, elsewhere."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        """It stays as it was said."""
        return False


@admin.register(Message)
class MessageAdmin(MessageAdminBase):
    """Messages are made by changes to matters, never by hand here."""

    list_display = ("subject", "to", "status", "attempts", "created_at", "sent_at", "error")
    list_filter = ("status", "channel")
    search_fields = ("subject", "to", "key")
    date_hierarchy = "created_at"
    exclude = ("html",)
    inlines = (Deliveries,)
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


class PlanForm(PlanFormBase):
    """A provider whose plan is checked before anything is sent by it."""

    class Meta:
        model = Provider
        fields = ("code", "name", "position", "is_active", "plan", "receive_key")

    def clean_plan(self) -> object:
        """Refuse a plan that can't work, with the place of the fault."""
        plan = self.cleaned_data["plan"]
        try:
            gateway.plan_of(plan)
        except gateway.BadPlan as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        return plan


@admin.register(Provider)
class ProviderAdmin(ProviderAdminBase):
    """Gateways of text messages in the order in which they are asked."""

    form = PlanForm
    list_display = ("name", "code", "position", "is_active", "has_secret")
    readonly_fields = ("report_address", "has_secret")

    @admin.display(description=_("sekret w środowisku"), boolean=True)
    def has_secret(self, row: Provider) -> bool:
        """Whether the environment has this provider's own secret."""
        return row.code in settings.SMS_SECRETS

    @admin.display(description=_("adres raportów"))
    def report_address(self, row: Provider) -> str:
        """Return the address to give the provider for its delivery reports."""
        return f"{settings.PUBLIC_URL}/odbior/sms/{row.code}?klucz={row.receive_key}" if row.code else "–"

    def has_delete_permission(self, request: HttpRequest, obj: Provider | None = None) -> bool:
        """Messages of the past name it; switch it off instead."""
        return False


@admin.register(ProviderState)
class ProviderStateAdmin(StateAdminBase):
    """How each carrier is doing, as the worker writes it."""

    list_display = ("carrier", "failing_since", "failures", "resting_until", "last_sent_at", "last_error")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The worker writes it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: ProviderState | None = None) -> bool:
        """Nobody changes what happened."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ProviderState | None = None) -> bool:
        """It goes away by itself when the carrier works."""
        return False
