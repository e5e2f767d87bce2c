"""The catalogue of terms as its editors see it: entries, their changes, and how many kinds of matter run by each."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Count, Q

from infolinia.matters import wording
from infolinia.matters.models import Clock
from infolinia.matters.rules import side_clocks
from infolinia.matters.rules.phrases import Phrase
from infolinia.matters.rules.side_clocks import SideTerm
from infolinia.matters.rules.terms import in_words, parse_term
from infolinia.matters.shapes.terms import ClockChange, ClockLine, ClockView

_SHOWN = ("name", "term", "longest", "basis", "side_clocks", "side_terms", "confirmed", "confirmed_as")
_MOST_CHANGES = 100


def clock_lines(*, text: str = "", only_unconfirmed: bool = False) -> list[ClockLine]:
    """Return the entries of the catalogue by name, in one statement."""
    rows = Clock.objects.annotate(kinds=Count("categories", filter=Q(categories__active=True)))
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(basis__icontains=text) | Q(code__icontains=text))
    if only_unconfirmed:
        rows = rows.filter(confirmed=False)
    return [_line(row) for row in rows.order_by("sort_key")]


def clock_view(code: str) -> ClockView | None:
    """Return one entry with its side clocks, or None."""
    row = Clock.objects.select_related("confirmed_by").filter(code=code).first()
    if row is None:
        return None
    return ClockView(
        code=row.code,
        name=row.name,
        term=row.term,
        longest=row.longest,
        basis=row.basis,
        remarks=row.side_clocks,
        side_terms=side_clocks.read(row.side_terms),
        confirmed=row.confirmed,
        confirmed_as=row.confirmed_as,
        confirmed_by=str(row.confirmed_by or ""),
        confirmed_at=row.confirmed_at,
        version=row.version,
        kinds=tuple(row.categories.filter(active=True).values_list("name", flat=True)),
    )


def clock_changes(code: str) -> list[ClockChange]:
    """Return what changed in the entry, newest first, by the history that the database keeps."""
    history = apps.get_model("matters", "ClockEvent")._default_manager
    rows = list(history.filter(code=code).select_related("pgh_context").order_by("-pgh_id")[: _MOST_CHANGES + 1])
    names = _names(row.pgh_context.metadata if row.pgh_context else {} for row in rows)
    found = []
    for later, earlier in zip(rows, [*rows[1:], None], strict=True):
        if what := _changed(later, earlier):
            user = (later.pgh_context.metadata if later.pgh_context else {}).get("user")
            found.append(ClockChange(later.pgh_created_at, names.get(user, ""), what))
    return found[:_MOST_CHANGES]


def count_unconfirmed() -> int:
    """Return how many entries no lawyer has confirmed yet."""
    return Clock.objects.filter(confirmed=False).count()


def said_term(text: str) -> str:
    """Return a stored term in the reader's words: `14 dni`; an empty one stays empty."""
    return wording.say(in_words(parse_term(text))) if text else ""


def _line(row: Any) -> ClockLine:
    return ClockLine(
        code=row.code,
        name=row.name,
        term=said_term(row.term),
        longest=said_term(row.longest),
        basis=row.basis,
        confirmed=row.confirmed,
        confirmed_as=row.confirmed_as,
        confirmed_at=row.confirmed_at,
        side_count=len(row.side_terms),
        kinds=row.kinds,
    )


def _changed(later: Any, earlier: Any) -> tuple[tuple[str, str, str], ...]:
    label = {column.name: str(column.verbose_name) for column in Clock._meta.fields if column.name in _SHOWN}
    pairs = ((name, _said(name, earlier), _said(name, later)) for name in _SHOWN)
    return tuple((label[name], before, after) for name, before, after in pairs if before != after)


def _said(name: str, row: Any) -> str:
    if row is None:
        return ""
    value = getattr(row, name)
    if name in ("term", "longest"):
        return said_term(value)
    if name == "side_terms":
        return "; ".join(_side(one) for one in side_clocks.read(value))
    if isinstance(value, bool):
        return wording.say(Phrase("tak" if value else "nie"))
    return str(value)


def _side(one: SideTerm) -> str:
    return ", ".join(part for part in (one.name, said_term(str(one.term) if one.term else ""), one.basis) if part)


def _names(contexts: Iterable[Mapping[str, Any]]) -> dict[object, str]:
    ids = [user for context in contexts if (user := context.get("user"))]
    return {person.pk: str(person) for person in get_user_model().objects.filter(pk__in=ids)}
