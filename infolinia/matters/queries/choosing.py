"""What may be registered, and what a registration would promise."""

from datetime import datetime

from infolinia.core.text import sort_key
from infolinia.matters import clocks, wording
from infolinia.matters.models import Category, Matter, Result, Status
from infolinia.matters.rules.applications import needs_writing
from infolinia.matters.rules.service_hours import NeverOpen
from infolinia.matters.rules.terms import in_words, parse_term
from infolinia.matters.shapes import AskedQuestion, CategoryLine, Promise


def categories() -> list[CategoryLine]:
    """Return the kinds of matter that can be chosen, grouped by their parents, in Polish alphabetical order."""
    rows = Category.objects.filter(active=True, unit__isnull=False).select_related("unit", "clock", "parent__parent")
    return sorted(
        (_line(row) for row in rows), key=lambda found: ([sort_key(name) for name in found.path], sort_key(found.name))
    )


def results() -> list[tuple[str, str]]:
    """Return the results a matter can end with, as code and name."""
    return [(code, str(name)) for code, name in Result.choices]


def questions_to_ask(category_code: str, set_code: str = "") -> tuple[AskedQuestion, ...]:
    """Return what to ask when a matter of this kind is registered: its own questions, or those of another set.

    A set is named by the kind of matter whose questions they are; its answers are kept under the questions' words.
    """
    wanted = set_code or category_code
    found = Category.objects.filter(code=wanted, active=True).values_list("questions", flat=True).first() or []
    is_own = wanted == category_code
    return tuple(
        AskedQuestion(
            code=question["code"] if is_own else question["label"],
            label=question["label"],
            is_required=bool(question.get("required")) and is_own,
        )
        for question in found
    )


def promise(category_code: str, at: datetime, district: str = "") -> Promise | None:
    """Return where a matter registered now would go and by when, or None where that can't be told. Stores nothing.

    The district does not change the unit yet; it is here so that a city may divide its units by district.
    """
    rows = Category.objects.select_related("unit", "clock").filter(active=True, unit__isnull=False)
    category = rows.filter(code=category_code).first()
    if category is None or category.unit is None:
        return None
    matter = Matter(category=category, unit=category.unit, status=Status.NEW, started_at=at)
    clocks.take_term(matter, category)
    try:
        steps = clocks.recount(matter, lead_days=category.unit_lead_days)
    except NeverOpen:
        return None
    return Promise(
        unit_id=category.unit.pk,
        unit_name=category.unit.name,
        resident_due=wording.resident_due(matter, at),
        unit_due=wording.unit_due(matter, at),
        term_text=wording.say(in_words(parse_term(matter.term))),
        basis=matter.term_basis,
        is_confirmed=matter.term_confirmed,
        danger_text=category.danger_text if category.danger else "",
        working=wording.step_lines(steps, at),
        hand_over_text=category.unit.hand_over_text if category.unit.kind == "outside" else "",
        needs_writing=needs_writing(matter.term_basis, kind=category.kind, is_promise=matter.term_is_promise),
    )


def _line(row: Category) -> CategoryLine:
    term = row.promise or (row.clock.term if row.clock else "")
    unit = row.unit
    return CategoryLine(
        code=row.code,
        name=row.name,
        path=_path(row),
        unit_id=row.unit_id or 0,
        unit_name=unit.name if unit else "",
        kind=row.kind,
        term_text=wording.say(in_words(parse_term(term))),
        basis=clocks.PROMISE_RULE if row.promise else (row.clock.basis if row.clock else ""),
        is_confirmed=row.promise_confirmed if row.promise else bool(row.clock and row.clock.confirmed),
        is_danger=row.danger,
        danger_text=row.danger_text,
        is_outside=bool(unit and unit.kind == "outside"),
        hand_over_text=unit.hand_over_text if unit else "",
        questions=tuple(row.questions),
    )


def _path(row: Category) -> tuple[str, ...]:
    """Return the names of the groups above the category: at most two, as deep as the choice goes."""
    above = [row.parent.parent, row.parent] if row.parent else []
    return tuple(group.name for group in above if group)
