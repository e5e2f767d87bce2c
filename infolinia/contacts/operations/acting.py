"""Who may act for whom, and in whose name somebody called."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.contacts.models import Acting, Conversation, Resident
from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line

OF_CHILDREN = frozenset({"parent", "guardian"})
ON_PAPER = frozenset({"curator", "attorney", "guardian"})


class CannotAct(Cannot):
    """Nobody may act for the other so; nothing was written."""


def let_act(
    *,
    who_id: UUID,
    whom_id: UUID,
    right: str,
    basis: str,
    by_id: int,
    at: datetime,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> None:
    """Write that one person may act for another; a parent until the child grows up, an attorney only with a paper."""
    if who_id == whom_id:
        raise CannotAct(_("To ta sama osoba."))
    if right not in Acting.Right.values:
        raise CannotAct(_("Wybierz, jako kto ta osoba działa."))
    if right in ON_PAPER and not one_line(basis, 160):
        raise CannotAct(_("Wpisz dokument: postanowienie sądu albo pełnomocnictwo, z datą."))
    with transaction.atomic():
        people = {row.id: row for row in Resident.objects.select_for_update().filter(id__in=(who_id, whom_id))}
        if len(people) < 2 or any(row.merged_into_id for row in people.values()):
            raise CannotAct(_("Tej osoby nie ma już w kartotece."))
        child = people[whom_id]
        if right == Acting.Right.PARENT and not child.is_child:
            raise CannotAct(_("Rodzic działa w imieniu dziecka. Najpierw zaznacz, że to dziecko."))
        if right in OF_CHILDREN and child.is_child:
            valid_until = min(filter(None, (valid_until, child.adult_on)), default=None)
        facts = {"basis": one_line(basis, 160), "valid_from": valid_from, "valid_until": valid_until}
        Acting.objects.update_or_create(
            who_id=who_id, whom_id=whom_id, right=right, defaults={**facts, "by_id": by_id, "at": at}
        )


def end_acting(*, acting_id: int, whom_id: UUID, on: date) -> None:
    """Write the last day on which somebody may act for the person."""
    with transaction.atomic():
        row = Acting.objects.select_for_update().filter(pk=acting_id, whom_id=whom_id).first()
        if row is not None:
            row.valid_until = on
            row.save(update_fields=["valid_until"])


def stay_anonymous(*, conversation_id: UUID, wants: bool, at: datetime) -> None:
    """Note that the caller will not be known: nobody's record hangs on the conversation from now on."""
    with transaction.atomic():
        row = Conversation.objects.select_for_update().get(id=conversation_id)
        row.wants_anonymity = wants
        if wants:
            row.resident_id = row.speaks_for_id = None
            row.speaks_for_name = ""
        row.save(update_fields=["wants_anonymity", "resident_id", "speaks_for_id", "speaks_for_name"])
        live.publish("conversation", conversation_id)


def speak_for(*, conversation_id: UUID, name: str, at: datetime, whom_id: UUID | None = None) -> None:
    """Note in whose name the caller speaks: a person with a record, or a name alone. Both empty: in their own."""
    with transaction.atomic():
        row = Conversation.objects.select_for_update().get(id=conversation_id)
        if whom_id and whom_id == row.resident_id:
            raise CannotAct(_("To ta sama osoba."))
        row.speaks_for_id, row.speaks_for_name = whom_id, "" if whom_id else one_line(name, 120)
        row.save(update_fields=["speaks_for_id", "speaks_for_name"])
        live.publish("conversation", conversation_id)
