"""The guard outside the daemon: when `lines` is away, callers who wait inside it go to the fallback queue.

A new call finds the way by itself (the dialplan sees that nobody holds the application); one that already waits inside
does not: the engine keeps it there for ever. Pairs that talk are never touched.
"""

import logging
import signal
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from infolinia.core import heartbeat
from infolinia.telephony import provisioning

APPLICATION = "infolinia"
PERIOD = 1.0
PATIENCE = 2.5
"""Seconds that the daemon may be away, a restart included, before its callers are moved."""
FALLBACK = {"context": "fallback", "extension": "s", "priority": "1"}

log = logging.getLogger(__name__)
Whereabouts = Literal["here", "away", "hung", "no engine"]
Channel = dict[str, Any]


@dataclass(frozen=True)
class Rescue:
    """What to do with one leg: `continue` it in the fallback queue, or `hang up` what no longer serves a caller."""

    channel: str
    deed: Literal["continue", "hang up"]


def rescues(channels: list[Channel], together: set[str], have_talked: set[str]) -> list[Rescue]:
    """Decide for every leg inside the application that has no partner.

    A caller who waits goes to the fallback queue; one whose talk is over, and an adviser's lonely leg, are ended.
    """
    found = []
    for channel in channels:
        if channel["id"] in together or not _is_ours(channel):
            continue
        waits = _is_caller(channel) and channel["id"] not in have_talked
        found.append(Rescue(channel["id"], "continue" if waits else "hang up"))
    return found


@dataclass
class Watchdog:
    """Looks once a second; remembers since when the daemon is away, and who has talked since then."""

    state: Path
    away_since: float | None = None
    have_talked: set[str] = field(default_factory=set)

    def look(self, at: float) -> list[Rescue]:
        """Look at the engine at this moment (`time.monotonic()`), rescue who needs it, and return what was done."""
        where = self._whereabouts()
        if where == "hung":
            log.warning("the daemon does not move: cutting its connection")
            self._cut()
        if where in ("here", "no engine"):
            self.away_since, self.have_talked = None, set()
            return []
        self.away_since = at if self.away_since is None else self.away_since
        channels, together = self._channels(), self._together()
        self.have_talked |= together
        if at - self.away_since < PATIENCE:
            return []
        return [rescue for rescue in rescues(channels, together, self.have_talked) if self._carry_out(rescue)]

    def _whereabouts(self) -> Whereabouts:
        try:
            sessions = provisioning.ask(self.state, "ari show websocket sessions").splitlines()
        except provisioning.EngineAway:
            return "no engine"
        if not any("Up" in line.split() and APPLICATION in line.split()[-1].split(",") for line in sessions):
            return "away"
        life = heartbeat.read("lines")
        return "hung" if life and life.age > heartbeat.STALE else "here"

    def _cut(self) -> None:
        for line in provisioning.ask(self.state, "ari show websocket sessions").splitlines():
            if APPLICATION in line:
                provisioning.ask(self.state, f"ari shutdown websocket session {line.split()[0]}")

    def _channels(self) -> list[Channel]:
        return provisioning.request(self.state, "GET", "channels")[1] or []

    def _together(self) -> set[str]:
        """Return the legs that share a bridge with another leg: they talk, or one holds the other."""
        bridges = provisioning.request(self.state, "GET", "bridges")[1] or []
        return {leg for bridge in bridges if len(bridge["channels"]) > 1 for leg in bridge["channels"]}

    def _carry_out(self, rescue: Rescue) -> bool:
        if rescue.deed == "continue":
            status, _ = provisioning.request(self.state, "POST", f"channels/{rescue.channel}/continue", FALLBACK)
        else:
            status, _ = provisioning.request(self.state, "DELETE", f"channels/{rescue.channel}")
        log.warning("%s: %s (%s)", rescue.channel, rescue.deed, status)
        return status == 204


def main() -> int:
    """Watch until SIGTERM or SIGINT; writes a sign of life as `watchdog`."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    watch(heartbeat.folder().parent, ended)
    return 0


def watch(state: Path, ended: threading.Event) -> None:
    """Look once a second until the event is set."""
    watchdog = Watchdog(state)
    while not ended.is_set():
        try:
            watchdog.look(time.monotonic())
        except Exception:
            log.exception("the watchdog stumbled and goes on")
        heartbeat.beat("watchdog")
        ended.wait(PERIOD)


def _is_ours(channel: Channel) -> bool:
    """Whether the daemon alone drives this leg: inside the application, or called by it and still ringing."""
    plan = channel["dialplan"]
    inside = plan["app_name"] == "Stasis" and plan["app_data"].split(",")[0] == APPLICATION
    return inside or (plan["app_name"] == "AppDial2" and channel["state"] in ("Down", "Ring", "Ringing"))


def _is_caller(channel: Channel) -> bool:
    return bool(channel.get("channelvars", {}).get("ARRIVED"))
