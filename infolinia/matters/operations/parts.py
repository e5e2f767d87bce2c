"""One matter for several units: each gets a part with its own page and history, the resident keeps one number."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.city import queries as city
from infolinia.core import live
from infolinia.matters import wording
from infolinia.matters.models import Category, Matter, Status, StoryEvent
from infolinia.matters.operations.announcing import announce
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, publish, tell
from infolinia.matters.operations.drafting import matter_of
from infolinia.matters.operations.telling import tell_resident
from infolinia.matters.shapes import MatterDraft, Place
from infolinia.matters.shapes.following import PartDraft

MOST_PARTS = 12
# What a part has from the whole: the clocks are the resident's, so they are one and the same.
_CLOCKS = (
    "started_at", "term", "term_basis", "term_confirmed", "term_is_promise", "resident_due_at", "unit_due_at",
    "due_to_the_minute", "working", "pauses", "extension",
)  # fmt: skip


@transaction.atomic
def split(*, matter_id: UUID, parts: Sequence[PartDraft], by_id: int, at: datetime) -> tuple[UUID, ...]:
    """Give parts of the matter to other units; the whole stays where it is and ends after them.

    A part has the deadline of the whole. Its resident hears of the whole only. Raises `CannotChangeMatter`.
    """
    matter = begin("split", matter_id=matter_id, by_id=by_id)
    _check(matter, parts)
    names = {unit_id: _unit_name(unit_id, matter) for unit_id in {part.unit_id for part in parts}}
    made = [_part(matter, part, by_id, at) for part in parts]
    StoryEvent.objects.bulk_create([event for part in made for event in _beginning(part, matter, by_id, at)])
    text = ", ".join(names[part.unit_id] for part in parts)
    event = tell(matter, "split", by_id=by_id, at=at, text=text, visible=True, details={"parts": _numbers(made)})
    tell_resident("split", matter, key=str(event.pk), at=at, body=text)
    finish("split", matter)
    for part in made:
        announce(part, "registered")
        live.publish("unit", part.unit_id)
    return tuple(part.id for part in made)


def refusal_of_closing(matter: Matter, reason: str) -> str:
    """Return why a matter can't end while its parts are open, unless somebody says why it must; empty when it may."""
    if reason.strip():
        return ""
    count = Matter.objects.filter(parent=matter).exclude(status=Status.CLOSED).count()
    if not count:
        return ""
    text = ngettext(
        "Sprawa ma %(n)d niezakończoną część. Poczekaj na nią albo napisz, dlaczego kończysz bez niej.",
        "Sprawa ma %(n)d niezakończonych części. Poczekaj na nie albo napisz, dlaczego kończysz bez nich.",
        count,
    )
    return text % {"n": count}


def tell_whole(part: Matter, *, by_id: int | None, at: datetime) -> None:
    """Write into the story of the whole that its part has ended, and how; the last one says that nothing is open."""
    if part.parent_id is None:
        return
    whole = Matter.objects.get(pk=part.parent_id)
    is_last = not Matter.objects.filter(parent_id=whole.pk).exclude(status=Status.CLOSED).exclude(pk=part.pk).exists()
    details: dict[str, object] = {"number": part.number, "result": part.result, "last": is_last}
    tell(whole, "part_closed", by_id=by_id, at=at, text=part.closing_text, unit_id=part.unit_id, details=details)
    publish(whole)


def _check(matter: Matter, parts: Sequence[PartDraft]) -> None:
    if matter.parent_id:
        raise CannotChangeMatter(_("To już jest część większej sprawy: podziel sprawę główną."))
    if matter.stopped_since:
        raise CannotChangeMatter(_("Zegar tej sprawy stoi. Najpierw wróć do pracy, potem ją podziel."))
    if not parts:
        raise CannotChangeMatter(_("Wybierz przynajmniej jedną komórkę, która dostanie część."), "unit_id")
    if len(parts) + Matter.objects.filter(parent=matter).count() > MOST_PARTS:
        raise CannotChangeMatter(_("Sprawa może mieć najwyżej %(most)d części.") % {"most": MOST_PARTS})
    for part in parts:
        if not part.description.strip():
            raise CannotChangeMatter(_("Napisz, co ma zrobić każda komórka."), "description")


def _unit_name(unit_id: int, matter: Matter) -> str:
    unit = city.unit_by_id(unit_id)
    if unit is None or unit.is_outside:
        raise CannotChangeMatter(_("Wybierz komórkę urzędu."), "unit_id")
    if unit.id == matter.unit_id:
        raise CannotChangeMatter(_("Ta komórka prowadzi całą sprawę. Wybierz inną."), "unit_id")
    return unit.name


def _part(whole: Matter, part: PartDraft, by_id: int, at: datetime) -> Matter:
    category = _category(part.category_code) or whole.category
    draft = MatterDraft(
        category_code=category.code,
        description=part.description,
        subject=part.subject or whole.subject,
        place=Place(whole.street, whole.house, whole.district, whole.place_note),
        point=None if whole.latitude is None or whole.longitude is None else (whole.latitude, whole.longitude),
        kind=whole.kind,
        channel=whole.channel,
        resident_id=whole.resident_id,
        conversation_id=whole.conversation_id,
        danger=whole.danger,
        parent_id=whole.id,
        tells="nothing",
    )
    made = matter_of(draft, category, by_id, at)
    for name in _CLOCKS:
        setattr(made, name, getattr(whole, name))
    made.unit_id = part.unit_id
    with wording.in_office_language():
        made.why_here = _("Część sprawy %(number)s.") % {"number": whole.number}
    made.save(force_insert=True)
    return made


def _category(code: str) -> Category | None:
    if not code:
        return None
    found = Category.objects.filter(code=code, active=True, unit__isnull=False).first()
    if found is None:
        raise CannotChangeMatter(_("Wybierz rodzaj zgłoszenia z listy."), "category_code")
    return found


def _beginning(part: Matter, whole: Matter, by_id: int, at: datetime) -> list[StoryEvent]:
    details = {"channel": part.channel, "whole": whole.number}
    return [
        StoryEvent(matter=part, kind="registered", at=part.started_at, by_id=by_id, details=details),
        StoryEvent(matter=part, kind="forwarded", at=at, by_id=by_id, unit_id=part.unit_id, text=part.why_here),
    ]


def _numbers(made: Sequence[Matter]) -> list[str]:
    return [part.number for part in made]
