"""The table before and after, said in words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from infolinia.routing.rehearsal import rehearse
from infolinia.routing.rulebook import rulebook
from infolinia.routing.rules.rehearsal import ALL, Figures, Row
from infolinia.routing.supervision import queries
from infolinia.routing.supervision.settings import rulebook_with
from infolinia.web.supervision import words


@dataclass(frozen=True)
class Cell:
    """One figure before and after; `better` is yes, no, or nothing when it is the same."""

    real: str
    before: str
    after: str
    better: bool | None

    @property
    def icon(self) -> str:
        """Return the sign beside the figure."""
        return {True: "arrow-up-right", False: "arrow-down-right", None: "dash"}[self.better]

    @property
    def said(self) -> str:
        """Return the sign in words."""
        return {True: _("lepiej"), False: _("gorzej"), None: _("bez zmian")}[self.better]


@dataclass(frozen=True)
class TrialRow:
    """One queue, the whole day first."""

    name: str
    calls: int
    wait: Cell
    share: Cell
    gave_up: Cell


@dataclass(frozen=True)
class Trial:
    """What the tried rules would have made of the day."""

    day: date
    calls: int
    advisers: int
    rows: list[TrialRow]


def tried(change: Callable[[], None], at: datetime) -> Trial | None:
    """Play the last day under today's rules and under the changed ones; nothing when no day had calls."""
    found = rehearse(before=rulebook(), after=rulebook_with(change), at=at)
    if found is None:
        return None
    names = {one.code: one.name for one in queries.queue_states()} | {ALL: _("Wszystkie")}
    rows = [
        TrialRow(
            names.get(row.queue, row.queue),
            row.real.calls,
            _wait(row),
            _share(row),
            _gave_up(row),
        )
        for row in found.rows
    ]
    return Trial(found.day, found.calls, found.advisers, rows)


def _cell(say: Callable[[Figures], str], row: Row, better: bool | None) -> Cell:
    return Cell(say(row.real), say(row.before), say(row.after), better)


def _wait(row: Row) -> Cell:
    def say(figures: Figures) -> str:
        return words.clock(figures.mean_wait.total_seconds()) if figures.mean_wait is not None else "–"

    return _cell(say, row, _less(_seconds(row.before), _seconds(row.after)))


def _share(row: Row) -> Cell:
    return _cell(lambda figures: words.percent(figures.share), row, _less(row.after.share, row.before.share))


def _gave_up(row: Row) -> Cell:
    return _cell(lambda figures: str(figures.gave_up), row, _less(row.before.gave_up, row.after.gave_up))


def _seconds(figures: Figures) -> int | None:
    return None if figures.mean_wait is None else int(figures.mean_wait.total_seconds())


def _less(before: int | None, after: int | None) -> bool | None:
    """Return whether the second is less than the first."""
    if before is None or after is None or before == after:
        return None
    return after < before
