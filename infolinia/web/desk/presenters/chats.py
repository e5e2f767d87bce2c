"""Conversations by text at the desk: the one that is offered now, those that go on, and the text beside a call."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from infolinia.contacts import queries as contacts
from infolinia.contacts.queries import ConversationView
from infolinia.routing import queries as routing
from infolinia.telephony.beside import queries as beside
from infolinia.web.desk.presenters import spans

CHANNEL = "chat"
OWN_PAGES = frozenset({"web_call"})
"""Channels whose residents call from a page that has the text itself: nobody dictates them a code."""


@dataclass(frozen=True)
class OfferedChat:
    """A conversation by text that waits for my answer."""

    conversation_id: UUID
    expires_at: datetime
    waited: str
    queue: str
    message: str


@dataclass(frozen=True)
class BesideCall:
    """The text beside my call: where the resident comes in, and by which code, as long as one has to be dictated."""

    id: UUID
    page: str
    code: str
    until: datetime | None
    has_joined: bool
    is_own_page: bool


@dataclass(frozen=True)
class ChatList:
    """What the desk shows of conversations by text."""

    offer: OfferedChat | None
    going_on: tuple[ConversationView, ...]
    beside: BesideCall | None


def is_by_text(view: ConversationView) -> bool:
    """Tell whether people write in this conversation."""
    return view.channel == CHANNEL


def chat_list(staff_id: int, at: datetime) -> ChatList:
    """Return what is offered to the adviser and what they write in, oldest first."""
    views = contacts.open_of(staff_id)
    mine = [view for view in views if is_by_text(view)]
    talks = [view for view in views if not is_by_text(view) and view.state == "talking"]
    going_on = tuple(view for view in mine if view.state == "talking")
    return ChatList(_offer(staff_id, mine, at), going_on, _beside(talks[0], at) if talks else None)


def _beside(view: ConversationView, at: datetime) -> BesideCall | None:
    found = beside.beside(view.id, at)
    if found is None:
        return None
    page = f"{settings.PUBLIC_URL.partition('//')[2]}{reverse('public:beside')}"
    code, until = (found.code.text, found.code.expires_at) if found.code else ("", None)
    return BesideCall(view.id, page, code, until, found.joined_at is not None, view.channel in OWN_PAGES)


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
