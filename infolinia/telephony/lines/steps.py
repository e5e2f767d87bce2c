"""The orders to the engine that make up a caller's way: greeting, music, talk, hold, good-bye."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from infolinia.telephony.ari.client import Ari
from infolinia.telephony.lines.call import Call
from infolinia.telephony.lines.lanes import Lanes, Step
from infolinia.telephony.lines.offers import headers
from infolinia.telephony.rules.recording import Consent

GREETING = "greeting"
SILENCE_CHECK = 1.0
"""Seconds between two readings of a leg's counter of packets: a browser that lives sends fifty in one."""
SILENCE_CHECKS = 10
"""Readings in a row: a browser that dies may send a last few packets after its telephone is known to be gone."""
REJOIN_SECONDS = 12


class Steps:
    """One method per step. Steps of one call follow one another; one that fails gives the caller to the fallback."""

    def __init__(self, ari: Ari, lanes: Lanes, give_up: Callable[[Call], None]) -> None:
        self._ari = ari
        self._lanes = lanes
        self._give_up = give_up
        self.notice = GREETING
        self.parting: list[Callable[[Call], None]] = []

    def greet(self, call: Call, more: Sequence[str] = ()) -> None:
        """Answer and play the greeting with the data notice that holds now; the call keeps which one it was.

        `more` are sounds that follow it.
        """
        notice = self.notice
        call.consent = Consent(call.consent.stand, was_told=notice != GREETING)

        async def steps() -> None:
            await self._ari.subscribe(f"channel:{call.id}")
            await self._ari.answer(call.id)
            if call.consent.was_told:
                await self._ari.set_variable(call.id, "NOTICE", notice)
            await self._ari.play(call.id, (f"infolinia/{notice}", *more), f"greeting~{call.id}")

        self._for(call, steps)

    def wait(self, call: Call) -> None:
        """Play music until something happens. Whoever waits has heard the data notice: the fallback need not say it."""

        async def steps() -> None:
            await self._ari.start_music(call.id)
            await self._ari.set_variable(call.id, "GREETED", "yes")

        self._for(call, steps)

    def join(self, call: Call, instead_of: str = "", *, without_caller: bool = False) -> None:
        """Let caller and adviser hear each other; an earlier leg of the adviser is dropped.

        `without_caller` leaves the caller with the music: the adviser speaks with somebody else meanwhile.
        """
        leg, playing, call.playing = call.leg, call.playing, ""

        async def steps() -> None:
            if playing:
                await self._ari.stop_playback(playing)
            await self._ari.create_bridge(call.bridge_id, pictures=call.has_picture)
            if without_caller:
                await self._ari.add_to_bridge(call.bridge_id, (leg,))
            else:
                await self._ari.stop_music(call.id)
                await self._ari.add_to_bridge(call.bridge_id, (call.id, leg))
            if instead_of:
                await self._ari.hang_up(instead_of)

        self._for(call, steps)

    def hold(self, call: Call, *, on: bool) -> None:
        """Take the caller out of the talk and play music, or bring them back."""

        async def steps() -> None:
            if on:
                await self._ari.remove_from_bridge(call.bridge_id, call.id)
                await self._ari.start_music(call.id)
            else:
                await self._ari.stop_music(call.id)
                await self._ari.add_to_bridge(call.bridge_id, (call.id,))

        self._for(call, steps)

    def part(self, call: Call) -> None:
        """Hang the adviser's leg up and remove the talk's bridge."""
        for tell in self.parting:
            tell(call)
        leg, bridge_id = call.leg, call.bridge_id
        call.leg = ""

        async def steps() -> None:
            if leg:
                await self._ari.hang_up(leg)
            await self._ari.destroy_bridge(bridge_id)

        self._lanes.then(call.id, steps)

    def rejoin(self, call: Call, username: str, at: datetime) -> None:
        """Ring the adviser's new browser tab, which answers by itself."""
        leg = f"rejoin~{call.id}~{int(at.timestamp() * 1000)}"

        async def steps() -> None:
            await self._ari.ring(
                leg,
                endpoint=f"PJSIP/{username}",
                args=f"rejoin,{call.id}",
                caller_id=call.caller_id,
                seconds=REJOIN_SECONDS,
                variables=headers(call, rejoin=True),
                formats=call.formats,
            )

        self._lanes.then(leg, steps)

    def hang_up(self, call: Call) -> None:
        """End the caller's line."""
        self._for(call, lambda: self._ari.hang_up(call.id))

    def drop(self, leg: str) -> None:
        """End a leg that nobody needs."""
        self._lanes.then(leg, lambda: self._ari.hang_up(leg))

    def to_fallback(self, call: Call) -> None:
        """Give the call to the dialplan's queue, and stay informed of its end."""

        playing, call.playing = call.playing, ""

        async def steps() -> None:
            if playing:
                await self._ari.stop_playback(playing)
            await self._ari.stop_music(call.id)
            await self._ari.continue_in_dialplan(call.id, "fallback")

        self._lanes.then(call.id, steps)

    def abandon(self, channel_id: str) -> None:
        """Give a leg that nobody understood to the dialplan's queue."""
        self._lanes.then(channel_id, lambda: self._ari.continue_in_dialplan(channel_id, "fallback"))

    def is_gone(self, call: Call, then: Callable[[bool], None]) -> None:
        """Ask whether the caller's channel still is, and tell."""

        async def steps() -> None:
            then(await self._ari.channel(call.id) is None)

        self._lanes.then(f"{call.id}:where", steps)

    def find_phone(self, channel_ids: Iterable[str], then: Callable[[str], None]) -> None:
        """Ask which phone is behind one of the channels, and tell."""
        wanted = list(channel_ids)

        async def steps() -> None:
            for channel_id in wanted:
                if channel := await self._ari.channel(channel_id):
                    then(channel.endpoint)
                    return

        self._lanes.then(f"{wanted}:who", steps)

    def if_silent(self, call: Call, then: Callable[[], None]) -> None:
        """Act when no sound comes from the adviser's leg any more: a lost signal alone must not end a talk."""
        leg = call.leg

        async def steps() -> None:
            before = await self._ari.packets_received(leg)
            for _ in range(SILENCE_CHECKS):
                await asyncio.sleep(SILENCE_CHECK)
                now = await self._ari.packets_received(leg)
                if now is None or now == before:
                    then()
                    return
                before = now

        self._lanes.then(f"{leg}:silent", steps)

    def _for(self, call: Call, step: Step) -> None:
        self._lanes.then(call.id, step, lambda _error: self._give_up(call))
