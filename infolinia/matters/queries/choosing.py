"""What may be registered, and what a registration would promise."""

from collections.abc import Mapping
from datetime import datetime

from infolinia.core.text import sort_key
from infolinia.matters import clocks, steering, wording
from infolinia.matters.models import Category, Kind, Matter, Result, Status
from infolinia.matters.rules import kinds, questions
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


def public_kinds() -> list[CategoryLine]:
    """Return the kinds that residents may report by themselves on the page, grouped and sorted as `categories`."""
    found = [line for line in categories() if line.is_public and not line.is_outside]
    return [line for line in found if kinds.may_be_public(line.kind)]


def questions_to_ask(
    category_code: str,
    set_code: str = "",
    answers: Mapping[str, str] | None = None,
    *,
    known: CategoryLine | None = None,
) -> tuple[AskedQuestion, ...]:
    """Return what to ask when a matter of this kind is registered: its own questions, or those of another set.

    A set is named by the kind of matter whose questions they are; its answers are kept under the questions' words.
    With `answers` only those come whose conditions hold; without, all of them. `known` is the line of the kind, where
    it was read already: then nothing is read here.
    """
    wanted = set_code or category_code
    try:
        found = questions.read(_stored(wanted, known))
    except questions.BadQuestions:
        return ()
    is_own = wanted == category_code
    if answers is not None:
        told = answers if is_own else {one.code: answers.get(one.label, "") for one in found}
        found = questions.asked(found, told)
    return tuple(
        AskedQuestion(
            code=one.code if is_own else one.label,
            label=one.label,
            is_required=one.required and is_own,
            kind=one.kind,
            choices=one.choices,
            hint=one.hint,
        )
        for one in found
    )


def faults_of(known: CategoryLine, answers: Mapping[str, str], *, with_photos: bool) -> dict[str, str]:
    """Return what is wrong with the answers to a kind's questions, in words, by the questions' codes."""
    try:
        found = questions.check(questions.read(_stored(known.code, known)), answers, with_photos=with_photos)
    except questions.BadQuestions:
        return {}
    return {fault.code: wording.say(fault.phrase) for fault in found}


def promise(
    category_code: str,
    at: datetime,
    district: str = "",
    kind: str = "",
    *,
    street: str = "",
    house: str = "",
    text: str = "",
) -> Promise | None:
    """Return where a matter registered now would go and by when, or None where that can't be told. Stores nothing.

    `kind` is what it is registered as, where that is not what its category says. The place and the text so far decide
    the unit as far as the rules of routing ask for them.
    """
    rows = Category.objects.select_related("unit", "clock", "danger_unit").filter(active=True, unit__isnull=False)
    category = rows.filter(code=category_code).first()
    if category is None or category.unit is None:
        return None
    counted_as = kind if kind in kinds.alternatives(category.kind) else category.kind
    matter = Matter(category=category, kind=counted_as, status=Status.NEW, started_at=at)
    matter.street, matter.house, matter.district, matter.description = street, house, district, text
    if category.unit.kind != "outside":
        steering.steer(matter)
    unit = matter.unit or category.unit
    clocks.take_term(matter, category)
    try:
        steps = clocks.recount(matter, lead_days=category.unit_lead_days)
    except NeverOpen:
        return None
    lodged = needs_writing(matter.term_basis, kind=counted_as, is_promise=matter.term_is_promise)
    duty = category.danger_unit or unit
    return Promise(
        unit_id=unit.pk,
        unit_name=unit.name,
        resident_due=wording.resident_due(matter, at),
        unit_due=wording.unit_due(matter, at),
        term_text=wording.say(in_words(parse_term(matter.term))),
        basis=matter.term_basis,
        is_confirmed=matter.term_confirmed,
        danger_text=category.danger_text if category.danger else "",
        working=wording.step_lines(steps, at),
        hand_over_text=category.unit.hand_over_text if category.unit.kind == "outside" else "",
        needs_writing=lodged,
        how_to_lodge=wording.say(kinds.how_to_lodge(counted_as)) if lodged else "",
        kind=counted_as,
        meaning=wording.say(kinds.meaning(counted_as)),
        kinds=tuple((code, str(Kind(code).label)) for code in kinds.alternatives(category.kind)),
        duty_name=duty.name,
        duty_phone=category.danger_phone or duty.phone,
        place_need=category.place_need,
        hint=category.hint,
    )


def _stored(code: str, known: CategoryLine | None) -> object:
    """Return the stored set of the kind with this code."""
    if known and known.code == code:
        return list(known.questions)
    return Category.objects.filter(code=code, active=True).values_list("questions", flat=True).first() or []


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
        questions=tuple(one for one in row.questions if not one.get("retired")),
        hint=row.hint,
        card_code=row.card_code,
        place_need=row.place_need,
        is_public=row.is_public,
    )


def _path(row: Category) -> tuple[str, ...]:
    """Return the names of the groups above the category: at most two, as deep as the choice goes."""
    above = [row.parent.parent, row.parent] if row.parent else []
    return tuple(group.name for group in above if group)
