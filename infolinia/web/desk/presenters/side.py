"""The right column: this resident as far as the helpline knows them, the hall, and the news of the shift."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from infolinia.contacts import queries as contacts
from infolinia.contacts.queries import ConversationView, PersonCard
from infolinia.matters import queries as matters
from infolinia.matters.shapes import MatterLine
from infolinia.web.desk.presenters import call_panel, spans
from infolinia.web.desk.presenters.keys import short_key
from infolinia.web.desk.presenters.news import NewsBoard, news_board

EARLIER_SHOWN = 5


@dataclass(frozen=True)
class Earlier:
    """One earlier conversation: how long ago, about what, and how it ended."""

    id: UUID
    ago: str
    subject: str
    detail: str


@dataclass(frozen=True)
class Side:
    """What the right column shows. `maybe` are people among whom the adviser may choose."""

    key: str
    heading: str
    reading: str
    conversation_id: UUID | None
    resident_id: UUID | None
    maybe: tuple[PersonCard, ...]
    matters: tuple[MatterLine, ...]
    earlier: tuple[Earlier, ...]
    board: NewsBoard
    number: str = ""
    address: str = ""

    @property
    def late(self) -> int:
        """Return how many matters are overdue."""
        return sum(line.due.words.level == "late" for line in self.matters)


def side_key(call: ConversationView | None) -> str:
    """Return a short text that changes when the column must be drawn again."""
    if call is None:
        return short_key("nobody")
    return short_key(call.id, call.resident_id, call.ended_at, *(question.matter_id for question in call.questions))


def side(*, call: ConversationView | None, people: list[PersonCard], staff_id: int, at: datetime) -> Side:
    """Return the column for the conversation, or the one for a quiet desk."""
    board = news_board(staff_id, at)
    if call is None:
        return Side(side_key(None), _("Mieszkaniec"), "", None, None, (), (), (), board)
    known = people[0].id if len(people) == 1 else None
    return Side(
        key=side_key(call),
        heading=call_panel.heading(call, people),
        reading=_("Wgląd zapisany: rozmowa z %(hour)s") % {"hour": spans.hour(call.arrived_at)} if people else "",
        conversation_id=call.id,
        resident_id=call.resident_id,
        maybe=tuple(people) if call.resident_id is None else (),
        matters=_matters(known, call, at),
        earlier=_earlier(known, call, at),
        board=board,
        number=call.number if call.ended_at or call.is_letter else "",
        address=call.address,
    )


def _matters(known: UUID | None, call: ConversationView, at: datetime) -> tuple[MatterLine, ...]:
    found = matters.of_resident(known, at) if known else matters.of_conversation(call.id, at)
    return tuple(line for line in found if line.is_open)


def _earlier(known: UUID | None, call: ConversationView, at: datetime) -> tuple[Earlier, ...]:
    lines = contacts.earlier(
        resident_id=known,
        number=call.raw_number,
        before=call.arrived_at,
        limit=EARLIER_SHOWN,
        address=call.address,
    )
    return tuple(
        Earlier(
            id=line.id,
            ago=spans.ago(line.arrived_at, at),
            subject=line.subject or line.state_label,
            detail=f"{spans.day_and_hour(line.arrived_at, at)} · {_ending(line.outcome_labels, line.state_label)}",
        )
        for line in lines
    )


def _ending(outcomes: tuple[str, ...], state: str) -> str:
    return ", ".join(dict.fromkeys(label.lower() for label in outcomes)) or state
