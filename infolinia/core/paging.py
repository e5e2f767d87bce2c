"""Long lists by place: a page begins beside a line, not after a count, so the last page costs what the first does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import DateTimeField, Field, Model, Q, QuerySet, UUIDField

M = TypeVar("M", bound=Model)
L = TypeVar("L")

COUNTED = 1000  # a count stops there: "more than a thousand" says as much as the number, and costs no scan
LONGEST_MARK = 120
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LARGEST = 2**62


@dataclass(frozen=True)
class Beside:
    """Where a page begins: behind the line with this mark, or (`back`) right before it; no mark is the beginning."""

    mark: str = ""
    back: bool = False


BEGINNING = Beside()


@dataclass(frozen=True)
class Stretch(Generic[M]):
    """One page of a list, and the marks of its ends where there are more lines; empty at the list's ends."""

    rows: tuple[M, ...]
    before: str = ""
    behind: str = ""


@dataclass(frozen=True)
class Lines(Generic[L]):
    """A page as other rooms get it: lines that are no rows any more, and the marks of its ends."""

    lines: tuple[L, ...]
    before: str = ""
    behind: str = ""


def stretch(rows: QuerySet[M], *, by: Sequence[str], beside: Beside, size: int) -> Stretch[M]:
    """Return `size` lines beside a place, in one statement; a place that is gone or nonsense gives the first page.

    `by` orders the list, all fields in one direction, the last one unique: `("-arrived_at", "-id")`.
    """
    names = [name.removeprefix("-") for name in by]
    descending = by[0].startswith("-")
    if place := _read(rows, names, beside.mark):
        found = _beside(rows, names, place, descending != beside.back, size)
        if found and not (beside.back and len(found) <= size):
            return _cut(found, names, size, back=beside.back)
    found = list(rows.order_by(*by)[: size + 1])
    shown = tuple(found[:size])
    return Stretch(shown, behind=_mark(shown[-1], names) if len(found) > size else "")


def bounded_count(rows: QuerySet[Any]) -> int:
    """Return how many there are, or `COUNTED` + 1 for any larger number."""
    return rows.order_by().values("pk")[: COUNTED + 1].count()


def _beside(rows: QuerySet[M], names: Sequence[str], place: Sequence[Any], down: bool, size: int) -> list[M]:
    """Return up to `size` + 1 lines that follow the place when the list is read down (or up)."""
    than = "lt" if down else "gt"
    following, equal = Q(), Q()
    for name, value in zip(names, place, strict=True):
        following |= equal & Q(**{f"{name}__{than}": value})
        equal &= Q(**{name: value})
    # The first condition is implied by the second; it is what an index can begin at.
    begin = Q(**{f"{names[0]}__{than}e": place[0]})
    return list(rows.filter(begin, following).order_by(*(f"-{name}" if down else name for name in names))[: size + 1])


def _cut(found: list[M], names: Sequence[str], size: int, *, back: bool) -> Stretch[M]:
    more, shown = len(found) > size, found[:size]
    if back:
        shown = shown[::-1]
    first, last = _mark(shown[0], names), _mark(shown[-1], names)
    return Stretch(tuple(shown), before=first, behind=last if back or more else "")


def _mark(row: Model, names: Sequence[str]) -> str:
    return "~".join(_said(getattr(row, name)) for name in names)


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return str((value - _EPOCH) // _MICROSECOND)
    return value.hex if isinstance(value, UUID) else str(value)


def _read(rows: QuerySet[Any], names: Sequence[str], mark: str) -> list[Any]:
    """Return the values of a mark that came in an address, or nothing when it is none."""
    parts = mark.split("~")
    if not mark or len(mark) > LONGEST_MARK or len(parts) != len(names):
        return []
    try:
        return [_value(rows.model._meta.get_field(name), part) for name, part in zip(names, parts, strict=True)]
    except (ValueError, OverflowError):
        return []


def _value(field: "Field[Any, Any] | Any", text: str) -> Any:
    if isinstance(field, UUIDField):
        return UUID(hex=text)
    number = int(text)
    if abs(number) > _LARGEST:
        raise ValueError(text)
    return _EPOCH + number * _MICROSECOND if isinstance(field, DateTimeField) else number
