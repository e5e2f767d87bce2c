"""Figures as rows of cells, each number with the address of the list behind it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from infolinia.matters.queries import figures
from infolinia.matters.rules.figures import MONTH, NOW, REASONS, SHARE, Figure
from infolinia.matters.shapes.figures import Load, LoadLine, MonthSums

NO_NUMBER = "–"


@dataclass(frozen=True)
class Cell:
    """A number, the address of the list behind it (empty for none), its label on a narrow screen, and how it looks."""

    text: str
    label: str
    url: str = ""
    css: str = ""


@dataclass(frozen=True)
class Row:
    """One unit, kind or month."""

    name: str
    url: str
    cells: tuple[Cell, ...]
    note: str = ""


@dataclass(frozen=True)
class Reason:
    """Why matters are late: so many, for this reason, here."""

    text: str
    count: int
    url: str


def names(numbers: Iterable[Figure]) -> list[str]:
    """Return the names of figures, for the head of a table."""
    return [_(figure.name) for figure in numbers]


def definitions() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return how each number is counted, in words, in groups: now, in a month, and the share."""
    groups = ((_("Teraz"), NOW.values()), (_("W miesiącu"), (*MONTH.values(), SHARE)))
    return [(title, [(_(each.name), _(each.definition)) for each in found]) for title, found in groups]


def behind(
    number: str,
    *,
    unit_id: int | None = None,
    category_id: int | None = None,
    month: date | None = None,
    reason: str = "",
) -> str:
    """Return the address of the list behind a number."""
    given: Mapping[str, object] = {
        "jakie": number,
        "komorka": unit_id,
        "rodzaj": category_id,
        "miesiac": f"{month:%Y-%m}" if month else None,
        "powod": reason or None,
    }
    return (
        f"{reverse('units:matters')}?{urlencode({name: value for name, value in given.items() if value is not None})}"
    )


def load_cells(load: Load, *, unit_id: int | None = None, category_id: int | None = None) -> tuple[Cell, ...]:
    """Return how something stands now as cells."""
    found = []
    for number, figure in NOW.items():
        count = getattr(load, number)
        url = behind(number, unit_id=unit_id, category_id=category_id) if count else ""
        css = {"overdue": "late-n", "silent": "now-n"}.get(number, "") if count else ""
        found.append(Cell(_count(count), _(figure.name).lower(), url, css))
    return tuple(found)


def year_cells(sums: MonthSums | None, url: str) -> tuple[Cell, ...]:
    """Return what twelve months came to: sent on or back, opened again, and the on-time share."""
    sums = sums or MonthSums(date.min)
    sent_on = sums.returned + sums.passed_on
    return (
        Cell(_count(sent_on), _("zwroty i przekazania"), url if sent_on else ""),
        Cell(_count(sums.reopened), _("otwarte ponownie"), url if sums.reopened else ""),
        Cell(percent(sums.share), _("terminowość"), url if sums.share is not None else ""),
    )


def month_row(sums: MonthSums, *, unit_id: int | None = None, category_id: int | None = None, url: str = "") -> Row:
    """Return a month as a row, each number with the list behind it."""
    cells = []
    for number, figure in MONTH.items():
        count = getattr(sums, number)
        address = behind(number, unit_id=unit_id, category_id=category_id, month=sums.month) if count else ""
        cells.append(Cell(_count(count), _(figure.name).lower(), address))
    cells.append(Cell(percent(sums.share), _("terminowość")))
    cells.append(Cell(days(sums.mean_days), _("średnio dni")))
    return Row(month_name(sums.month), url, tuple(cells))


def reasons(load: Load, *, unit_id: int | None = None, category_id: int | None = None) -> list[Reason]:
    """Return why matters are late, the most frequent reason first."""
    return [
        Reason(_(REASONS[code]), count, behind("overdue", unit_id=unit_id, category_id=category_id, reason=code))
        for code, count in load.late_why.items()
        if code in REASONS
    ]


def grouped(lines: Sequence[LoadLine], key: Callable[[LoadLine], tuple[int, str]]) -> list[tuple[int, str, Load]]:
    """Return the lines added up by unit or by kind, the most overdue first."""
    groups: dict[tuple[int, str], list[LoadLine]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    added = [(ident, name, figures.total(found)) for (ident, name), found in groups.items()]
    return sorted(added, key=lambda each: (-each[2].overdue, -each[2].open, each[1]))


def month_name(month: date) -> str:
    """Return `listopad 2026`."""
    return formats.date_format(month, "F Y").lower()


def percent(share: int | None) -> str:
    """Return a share as people read it."""
    return NO_NUMBER if share is None else f"{share}%"


def days(mean: float | None) -> str:
    """Return a mean of days with one decimal."""
    return NO_NUMBER if mean is None else formats.number_format(round(mean, 1), 1)


def _count(number: int) -> str:
    return formats.number_format(number, force_grouping=True)
