"""Letters at the desk: those that lie there, those that wait, and one opened with its whole thread."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.contacts import queries as contacts
from infolinia.contacts.queries import ConversationView
from infolinia.core.phones import readable
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence import queries as mail
from infolinia.correspondence.operations.letters import DRAFT_LIMIT
from infolinia.correspondence.queries import Draft, LetterView, MessageLine
from infolinia.correspondence.rules import applications
from infolinia.correspondence.rules.applications import Hint
from infolinia.journeys import answer_letter
from infolinia.journeys.answer_letter import NOT_EXAMINED, Way
from infolinia.matters import queries as matters
from infolinia.matters.queries import NamedMatter
from infolinia.web.components.letters import Entry, FileShown, entry_of
from infolinia.web.desk.presenters import spans
from infolinia.web.desk.presenters.keys import short_key

RECEIPT = "received"  # the word that a letter came says nothing new to who answers it
LETTERS = frozenset({"email", "sms", "form"})
ICONS = {"email": "envelope", "sms": "phone", "form": "ui-checks"}


@dataclass(frozen=True)
class LetterTab:
    """One letter on my desk, as a line."""

    id: UUID
    icon_name: str
    who: str
    subject: str
    ago: str
    is_open: bool


@dataclass(frozen=True)
class LetterList:
    """My letters, oldest first, and how many wait in the queues for anybody."""

    mine: tuple[LetterTab, ...]
    waiting: int
    longest: str
    key: str


@dataclass(frozen=True)
class LetterPanel:
    """An opened letter: its thread, the matter it is or may be about, and what can be done with it."""

    conversation_id: UUID
    last_id: UUID
    icon_name: str
    heading: str
    channel_text: str
    thread: tuple[Entry, ...]
    way: Way
    to: str
    draft: Draft | None
    matter: NamedMatter | None
    matter_why: str
    guesses: tuple[NamedMatter, ...]
    hint: Hint | None
    hint_text: str
    explanation: str
    is_machine: bool
    limit: int = DRAFT_LIMIT


def is_letter(view: ConversationView) -> bool:
    """Tell whether the conversation came in writing and waits for an answer in writing."""
    return view.channel in LETTERS


def letter_list(staff_id: int, at: datetime, open_id: UUID | None = None) -> LetterList:
    """Return the letters on the adviser's desk and what waits for anybody."""
    waiting, oldest = contacts.letters_waiting()
    subjects = {view.id: view for view in contacts.open_of(staff_id) if is_letter(view)}
    tabs = tuple(_tab(view, at, open_id) for view in subjects.values())
    longest = spans.ago(oldest, at) if oldest else ""
    key = short_key(waiting, longest, open_id, *((tab.id, tab.who, tab.subject) for tab in tabs))
    return LetterList(tabs, waiting, longest, key)


def letter_panel(view: ConversationView | None, at: datetime) -> LetterPanel | None:
    """Return the opened letter, or nothing when the conversation is none or is answered."""
    if view is None or not is_letter(view) or not view.is_letter:
        return None
    letters = mail.letters_in(view.id)
    if not letters:
        return None
    last = letters[-1]
    way = answer_letter.way_of(last)
    named = matters.matters_by_ids([last.matter_id]) if last.matter_id else []
    hint = applications.hint(last.subject, last.text) if view.channel == "email" else None
    return LetterPanel(
        conversation_id=view.id,
        last_id=last.id,
        icon_name=ICONS[view.channel],
        heading=_heading(view),
        channel_text=view.channel_label,
        thread=_thread(letters, mail.sent_in(view.id)),
        way=way,
        to=readable(way.to) if way.channel == "sms" else way.to,
        draft=mail.draft_of(view.id),
        matter=named[0] if named else None,
        matter_why=str(_WHY_MATTER.get(last.matter_found, "")),
        guesses=tuple(matters.matters_by_ids(last.matter_guesses)),
        hint=hint,
        hint_text=str(_HINTS[hint.kind]) if hint else "",
        explanation=_explanation(last, way, at),
        is_machine=last.is_machine,
    )


_WHY_MATTER: dict[str, Promise] = {
    "thread": gettext_lazy("odpowiada na naszą wiadomość"),
    "number": gettext_lazy("podaje numer swojej sprawy"),
    "adviser": gettext_lazy("wskazał doradca"),
}
_HINTS: dict[str, Promise] = {
    "application": gettext_lazy(
        "To może być podanie. Podanie wysłane zwykłym e-mailem zostaje bez rozpoznania (KPA art. 63 § 1)."
    ),
    "complaint": gettext_lazy("To może być skarga. Skargę można złożyć e-mailem: zarejestruj ją."),
    "information": gettext_lazy("To może być wniosek o informację publiczną. E-mail wystarczy: zarejestruj go."),
    "petition": gettext_lazy("To może być petycja. Petycję można złożyć e-mailem: zarejestruj ją."),
}


def _tab(view: ConversationView, at: datetime, open_id: UUID | None) -> LetterTab:
    subject = next((question.subject for question in view.questions if question.subject), "")
    return LetterTab(
        view.id, ICONS[view.channel], view.who, subject, spans.ago(view.arrived_at, at), view.id == open_id
    )


def _heading(view: ConversationView) -> str:
    return next((question.subject for question in view.questions if question.subject), "") or _("List bez tematu")


def _thread(letters: list[LetterView], sent: list[MessageLine]) -> tuple[Entry, ...]:
    theirs = [entry_of(one) for one in letters]
    ours = [_ours(one) for one in sent if one.purpose != RECEIPT]
    return tuple(sorted([*theirs, *ours], key=lambda one: one.at))


def _ours(message: MessageLine) -> Entry:
    return Entry(
        at=message.created_at,
        is_ours=True,
        who=settings.CITY_NAME,
        subject=message.subject,
        text=message.text,
        files=tuple(FileShown(message.id, name, "", "", "") for name in message.attachments),
        state=message.status_text,
    )


def _explanation(letter: LetterView, way: Way, at: datetime) -> str:
    """Return what an e-mailed application is answered, exactly as it will arrive; empty where that cannot be sent."""
    if letter.channel != "email" or not way.to:
        return ""
    try:
        return answer_letter.composed(letter, text="", purpose=NOT_EXAMINED, at=at).text
    except correspondence.CannotCompose:
        return ""
