"""Which unit gets a new matter, and why: the table of rules as it stands, kept in the process while it is unchanged."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from infolinia.core.clock import city_day, city_time
from infolinia.core.text import fold
from infolinia.matters.models import Category, Matter, RoutingRule
from infolinia.matters.rules import steering
from infolinia.matters.rules.steering import Conditions, Facts, Line
from infolinia.matters.wording import WORKING_DAYS

if TYPE_CHECKING:
    from infolinia.city.models import Unit
    from infolinia.matters.shapes import MatterDraft

_OLDEST = 60.0  # seconds; a unit's own days and name are looked at again at least so often
# Every change of a rule and of the tree of kinds leaves a line of history, with a number that no other line ever has.
STAMPS = {
    "rules_stamp": "(SELECT max(pgh_id) FROM matters_routingruleevent)",
    "kinds_stamp": "(SELECT max(pgh_id) FROM matters_categoryevent)",
}
"""The state of the rules, and of the tree of kinds, as expressions of SQL."""
_LONGEST_WHY = 300
_STORED_IN = "pl"
Stamp = tuple[int | None, int | None]
Tree = Sequence[tuple[int, int | None]]


@dataclass(frozen=True)
class Chosen:
    """The unit that gets the matter, the sentence that says why, and the rule that decided (None: the kind itself)."""

    unit_id: int
    unit_name: str
    why: str
    rule_id: int | None = None


@dataclass(frozen=True)
class Book:
    """The rules that are on, in their order, with their names and units."""

    lines: tuple[Line, ...]
    names: dict[int, str]
    units: "dict[int, Unit]"

    def closed(self, day: date) -> frozenset[int]:
        """Return the units that do not work on the day."""
        return frozenset(key for key, unit in self.units.items() if not works_on(unit, day))


@dataclass
class _Kept:
    stamp: Stamp = (None, None)
    read_at: float = float("-inf")
    book: Book = Book((), {}, {})


_kept = _Kept()


def choose(draft: "MatterDraft", category: Category, at: datetime) -> Chosen:
    """Return the unit for what is about to be registered: by the first rule that fits, otherwise the kind's own.

    One statement; after a change of the rules three.
    """
    place = draft.place
    matter = Matter(
        category=category,
        kind=draft.kind or category.kind,
        street=place.street,
        house=place.house,
        district=place.district,
        subject=draft.subject or category.name,
        description=draft.description,
        unit=category.unit,
        started_at=draft.received_at or at,
    )
    steer(matter)
    return Chosen(matter.unit_id or 0, matter.unit.name if matter.unit else "", matter.why_here, matter.steered_by_id)


def steer(matter: Matter, stamp: Stamp | None = None) -> None:
    """Give a matter that is not stored yet its unit, the rule that decided, and the sentence that says why.

    Expects its kind, place, texts and start. Costs what `choose` costs, and one statement less with the state of the
    rules (`STAMPS`) that was just read.
    """
    book = current(stamp)
    facts = facts_of(matter)
    day = city_day(matter.started_at)
    line = steering.choose(book.lines, facts, closed_units=book.closed(day))
    if line is None:
        kind = matter.category
        matter.unit, matter.steered_by = heir(kind.unit, day) if kind.unit else None, None
        matter.why_here = _why_by_kind(kind, matter.unit)
        return
    matter.unit, matter.steered_by_id = book.units[line.unit_id], line.id
    matter.why_here = _why_by_rule(book.names[line.id], matter.unit)


def heir(unit: "Unit", day: date) -> "Unit":
    """Return who does the unit's work on the day: the unit, or the first in the line of its successors that works.

    The unit itself where none does. No statement for a unit that works.
    """
    tried, now = {unit.pk}, unit
    while not works_on(now, day):
        if now.successor is None or now.successor.pk in tried:
            return unit
        now = now.successor
        tried.add(now.pk)
    return now


def _why_by_kind(kind: Category, unit: "Unit | None") -> str:
    """Return the sentence that is stored with the matter: in the city's language, whoever reports it."""
    words = {"category": kind.name, "unit": unit.name if unit else "", "old": kind.unit.name if kind.unit else ""}
    with translation.override(_STORED_IN):
        if kind.unit_id == (unit.pk if unit else None):
            return (_("Rodzaj „%(category)s” prowadzi %(unit)s.") % words)[:_LONGEST_WHY]
        return (_("Rodzaj „%(category)s” prowadzi %(unit)s (dawniej: %(old)s).") % words)[:_LONGEST_WHY]


def _why_by_rule(rule: str, unit: "Unit") -> str:
    with translation.override(_STORED_IN):
        words = {"rule": rule, "unit": unit.name}
        return (_("Według reguły „%(rule)s” sprawę prowadzi %(unit)s.") % words)[:_LONGEST_WHY]


def current(stamp: Stamp | None = None) -> Book:
    """Return the rules that are on. One statement while nothing has changed, and none of the rules' own tables.

    None at all with the state of the rules that was just read.
    """
    rules, kinds = stamp or _stamp()
    if rules is None:
        return Book((), {}, {})
    now = time.monotonic()
    if _kept.stamp != (rules, kinds) or now - _kept.read_at > _OLDEST:
        _kept.book, _kept.stamp, _kept.read_at = book_of(list(switched_on())), (rules, kinds), now
    return _kept.book


def _stamp() -> Stamp:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(STAMPS.values())}")
        return cast("Stamp", cursor.fetchone())


def switched_on() -> list[RoutingRule]:
    """Return the rules that are on, in their order, with their units."""
    return list(RoutingRule.objects.filter(is_on=True).select_related("unit"))


def book_of(rules: list[RoutingRule]) -> Book:
    """Return the rules as the table that decides, in the given order; one statement where any names a kind."""
    has_kinds = any(rule.category_id for rule in rules)
    tree: Tree = list(Category.objects.values_list("id", "parent_id")) if has_kinds else []
    return Book(
        tuple(Line(rule.pk or 0, rule.unit_id, conditions_of(rule, tree)) for rule in rules),
        {rule.pk or 0: rule.name for rule in rules},
        {rule.unit_id: rule.unit for rule in rules},
    )


def conditions_of(rule: RoutingRule, tree: Tree) -> Conditions:
    """Return what a rule asks for, in the words of the table."""
    first, last = rule.house_from, rule.house_to
    return Conditions(
        categories=steering.below(tree, rule.category_id) if rule.category_id else frozenset(),
        kind=rule.kind,
        district=fold(rule.district),
        street=plain_street(rule.street),
        houses=None if first is None and last is None else (first or 0, last if last is not None else 10**9),
        side=rule.side,
        days=rule.days,
        hours=(rule.hours_from, rule.hours_to) if rule.hours_from and rule.hours_to else None,
        season=(rule.season_from, rule.season_to) if rule.season_from else None,
        words=tuple(dict.fromkeys(" ".join(fold(line).split()) for line in rule.words.splitlines() if line.strip())),
    )


def facts_of(matter: Matter) -> Facts:
    """Return what the table looks at in a matter."""
    day = city_day(matter.started_at)
    return Facts(
        category_id=matter.category_id,
        kind=matter.kind,
        district=fold(matter.district.strip()),
        street=plain_street(matter.street),
        house=steering.house_number(matter.house),
        is_free_day=WORKING_DAYS.is_free(day),
        day=f"{day:%m-%d}",
        hour=city_time(matter.started_at).time(),
        words=steering.split_words(fold(f"{matter.subject} {matter.description}")),
    )


def plain_street(name: str) -> str:
    """Return a street's name as it is compared: folded, without `ul.`."""
    return fold(name).strip().removeprefix("ul.").strip()


def works_on(unit: "Unit", day: date) -> bool:
    """Whether the unit is a cell of the office that works on the day."""
    return unit.kind != "outside" and unit.valid_from <= day and (unit.valid_to is None or day <= unit.valid_to)
