"""Conversations by text at the desk: the one that is offered now, and those that go on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from infolinia.contacts import queries as contacts
from infolinia.contacts.queries import ConversationView
from infolinia.routing import queries as routing
from infolinia.web.desk.presenters import spans

CHANNEL = "chat"


@dataclass(frozen=True)
class OfferedChat:
    """A conversation by text that waits for my answer."""

    conversation_id: UUID
    expires_at: datetime
    waited: str
    queue: str
    message: str


@dataclass(frozen=True)
class ChatList:
    """What the desk shows of conversations by text."""

    offer: OfferedChat | None
    going_on: tuple[ConversationView, ...]


def is_by_text(view: ConversationView) -> bool:
    """Tell whether people write in this conversation."""
    return view.channel == CHANNEL


def chat_list(staff_id: int, at: datetime) -> ChatList:
    """Return what is offered to the adviser and what they write in, oldest first."""
    mine = [view for view in contacts.open_of(staff_id) if is_by_text(view)]
    return ChatList(_offer(staff_id, mine, at), tuple(view for view in mine if view.state == "talking"))


def _offer(staff_id: int, mine: list[ConversationView], at: datetime) -> OfferedChat | None:
    offer = routing.text_offer(staff_id)
    view = next((each for each in mine if offer and each.id == offer.conversation_id), None)
    if offer is None or view is None:
        return None
    waited = spans.in_words(int((at - view.arrived_at).total_seconds()))
    names = {queue.code: queue.name for queue in routing.queues()}
    queue = names.get(view.queue_code, "")
    message = _("Nowy czat. Kolejka: %(queue)s. Czeka: %(waited)s. Odpisz: Ctrl, Shift i Enter.")
    return OfferedChat(view.id, offer.expires_at, waited, queue, message % {"queue": queue, "waited": waited})
