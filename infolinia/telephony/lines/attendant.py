"""The caller's way before an adviser: greeting, menu, into the line; or a message when nobody can serve.

What a restart has to know stands in the channel's variables: `LINE_STEP` (where the caller is), `LINE_QUEUE` and
`LINE_LANGUAGE` (what they chose), `LINE_TOLD` (what they heard last), `LINE_PLAYING` (what plays now).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import Call, Stage
from infolinia.telephony.lines.front import Front
from infolinia.telephony.lines.hours import Hours
from infolinia.telephony.lines.messages import Messages
from infolinia.telephony.lines.visits import MENU, NOTICE, OFFER, RECORDING, Visits
from infolinia.telephony.rules import menu

if TYPE_CHECKING:
    from infolinia.telephony.lines.exchange import Exchange

CLOSED, FULL = "closed", "full"


class Attendant:
    """Receives callers. `full` may be asked first where to put somebody for whom the queue has no place."""

    def __init__(self, exchange: "Exchange", front: Front, hours: Hours, visits: Visits, messages: Messages) -> None:
        self._exchange = exchange
        self._front = front
        self._hours = hours
        self._visits = visits
        self._messages = messages
        exchange.receive = self.receive
        exchange.heard |= {"greeting": self._greeted, "menu": self._menu_heard}
        exchange.keyed.append(self._keyed)

    def receive(self, call: Call, variables: Mapping[str, str], at: datetime) -> None:
        """Take a caller who comes in, for the first time, back from the fallback queue, or after our restart.

        Who came in before closing time is served after it too.
        """
        visit = self._visits.recall(call.id, variables)
        if playing := variables.get("LINE_PLAYING"):
            self._front.stop(call, playing)
        came_in_time = self._hours.is_open(at) or self._hours.is_open(call.arrived_at)
        if visit.step in (OFFER, NOTICE):
            self._messages.offer(call, visit.why)
        elif visit.step == RECORDING:
            self._messages.wait_for_end(call)
        elif call.was_queued:
            self._exchange.queue(call, at)
        elif visit.step == MENU and came_in_time:
            self._say_menu(call)
        elif variables.get("GREETED") == "yes" and came_in_time:
            self._receive_greeted(call, variables, at)
        elif self._hours.is_open(at):
            call.stage = Stage.GREETED
            self._front.greet(call, self._visits.emergency(call))
        else:
            self._say_closed(call, at)

    def _receive_greeted(self, call: Call, variables: Mapping[str, str], at: datetime) -> None:
        """Whom the dialplan greeted hears from us what it could not tell: news for everybody, and the menu.

        Not who chose a queue, or a call-back, before.
        """
        if variables.get("LINE_QUEUE") or self._exchange.wants_call_back(call):
            self._to_line(call, at)
            return
        call.stage = Stage.GREETED
        if news := self._visits.emergency(call):
            self._front.say(call, "greeting", news)
        else:
            self._greeted(call, at)

    def _say_closed(self, call: Call, at: datetime) -> None:
        call.ended_by = "out_of_hours"
        self._front.answer(call)
        self._messages.offer(call, CLOSED, [*self._hours.closed_names(at), *self._visits.emergency(call)])

    # --- the menu ----------------------------------------------------------------------------------------------------

    def _greeted(self, call: Call, at: datetime) -> None:
        if call.stage is not Stage.GREETED or self._visits.of(call).step:
            return
        if self._visits.plan.menu.is_empty:
            self._to_line(call, at)
        elif not self._press(call, self._visits.of(call).key, at):
            self._say_menu(call)

    def _say_menu(self, call: Call) -> None:
        call.stage = Stage.GREETED
        visit = self._visits.of(call)
        visit.step, visit.playings = MENU, visit.playings + 1
        spoken = self._visits.spoken(menu.sounds(self._visits.plan.menu), menu.HOME)
        self._front.say(call, "menu", spoken, step=MENU)

    def _menu_heard(self, call: Call, at: datetime) -> None:
        visit = self._visits.of(call)
        if visit.step == MENU and call.stage is Stage.GREETED:
            self._follow(call, menu.after_playing(self._visits.plan.menu, visit.playings), at)

    def _keyed(self, call: Call, key: str, at: datetime) -> None:
        """Act on a key in the menu; one pressed during the data notice counts after it."""
        if call.stage is not Stage.GREETED:
            return
        visit = self._visits.of(call)
        if visit.step == MENU:
            self._press(call, key, at)
        else:
            visit.key = key

    def _press(self, call: Call, key: str, at: datetime) -> bool:
        """Follow a key of the menu; returns whether it means anything."""
        decision = menu.after_key(self._visits.plan.menu, key) if key else None
        if decision is None:
            return False
        if decision == menu.SayAgain():
            self._visits.of(call).playings = 0
        self._follow(call, decision, at)
        return True

    def _follow(self, call: Call, decision: menu.Decision, at: datetime) -> None:
        if not isinstance(decision, menu.Chosen):
            self._say_menu(call)
            return
        call.queue, call.language = decision.queue, decision.language
        self._exchange.notes.add([ledger.chose(call, at)])
        self._front.remember(call)
        self._to_line(call, at)

    # --- into the line -----------------------------------------------------------------------------------------------

    def _to_line(self, call: Call, at: datetime) -> None:
        """Let the caller wait, unless the queue is closed or full."""
        rules = self._exchange.office.rules.queue(call.queue)
        self._visits.of(call).step = ""
        if rules.closed:
            call.ended_by = "out_of_hours"
            self._messages.offer(call, CLOSED, ["queue-closed"])
        elif self._is_full(call.queue, rules.longest_line) and not self._exchange.wants_call_back(call):
            self._messages.offer(call, FULL, ["queue-full"])
        else:
            self._front.hush(call)
            self._exchange.queue(call, at)

    def _is_full(self, queue: str, longest: int | None) -> bool:
        return longest is not None and 0 < longest <= self._in_line(queue)

    def _in_line(self, queue: str) -> int:
        waiting = (one for one in self._exchange.calls.values() if one.stage is Stage.WAITING and not one.is_virtual)
        return sum(one.queue == queue for one in waiting)
