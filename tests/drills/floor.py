"""A floor of advisers for drills: each picks up at once, and knows which numbers rang and when."""

from contextlib import ExitStack
from types import TracebackType
from typing import Self

from infolinia.city.models import Staff
from tests.telephony.lines.running_lines import Desk
from tests.telephony.running import RunningEngine, until


class Floor:
    """So many advisers with plain telephones; `ready` lets them take calls."""

    def __init__(self, running: RunningEngine, number: int, *, prefix: str = "drill", speaks: bool = True) -> None:
        self._stack = ExitStack()
        self.desks: list[Desk] = []
        for ordinal in range(number):
            staff = Staff.objects.create(
                username=f"{prefix}{ordinal}", display_name=f"Doradca {prefix} {ordinal}", role="adviser", speaks=["pl"]
            )
            desk = Desk(running, staff)
            desk.phone.answers_at_once, desk.phone.is_silent = True, not speaks
            self._stack.enter_context(desk.phone)
            self.desks.append(desk)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

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
