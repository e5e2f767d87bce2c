"""A campaign starts, stops, goes on and ends, always by somebody."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence.queries import campaigns as sent
from infolinia.outreach import sending
from infolinia.outreach.errors import CannotRunCampaign
from infolinia.outreach.models import Campaign, Promise, Recipient
from infolinia.outreach.operations.campaigns.handing import letter_to
from infolinia.outreach.operations.campaigns.making import TOPIC, draft
from infolinia.outreach.queries import settings

State = Campaign.State


def start(*, campaign_id: UUID, by_id: int, at: datetime) -> None:
    """Let the campaign go. Raises `CannotRunCampaign`: nobody on the list, no words, or a second person is needed."""
    with transaction.atomic():
        row = draft(campaign_id)
        count = row.recipients.filter(state=Recipient.State.WAITING).count()
        if not count:
            raise CannotRunCampaign(_("Na liście nie ma nikogo, do kogo można się odezwać."))
        needs_second = settings.current().second_person_from
        if needs_second and count >= needs_second and row.made_by_id == by_id:
            text = _("Tę kampanię uruchamia druga osoba: odbiorców jest %(count)d, a od %(most)d potrzebne są dwie.")
            raise CannotRunCampaign(text % {"count": count, "most": needs_second})
        if row.way == Campaign.Way.CALLS and not row.call_until:
            raise CannotRunCampaign(_("Podaj, do kiedy obdzwonić listę."))
        _try_words(row, at)
        row.state, row.started_at, row.started_by_id = State.RUNNING, at, by_id
        row.save()
        live.publish(TOPIC)


def stop(*, campaign_id: UUID, by_id: int, at: datetime) -> int:
    """Stop at once: nothing more is handed over, what has not left is withdrawn; returns how many messages were."""
    with transaction.atomic():
        row = _locked(campaign_id, State.RUNNING)
        row.state, row.stopped_at, row.stopped_by_id = State.STOPPED, at, by_id
        row.save()
        withdrawn = _withdraw(row, at)
        live.publish(TOPIC)
        live.publish("promises")
    return withdrawn


def go_on(*, campaign_id: UUID, by_id: int, at: datetime) -> None:
    """Let a stopped campaign go on; those whose message was withdrawn get it now."""
    with transaction.atomic():
        row = _locked(campaign_id, State.STOPPED)
        row.recipients.filter(state=Recipient.State.WITHDRAWN).update(state=Recipient.State.WAITING)
        row.state, row.started_by_id, row.last_batch_at = State.RUNNING, by_id, at
        row.save()
        live.publish(TOPIC)
        live.publish("promises")


def end(*, campaign_id: UUID, by_id: int, at: datetime) -> None:
    """End the campaign for good, whatever is left of it; open calls of its list are called off."""
    with transaction.atomic():
        row = Campaign.objects.select_for_update().get(pk=campaign_id)
        if row.state in (State.DONE, State.CANCELLED):
            raise CannotRunCampaign(_("Ta kampania jest już zakończona."))
        _withdraw(row, at)
        row.recipients.filter(state=Recipient.State.WAITING).update(state=Recipient.State.WITHDRAWN)
        Promise.objects.filter(campaign=row, state=Promise.State.OPEN).update(
            state=Promise.State.CANCELLED, closed_at=at, closed_by=by_id, closed_why=_("koniec kampanii")
        )
        row.state, row.ended_at = State.CANCELLED, at
        row.stopped_at, row.stopped_by_id = row.stopped_at or at, row.stopped_by_id or by_id
        row.save()
        live.publish(TOPIC)
        live.publish("promises")


def _withdraw(row: Campaign, at: datetime) -> int:
    """Take back the messages that have not left; returns how many."""
    handed = row.recipients.filter(state=Recipient.State.HANDED_OVER, message_id__isnull=False)
    ids = [ident for ident in handed.values_list("message_id", flat=True) if ident]
    if not ids or not correspondence.cancel(ids, at=at):
        return 0
    states = sent.states_of_campaign(row.pk)
    taken_back = [ident for ident in ids if states.get(ident) == "cancelled"]
    return row.recipients.filter(message_id__in=taken_back).update(state=Recipient.State.WITHDRAWN)


def _try_words(row: Campaign, at: datetime) -> None:
    """Put the message into words once for each way and language; refused before anybody gets half of it."""
    waiting = row.recipients.filter(state=Recipient.State.WAITING).filter(~Q(channel="phone"))
    for channel, language in waiting.values_list("channel", "language").order_by().distinct():
        one = waiting.filter(channel=channel, language=language).order_by("position").first()
        if one is None:
            continue
        try:
            sending.words(letter_to(row, one), at=at)
        except Cannot as refusal:
            text = _("Wiersz %(line)d: %(why)s")
            raise CannotRunCampaign(text % {"line": one.position, "why": refusal}) from refusal


def _locked(campaign_id: UUID, state: str) -> Campaign:
    row = Campaign.objects.select_for_update().get(pk=campaign_id)
    if row.state != state:
        raise CannotRunCampaign(_("Stan kampanii zmienił się w międzyczasie. Odśwież stronę."))
    return row
