"""Orders to the engine in order: the steps of one call follow one another, those of different calls do not wait."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from infolinia.telephony.ari.errors import EngineError

log = logging.getLogger(__name__)
Step = Callable[[], Awaitable[None]]


class Lanes:
    """One lane per call or offer. A refusal that is no race runs what was given as `otherwise`."""

    def __init__(self) -> None:
        self._last: dict[str, asyncio.Task[None]] = {}

    def then(self, lane: str, step: Step, otherwise: Callable[[Exception], None] | None = None) -> None:
        """Carry out the step when the earlier ones of the lane are done."""
        task = asyncio.create_task(self._carry_out(self._last.get(lane), step, otherwise))
        self._last[lane] = task
        task.add_done_callback(lambda done: self._forget(lane, done))

    async def _carry_out(
        self, earlier: asyncio.Task[None] | None, step: Step, otherwise: Callable[[Exception], None] | None
    ) -> None:
        if earlier is not None:
            await asyncio.wait({earlier})
        try:
            await step()
        except EngineError as error:
            log.info("engine: %s", error)
            if otherwise and not error.is_race and not error.is_lost:
                otherwise(error)
        except Exception as error:
            log.exception("a step failed")
            if otherwise:
                otherwise(error)

    def _forget(self, lane: str, done: asyncio.Task[None]) -> None:
        if self._last.get(lane) is done:
            del self._last[lane]
