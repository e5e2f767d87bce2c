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
TALK = "talk~"
"""How the daemon names the bridge of a talk, before the caller's own id."""
PARTY = ("aside~", "again~", "out~party~")
"""How the daemon begins the name of a third party's leg; the caller's own id follows."""
RING = "ring"
"""How the daemon begins the name of an adviser's leg, before the caller's own id."""
FALLBACK = {"context": "fallback", "extension": "s", "priority": "1"}

log = logging.getLogger(__name__)
Whereabouts = Literal["here", "away", "hung", "no engine"]
Channel = dict[str, Any]
Bridge = dict[str, Any]


@dataclass(frozen=True)
class Rescue:
    """What to do with a leg: let it `continue` in the fallback queue, `reunite` it, `join` it with `leg`, `hang up`."""

    channel: str
    deed: Literal["continue", "reunite", "join", "hang up"]
    leg: str = ""


def rescues(channels: list[Channel], bridges: list[Bridge], have_talked: set[str]) -> list[Rescue]:
    """Decide for every leg inside the application that has no partner.

    A caller who waits goes to the fallback queue; one on hold goes back to the adviser, who can't do it now, unless the
    adviser speaks with somebody else meanwhile; one whose talk is over, and an adviser's lonely leg, are ended. An
    adviser who picked up as the daemon died gets the caller whom the phone rang for, and is not rung a second time.
    """
    together, held = talking(bridges), on_hold(channels, bridges)
    cared_for = together | held.keys() | called_in(channels, bridges)
    cared_for |= {leg for legs in held.values() for leg in legs}
    lonely = [one for one in channels if _is_ours(one) and one["id"] not in cared_for]
    waits = [one["id"] for one in lonely if _is_caller(one) and one["id"] not in have_talked]
    met = picked_up(lonely, waits)
    ended = [one["id"] for one in lonely if one["id"] not in waits and one["id"] not in met.values()]
    return [
        *(Rescue(caller, "reunite") for caller, legs in held.items() if len(legs) == 1),
        *(Rescue(caller, "join", leg) for caller, leg in met.items()),
        *(Rescue(caller, "continue") for caller in waits if caller not in met),
        *(Rescue(leg, "hang up") for leg in ended),
    ]


def picked_up(lonely: list[Channel], waiting: list[str]) -> dict[str, str]:
    """Return each waiting caller for whom an adviser has picked up, with the adviser's leg."""
    found: dict[str, str] = {}
    for one in lonely:
        prefix, _, rest = one["id"].partition("~")
        caller = rest.partition("~")[0]
        if prefix == RING and one["state"] == "Up" and caller in waiting:
            found.setdefault(caller, one["id"])
    return found


def talking(bridges: list[Bridge]) -> set[str]:
    """Return the legs that share a bridge with another leg."""
    return {leg for bridge in bridges if len(bridge["channels"]) > 1 for leg in bridge["channels"]}


def on_hold(channels: list[Channel], bridges: list[Bridge]) -> dict[str, list[str]]:
    """Return each caller whom the adviser put on hold, with the legs in their bridge: the adviser's, or two."""
    here = {channel["id"] for channel in channels}
    alone = {bridge["id"].removeprefix(TALK): bridge["channels"] for bridge in bridges if bridge["id"].startswith(TALK)}
    return {caller: legs for caller, legs in alone.items() if caller in here and legs and caller not in legs}


def called_in(channels: list[Channel], bridges: list[Bridge]) -> set[str]:
    """Return the legs of those called into a talk that goes on: they hear music while the adviser has the caller."""
    going_on = {bridge["id"].removeprefix(TALK) for bridge in bridges if len(bridge["channels"]) > 1}
    parties = [one["id"] for one in channels if one["id"].startswith(PARTY) and one["state"] == "Up"]
    return {leg for leg in parties if any(f"~{call}~" in leg for call in going_on)}


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
        channels, bridges = self._list("channels"), self._list("bridges")
        self.have_talked |= talking(bridges)
        if at - self.away_since < PATIENCE:
            return []
        return [rescue for rescue in rescues(channels, bridges, self.have_talked) if self._carry_out(rescue)]

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

    def _list(self, kind: str) -> list[dict[str, Any]]:
        return provisioning.request(self.state, "GET", kind)[1] or []

    def _carry_out(self, rescue: Rescue) -> bool:
        path = f"channels/{rescue.channel}"
        if rescue.deed == "continue":
            status, _ = provisioning.request(self.state, "POST", f"{path}/continue", FALLBACK)
        elif rescue.deed == "join":
            status = self._join(rescue)
        elif rescue.deed == "reunite":
            provisioning.request(self.state, "DELETE", f"{path}/moh")
            bridge = f"bridges/{TALK}{rescue.channel}/addChannel"
            status, _ = provisioning.request(self.state, "POST", bridge, {"channel": rescue.channel})
        else:
            status, _ = provisioning.request(self.state, "DELETE", path)
        log.warning("%s: %s (%s)", rescue.channel, rescue.deed, status)
        return status == 204

    def _join(self, rescue: Rescue) -> int:
        """Put caller and adviser into the bridge in which the daemon will look for them."""
        bridge = {"bridgeId": f"{TALK}{rescue.channel}", "type": "mixing"}
        provisioning.request(self.state, "POST", "bridges", bridge)
        provisioning.request(self.state, "DELETE", f"channels/{rescue.channel}/moh")
        both = {"channel": f"{rescue.channel},{rescue.leg}"}
        return provisioning.request(self.state, "POST", f"bridges/{bridge['bridgeId']}/addChannel", both)[0]


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
