"""Records a talk while its caller agrees: every stretch between two pauses is one file, sealed as soon as it ends.

The engine knows what a daemon that takes over must know: the channel variable `RECORDING` says where the conversation
stands, and the name of a live recording names its call. No stretch is longer than five minutes, so no sound lies
unsealed for longer, and a recording ends by itself when nobody is left to end it.
"""

import asyncio
import contextlib
import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from infolinia.core import clock
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.errors import EngineError
from infolinia.telephony.ari.events import Bridge, Channel, EngineEvent
from infolinia.telephony.lines.call import NOTICE, Call, Stage
from infolinia.telephony.lines.exchange import Exchange
from infolinia.telephony.lines.journal import Fact
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.recordings import keys, storage
from infolinia.telephony.recordings.queries import Decision
from infolinia.telephony.recordings.storage import Part
from infolinia.telephony.rules.recording import NO, YES, Consent, Stand, may_record

log = logging.getLogger(__name__)

PLAIN_GREETING = "greeting"
ASK, TOLD_YES, TOLD_NO = "record-ask", "record-agreed", "record-withdrawn"
LONGEST_PART = 300
"""Seconds after which a stretch is sealed and the next one begins."""
CLOSING_CHECKS, CLOSING_CHECK = 100, 0.02
EVENTS = {
    "ask": "recording_asked",
    YES: "recording_agreed",
    NO: "recording_withdrawn",
    "pause": "recording_paused",
    "resume": "recording_resumed",
    "stop": "recording_stopped",
}


class Recordings:
    """Who agreed to be recorded, and what the engine records now (`call.recorded_as`)."""

    def __init__(self, exchange: Exchange, ari: Ari, lanes: Lanes, state: Path) -> None:
        self._exchange, self._ari, self._lanes, self._state = exchange, ari, lanes, state
        self._rules: Decision | None = None
        self._together: dict[str, frozenset[str]] = {}
        exchange.keyed.insert(0, self._keyed)  # before a key of the menu lets the caller wait
        exchange.wishes["recording"] = exchange.of_own_call(self._wish)
        exchange.heard["recording"] = self._told
        for kind in ("ChannelEnteredBridge", "ChannelLeftBridge"):
            exchange.follow(kind, self._moved)
        for kind in ("RecordingFinished", "RecordingFailed"):
            exchange.follow(kind, self._ended)
        exchange.talks.known.append(self._known)
        exchange.mending.append(self.recover)

    def learn(self, decision: Decision | None, at: datetime) -> None:
        """Work by the office's decision from now on; one that switches recording off ends what is recorded."""
        rules = decision if decision and decision.is_on else None
        if rules == self._rules:
            return
        self._rules = rules
        self._announce()
        for call in list(self._exchange.calls.values()):
            self._reconcile(call, at)

    def _announce(self) -> None:
        """Let every greeting say what holds, the engine's own one too."""
        notice = NOTICE if self._rules else PLAIN_GREETING
        self._exchange.steps.notice = notice
        self._lanes.then("recording~notice", lambda: self._ari.set_global("GREETING", f"infolinia/{notice}"))

    # --- consent ---------------------------------------------------------------------------------------------------

    def _keyed(self, call: Call, key: str, at: datetime) -> None:
        """Take the caller's word: the greeting asks those who wait; in a talk only the adviser's question counts."""
        was_asked = call.consent.stand is not Stand.NONE or call.stage is Stage.WAITING
        may_agree = key == YES and self._rules is not None and was_asked
        if (may_agree or key == NO) and call.stage in (Stage.WAITING, Stage.TALKING):
            self._become(call, call.consent.after(key), key, at)

    def _wish(self, call: Call, said: dict[str, Any], at: datetime) -> None:
        act = str(said["act"])
        if (act == "ask" and (self._rules is None or call.held)) or act in (YES, NO):
            return
        self._become(call, call.consent.after(act), act, at)

    def _become(self, call: Call, consent: Consent, word: str, at: datetime) -> None:
        """Remember where the conversation stands now, write it down, tell the caller, and record or not."""
        if consent == call.consent:
            return
        before, call.consent = call.consent.stand, consent
        self._lanes.then(call.id, lambda: self._ari.set_variable(call.id, "RECORDING", str(consent.stand)))
        kind = EVENTS[word] if word != NO or consent.stand else "recording_refused"
        to = ASK if before is Stand.ASKED else NOTICE
        details = {"pressed": word, "to": to} if word in (YES, NO) else {}
        self._exchange.notes.add([_event(call, kind, at, details)])
        self._write(call, at, to if word == YES else "")
        self._reconcile(call, at)
        if said := {"ask": ASK, YES: TOLD_YES, NO: TOLD_NO}.get(word):
            self._say(call, said)

    def _say(self, call: Call, prompt: str) -> None:
        """Tell both who talk; whoever waits hears a word, which ends when somebody picks up."""
        playing = f"recording~{call.id}"

        async def in_the_talk() -> None:
            await self._ari.stop_playback(f"consent~{call.id}~{ASK}")
            await self._ari.play_to_bridge(call.bridge_id, (f"infolinia/{prompt}",), f"consent~{call.id}~{prompt}")

        async def to_the_caller() -> None:
            call.playing = playing
            await self._ari.stop_music(call.id)
            await self._ari.play(call.id, ("infolinia/record-noted",), playing)

        talks = call.stage is Stage.TALKING and not call.held
        self._lanes.then(call.id, in_the_talk if talks else to_the_caller)

    def _told(self, call: Call, _at: datetime) -> None:
        if call.stage is Stage.WAITING or call.held:
            self._lanes.then(call.id, lambda: self._ari.start_music(call.id))

    # --- sound -----------------------------------------------------------------------------------------------------

    def _moved(self, event: EngineEvent) -> None:
        """Somebody came into a bridge or left one."""
        bridge = event.raw["bridge"]
        call = self._exchange.calls.get(str(bridge["id"]).removeprefix("talk~"))
        if call and bridge["id"] == call.bridge_id:
            self._together[call.id] = frozenset(bridge.get("channels", ()))
            self._reconcile(call, event.at)

    def _known(self, call: Call) -> None:
        """The adviser talks by another leg, or another adviser does."""
        self._reconcile(call, clock.now())

    def _reconcile(self, call: Call, at: datetime) -> None:
        """Begin or end a stretch, as it should be now."""
        together = self._together.get(call.id, frozenset()) if call.stage is Stage.TALKING else frozenset()
        office = self._rules is not None
        wanted = may_record(call.consent, office_records=office, caller=call.id, adviser=call.leg, together=together)
        if wanted and not call.recorded_as:
            self._begin(call, at)
        elif not wanted and call.recorded_as:
            self._finish(call, at)
        if call.stage is Stage.ENDED:
            self._together.pop(call.id, None)

    def _begin(self, call: Call, at: datetime) -> None:
        part = storage.part(call.id, max(at, clock.now()))
        call.recorded_as = part.name

        async def steps() -> None:
            try:
                keys.current(self._state)
                await self._ari.record_bridge(call.bridge_id, part.name, storage.ENDING, LONGEST_PART)
            except (EngineError, keys.NoKey, OSError) as error:
                log.error("call %s can't be recorded: %s", call.id, error)
                call.recorded_as = "" if call.recorded_as == part.name else call.recorded_as
                self._write(call, clock.now())

        self._lanes.then(_lane(call.id), steps)
        self._write(call, at)

    def _finish(self, call: Call, at: datetime) -> None:
        part, call.recorded_as = storage.part_named(call.recorded_as), ""
        self._write(call, at)
        if part is None:
            return
        is_withdrawn = call.consent.stand is Stand.WITHDRAWN

        async def steps() -> None:
            await (self._ari.discard_recording if is_withdrawn else self._ari.stop_recording)(part.name)
            await self._seal(part, discard=is_withdrawn)

        self._lanes.then(_lane(call.id), steps)

    def _ended(self, event: EngineEvent) -> None:
        """A stretch ended by itself: it was long enough, or the engine could not go on."""
        part = storage.part_named(str(event.raw["recording"]["name"]))
        call = self._exchange.calls.get(part.call_id) if part else None
        if part is None or call is None or call.recorded_as != part.name:
            return
        call.recorded_as = ""
        self._lanes.then(_lane(call.id), partial(self._seal, part, discard=False))
        self._reconcile(call, event.at)

    async def _seal(self, part: Part, *, discard: bool) -> None:
        """Seal the stretch when the engine has closed its file, and destroy the plain one when that is written down."""
        for _ in range(CLOSING_CHECKS):
            if not await self._ari.is_recording(part.name):
                break
            await asyncio.sleep(CLOSING_CHECK)
        plain = storage.plain_path(self._state, part.name)
        if discard:
            storage.destroy(plain)
            return
        sealed = await asyncio.to_thread(storage.seal_part, self._state, part)
        if sealed:
            self._exchange.notes.add([_kept(part, sealed.length, sealed.sha256, sealed.key)])
            # The facts of this turn are handed to the journal, and to its file, before the plain sound goes.
            asyncio.get_running_loop().call_soon(storage.destroy, plain)

    def _write(self, call: Call, at: datetime, to: str = "") -> None:
        rules_id = self._rules.id if self._rules else None
        details = {
            "conversation_id": call.conversation_id,
            "stand": str(call.consent.stand),
            "is_running": bool(call.recorded_as),
            "adviser_id": call.adviser_id,
            "rules_id": rules_id,
            "at": at,
            "to": to,
        }
        self._exchange.notes.add([Fact("note_stand", details)])

    # --- after a fault ---------------------------------------------------------------------------------------------

    def recover(self, channels: Mapping[str, Channel], bridges: Iterable[Bridge], at: datetime) -> None:
        """Know again who agreed and what is recorded; seal what an earlier daemon or engine left."""
        self._announce()
        self._together = {one.id.removeprefix("talk~"): frozenset(one.channels) for one in bridges}
        for call in self._exchange.calls.values():
            if channel := channels.get(call.id):
                with contextlib.suppress(ValueError):
                    stand = Stand(channel.variables.get("RECORDING", ""))
                    call.consent = Consent(stand, was_told=channel.variables.get("NOTICE", "") == NOTICE)
            call.recorded_as = ""
        self._lanes.then("recording~recovery", partial(self._sweep, at))

    async def _sweep(self, at: datetime) -> None:
        """Go on with what the engine still records; seal everything else. Then begin where nothing is recorded."""
        for part in list(storage.plain_parts(self._state)):
            call = self._exchange.calls.get(part.call_id)
            is_known = call is not None and call.stage is Stage.TALKING and not call.recorded_as
            if call and is_known and await self._ari.is_recording(part.name):
                call.recorded_as = part.name
            elif call is None or call.recorded_as != part.name:
                await self._ari.stop_recording(part.name)
                await self._seal(part, discard=False)
                self._exchange.notes.add([Fact("note_over", {"conversation_id": part.conversation_id})])
        for call in list(self._exchange.calls.values()):
            self._reconcile(call, clock.now())
            if call.consent.stand is not Stand.NONE and call.stage is Stage.TALKING:
                self._write(call, at)


def _kept(part: Part, length: int, sha256: str, key: str) -> Fact:
    return Fact(
        "keep_part",
        {
            "conversation_id": part.conversation_id,
            "part_id": str(part.id),
            "at": part.started_at,
            "length": length,
            "sha256": sha256,
            "key": key,
        },
    )


def _event(call: Call, kind: str, at: datetime, details: dict[str, str]) -> Fact:
    key = f"{call.id}:{kind}:{int(at.timestamp() * 1000)}"
    about = {"conversation_id": call.conversation_id, "kind": kind, "at": at, "event_key": key}
    return Fact("note_event", {**about, **details})


def _lane(call_id: str) -> str:
    return f"recording~{call_id}"
