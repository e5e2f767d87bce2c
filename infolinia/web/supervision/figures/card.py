"""The monthly card of a unit: one page for whoever answers for the unit before the city."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.city.queries import UnitView
from infolinia.core.clock import city_day, city_time
from infolinia.core.pdf.setting import compiled
from infolinia.matters.queries import figures
from infolinia.matters.rules.figures import REASONS, SHARE
from infolinia.matters.shapes.figures import MonthLine, MonthSums
from infolinia.web.supervision.figures.tables import NO_NUMBER, days, month_name, percent

TEMPLATE = Path(__file__).parent / "typst" / "card.typ"
SHOWN_KINDS = 10
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Big:
    """One of the large numbers: its name, its value, and what it was a month before."""

    name: str
    value: str
    before: str


def card_pdf(unit: UnitView, month: date, at: datetime) -> bytes:
    """Return the card as a tagged PDF. Numbers only: nobody's personal data is in it."""
    return compiled(TEMPLATE, card(unit, month, at), at)


def card(unit: UnitView, month: date, at: datetime) -> dict[str, Any]:
    """Return everything that the card says, already in words."""
    lines = figures.month_lines(month, month, unit_ids=(unit.id,))
    year = figures.months(_end(month, at), unit_ids=(unit.id,))
    this, before = year[0], year[1]
    counted = figures.counted_at(month)
    return {
        "title": _("Karta miesięczna komórki"),
        "unit": unit.name,
        "month": month_name(month),
        "office": settings.CITY_NAME,
        "summary": _summary(this, year, counted),
        "big": [asdict(one) for one in _big(this, before)],
        "kinds": _kinds(lines),
        "months": [_month(sums) for sums in year],
        "late": _late(unit.id, at) if month == city_day(at).replace(day=1) else [],
        "words": _words(),
        "share": f"{_(SHARE.name)}: {_(SHARE.definition)}",
        "made": f"{city_time(counted):%d.%m.%Y, %H:%M}" if counted else "",
    }


def _end(month: date, at: datetime) -> datetime:
    """Return a moment in the month: the card of a past month looks back from there, not from today."""
    return min(at, datetime(month.year, month.month, 15, 12, tzinfo=at.tzinfo)) if month < city_day(at) else at


def _summary(this: MonthSums, year: Sequence[MonthSums], counted: datetime | None) -> str:
    if counted is None:
        return _("Ten miesiąc nie jest jeszcze policzony.")
    if not this.closed and not this.received and not this.open:
        return _("W tym miesiącu komórka nie miała żadnej sprawy.")
    done = ngettext(
        "Komórka załatwiła %(n)d sprawę, z tego %(on_time)d w terminie.",
        "Komórka załatwiła %(n)d spraw, z tego %(on_time)d w terminie.",
        this.closed,
    ) % {"n": this.closed, "on_time": this.on_time}
    left = ngettext(
        "Na koniec otwarta była %(n)d sprawa, po terminie: %(late)d.",
        "Na koniec otwartych było %(n)d spraw, po terminie: %(late)d.",
        this.open,
    ) % {"n": this.open, "late": this.overdue}
    judged = [sums.share for sums in year[1:] if sums.share is not None]
    usual = (
        _("Zwykle (w poprzednich miesiącach) terminowość to %(share)s.")
        % {"share": percent(round(sum(judged) / len(judged)))}
        if judged
        else ""
    )
    return " ".join(text for text in (done, left, usual) if text)


def _big(this: MonthSums, before: MonthSums) -> list[Big]:
    numbers = (
        (_(SHARE.name), percent(this.share), percent(before.share)),
        (_("Dostała"), str(this.received), str(before.received)),
        (_("Załatwiła"), str(this.closed), str(before.closed)),
        (_("Po terminie na koniec"), str(this.overdue), str(before.overdue)),
        (_("Średnio dni"), days(this.mean_days), days(before.mean_days)),
    )
    return [Big(name, value, _("przed miesiącem: %(value)s") % {"value": was}) for name, value, was in numbers]


def _kinds(lines: Sequence[MonthLine]) -> list[list[str]]:
    """Return the kinds with most to tell, and the rest in one line."""
    ordered = sorted(
        lines, key=lambda line: (-line.sums.overdue, -line.sums.received - line.sums.open, line.category_name)
    )
    shown = [_kind(line.category_name[:_LONGEST_NAME], [line.sums]) for line in ordered[:SHOWN_KINDS]]
    rest = [line.sums for line in ordered[SHOWN_KINDS:]]
    return [*shown, _kind(_("pozostałe rodzaje"), rest)] if rest else shown


def _kind(name: str, sums: Sequence[MonthSums]) -> list[str]:
    numbers = ("received", "closed", "on_time", "returned", "passed_on", "reopened", "open", "overdue")
    added = [sum(getattr(one, number) for one in sums) for number in numbers]
    return [name, *(str(each) for each in (*added[:3], added[3] + added[4], *added[5:]))]


def _month(sums: MonthSums) -> dict[str, Any]:
    return {
        "cells": [month_name(sums.month), str(sums.received), str(sums.closed), str(sums.overdue), percent(sums.share)],
        "share": sums.share or 0,
    }


def _late(unit_id: int, at: datetime) -> list[list[str]]:
    load = figures.total(line for line in figures.loads(at).lines if line.unit_id == unit_id)
    return [[_(REASONS[code]), str(count)] for code, count in load.late_why.items() if code in REASONS]


def _words() -> dict[str, Any]:
    return {
        "kinds": _("Rodzaje spraw"),
        "kinds_head": [
            _("Rodzaj"), _("dostała"), _("załatwiła"), _("w terminie"), _("oddała"), _("otwarte ponownie"),
            _("otwarte na koniec"), _("po terminie na koniec"),
        ],
        "months": _("Dwanaście miesięcy"),
        "months_head": [_("Miesiąc"), _("dostała"), _("załatwiła"), _("po terminie na koniec"), _("terminowość")],
        "late": _("Dlaczego sprawy są dziś po terminie"),
        "made": _("policzone"),
        "none": NO_NUMBER,
    }  # fmt: skip
