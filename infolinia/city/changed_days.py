"""What acts changed in the statutory days off, kept in this process for half a minute: terms are counted often.

A change made in another process is seen here half a minute later at most. Whoever counts terms anew after a change
waits longer than that: see `infolinia.matters.operations.recounting`.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from infolinia.city.models import DayOffChange

FRESH_SECONDS = 30
Changes = Mapping[date, str]


@dataclass
class _Kept:
    """What was read last, and until when (seconds of the machine's steady clock) it is good."""

    changes: Changes = field(default_factory=dict)
    good_until: float = 0


_KEPT = _Kept()


class CurrentChanges(Changes):
    """The changes as `changed_days` gives them whenever somebody looks: for a calendar that outlives a change."""

    def __getitem__(self, day: date) -> str:
        return changed_days()[day]

    def __iter__(self) -> Iterator[date]:
        return iter(changed_days())

    def __len__(self) -> int:
        return len(changed_days())


def changed_days() -> Changes:
    """Return the changes as a calendar takes them: a day and its name, empty where it is a day off no more."""
    if time.monotonic() > _KEPT.good_until:
        keep(read(), seconds=FRESH_SECONDS)
    return _KEPT.changes


def read() -> Changes:
    """Return the changes as they stand now, in one statement."""
    rows = DayOffChange.objects.values_list("day", "is_off", "name")
    return MappingProxyType({day: name if is_off else "" for day, is_off, name in rows})


def keep(changes: Changes, *, seconds: float) -> None:
    """Keep these as the changes for so long."""
    _KEPT.changes, _KEPT.good_until = changes, time.monotonic() + seconds


def forget() -> None:
    """Read them again next time."""
    _KEPT.good_until = 0
