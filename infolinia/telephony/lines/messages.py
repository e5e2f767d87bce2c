"""Spoken messages of callers whom nobody can serve: offered, recorded after a key, handed over to be kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from infolinia.contacts.operations import conversation_id_for
from infolinia.core import clock
from infolinia.routing.rules import events
from infolinia.telephony import prompts
from infolinia.telephony.ari.events import Bridge, Channel, EngineEvent
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import Call, Stage
from infolinia.telephony.lines.front import Front
from infolinia.telephony.lines.visits import NOTICE, OFFER, RECORDING, Visits
from infolinia.telephony.voicemails import storage
from infolinia.telephony.voicemails.storage import Taken

if TYPE_CHECKING:
    from infolinia.telephony.lines.exchange import Exchange

MESSAGE_KEY = "2"
OFFERS = 2
NOBODY = "nobody"


class Messages:
    """One offer, one notice, one recording per caller; the engine writes it, the journal keeps it."""

    def __init__(self, exchange: "Exchange", front: Front, visits: Visits) -> None:
        self._exchange = exchange
        self._front = front
        self._visits = visits
        exchange.heard |= {"offer": self._offer_heard, "notice": self._notice_heard, "bye": self._bye_heard}
        exchange.keyed.append(self._keyed)
        exchange.mending.append(self._mend)
        exchange.follow("RecordingFinished", self._recorded)
        exchange.follow("RecordingFailed", self._not_recorded)

    def offer(self, call: Call, why: str, first: Sequence[str] = ()) -> None:
        """Say `first`, and that a message can be left; an office that takes none says good-bye."""
        call.stage = Stage.CLOSED
        visit = self._visits.of(call)
        visit.step, visit.why = OFFER, why
        if self._visits.plan.takes_messages:
            self._front.say(call, "offer", [*first, "message-offer", prompts.PAUSE], step=f"{OFFER}:{why}")
        else:
            self._front.say(call, "bye", [*first, "goodbye"])

    def begin(self, call: Call, why: str, at: datetime) -> None:
        """Say what becomes of a message; whoever waits gives the place up."""
        visit = self._visits.of(call)
        visit.step, visit.why = NOTICE, why
        if call.stage is Stage.WAITING:
            self._exchange.offers.apply(events.Left(call.id), at)
        call.stage = Stage.CLOSED
        self._front.say(call, "notice", ["message-start", prompts.BEEP], step=f"{NOTICE}:{why}")

    def wait_for_end(self, call: Call) -> None:
        """After our restart the caller may speak on; or they are done, and nobody heard of it."""
        call.stage = Stage.CLOSED
        message = Taken(self._visits.of(call).why, call.id)

        def over() -> None:
            self._keep(message, clock.now())
            self._thank(call)

        self._front.if_not_recording(call, message.name, over)

    def _keyed(self, call: Call, key: str, at: datetime) -> None:
        visit = self._visits.of(call)
        if key != MESSAGE_KEY or not self._visits.plan.takes_messages:
            return
        if call.stage is Stage.CLOSED and visit.step == OFFER:
            self.begin(call, visit.why, at)
        elif call.stage is Stage.WAITING and visit.news and visit.news.minutes is None:
            self.begin(call, NOBODY, at)

    def _offer_heard(self, call: Call, _at: datetime) -> None:
        """Who presses nothing hears the offer twice, then good-bye."""
        visit = self._visits.of(call)
        if visit.step != OFFER or call.stage is not Stage.CLOSED:
            return
        visit.playings += 1
        if visit.playings < OFFERS:
            self.offer(call, visit.why)
        else:
            visit.step = ""
            self._front.say(call, "bye", ["goodbye"], step="")

    def _notice_heard(self, call: Call, _at: datetime) -> None:
        visit = self._visits.of(call)
        if visit.step == NOTICE and call.stage is Stage.CLOSED:
            visit.step = RECORDING
            seconds = int(self._visits.plan.longest_message.total_seconds())
            self._front.record(call, Taken(visit.why, call.id).name, seconds, step=f"{RECORDING}:{visit.why}")

    def _recorded(self, event: EngineEvent) -> None:
        """The caller pressed #, hung up, or spoke as long as messages may be."""
        message = storage.taken(str(event.raw["recording"]["name"]))
        if message is None:
            return
        self._keep(message, event.at)
        if (call := self._exchange.calls.get(message.call_id)) and call.stage is Stage.CLOSED:
            self._thank(call)

    def _not_recorded(self, event: EngineEvent) -> None:
        message = storage.taken(str(event.raw["recording"]["name"]))
        call = self._exchange.calls.get(message.call_id) if message else None
        if call and call.stage is Stage.CLOSED:
            self._front.say(call, "bye", ["all-busy", "goodbye"], step="")

    def _keep(self, message: Taken, at: datetime) -> None:
        conversation_id = conversation_id_for(message.call_id)
        self._exchange.notes.add([ledger.voicemail(conversation_id, message.name, message.why, at)])

    def _thank(self, call: Call) -> None:
        self._visits.of(call).step = ""
        self._front.say(call, "bye", ["message-thanks", "goodbye"], step="")

    def _bye_heard(self, call: Call, _at: datetime) -> None:
        if call.stage is Stage.CLOSED:
            self._exchange.steps.hang_up(call)

    def _mend(self, channels: Mapping[str, Channel], _bridges: list[Bridge], at: datetime) -> None:
        """After our restart: messages of callers who are gone are kept."""
        for message in storage.plain_messages():
            if message.call_id not in channels:
                self._keep(message, at)
