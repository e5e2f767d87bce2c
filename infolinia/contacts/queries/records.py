"""Records of people: found by a name, a number or an address, and shown whole with everything that was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from infolinia.contacts.models import Acting, Channel, Decision, Merge, Need, Resident
from infolinia.contacts.queries.people import PersonCard, _card
from infolinia.contacts.queries.ways import Way, merged_groups, ways_of
from infolinia.contacts.rules import validity
from infolinia.core.clock import city_day
from infolinia.core.phones import normalise

NEEDS = tuple(Need.choices)
RIGHTS = tuple(Acting.Right.choices)
DECISIONS = dict(Decision.Kind.choices)
MOST = 20


@dataclass(frozen=True)
class Agent:
    """One who acts for the other: `id` is the other side's record, `holds` says whether it holds today."""

    acting_id: int
    id: UUID
    name: str
    right: str
    basis: str
    valid_until: date | None
    holds: bool


@dataclass(frozen=True)
class DecisionLine:
    """One consent or objection, or either taken back."""

    kind: str
    kind_label: str
    purpose: str
    channel: str
    words: str
    at: datetime
    by_name: str


@dataclass(frozen=True)
class MergeLine:
    """A record that went into this one; `id` is None when it can't be taken back any more."""

    id: UUID | None
    at: datetime
    by_name: str
    reason: str


@dataclass(frozen=True)
class Record:
    """Everything about how one person is contacted."""

    id: UUID
    name: str
    preferred_channel: str
    preferred_label: str
    needs: tuple[str, ...]
    need_labels: tuple[str, ...]
    need: str
    language: str
    is_child: bool
    adult_on: date | None
    created_at: datetime
    ways: tuple[Way, ...]
    acted_by: tuple[Agent, ...]
    acts_for: tuple[Agent, ...]
    decisions: tuple[DecisionLine, ...]
    merges: tuple[MergeLine, ...]


def find_people(text: str, *, limit: int = MOST) -> list[PersonCard]:
    """Return people by a telephone number, an e-mail address or the words of a name, in the order of names."""
    words = text.split()
    if not words:
        return []
    number = normalise(text) if sum(letter.isdigit() for letter in text) >= 7 else ""
    if number:
        found = Q(points__kind="phone", points__value=number)
    elif "@" in text:
        found = Q(points__kind="email", points__value=text.strip().lower())
    else:
        found = Q()
        for word in words:
            found &= Q(name__icontains=word)
    rows = Resident.objects.filter(found, merged_into=None).prefetch_related("points").distinct()
    return [_card(row) for row in rows.order_by("name", "id")[:limit]]


def maybe_same(resident_id: UUID, *, limit: int = 10) -> list[PersonCard]:
    """Return records that may be the same person: they share a number or address, or the name."""
    person = Resident.objects.prefetch_related("points").filter(id=resident_id).first()
    if person is None:
        return []
    alike = Q(points__value__in=[point.value for point in person.points.all()])
    if person.name:
        alike |= Q(name__iexact=person.name)
    rows = Resident.objects.filter(alike, merged_into=None).exclude(id=resident_id).prefetch_related("points")
    return [_card(row) for row in rows.distinct().order_by("name", "id")[:limit]]


def record(resident_id: UUID, at: datetime) -> Record | None:
    """Return the person's record; nothing for who is erased or was merged into somebody else."""
    person = Resident.objects.prefetch_related("points").filter(id=resident_id, merged_into=None).first()
    if person is None:
        return None
    group = merged_groups([resident_id])[resident_id]
    day = city_day(at)
    return Record(
        id=person.id,
        name=person.name,
        preferred_channel=person.preferred_channel,
        preferred_label=str(Channel(person.preferred_channel).label) if person.preferred_channel else "",
        needs=tuple(person.needs),
        need_labels=need_labels(person.needs),
        need=person.need,
        language=person.language,
        is_child=validity.is_child(day, is_child=person.is_child, adult_on=person.adult_on),
        adult_on=person.adult_on,
        created_at=person.created_at,
        ways=tuple(ways_of(person, at)),
        acted_by=_agents(Acting.objects.filter(whom=person).select_related("who"), "who", day),
        acts_for=_agents(Acting.objects.filter(who=person).select_related("whom"), "whom", day),
        decisions=_decisions(group),
        merges=_merges(resident_id),
    )


def merged_into(resident_id: UUID) -> UUID | None:
    """Return the record into which this one was merged, if it was."""
    return Resident.objects.filter(id=resident_id).values_list("merged_into_id", flat=True).first()


def need_labels(codes: Sequence[str]) -> tuple[str, ...]:
    """Return what is needed in words."""
    return tuple(str(Need(code).label) for code in codes if code in Need.values)


def _agents(rows: QuerySet[Acting], side: str, day: date) -> tuple[Agent, ...]:
    found = []
    for row in rows:
        other = getattr(row, side)
        holds = validity.holds(day, since=row.valid_from, until=row.valid_until)
        right = str(row.get_right_display())
        found.append(Agent(row.pk, other.id, str(other), right, row.basis, row.valid_until, holds))
    return tuple(found)


def _decisions(group: Sequence[UUID]) -> tuple[DecisionLine, ...]:
    rows = Decision.objects.filter(resident_id__in=group).select_related("by").order_by("-at", "-id")
    return tuple(
        DecisionLine(
            row.kind, str(row.get_kind_display()), row.purpose, row.channel, row.words, row.at, str(row.by or "")
        )
        for row in rows
    )


def _merges(resident_id: UUID) -> tuple[MergeLine, ...]:
    rows = Merge.objects.filter(kept_id=resident_id, undone_at=None).select_related("by").order_by("-at")
    return tuple(MergeLine(None if row.settled_at else row.id, row.at, str(row.by), row.reason) for row in rows)
