"""The engine's own diary of calls: what happened while the daemon was away, with exact times."""

import contextlib
import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from infolinia.core.clock import city_day, city_time

NIGHT = range(2, 5)  # hours in the city at which hardly anybody calls
KEPT = timedelta(days=30)
ENTRANCES = {"PJSIP/carrier-": "phone", "PJSIP/guest-": "web_call", "Local/s@simulated-line": "phone"}
"""How the channels are named by which callers come in, and which way of contact each is."""


@dataclass(frozen=True)
class Line:
    """One line of the diary."""

    kind: str
    at: datetime
    channel_id: str
    linked_id: str
    number: str
    context: str
    name: str


@dataclass(frozen=True)
class Story:
    """What became of one channel: moments are None for what did not happen. `answered_by` is a phone's account.

    `entrance` is the way of contact of a caller's channel, and empty for any other; `ended_in` is the part of the plan
    in which the channel ended.
    """

    channel_id: str
    entrance: str
    number: str
    arrived_at: datetime
    answered_at: datetime | None
    answered_by: str
    ended_at: datetime | None
    ended_in: str = ""


class Diary:
    """Reads the diary from a place that is moved on while the daemon hears every event itself."""

    def __init__(self, path: Path, mark: Path) -> None:
        self._path = path
        self._mark = mark

    def move_on(self) -> None:
        """Remember that everything up to here was heard; on a full disk more is read again after a fault."""
        with contextlib.suppress(OSError):
            size = self._path.stat().st_size if self._path.exists() else 0
            draft = self._mark.with_suffix(".new")
            draft.write_text(str(size))
            draft.replace(self._mark)

    def turn_over(self, at: datetime) -> bool:
        """Begin a new page once a night, and burn those older than a month: the diary names callers' numbers.

        The engine opens the diary for each line, so nothing is lost. Returns whether a page was turned.
        """
        day = city_day(at)
        page = self._path.with_name(f"{self._path.name}.{day.isoformat()}")
        if city_time(at).hour not in NIGHT or page.exists() or not self._path.exists():
            return False
        with contextlib.suppress(OSError):
            self._path.rename(page)
            self._mark.write_text("0")
            oldest = f"{self._path.name}.{(day - KEPT).isoformat()}"
            for old in self._path.parent.glob(f"{self._path.name}.????-??-??"):
                if old.name < oldest:
                    old.unlink()
        return True

    def stories(self) -> dict[str, Story]:
        """Return what happened since the mark, by channel id. A diary that began anew is read whole."""
        return told(_parsed(self._since_mark()))

    def stories_of(self, prefix: str) -> list[Story]:
        """Return what happened to the channels whose ids begin so, however long ago this page of the diary began."""
        if not self._path.exists():
            return []
        with self._path.open(encoding="utf-8", errors="replace") as file:
            rows = [row for row in file if prefix in row]
        return [story for story in told(_parsed(rows)).values() if story.channel_id.startswith(prefix)]

    def _since_mark(self) -> list[str]:
        if not self._path.exists():
            return []
        text = self._mark.read_text() if self._mark.exists() else "0"
        start = int(text) if text.isdigit() else 0
        with self._path.open("rb") as file:
            file.seek(start if start <= self._path.stat().st_size else 0)
            return file.read().decode("utf-8", "replace").splitlines()


def told(lines: Iterable[Line]) -> dict[str, Story]:
    """Return one story per channel that the lines mention."""
    lines = sorted(lines, key=lambda line: line.at)
    by_channel: dict[str, list[Line]] = {}
    for line in lines:
        by_channel.setdefault(line.channel_id, []).append(line)
    return {channel_id: _story(channel_id, own, lines) for channel_id, own in by_channel.items()}


def _story(channel_id: str, own: list[Line], lines: list[Line]) -> Story:
    joined = next((line.at for line in own if line.kind == "BRIDGE_ENTER"), None)
    linked = {line.linked_id for line in own}
    others = (
        line.name.rpartition("-")[0].partition("/")[2]
        for line in lines
        if line.kind == "BRIDGE_ENTER" and line.linked_id in linked and line.channel_id != channel_id
    )
    cut = next((line.at for line in own if line.kind in ("HANGUP", "CHAN_END")), None)
    start = next((line for line in own if line.kind == "CHAN_START"), own[0])
    number = next((line.number for line in own if line.number), "")
    entrance = next((way for prefix, way in ENTRANCES.items() if start.name.startswith(prefix)), "")
    is_ours = "~" in channel_id  # we choose the ids of legs that we call ourselves
    if start.kind != "CHAN_START" or start.name.endswith(";1") or is_ours:
        entrance = ""
    return Story(channel_id, entrance, number, start.at, joined, next(others, ""), cut, own[-1].context)


def _parsed(rows: Iterable[str]) -> list[Line]:
    return [line for row in csv.reader(rows) if (line := _line(row))]


def _line(row: list[str]) -> Line | None:
    """Return the line of a row, or nothing for one that was cut off."""
    if len(row) < 7:
        return None
    try:
        at = datetime.fromtimestamp(float(row[1]), UTC)
    except ValueError:
        return None
    return Line(row[0], at, row[2], row[3], row[4], row[5], row[6])
