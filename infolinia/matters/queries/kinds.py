"""The tree of kinds of matter for who edits it: rows, one kind as a form, where it can lie, and what changed when."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from infolinia.core.text import sort_key
from infolinia.matters import wording
from infolinia.matters.models import Category, Clock, Kind, Matter, PlaceNeed, Status
from infolinia.matters.rules.terms import BadTerm, in_words, parse_term
from infolinia.matters.shapes.kinds import KindChange, KindGroup, KindRow, KindText

HISTORY_SHOWN = 50
_UNTOLD = frozenset({"id", "sort_key", "version", "code"})
_LONGEST_VALUE = 300


def kind_tree(*, retired: bool = False) -> list[KindRow]:
    """Return the kinds as a tree in Polish alphabetical order, groups before what lies in them.

    With `retired` also those out of use. One statement, whatever there is.
    """
    rows = Category.objects.select_related("unit", "clock")
    found = list(rows if retired else rows.filter(active=True))
    below: dict[int | None, list[Category]] = {}
    known = {row.pk for row in found}
    for row in sorted(found, key=lambda one: sort_key(one.name)):
        below.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    return [_row(row, depth) for row, depth in _walk(below, None, 0)]


def kind_text(code: str) -> KindText | None:
    """Return the kind as its form has it, or None."""
    row = Category.objects.select_related("parent", "unit", "clock", "danger_unit").filter(code=code).first()
    if row is None:
        return None
    return KindText(
        name=row.name,
        code=row.code,
        version=row.version,
        parent=row.parent.code if row.parent else "",
        unit=row.unit.code if row.unit else "",
        kind=row.kind,
        clock=row.clock.code if row.clock else "",
        promise=row.promise,
        promise_confirmed=row.promise_confirmed,
        unit_lead_days=row.unit_lead_days,
        priority=row.priority,
        danger=row.danger,
        danger_text=row.danger_text,
        danger_unit=row.danger_unit.code if row.danger_unit else "",
        danger_phone=row.danger_phone,
        is_public=row.is_public,
        place_need=row.place_need,
        card_code=row.card_code,
        hint=row.hint,
        answer_texts=tuple(row.answer_texts),
        questions=tuple(one for one in row.questions if not one.get("retired")),
        active=row.active,
    )


def kind_groups() -> list[KindGroup]:
    """Return the groups in use in which a kind can lie: those without a unit, two deep at most."""
    rows = Category.objects.filter(unit=None, active=True).select_related("parent__parent")
    found = [row for row in rows if row.parent is None or row.parent.parent is None]
    named = [KindGroup(row.code, f"{row.parent.name} › {row.name}" if row.parent else row.name) for row in found]
    return sorted(named, key=lambda one: sort_key(one.path))


def clock_choices() -> list[tuple[str, str]]:
    """Return the entries of the catalogue as code and words: name, term, and whether a lawyer confirmed it."""
    return [(row.code, _clock_words(row)) for row in Clock.objects.all()]


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of matter that are kept apart, as code and name."""
    return [(code, str(name)) for code, name in Kind.choices]


def place_choices() -> list[tuple[str, str]]:
    """Return whether a matter has a place, as code and words."""
    return [(code, str(name)) for code, name in PlaceNeed.choices]


def ready_answers(category_code: str) -> list[tuple[str, str]]:
    """Return the ready answers of the kind, as name and text, for the unit that answers."""
    found = Category.objects.filter(code=category_code).values_list("answer_texts", flat=True).first() or []
    return [(str(one.get("name", "")), str(one.get("text", ""))) for one in found]


def open_matters_of(code: str) -> int:
    """Return how many matters of the kind are open, a hundred at most: whether any, and roughly how many."""
    found = Matter.objects.filter(category__code=code).exclude(status=Status.CLOSED)
    return len(found.values_list("pk", flat=True)[:100])


def kind_history(code: str) -> list[KindChange]:
    """Return what changed in the kind, the latest first; the database wrote it down itself."""
    events: Any = Category.pgh_event_model  # type: ignore[attr-defined]
    pk = Category.objects.filter(code=code).values_list("pk", flat=True).first()
    found = events.objects.filter(pgh_obj_id=pk).select_related("pgh_context").order_by("-pgh_id")
    rows = list(found[: HISTORY_SHOWN + 1])
    names = _names(rows)
    return [_change(new, old, names) for new, old in pairwise([*rows, None])][:HISTORY_SHOWN]


def _walk(
    below: Mapping[int | None, Sequence[Category]], parent: int | None, depth: int
) -> Iterable[tuple[Category, int]]:
    for row in below.get(parent, ()):
        yield row, depth
        yield from _walk(below, row.pk, depth + 1)


def _row(row: Category, depth: int) -> KindRow:
    term = row.promise or (row.clock.term if row.clock else "")
    return KindRow(
        code=row.code,
        name=row.name,
        depth=depth,
        is_group=row.unit_id is None,
        unit_name=row.unit.short_name if row.unit else "",
        kind_name=str(Kind(row.kind).label),
        term_text=_term_words(term),
        is_confirmed=row.promise_confirmed if row.promise else bool(row.clock and row.clock.confirmed),
        is_danger=row.danger,
        is_public=row.is_public,
        question_count=sum(not one.get("retired") for one in row.questions),
        active=row.active,
        unit_is_gone=bool(row.unit and row.unit.valid_to),
    )


def _term_words(term: str) -> str:
    try:
        return wording.say(in_words(parse_term(term))) if term else ""
    except BadTerm:
        return term


def _clock_words(row: Clock) -> str:
    told = f"{row.name}: {_term_words(row.term)}"
    return told if row.confirmed else _("%(clock)s (niepotwierdzony)") % {"clock": told}


def _names(rows: Iterable[Any]) -> dict[str, str]:
    ids = {row.pgh_context.metadata.get("user") for row in rows if row.pgh_context} - {None}
    return {str(one.pk): str(one) for one in get_user_model().objects.filter(pk__in=ids)}


def _change(new: Any, old: Any, names: Mapping[str, str]) -> KindChange:
    context = new.pgh_context
    who = names.get(str(context.metadata.get("user")), "") if context else ""
    what = {"insert": _("Dodano"), "update": _("Zmieniono")}.get(new.pgh_label, new.pgh_label)
    fields = [] if old is None else [_told(one, old, new) for one in Category._meta.concrete_fields]
    return KindChange(new.pgh_created_at, who, what, tuple(one for one in fields if one))


def _told(field: Any, old: Any, new: Any) -> tuple[str, str, str] | None:
    before, after = getattr(old, field.attname), getattr(new, field.attname)
    if field.name in _UNTOLD or before == after:
        return None
    return str(field.verbose_name), _said(field, before), _said(field, after)


def _said(field: Any, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("tak") if value else _("nie")
    if isinstance(value, list):
        return _in_list(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation:
        return str(field.related_model._default_manager.filter(pk=value).first() or value)
    return str(value)[:_LONGEST_VALUE]


def _in_list(value: Sequence[Any]) -> str:
    """Return the words of questions or of ready answers, one after another."""
    told = [str(one.get("label") or one.get("name") or "") for one in value if not one.get("retired")]
    kinds = {one.get("label"): one for one in value}
    return "; ".join(f"{name} ({_('trzeba')})" if kinds.get(name, {}).get("required") else name for name in told)[
        :_LONGEST_VALUE
    ]
