"""The table of routing as supervisors read it, and what changed rules would have done with past matters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.core.clock import city_day
from infolinia.core.text import fold
from infolinia.matters import wording
from infolinia.matters.models import Category, Days, Kind, Matter, RoutingRule, Side
from infolinia.matters.operations.steering import apply
from infolinia.matters.rules import steering as table
from infolinia.matters.rules.steering import Conditions, Facts, Line
from infolinia.matters.shapes.steering import EndedKind, MovedLine, RuleDraft, RuleLine, SteeringTrial
from infolinia.matters.steering import Book, Tree, book_of, conditions_of, facts_of, heir, plain_street, works_on

if TYPE_CHECKING:
    from infolinia.city.models import Unit

KINDS = tuple(Kind.choices)
SIDES = tuple(Side.choices)
DAYS = tuple(Days.choices)
LOOKED_AT = 3000  # past matters, the newest first
SHOWN = 30
_DAYS_BACK = 180
_USED_DAYS = 30
_READ = (
    "id", "number", "category__unit", "kind", "street", "house", "district", "subject", "description", "started_at",
    "unit", "registered_at",
)  # fmt: skip
_EVERYTHING = Conditions()


def rules(at: datetime) -> list[RuleLine]:
    """Return the rules in their order, each with what is wrong with it and how many matters went by it in 30 days."""
    rows = list(RoutingRule.objects.select_related("unit", "category"))
    tree = list(Category.objects.values_list("id", "parent_id"))
    since = at - timedelta(days=_USED_DAYS)
    recent = Matter.objects.filter(steered_by__isnull=False, registered_at__gte=since)
    used = dict(recent.order_by().values("steered_by").annotate(n=Count("pk")).values_list("steered_by", "n"))
    faults = _faults(rows, tree, at)
    return [
        RuleLine(
            row.pk,
            row.name,
            row.is_on,
            asks(row),
            row.unit_id,
            row.unit.short_name,
            faults[row.pk],
            used.get(row.pk, 0),
        )
        for row in rows
    ]


def rule_draft(rule_id: int) -> tuple[RuleDraft, bool] | None:
    """Return the rule as it can be changed, and whether it is on; None where there is none."""
    row = RoutingRule.objects.filter(pk=rule_id).first()
    if row is None:
        return None
    return RuleDraft(**{name: getattr(row, name) for name in RuleDraft.__dataclass_fields__}), row.is_on


def rule_name(rule_id: int) -> str:
    """Return the rule's name, empty where there is no such rule any more."""
    return RoutingRule.objects.filter(pk=rule_id).values_list("name", flat=True).first() or ""


def ended_kinds(at: datetime) -> list[EndedKind]:
    """Return the kinds in use whose unit does not work today, each with who gets their matters. One statement."""
    day = city_day(at)
    rows = Category.objects.filter(active=True, unit__kind="office").select_related("unit__successor")
    ended = rows.filter(Q(unit__valid_to__lt=day) | Q(unit__valid_from__gt=day)).order_by("sort_key")
    units: dict[int, Unit] = {}
    found = [(row, units.setdefault(row.unit.pk, row.unit)) for row in ended if row.unit]
    return [
        EndedKind(row.code, row.name, unit.short_name, "" if (now := heir(unit, day)) is unit else now.short_name)
        for row, unit in found
    ]


def kinds_to_choose() -> list[tuple[int, str]]:
    """Return the groups and kinds of matter with their ids, each under its group."""
    rows = list(Category.objects.filter(active=True).order_by("sort_key"))
    by_parent: dict[int | None, list[Category]] = {}
    for row in rows:
        by_parent.setdefault(row.parent_id, []).append(row)

    def walk(parent: int | None, depth: int) -> list[tuple[int, str]]:
        found: list[tuple[int, str]] = []
        for row in by_parent.get(parent, []):
            found.append((row.pk, f"{'– ' * depth}{row.name}"))
            found += walk(row.pk, depth + 1)
        return found

    return walk(None, 0)


def try_rule(draft: RuleDraft, rule_id: int | None, at: datetime) -> SteeringTrial:
    """Return what past matters would have come to with the rule on, as drafted. Stores nothing.

    Raises `CannotSteer` for a draft that cannot be kept.
    """
    stored = list(RoutingRule.objects.select_related("unit"))
    before = book_of([row for row in stored if row.is_on])
    tried = next((row for row in stored if row.pk == rule_id), None)
    tree: Tree = list(Category.objects.values_list("id", "parent_id"))
    old = conditions_of(tried, tree) if tried and tried.is_on else None
    if tried is None:
        tried = RoutingRule()
        stored.append(tried)
    apply(tried, draft)
    tried.is_on = True
    after = book_of([row for row in stored if row.is_on])
    return _compared(before, after, at, asked=conditions_of(tried, tree), old=old)


def try_order(rule_id: int, *, up: bool, at: datetime) -> SteeringTrial:
    """Return what past matters would have come to had the rule stood one place higher or lower."""
    stored = list(RoutingRule.objects.select_related("unit"))
    changed, place = list(stored), next((index for index, row in enumerate(stored) if row.pk == rule_id), None)
    other = None if place is None else place - 1 if up else place + 1
    if place is not None and other is not None and 0 <= other < len(stored):
        changed[place], changed[other] = changed[other], changed[place]
    before, after = (book_of([row for row in rows if row.is_on]) for rows in (stored, changed))
    return _compared(before, after, at, asked=_EVERYTHING, old=None)


def _compared(before: Book, after: Book, at: datetime, *, asked: Conditions, old: Conditions | None) -> SteeringTrial:
    """Return how the latest matters would have gone by the one table and by the other.

    `asked` is what the tried rule asks for, `old` what it asked for until now: what it lets go moves as well.
    """
    found = [(matter, facts_of(matter)) for matter in _past((asked, old) if old else (asked,), at)]
    fitting = [pair for pair in found if table.fits(asked, pair[1])]
    let_go = [pair for pair in found if old and table.fits(old, pair[1]) and not table.fits(asked, pair[1])]
    touched = sorted([*fitting, *let_go], key=lambda pair: pair[0].registered_at, reverse=True)
    units: dict[int, Unit] = {}
    moved = [each for each in (_moved(*pair, before, after, units) for pair in touched) if each]
    return SteeringTrial(
        since=city_day(at) - timedelta(days=_DAYS_BACK),
        looked=len(found),
        matched=len(fitting),
        let_go=len(let_go),
        moved=len(moved),
        better=sum(each.is_better is True for each in moved),
        worse=sum(each.is_better is False for each in moved),
        lines=tuple(moved[:SHOWN]),
    )


def asks(rule: RoutingRule) -> tuple[str, ...]:
    """Return what the rule asks for, each condition in a few words."""
    found = [
        rule.category.name if rule.category else "",
        str(rule.get_kind_display()) if rule.kind else "",
        rule.district,
    ]
    found += [_street(rule)]
    found += [str(Days(rule.days).label) if rule.days else "", _hours(rule), _season(rule)]
    words = [line for line in rule.words.splitlines() if line]
    found += [_("słowa: %(words)s") % {"words": ", ".join(words)} if words else ""]
    return tuple(text for text in found if text)


def _past(asked: Sequence[Conditions], at: datetime) -> QuerySet[Matter]:
    """Return the latest matters to try on: of the asked kinds, where all name some. Parts were sent by hand."""
    past = Matter.objects.filter(registered_at__gte=at - timedelta(days=_DAYS_BACK), parent=None)
    if all(each.categories for each in asked):
        past = past.filter(category__in=frozenset().union(*(each.categories for each in asked)))
    return past.select_related("category__unit", "unit").only(*_READ).order_by("-registered_at")[:LOOKED_AT]


def _moved(matter: Matter, facts: Facts, before: Book, after: Book, units: "dict[int, Unit]") -> MovedLine | None:
    """Return the matter as one that would have gone elsewhere, or None. `units` are those of the kinds met so far."""
    first, second = (_unit(book, facts, matter, units) for book in (before, after))
    if first is None or second is None or first.pk == second.pk:
        return None
    verdict = {second.pk: True, first.pk: False}.get(matter.unit_id or 0)
    return MovedLine(
        matter_id=matter.id,
        number=matter.number,
        subject=matter.subject,
        place=wording.place(matter),
        before=first.short_name,
        after=second.short_name,
        ended_in=matter.unit.short_name if matter.unit else _("infolinia"),
        is_better=verdict,
    )


def _unit(book: Book, facts: Facts, matter: Matter, units: "dict[int, Unit]") -> "Unit | None":
    day, own = city_day(matter.started_at), matter.category.unit
    line = table.choose(book.lines, facts, closed_units=book.closed(day))
    if line:
        return book.units[line.unit_id]
    return heir(units.setdefault(own.pk, own), day) if own else None


def _faults(rows: Sequence[RoutingRule], tree: Tree, at: datetime) -> dict[int, tuple[str, ...]]:
    """Return for each rule what the four checks say: its unit, its place, its kind, and whether it can ever decide."""
    lines = {row.pk: Line(row.pk, row.unit_id, conditions_of(row, tree)) for row in rows}
    hidden = table.hidden_by([lines[row.pk] for row in rows if row.is_on])
    exceptions = {
        row.pk
        for place, row in enumerate(rows)
        if table.is_exception(0, [lines[row.pk], *(lines[each.pk] for each in rows[place + 1 :] if each.is_on)])
    }
    names = {row.pk: row.name for row in rows}
    known = Known.read(at)
    return {
        row.pk: tuple(
            text
            for text in (
                known.unit_fault(row),
                known.place_fault(row),
                known.kind_fault(row, lines[row.pk].asks, is_exception=row.pk in exceptions),
                _("Nigdy nie zadziała: wszystko bierze wcześniej „%(rule)s”.") % {"rule": names[hidden[row.pk]]}
                if row.pk in hidden
                else "",
            )
            if text
        )
        for row in rows
    }


@dataclass(frozen=True)
class Known:
    """What rules are checked against: units that work, those with people, streets, districts, kinds in use."""

    day: date
    staffed: frozenset[int]
    streets: frozenset[str]
    districts: frozenset[str]
    kinds: dict[int, int | None]

    @classmethod
    def read(cls, at: datetime) -> "Known":
        """Return what is known now, in four statements."""
        day = city_day(at)
        kinds = Category.objects.filter(active=True).select_related("unit__successor")
        return cls(
            day=day,
            staffed=frozenset(each.unit_id for each in city.active_staff(("officer",)) if each.unit_id),
            streets=frozenset(plain_street(name) for name in city.street_names()),
            districts=frozenset(fold(name) for name in city.districts()),
            kinds={each.pk: heir(each.unit, day).pk if each.unit else None for each in kinds},
        )

    def unit_fault(self, row: RoutingRule) -> str:
        """Return what is wrong with the unit, if anything."""
        if not works_on(row.unit, self.day):
            return _("Komórka już nie działa: reguła jest pomijana.")
        return "" if row.unit_id in self.staffed else _("W tej komórce nikt nie ma konta.")

    def place_fault(self, row: RoutingRule) -> str:
        """Return what is wrong with the place, if anything."""
        if row.street and plain_street(row.street) not in self.streets:
            return _("Takiej ulicy nie ma w rejestrze.")
        return _("Takiej dzielnicy nie ma.") if row.district and fold(row.district) not in self.districts else ""

    def kind_fault(self, row: RoutingRule, asked: Conditions, *, is_exception: bool) -> str:
        """Return what is wrong with the kind, if anything. An exception from a rule below always changes something."""
        used = {self.kinds[each] for each in asked.categories if self.kinds.get(each)}
        if row.category_id and not used:
            return _("Tego rodzaju zgłoszeń już się nie używa.")
        is_idle = used == {row.unit_id} and not is_exception
        return _("Nic nie zmienia: te sprawy i tak trafiają do tej komórki.") if is_idle else ""


def _street(rule: RoutingRule) -> str:
    if not rule.street:
        return ""
    first, last = rule.house_from, rule.house_to
    span = f"{first if first is not None else ''}–{last if last is not None else ''}"
    houses = span if (first, last) != (None, None) else ""
    return ", ".join(
        text for text in (f"{rule.street} {houses}".strip(), str(rule.get_side_display()) if rule.side else "") if text
    )


def _hours(rule: RoutingRule) -> str:
    return f"{rule.hours_from:%H:%M}–{rule.hours_to:%H:%M}" if rule.hours_from and rule.hours_to else ""


def _season(rule: RoutingRule) -> str:
    if not rule.season_from:
        return ""
    first, last = (".".join(reversed(day.split("-"))) for day in (rule.season_from, rule.season_to))
    return _("od %(first)s do %(last)s") % {"first": first, "last": last}
