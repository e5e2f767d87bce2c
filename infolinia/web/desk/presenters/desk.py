"""Everything the desk needs for one answer, read once: my state, my conversations, who may be on the line."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from infolinia.contacts import queries as contacts
from infolinia.contacts.queries import ConversationView, PersonCard, QuestionView
from infolinia.routing import queries as routing
from infolinia.routing.queries import PresenceView
from infolinia.web.desk.presenters.call_panel import IDLE, CallPanel, call_panel, kind_of
from infolinia.web.desk.presenters.chats import is_by_text
from infolinia.web.desk.presenters.others import PartyStrip, after_transfer, asked_panel, party_strip

if TYPE_CHECKING:
    from infolinia.city.models import Staff


@dataclass(frozen=True)
class Desk:
    """One adviser's desk at one moment. Parts that a fragment does not show are never read.

    `chosen_id` is the conversation that the page shows; `followed_id` the call of which it already knows that it was
    answered.
    """

    staff: "Staff"
    at: datetime
    chosen_id: UUID | None = None
    followed_id: UUID | None = None
    is_following: bool = False

    @cached_property
    def presence(self) -> PresenceView:
        """What I am doing."""
        return routing.presence(self.staff.pk)

    @cached_property
    def mine(self) -> list[ConversationView]:
        """My conversations that still need work, oldest first."""
        return contacts.open_of(self.staff.pk)

    @cached_property
    def call(self) -> ConversationView | None:
        """The conversation of the call panel: the one that rings, goes on, or has just ended."""
        kind = kind_of(self.presence)
        if kind in IDLE:
            return None
        wanted = {"held": "talking"}.get(kind, kind)
        known = self.presence.offer_conversation_id or self.presence.talking_conversation_id
        same_id = [each for each in self.mine if each.id == known]
        same_state = [each for each in self.mine if each.state == wanted and not is_by_text(each)]
        return next(iter(same_id or reversed(same_state)), None)

    @cached_property
    def talk(self) -> ConversationView | None:
        """The conversation being written: the chosen one, else the call once answered, else one left unfinished.

        A page that follows my state is taken to a call just answered, whatever it showed before.
        """
        if self.is_following and self.call and self.panel.is_talking and self.call.id != self.followed_id:
            return self.call
        ringing = self.presence.offer_conversation_id
        letters = [each for each in self.mine if each.is_letter]
        answered = [
            each
            for each in self.mine
            if not each.is_letter and (each.answered_at or (each.is_outbound and each.id != ringing))
        ]
        chosen = [each for each in (*answered, *letters) if each.id == self.chosen_id]
        if chosen:
            return chosen[0]
        if self.call and self.call in answered:
            return self.call
        return answered[-1] if answered else None

    @cached_property
    def person_call(self) -> ConversationView | None:
        """The conversation whose resident the right column shows: the one being written, else the one that rings."""
        return self.talk or self.call

    @property
    def others(self) -> list[ConversationView]:
        """My open conversations besides the one on the line; those I write in have their own place."""
        besides = [each for each in self.mine if self.call is None or each.id != self.call.id]
        return [each for each in besides if not each.is_letter and (not is_by_text(each) or each.ended_at)]

    @cached_property
    def attempt(self) -> str:
        """How my own call went, while it can still be said."""
        return self.call.attempt if self.call and self.call.is_outbound and self.panel.kind == "after_call" else ""

    @cached_property
    def party(self) -> PartyStrip | None:
        """The third party of my talk."""
        is_mine = self.call is not None and self.presence.state == "talking"
        return party_strip(contacts.party_of(self.call.id), self.presence) if self.call and is_mine else None

    @cached_property
    def panel(self) -> CallPanel:
        """The call panel; without a call of my own it may be about a colleague's, or about work after one passed on."""
        may_help = self.call is None and self.presence.state in ("ringing", "talking")
        if may_help and (party := contacts.asked(self.staff.pk)):
            return asked_panel(party, self.presence)
        panel = self._own_panel
        is_passed_on = self.call is None and self.presence.state == "after_call"
        return after_transfer(panel, self.presence) if is_passed_on else panel

    @cached_property
    def _own_panel(self) -> CallPanel:
        return call_panel(
            presence=self.presence,
            call=self.call,
            people=self.people_of(self.call),
            queue_name=self.queue_names.get(self.call.queue_code, "") if self.call else "",
            at=self.at,
        )

    @cached_property
    def queue_names(self) -> dict[str, str]:
        """Names of queues by code."""
        return {queue.code: queue.name for queue in routing.queues()}

    @cached_property
    def _people(self) -> dict[UUID, list[PersonCard]]:
        return {}

    def people_of(self, call: ConversationView | None) -> list[PersonCard]:
        """Return who may be on the line: the person named in the conversation, else everybody known by the number."""
        if call is None:
            return []
        if call.id not in self._people:
            self._people[call.id] = _people(call)
        return self._people[call.id]


def open_question(talk: ConversationView, asked: int | None = None) -> QuestionView | None:
    """Return the question to write in: the asked one, else the last without an outcome, else the last."""
    by_choice = [question for question in talk.questions if question.id == asked]
    unfinished = [question for question in talk.questions if not question.outcome]
    return next(reversed(by_choice or unfinished or list(talk.questions)), None)


def _people(call: ConversationView) -> list[PersonCard]:
    if call.wants_anonymity:
        return []
    if call.resident_id:
        found = contacts.person(call.resident_id)
        return [found] if found else []
    if call.address:
        return contacts.residents_by_address(call.address)
    return contacts.residents_by_number(call.raw_number)
