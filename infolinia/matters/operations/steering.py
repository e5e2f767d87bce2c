"""Writes to the table of routing: a rule is written, tried, switched on or off, moved, thrown away."""

import re
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.matters.models import Category, Days, Kind, Matter, RoutingRule, Side
from infolinia.matters.shapes.steering import RuleDraft
from infolinia.matters.steering import conditions_of

_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_MOST_WORDS = 40


class CannotSteer(Cannot):
    """The rule can't be so; `field` names the input to mend."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@transaction.atomic
def save_rule(*, draft: RuleDraft, rule_id: int | None, is_on: bool, by_id: int, at: datetime) -> int:
    """Write the rule down and return its id; a new one stands last. Raises `CannotSteer`.

    Whoever switches one on has tried it first: the screen sees to that.
    """
    rule = _changed(rule_id, draft.version) if rule_id else RoutingRule(position=_last() + 1)
    apply(rule, draft)
    rule.is_on = is_on
    rule.version += 1
    rule.save()
    live.publish("board")
    return rule.pk


@transaction.atomic
def switch_off(*, rule_id: int, by_id: int, at: datetime) -> None:
    """Let the rule decide nothing any more; where matters went by it stays as it was."""
    rule = _locked(rule_id)
    if rule.is_on:
        rule.is_on = False
        rule.version += 1
        rule.save()


@transaction.atomic
def move_rule(*, rule_id: int, up: bool, by_id: int, at: datetime) -> None:
    """Let the rule change places with the one above or below it; the first and the last stay where they are."""
    rules = list(RoutingRule.objects.select_for_update().order_by("position", "id"))
    place = next((index for index, rule in enumerate(rules) if rule.pk == rule_id), None)
    if place is None:
        raise CannotSteer(_("Tej reguły już nie ma."))
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rules):
        return
    rules[place], rules[other] = rules[other], rules[place]
    for number, rule in enumerate(rules, 1):
        if rule.position != number:
            rule.position = number
            rule.save(update_fields=["position"])


@transaction.atomic
def remove_rule(*, rule_id: int, by_id: int, at: datetime) -> None:
    """Throw away a rule by which no matter ever went; any other can only be switched off."""
    rule = _locked(rule_id)
    used = _("Według tej reguły poszły już sprawy. Zostaje w historii; możesz ją wyłączyć.")
    if Matter.objects.filter(steered_by=rule).exists():  # whom a deletion meets, Django reads one and all
        raise CannotSteer(used)
    try:
        rule.delete()
    except ProtectedError as error:
        raise CannotSteer(used) from error


def apply(rule: RoutingRule, draft: RuleDraft) -> None:
    """Put the draft's values into the rule, checked; stores nothing. Raises `CannotSteer`."""
    rule.name = one_line(draft.name, 120)
    rule.district = one_line(draft.district, 60)
    rule.street = one_line(draft.street, 120)
    rule.words = "\n".join(line for one in draft.words.splitlines()[:_MOST_WORDS] if (line := one_line(one, 80)))
    for name in ("category_id", "kind", "house_from", "house_to", "side", "days"):
        setattr(rule, name, getattr(draft, name))
    for name in ("hours_from", "hours_to", "season_from", "season_to", "unit_id"):
        setattr(rule, name, getattr(draft, name))
    for check in _CHECKS:
        check(rule)
    _check_unit(rule)
    if rule.category_id and not Category.objects.filter(pk=rule.category_id).exists():
        raise CannotSteer(_("Wybierz rodzaj zgłoszenia z listy."), "category_id")
    if conditions_of(rule, ((rule.category_id or 0, None),)).is_empty:
        raise CannotSteer(_("Podaj co najmniej jeden warunek. Bez niego reguła brałaby wszystkie sprawy."))


def _check_texts(rule: RoutingRule) -> None:
    if not rule.name:
        raise CannotSteer(_("Nazwij regułę: nazwa stanie przy każdej sprawie, którą skieruje."), "name")
    if rule.kind and rule.kind not in Kind.values:
        raise CannotSteer(_("Wybierz rodzaj sprawy z listy."), "kind")
    if rule.side not in Side.values or rule.days not in Days.values:
        raise CannotSteer(_("Wybierz jedną z możliwości."), "side" if rule.side not in Side.values else "days")


def _check_houses(rule: RoutingRule) -> None:
    first, last = rule.house_from, rule.house_to
    if (first is not None or last is not None or rule.side) and not rule.street:
        raise CannotSteer(_("Numery domów i strona mają sens tylko z ulicą. Wpisz ulicę."), "street")
    if first is not None and last is not None and first > last:
        raise CannotSteer(_("Ostatni numer jest mniejszy od pierwszego."), "house_to")


def _check_times(rule: RoutingRule) -> None:
    if (rule.hours_from is None) != (rule.hours_to is None):
        raise CannotSteer(_("Podaj obie godziny albo żadnej."), "hours_to" if rule.hours_from else "hours_from")
    if rule.hours_from is not None and rule.hours_from == rule.hours_to:
        raise CannotSteer(_("Obie godziny są takie same."), "hours_to")
    if bool(rule.season_from) != bool(rule.season_to):
        raise CannotSteer(_("Podaj oba dni roku albo żadnego."), "season_to" if rule.season_from else "season_from")
    for name in ("season_from", "season_to"):
        if (day := getattr(rule, name)) and not _DAY.fullmatch(day):
            raise CannotSteer(_("Napisz miesiąc i dzień, na przykład 11-01."), name)


_CHECKS: tuple[Callable[[RoutingRule], None], ...] = (_check_texts, _check_houses, _check_times)


def _check_unit(rule: RoutingRule) -> None:
    if rule.unit_id not in {unit.id for unit in city.units(outside=False)}:
        raise CannotSteer(_("Wybierz komórkę urzędu, która działa."), "unit_id")


def _changed(rule_id: int, version: int) -> RoutingRule:
    rule = _locked(rule_id)
    if rule.version != version:
        raise CannotSteer(_("Ktoś zmienił tę regułę w międzyczasie. Odśwież stronę i popraw jeszcze raz."))
    return rule


def _locked(rule_id: int) -> RoutingRule:
    # All rules are locked, so that two changes of the table never pass each other unseen.
    rules = {rule.pk: rule for rule in RoutingRule.objects.select_for_update().order_by("id")}
    if rule_id not in rules:
        raise CannotSteer(_("Tej reguły już nie ma."))
    return rules[rule_id]


def _last() -> int:
    return RoutingRule.objects.aggregate(last=Max("position"))["last"] or 0
