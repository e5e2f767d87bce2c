"""Matters for other programs: which of them a program may see, lists by place, and what was told about them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from infolinia.city import queries as city
from infolinia.core.numbers import clean_matter_number
from infolinia.core.paging import Beside, Lines, stretch
from infolinia.matters import wording
from infolinia.matters.models import Kind, Matter, Status, StoryEvent
from infolinia.matters.rules.questions import Question, read
from infolinia.matters.shapes.machines import MachineEvent, MachineMatter, Wanted
from infolinia.matters.story import telling
from infolinia.partners.shapes import PartnerView

NEWEST = ("-registered_at", "-id")
OLDEST_FIRST = ("at", "id")
# What is said to the resident or by them. Other lines hold the office's own words too, such as why it passed one on.
SAID = frozenset(
    {
        *("answered", "asked", "replied", "extended", "planned", "resident_message", "reopened", "stays_closed"),
        *("closed", "joined", "split", "file_added"),
    }
)


# Open to all are reports that residents may make themselves, by their kind, however they came: that they are, and
# roughly where (docs/decisions/0026). Parts belong to their whole.
PUBLIC = Q(category__is_public=True, kind=Kind.INTERVENTION, parent__isnull=True)


def visible_to_program(partner: PartnerView | None) -> Q:
    """Return the condition for the matters that a program may see by its own right; without a key there are none."""
    if partner is None:
        return Q(pk__in=())
    if partner.sees == "all":
        return Q()
    if partner.unit_id:
        return Q(unit_id__in=city.unit_and_below(partner.unit_id))
    return Q(request_key__startswith=partner.origin)


def of_programs(partner: PartnerView | None, *, wanted: Wanted, beside: Beside, size: int) -> Lines[MachineMatter]:
    """Return a page of the matters that the program may see, the newest first."""
    page = stretch(_wanted(partner, wanted), by=NEWEST, beside=beside, size=size)
    return Lines(_machine_lines(page.rows, partner), page.before, page.behind)


def first_of_programs(
    partner: PartnerView | None, *, wanted: Wanted, start: int, size: int
) -> tuple[MachineMatter, ...]:
    """Return so many of the newest, from a place that the caller keeps small."""
    return _machine_lines(list(_wanted(partner, wanted).order_by(*NEWEST)[start : start + size]), partner)


def of_program(partner: PartnerView | None, number: str, *, also_public: bool = False) -> MachineMatter | None:
    """Return the matter with this number if the program may see it; None for others' and for none alike."""
    rows = _wanted(partner, Wanted(numbers=(number,), also_public=also_public))
    found = _machine_lines(list(rows[:1]), partner)
    return found[0] if found else None


def told_about(matter_id: UUID, *, limit: int = 200) -> tuple[MachineEvent, ...]:
    """Return what the matter's resident was told and said, the oldest first; of many lines the newest."""
    rows = StoryEvent.objects.filter(matter_id=matter_id, visible_to_resident=True).select_related("matter")
    return tuple(_event(row, is_theirs=True) for row in reversed(rows.order_by("-at", "-id")[:limit]))


def whose(matter_ids: Sequence[UUID]) -> list[tuple[UUID | None, UUID | None]]:
    """Return resident and matter of each, for the log of readings; a matter of nobody known has None."""
    return [
        (resident, ident)
        for ident, resident in Matter.objects.filter(id__in=matter_ids).values_list("id", "resident_id")
    ]


def told_between(
    partner: PartnerView | None, *, since: datetime, until: datetime, start: int, size: int, numbers: Sequence[str] = ()
) -> tuple[MachineEvent, ...]:
    """Return what was told of reports that are open to all or that the program may see, the oldest first."""
    seen = _wanted(partner, Wanted(numbers=tuple(numbers), also_public=True))
    rows = StoryEvent.objects.filter(at__gte=since, at__lte=until, visible_to_resident=True)
    named = rows.filter(matter__in=seen.values("id")).select_related("matter")
    theirs = _theirs(partner)
    page = named.order_by(*OLDEST_FIRST)[start : start + size]
    return tuple(_event(row, is_theirs=theirs(row.matter)) for row in page)


def questions_of(stored: Sequence[Mapping[str, object]]) -> tuple[Question, ...]:
    """Return a kind's questions as rules know them; none where what is stored is no set."""
    try:
        return read(list(stored))
    except ValueError:
        return ()


def _wanted(partner: PartnerView | None, wanted: Wanted) -> QuerySet[Matter]:
    seen = visible_to_program(partner)
    rows = Matter.objects.filter(seen | PUBLIC if wanted.also_public and seen else seen)
    rows = rows.select_related("category", "unit")
    rows = rows.defer("working", "search_key", "pauses", "answers")
    if wanted.numbers:
        rows = rows.filter(number__in=[clean_matter_number(number) for number in wanted.numbers])
    if wanted.categories:
        rows = rows.filter(category__code__in=wanted.categories)
    if wanted.statuses:
        rows = rows.filter(status__in=wanted.statuses)
    if wanted.is_open is not None:
        closed = Q(status=Status.CLOSED)
        rows = rows.filter(~closed if wanted.is_open else closed)
    if wanted.unit_code:
        rows = rows.filter(unit__code=wanted.unit_code)
    if wanted.since:
        rows = rows.filter(registered_at__gte=wanted.since)
    return rows.filter(registered_at__lte=wanted.until) if wanted.until else rows


def _theirs(partner: PartnerView | None) -> Callable[[Matter], bool]:
    """Return what tells whether a row is visible to the program by its own right."""
    if partner is None:
        return lambda row: False
    if partner.sees == "all":
        return lambda row: True
    if partner.unit_id:
        below = city.unit_and_below(partner.unit_id)
        return lambda row: row.unit_id in below
    return lambda row: (row.request_key or "").startswith(partner.origin)


def _machine_lines(rows: Sequence[Matter], partner: PartnerView | None) -> tuple[MachineMatter, ...]:
    told = StoryEvent.objects.filter(matter__in=[row.id for row in rows], visible_to_resident=True)
    latest = dict(told.values_list("matter_id").annotate(at=Max("at")).order_by()) if rows else {}
    theirs = _theirs(partner)
    return tuple(_line(row, latest.get(row.id, row.registered_at), is_theirs=theirs(row)) for row in rows)


def _line(row: Matter, updated_at: datetime, *, is_theirs: bool) -> MachineMatter:
    return MachineMatter(
        id=row.id,
        number=row.number,
        kind=row.kind,
        category_code=row.category.code,
        category_name=row.category.name,
        subject=row.subject,
        description=row.description,
        street=row.street,
        house=row.house,
        district=row.district,
        place_note=row.place_note,
        latitude=row.latitude,
        longitude=row.longitude,
        status=row.status,
        status_text=str(Status(row.status).label),
        unit_code=row.unit.code if row.unit else "",
        unit_name=row.unit.name if row.unit else "",
        received_at=row.started_at,
        registered_at=row.registered_at,
        updated_at=updated_at,
        due_on=wording.last_day(row.resident_due_at),
        due_at=row.resident_due_at,
        closed_at=row.closed_at,
        result=row.result,
        closing_text=row.closing_text,
        case_number=row.znak,
        version=row.version,
        is_theirs=is_theirs,
    )


def _event(row: StoryEvent, *, is_theirs: bool) -> MachineEvent:
    words = telling(row.kind, row.details)
    return MachineEvent(
        id=row.id,
        matter_id=row.matter_id,
        matter_number=row.matter.number,
        kind=row.kind,
        kind_text=str(words.to_resident or words.title),
        text=row.text if row.kind in SAID else "",
        at=row.at,
        is_closing=row.kind in ("closed", "stays_closed"),
        is_theirs=is_theirs,
    )
