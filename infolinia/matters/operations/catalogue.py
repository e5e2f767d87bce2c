"""The catalogue of clocks and the tree of categories: data that an office changes, seeded from JSON."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.core.errors import Cannot
from infolinia.matters.models import Category, Clock
from infolinia.matters.rules.terms import BadTerm, parse_term

_DATA = Path(__file__).resolve().parents[1] / "data"


class CannotSaveCategory(Cannot):
    """The category names an unknown unit, parent or clock, or has no term."""


@dataclass(frozen=True)
class CategoryDraft:
    """A category as an office writes it. A group has only code, name and perhaps a parent."""

    code: str
    name: str
    parent: str = ""
    unit: str = ""
    kind: str = "intervention"
    clock: str = ""
    promise: str = ""
    promise_confirmed: bool = False
    unit_lead_days: int = 1
    priority: int = 3
    danger: bool = False
    danger_text: str = ""
    questions: list[dict[str, Any]] = field(default_factory=list)
    is_public: bool = False
    place_need: str = "optional"
    hint: str = ""
    answer_texts: list[dict[str, str]] = field(default_factory=list)


@transaction.atomic
def save_category(draft: CategoryDraft) -> int:
    """Make or change the category with the draft's code; returns its id. Raises `CannotSaveCategory`."""
    unit = city.unit(draft.unit) if draft.unit else None
    if draft.unit and unit is None:
        raise CannotSaveCategory(_("Nie ma komórki o kodzie %(code)s.") % {"code": draft.unit})
    _check_term(draft)
    values = {
        "name": draft.name,
        "parent": _found(Category, draft.parent),
        "unit_id": unit.id if unit else None,
        "kind": draft.kind,
        "clock": _found(Clock, draft.clock),
        "promise": draft.promise,
        "promise_confirmed": draft.promise_confirmed,
        "unit_lead_days": draft.unit_lead_days,
        "priority": draft.priority,
        "danger": draft.danger,
        "danger_text": draft.danger_text,
        "questions": draft.questions,
        "is_public": draft.is_public,
        "place_need": draft.place_need,
        "hint": draft.hint,
        "answer_texts": draft.answer_texts,
    }
    return Category.objects.update_or_create(code=draft.code, defaults=values)[0].pk


@transaction.atomic
def load_catalogue() -> int:
    """Bring the clock catalogue in; what a lawyer confirmed or changed here is left as it is. Returns how many came."""
    stored = set(Clock.objects.values_list("code", flat=True))
    fresh = [entry for entry in _read("clocks.json") if entry["code"] not in stored]
    side_terms = json.loads((_DATA / "side_terms.json").read_text(encoding="utf-8"))
    for entry in fresh:
        parse_term(entry["term"])
        Clock.objects.create(**entry, side_terms=side_terms.get(entry["code"], []))
    return len(fresh)


@transaction.atomic
def load_categories() -> int:
    """Bring the starter tree of categories in, after the units and the catalogue; returns how many there are."""
    entries = _read("categories.json")
    for entry in entries:
        save_category(CategoryDraft(**entry))
    return len(entries)


def _read(name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((_DATA / name).read_text(encoding="utf-8"))
    return entries


def _check_term(draft: CategoryDraft) -> None:
    if draft.unit and not (draft.clock or draft.promise):
        raise CannotSaveCategory(_("Wybierz termin z katalogu albo wpisz obietnicę miasta."))
    if draft.promise:
        try:
            parse_term(draft.promise)
        except BadTerm as error:
            raise CannotSaveCategory(str(error)) from error


def _found(model: type[Category] | type[Clock], code: str) -> Category | Clock | None:
    if not code:
        return None
    row = model.objects.filter(code=code).first()
    if row is None:
        raise CannotSaveCategory(_("Nie ma wpisu o kodzie %(code)s.") % {"code": code})
    return row
