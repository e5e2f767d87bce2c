"""What the office set, as the floor works by it: what advisers can do, and what those who wait need."""

from collections.abc import Callable, Mapping
from datetime import datetime

from infolinia.routing.rules import events
from infolinia.routing.rules.floor import Caller
from infolinia.routing.rules.rulebook import AdviserRules, Rulebook
from infolinia.telephony.lines.call import Call
from infolinia.telephony.lines.offers import Offers


class Office:
    """The rules that hold now; the floor hears of each change at once."""

    def __init__(self, calls: Mapping[str, Call], offers: Callable[[], Offers]) -> None:
        self.rules = Rulebook()
        self._calls = calls
        self._offers = offers

    def learn(self, rules: Rulebook, at: datetime) -> None:
        """Work by these settings from now on: advisers' skills, and the needs of those who wait."""
        if rules == self.rules:
            return
        self.rules = rules
        for adviser_id in list(self._offers().floor.advisers):
            self._equip(adviser_id, at)
        for call_id in list(self._offers().floor.callers):
            self._offers().apply(events.Waits(self.caller(self._calls[call_id])), at)

    def meet(self, adviser_id: int, at: datetime) -> None:
        """Know what an adviser can do before anything is offered to them."""
        if adviser_id not in self._offers().floor.advisers:
            self._equip(adviser_id, at)

    def caller(self, call: Call) -> Caller:
        """Return the caller as the floor knows them: their place, their needs, their head start."""
        return self.rules.caller(
            call_id=call.id,
            arrived_at=call.arrived_at,
            queue=call.queue,
            language=call.language,
            prefers=call.prefers,
            medium=call.medium,
            ahead=call.ahead,
            reserved=call.reserved,
        )

    def _equip(self, adviser_id: int, at: datetime) -> None:
        own = self.rules.advisers.get(adviser_id, AdviserRules())
        self._offers().apply(events.Equipped(adviser_id, own.skills, own.capacity, own.after_call), at)
