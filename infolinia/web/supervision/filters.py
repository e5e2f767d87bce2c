"""Filters of the supervisor's lists, read from the address forgivingly: nonsense means no filter."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import QueryDict

from infolinia.city.rules.calendar import end_of_day, start_of_day
from infolinia.core.clock import city_day
from infolinia.core.paging import Lines
from infolinia.web.components.days import YEARS
from infolinia.web.components.paging import pager


@dataclass(frozen=True)
class Span:
    """Days from and to, both included."""

    first: date
    last: date

    @property
    def since(self) -> datetime:
        """Return the first moment of the span."""
        return start_of_day(self.first)

    @property
    def until(self) -> datetime:
        """Return the first moment after the span."""
        return end_of_day(self.last)


def span(query: QueryDict, at: datetime, *, days: int) -> Span:
    """Return the days asked for as `od` and `do`; by default the last `days`, today included."""
    today = city_day(at)
    last = _day(query.get("do", "")) or today
    first = _day(query.get("od", "")) or last - timedelta(days=days - 1)
    return Span(min(first, last), max(first, last))


def number(query: QueryDict, name: str) -> int | None:
    """Return a positive whole number of the address, or nothing."""
    text = query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 11 and 0 < int(text) < 2**31 else None


def one_of(query: QueryDict, name: str, allowed: Container[str]) -> str:
    """Return the value when it is one of the allowed ones, otherwise an empty text."""
    text = query.get(name, "")
    return text if text in allowed else ""


def uuid(query: QueryDict, name: str) -> UUID | None:
    """Return the identifier of the address, or nothing."""
    try:
        return UUID(query.get(name, ""))
    except ValueError:
        return None


def page(query: QueryDict, found: Lines[Any], shown: Span, chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Return what every filtered list shows: its lines, the ways to the pages beside, and what it is narrowed to."""
    return {
        "lines": found.lines,
        "pager": pager(query, before=found.before, behind=found.behind),
        "span": shown,
        "chosen": chosen,
    }


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None
