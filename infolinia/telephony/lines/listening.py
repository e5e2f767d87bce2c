"""A supervisor listens to a talk, whispers to its adviser, or joins it: one leg of their own phone, rung once.

Listening and whispering go through a leg that the engine ties to the adviser's (a snoop): it hears both sides, and what
is said into it only the adviser hears. Whoever joins stands in the talk's own bridge. The names of the legs say all
that a daemon which takes over has to know.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from infolinia.core import clock
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.events import Bridge, Channel
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import Call, Stage
from infolinia.telephony.lines.exchange import Exchange
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.lines.offers import headers

LISTEN, WHISPER, JOIN = "listen", "whisper", "join"
MODES = frozenset({LISTEN, WHISPER, JOIN})
ANSWER_SECONDS = 12
SHOWN_NUMBER = '"Infolinia" <anonymous>'


@dataclass
class Session:
    """One supervisor at one talk. `snoop` is tied to the adviser's leg `spied`; `joined` is set while joined."""

    supervisor_id: int
    call: Call
    mode: str
    leg: str
    is_up: bool = False
    snoop: str = ""
    spied: str = ""
    joined: Call | None = None

    @property
    def bridge_id(self) -> str:
        """Return the bridge in which the supervisor's leg and the snoop hear each other."""
        return f"boss~{self.supervisor_id}"

    @property
    def has_moved(self) -> bool:
        """Whether the adviser talks by another leg than the one that is listened to."""
        return self.is_up and self.mode != JOIN and self.spied != self.call.leg


class Listening:
    """At most one session a supervisor. Buttons change its mode; the supervisor's phone rings only at the first."""

    def __init__(self, exchange: Exchange, ari: Ari, lanes: Lanes) -> None:
        self.sessions: dict[int, Session] = {}
        self._exchange, self._ari, self._lanes = exchange, ari, lanes
        exchange.wishes |= {"listen": self._wish_listen, "listen_stop": self._wish_stop}
        exchange.entered |= {"boss": self._picked_up, "snoop": self._snooping}
        exchange.cut |= {"boss": self._leg_cut, "snoop": self._snoop_cut}
        exchange.steps.parting.append(self._parting)
        exchange.talks.known.append(self._known)
        exchange.mending.append(self.recover)

    # --- wishes ----------------------------------------------------------------------------------------------------

    def _wish_listen(self, said: dict[str, Any], at: datetime) -> None:
        call, supervisor_id, mode = self._exchange.call_of(said["conversation"]), int(said["by"]), said["mode"]
        if call is None or call.stage is not Stage.TALKING or not call.leg or mode not in MODES:
            return
        session = self.sessions.get(supervisor_id)
        if session is None:
            self._ring(supervisor_id, call, mode, at)
            return
        if session.call is not call:
            self._note(session, "", at)
        elif session.mode == mode:
            return
        session.call, session.mode = call, mode
        if session.is_up:
            self._apply(session, at)

    def _wish_stop(self, said: dict[str, Any], at: datetime) -> None:
        if session := self.sessions.get(int(said["by"])):
            self._stop(session, at)

    def _ring(self, supervisor_id: int, call: Call, mode: str, at: datetime) -> None:
        username = self._exchange.phones.of_adviser(supervisor_id)
        if username is None:
            return
        leg = f"boss~{supervisor_id}~{int(at.timestamp() * 1000)}"
        session = self.sessions[supervisor_id] = Session(supervisor_id, call, mode, leg)

        async def steps() -> None:
            await self._ari.ring(
                leg,
                endpoint=f"PJSIP/{username}",
                args=f"boss,{supervisor_id}",
                caller_id=SHOWN_NUMBER,
                seconds=ANSWER_SECONDS,
                variables=headers(call, rejoin=True),
            )

        self._lanes.then(session.bridge_id, steps, lambda _error: self._stop(session, clock.now()))

    # --- legs ------------------------------------------------------------------------------------------------------

    def _picked_up(self, channel: Channel, args: list[str], at: datetime) -> None:
        """The supervisor's phone answered by itself."""
        session = self.sessions.get(int(args[0]))
        if session is None or session.leg != channel.id:
            self._exchange.steps.drop(channel.id)
            return
        session.is_up = True
        self._apply(session, at)

    def _apply(self, session: Session, at: datetime) -> None:
        """Let the supervisor hear, and be heard, as the session says; an earlier way ends first."""
        old, leg, call, mode = session.snoop, session.leg, session.call, session.mode
        left, session.joined = session.joined, call if mode == JOIN else None
        session.spied = "" if mode == JOIN else call.leg
        session.snoop = "" if mode == JOIN else _snoop_id(session, at)
        new, spied = session.snoop, session.spied

        async def steps() -> None:
            if left:
                await self._ari.remove_from_bridge(left.bridge_id, leg)
            if old:
                await self._ari.hang_up(old)
                await self._ari.remove_from_bridge(session.bridge_id, leg)
            if mode == JOIN:
                await self._ari.add_to_bridge(call.bridge_id, (leg,))
            else:
                args = f"snoop,{session.supervisor_id}"
                await self._ari.snoop(spied, new, whisper=mode == WHISPER, args=args)

        self._lanes.then(session.bridge_id, steps, lambda _error: self._stop(session, clock.now()))
        self._note(session, mode, at)

    def _snooping(self, channel: Channel, args: list[str], _at: datetime) -> None:
        """The leg that hears the adviser's is there: let the supervisor hear it."""
        session = self.sessions.get(int(args[0]))
        if session is None or session.snoop != channel.id:
            self._exchange.steps.drop(channel.id)
            return
        leg = session.leg

        async def steps() -> None:
            await self._ari.create_bridge(session.bridge_id)
            await self._ari.add_to_bridge(session.bridge_id, (leg, channel.id))

        self._lanes.then(session.bridge_id, steps, lambda _error: self._stop(session, clock.now()))

    def _leg_cut(self, leg: str, at: datetime) -> None:
        """The supervisor hung up, or their page was closed."""
        for session in [one for one in self.sessions.values() if one.leg == leg]:
            self._stop(session, at)

    def _snoop_cut(self, snoop: str, at: datetime) -> None:
        """The adviser's leg ended: its browser went away, or the talk goes on by another leg."""
        for session in [one for one in self.sessions.values() if one.snoop == snoop]:
            session.snoop = ""
            if session.call.stage is Stage.TALKING and session.call.leg and session.has_moved:
                self._apply(session, at)
            else:
                self._stop(session, at)

    def _known(self, call: Call) -> None:
        """The adviser talks by a new leg, or somebody else took the talk over: go on listening there."""
        for session in self._at_talk(call):
            if session.has_moved:
                self._apply(session, clock.now())

    def _parting(self, call: Call) -> None:
        """The talk is over."""
        for session in self._at_talk(call):
            self._stop(session, clock.now())

    def _stop(self, session: Session, at: datetime) -> None:
        if self.sessions.get(session.supervisor_id) is not session:
            return
        del self.sessions[session.supervisor_id]
        leg, snoop = session.leg, session.snoop

        async def steps() -> None:
            for one in filter(None, (snoop, leg)):
                await self._ari.hang_up(one)
            await self._ari.destroy_bridge(session.bridge_id)

        self._lanes.then(session.bridge_id, steps)
        self._note(session, "", at)

    def _at_talk(self, call: Call) -> list[Session]:
        return [one for one in self.sessions.values() if one.call is call]

    def _note(self, session: Session, mode: str, at: datetime) -> None:
        """Write down what the supervisor does from now on; empty: no more."""
        self._exchange.notes.add([ledger.listening(session.call, session.supervisor_id, mode, at)])

    # --- after a fault ---------------------------------------------------------------------------------------------

    def recover(self, channels: Mapping[str, Channel], bridges: Iterable[Bridge], at: datetime) -> None:
        """Go on with the sessions that the engine still has; drop legs whose talk is over or whose way is unclear."""
        self.sessions.clear()
        for bridge in bridges:
            for leg in bridge.channels:
                if leg.startswith("boss~") and (session := self._found(leg, bridge)):
                    self.sessions[session.supervisor_id] = session
        kept = {one for session in self.sessions.values() for one in (session.leg, session.snoop)}
        for channel_id in channels:
            if channel_id.startswith(("boss~", "snoop~")) and channel_id not in kept:
                self._exchange.steps.drop(channel_id)
        self._exchange.notes.add([ledger.listening_left(sorted(self.sessions), at)])

    def _found(self, leg: str, bridge: Bridge) -> Session | None:
        supervisor_id = int(leg.split("~")[1])
        snoop = next((one for one in bridge.channels if one.startswith("snoop~")), "")
        mode, call_id = JOIN, bridge.id.partition("~")[2]
        if snoop:
            _, mode, _, _, call_id = snoop.split("~", 4)
        call = self._exchange.calls.get(call_id)
        if call is None or call.stage is not Stage.TALKING or (mode != JOIN and not call.leg):
            return None
        joined = None if snoop else call
        return Session(supervisor_id, call, mode, leg, True, snoop, call.leg if snoop else "", joined)


def _snoop_id(session: Session, at: datetime) -> str:
    return f"snoop~{session.mode}~{session.supervisor_id}~{int(at.timestamp() * 1000)}~{session.call.id}"
