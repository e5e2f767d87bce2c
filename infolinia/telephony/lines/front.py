"""The orders to the engine before an adviser: words, silence, music, a recording, and what a restart has to know."""

from collections.abc import Callable, Sequence

from infolinia.core import clock
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.lines.call import Call
from infolinia.telephony.lines.lanes import Lanes, Step
from infolinia.telephony.lines.steps import Steps

FOLDER = "infolinia"


class Front:
    """One method per order. Orders of one call follow one another; one that fails gives the caller to the fallback."""

    def __init__(self, ari: Ari, lanes: Lanes, steps: Steps, give_up: Callable[[Call], None]) -> None:
        self._ari = ari
        self._lanes = lanes
        self._steps = steps
        self._give_up = give_up

    def greet(self, call: Call, more: Sequence[str]) -> None:
        """Answer and play the greeting with the data notice, and what everybody has to hear now."""
        self._steps.greet(call, [f"{FOLDER}/{name}" for name in more])

    def answer(self, call: Call) -> None:
        """Pick the call up."""

        async def steps() -> None:
            await self._ari.subscribe(f"channel:{call.id}")
            await self._ari.answer(call.id)

        self._for(call, steps)

    def say(
        self, call: Call, kind: str, names: Sequence[str], *, step: str | None = None, told: str | None = None
    ) -> None:
        """Play prompts; `exchange.heard[kind]` is told when they end. What played before is stopped first.

        `step` and `told` are what a restart has to know of this moment; None leaves them as they are.
        """
        self.hush(call)
        playing = call.playing = f"{kind}~{call.id}~{int(clock.now().timestamp() * 1000)}"
        told_now = {"LINE_PLAYING": playing, "LINE_STEP": step, "LINE_TOLD": told}
        sounds = [f"{FOLDER}/{name}" for name in names]

        async def steps() -> None:
            for name, value in told_now.items():
                if value is not None:
                    await self._ari.set_variable(call.id, name, value)
            await self._ari.play(call.id, sounds, playing)

        self._for(call, steps)

    def hush(self, call: Call) -> None:
        """Stop the prompts that play to the caller, if any do."""
        if call.playing:
            self.stop(call, call.playing)
            call.playing = ""

    def stop(self, call: Call, playing: str) -> None:
        """Stop these prompts."""
        self._lanes.then(call.id, lambda: self._ari.stop_playback(playing))

    def music(self, call: Call) -> None:
        """Let the caller hear music again: prompts end it."""
        self._for(call, lambda: self._ari.start_music(call.id))

    def remember(self, call: Call) -> None:
        """Keep queue and language where a restart finds them; every prompt is in the language from now on."""
        chosen = {"LINE_QUEUE": call.queue, "LINE_LANGUAGE": call.language, "CHANNEL(language)": call.language}

        async def steps() -> None:
            for name, value in (chosen | {"LINE_STEP": ""}).items():
                await self._ari.set_variable(call.id, name, value)

        self._for(call, steps)

    def forget_wish(self, call: Call) -> None:
        """The call-back that the caller asked for before they came in is being ordered: not again after a restart."""
        call.wishes = False
        self._for(call, lambda: self._ari.set_variable(call.id, "WISH", ""))

    def offer_call_backs(self, *, on: bool) -> None:
        """Let the engine offer call-backs to the crowd, or not."""
        self._lanes.then("call-backs~crowd", lambda: self._ari.set_global("CALL_BACKS", "yes" if on else "no"))

    def record(self, call: Call, name: str, seconds: int, *, step: str) -> None:
        """Record the caller until #, hanging up, or so many seconds."""

        async def steps() -> None:
            await self._ari.stop_music(call.id)
            await self._ari.set_variable(call.id, "LINE_STEP", step)
            await self._ari.record(call.id, name, seconds)

        self._for(call, steps)

    def if_not_recording(self, call: Call, name: str, then: Callable[[], None]) -> None:
        """Act when the recording is over: nobody heard of its end while we were away."""

        async def steps() -> None:
            if not await self._ari.is_recording(name):
                then()

        self._for(call, steps)

    def _for(self, call: Call, step: Step) -> None:
        self._lanes.then(call.id, step, lambda _error: self._give_up(call))
