"""Reminders to units as the supervisor's log shows them: one line for all matters reminded of in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.matters.shapes import ChaseLine
from infolinia.web.templatetags.office import when


@dataclass(frozen=True)
class Reminder:
    """One reminder to one unit. `by_name` is empty when it went out by itself."""

    unit_name: str
    lines: tuple[ChaseLine, ...]
    when: str
    by_name: str
    text: str

    @property
    def matters_text(self) -> str:
        """Return `3 sprawy`."""
        return ngettext("%(n)d sprawa", "%(n)d spraw", len(self.lines)) % {"n": len(self.lines)}

    @property
    def came_of_it(self) -> str:
        """Return what the unit has done since: `odpowiedź w 1 sprawie, 2 czekają`."""
        answered = sum(line.answered_at is not None for line in self.lines)
        waiting = len(self.lines) - answered
        if not answered:
            return _("bez odpowiedzi")
        said = ngettext("odpowiedź w %(n)d sprawie", "odpowiedź w %(n)d sprawach", answered) % {"n": answered}
        if not waiting:
            return said
        rest = ngettext("%(n)d czeka", "%(n)d czeka", waiting) % {"n": waiting}
        return f"{said}, {rest}"


def grouped(lines: Sequence[ChaseLine], at: datetime) -> list[Reminder]:
    """Return the reminders, newest first: lines of the same unit, minute, sender and words are one reminder."""

    def key(line: ChaseLine) -> tuple[datetime, str, str, str]:
        return line.at.replace(second=0, microsecond=0), line.unit_name, line.by_name, line.text

    ordered = sorted(lines, key=key, reverse=True)
    return [_reminder(tuple(group), at) for _key, group in groupby(ordered, key=key)]


def _reminder(group: tuple[ChaseLine, ...], at: datetime) -> Reminder:
    first = group[0]
    return Reminder(first.unit_name, group, when(first.at, at), first.by_name, first.text)
