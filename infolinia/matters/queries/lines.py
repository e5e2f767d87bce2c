"""Matters as lines of lists, for any screen."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from infolinia.matters import clocks, wording
from infolinia.matters.models import Matter, Status
from infolinia.matters.operations.notices import is_owed
from infolinia.matters.queries.silence import is_silent, silent_words
from infolinia.matters.rules.priorities import USUAL, is_urgent
from infolinia.matters.running import stands_since
from infolinia.matters.shapes import MatterLine

_LEFT_OUT = ("description", "search_key", "working", "answers", "pauses", "closing_text", "code_hash")


def rows() -> QuerySet[Matter]:
    """Return matters with what a line shows and without their long texts."""
    return as_lines(Matter.objects.all())


def as_lines(found: QuerySet[Matter]) -> QuerySet[Matter]:
    """Return the matters with what a line shows and without their long texts."""
    return found.select_related("unit", "officer").defer(*_LEFT_OUT).annotate(priority=F("category__priority"))


def line(matter: Matter, at: datetime) -> MatterLine:
    """Return the matter as a line; that it is urgent is known of what `rows` or `as_lines` read."""
    return MatterLine(
        id=matter.id,
        number=matter.number,
        subject=matter.subject,
        place=wording.place(matter),
        unit_name=matter.unit.short_name if matter.unit else _("Infolinia"),
        status=silent_words() if is_silent(matter, at) else wording.status_words(matter.status),
        is_open=matter.status != Status.CLOSED,
        due=wording.resident_due(matter, at),
        unit_due=wording.unit_due(matter, at),
        officer_id=matter.officer_id,
        officer_name=str(matter.officer) if matter.officer else "",
        channel=matter.channel,
        registered_at=matter.registered_at,
        remark=remark(matter, at),
        is_urgent=is_urgent(getattr(matter, "priority", USUAL)),
    )


def lines(matters: Iterable[Matter], at: datetime) -> list[MatterLine]:
    """Return the matters as lines."""
    return [line(matter, at) for matter in matters]


def remark(matter: Matter, at: datetime) -> str:
    """Return what a unit must know beside the deadline, in a few words; the most pressing thing only."""
    if matter.danger:
        return _("zagraża ludziom")
    if is_silent(matter, at):
        return _("nikt jej nie otworzył")
    if lacks_notice(matter, at):
        return _("brak zawiadomienia o przedłużeniu")
    if is_owed(matter):
        return _("doręcz zawiadomienie o nowym terminie")
    if matter.status != Status.CLOSED and (owed := clocks.owed(matter)):
        return wording.owed(owed, at)
    if matter.status == Status.TO_SIGN:
        return _("projekt czeka na podpis")
    return _("otwarta ponownie") if matter.reopened and matter.status != Status.CLOSED else ""


def lacks_notice(matter: Matter, at: datetime) -> bool:
    """Whether a term of law has passed without the notice of KPA art. 36."""
    late = matter.status != Status.CLOSED and not stands_since(matter) and matter.resident_due_at <= at
    return late and not matter.term_is_promise


def of_resident(resident_id: UUID, at: datetime, limit: int = 10) -> list[MatterLine]:
    """Return the resident's matters: open ones first, by deadline, then the newest closed ones."""
    mine = rows().filter(resident_id=resident_id)
    unfinished = list(mine.exclude(status=Status.CLOSED).order_by("resident_due_at")[:limit])
    rest = limit - len(unfinished)
    finished = list(mine.filter(status=Status.CLOSED).order_by("-closed_at")[:rest]) if rest else []
    return lines([*unfinished, *finished], at)


def of_conversation(conversation_id: UUID, at: datetime) -> list[MatterLine]:
    """Return the matters registered in a conversation."""
    return lines(rows().filter(conversation_id=conversation_id).order_by("registered_at"), at)


def similar(category_code: str, street: str, at: datetime, limit: int = 5) -> list[MatterLine]:
    """Return open matters of the same category in the same street, newest first: perhaps it is known already."""
    if not street.strip():
        return []
    same = rows().filter(category__code=category_code, street__iexact=street.strip()).exclude(status=Status.CLOSED)
    return lines(same.order_by("-registered_at")[:limit], at)


def at_helpline(at: datetime) -> list[MatterLine]:
    """Return the matters that units sent back and that wait for the helpline, by deadline."""
    return lines(rows().filter(status=Status.AT_HELPLINE).order_by("resident_due_at")[:100], at)


def version(matter_id: UUID) -> int:
    """Return how often the matter has changed since it was registered."""
    return Matter.objects.values_list("version", flat=True).get(id=matter_id)
