"""A floor of advisers for drills: each picks up at once, and knows which numbers rang and when."""

import contextlib
import threading
import time
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from infolinia.city.models import Staff
from tests.telephony.callers.messages import media_of
from tests.telephony.callers.tones import FRAME, RATE
from tests.telephony.lines.running_lines import Desk
from tests.telephony.running import RunningEngine, until


class Floor:
    """So many advisers with plain telephones; `ready` lets them take calls.

    Without `listens` nobody keeps what is heard, and one thread speaks for all: a floor of hundreds.
    """

    def __init__(self, running: RunningEngine, number: int, *, prefix: str = "drill", listens: bool = True) -> None:
        self._stack = ExitStack()
        self._is_closed = threading.Event()
        self.desks: list[Desk] = []
        for ordinal in range(number):
            staff = Staff.objects.create(
                username=f"{prefix}{ordinal}", display_name=f"Doradca {prefix} {ordinal}", role="adviser", speaks=["pl"]
            )
            desk = Desk(running, staff)
            desk.phone.answers_at_once, desk.phone.is_silent = True, not listens
            self._stack.enter_context(desk.phone)
            self.desks.append(desk)
        self._speaker = None if listens else threading.Thread(target=self._speak, daemon=True)

    def __enter__(self) -> Self:
        if self._speaker:
            self._speaker.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_closed.set()
        self._stack.close()

    def _speak(self) -> None:
        began = time.monotonic()
        moment = 0
        while not self._is_closed.wait(max(0.0, began + moment * FRAME / RATE - time.monotonic())):
            for call in [call for desk in self.desks for call in desk.phone.calls if call.state == "talking"]:
                with contextlib.suppress(OSError):
                    if call.invitation:
                        call.media.say(media_of(call.invitation.body), moment)
            moment += 1

    def ready(self) -> Self:
        """Let everybody take calls."""
        for desk in self.desks:
            desk.ready()
        return self

    def talking(self) -> int:
        """Return how many talk now, as their telephones know it."""
        return sum(any(call.state == "talking" for call in desk.phone.calls) for desk in self.desks)

    def all_talk(self, timeout: float = 20.0) -> bool:
        """Wait until everybody talks."""
        return until(lambda: self.talking() == len(self.desks), timeout)

    def rung_for(self) -> list[str]:
        """Return the number of each call that rang, telephone after telephone."""
        rung = [call.invitation["From"] for desk in self.desks for call in desk.phone.calls if call.invitation]
        return [header.partition("sip:")[2].partition("@")[0] for header in rung]
