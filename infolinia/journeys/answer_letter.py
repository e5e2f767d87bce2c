"""An adviser answers a letter: the answer leaves by the way it came, in its thread, and the conversation ends."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as people
from infolinia.contacts.queries import QuestionView
from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.core.text import storable
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence import queries as mail
from infolinia.correspondence.queries import LetterView
from infolinia.correspondence.rules.incoming import is_no_reply
from infolinia.correspondence.rules.plain_text import plain_subject
from infolinia.correspondence.shapes import Outgoing
from infolinia.correspondence.shapes_templates import Composed
from infolinia.journeys import answer_call
from infolinia.matters import operations as matters
from infolinia.matters import queries as cases
from infolinia.routing import letters as routing

REPLY, NOT_EXAMINED = "reply", "not_examined"
QUOTED_LINES = 60
FORWARD_LIMIT = 4_000


class CannotAnswer(Cannot):
    """No answer was sent; the text says what is missing."""


@dataclass(frozen=True)
class Way:
    """Where the answer to a letter goes. Empty `to`: nowhere, and `why_not` says why."""

    channel: str
    to: str
    why_not: str = ""
    is_elsewhere: bool = False


def way_of(letter: LetterView) -> Way:
    """Return by which channel and to whom the answer goes: as the resident chose, else back where it came from."""
    if letter.reply_by == "none":
        return Way("", "", _("Ta osoba nie chce odpowiedzi."))
    to = letter.answer_to or letter.sender
    if not to:
        return Way("", "", _("Nie znamy adresu, na który można odpisać."))
    if letter.reply_by == "email" and is_no_reply(to):
        return Way("", "", _("Pod tym adresem nikt nie czyta odpowiedzi."))
    return Way(letter.reply_by, to, is_elsewhere=letter.channel != "form" and to != letter.sender)


def composed(letter: LetterView, *, text: str, purpose: str, at: datetime) -> Composed:
    """Return the answer exactly as it will arrive. Raises `CannotCompose`."""
    subject = plain_subject(letter.subject) or _("Twoja wiadomość")
    values: dict[str, object] = {"subject": subject}
    if purpose == REPLY:
        values |= {"body": text.strip()}
        named = cases.matters_by_ids([letter.matter_id]) if letter.matter_id else []
        values |= {"number": named[0].number} if named else {}
    else:
        values |= {"address": ", ".join(settings.LETTER_SENDER)}
    return correspondence.compose(
        purpose=purpose, channel=way_of(letter).channel, language=letter.language, values=values, at=at
    )


def answer(
    *,
    conversation_id: UUID,
    by_id: int,
    at: datetime,
    text: str = "",
    purpose: str = REPLY,
    seen: UUID | None = None,
) -> UUID:
    """Send the answer to the last letter of the conversation and end it with the outcome it has.

    `seen` is the last letter that the adviser read: when another came since, that one is read before anything leaves.
    Questions that have no outcome yet are answered by this. Raises `CannotAnswer`, `CannotSend`, `CannotCompose`; then
    nothing was changed. Twice the same press sends once: the second finds the conversation closed or the text gone.
    """
    with transaction.atomic():
        letter = _own_letter(conversation_id, by_id, seen)
        clean = storable(text)
        way = way_of(letter)
        if not way.to:
            raise CannotAnswer(way.why_not)
        if purpose == REPLY and not clean.strip():
            raise CannotAnswer(_("Napisz odpowiedź."))
        told = composed(letter, text=clean, purpose=purpose, at=at)
        message_id = _queue(letter, way, told, purpose, at)
        contacts.letter_answered(conversation_id=conversation_id, by_id=by_id, at=at)
        correspondence.drop_draft(conversation_id)
        _close(conversation_id, by_id, at)
    return message_id


def close(*, conversation_id: UUID, by_id: int, at: datetime, why: str, seen: UUID | None = None) -> None:
    """End a letter that gets no answer: spam, or nothing to answer; who has it decides of what they have `seen`."""
    with transaction.atomic():
        _own_letter(conversation_id, by_id, seen)
        contacts.letter_closed(conversation_id=conversation_id, by_id=by_id, at=at, why=why)
        correspondence.drop_draft(conversation_id)
        routing.hand_out(at=at)


def give_back(*, conversation_id: UUID, by_id: int, at: datetime) -> None:
    """Put the letter back into its queue at its old place, with the answer as far as it is written."""
    with transaction.atomic():
        _own_letter(conversation_id, by_id)
        contacts.letter_returned(conversation_id=conversation_id, at=at, why="set_aside", by_id=by_id)


def choose_matter(*, conversation_id: UUID, matter_id: UUID | None, by_id: int, at: datetime) -> None:
    """Say which matter the letter is about, or that it is about none of those that were guessed."""
    with transaction.atomic():
        _own_letter(conversation_id, by_id)
        correspondence.set_conversation_matter(conversation_id=conversation_id, matter_id=matter_id)
        live.publish("conversation", conversation_id)


def tell_unit(*, conversation_id: UUID, by_id: int, at: datetime, seen: UUID | None = None) -> None:
    """Let the unit of the letter's matter read it, once: as the reply they waited for, or as a note in the matter."""
    with transaction.atomic():
        letter = _own_letter(conversation_id, by_id, seen)
        named = cases.matters_by_ids([letter.matter_id]) if letter.matter_id else []
        if not named:
            raise CannotAnswer(_("Najpierw wskaż, o jakiej sprawie jest ten list."))
        questions = _questions(conversation_id, by_id)
        told_of = [one for one in questions if _is_told(one) and one.matter_id == named[0].id]
        if any(one.saved_at >= letter.received_at for one in told_of):
            raise CannotAnswer(_("Tę wiadomość ktoś już załatwił."))
        text = letter.text[:FORWARD_LIMIT]
        if named[0].waits_for_resident:
            matters.resident_replied(matter_id=named[0].id, text=text, by_id=by_id, at=at)
        else:
            told = _("Mieszkaniec napisał (%(channel)s): %(text)s") % {"channel": letter.channel_text, "text": text}
            matters.add_note(matter_id=named[0].id, text=told, by_id=by_id, at=at)
        for one in questions:
            if not one.outcome or _is_told(one):
                contacts.set_outcome(question_id=one.id, by_id=by_id, at=at, outcome="passed_on", matter_id=named[0].id)


def _own_letter(conversation_id: UUID, by_id: int, seen: UUID | None = None) -> LetterView:
    """Return the letter that is answered: the last one of a conversation that lies on this adviser's desk.

    With `seen` it has to be this one: what came since nobody has read.
    """
    found = people.open_letter(conversation_id, lock=True)
    if found is None or found.adviser_id != by_id:
        raise CannotAnswer(_("Tego listu nie ma już na Twoim stanowisku."))
    letters = mail.letters_in(conversation_id)
    if not letters:
        raise CannotAnswer(_("Treści tego listu już nie ma."))
    if seen is not None and letters[-1].id != seen:
        raise CannotAnswer(_("Przyszedł następny list w tej rozmowie") + ".")
    return letters[-1]


def _queue(letter: LetterView, way: Way, told: Composed, purpose: str, at: datetime) -> UUID:
    conversation_id = letter.conversation_id
    if conversation_id is None:
        raise CannotAnswer(_("Treści tego listu już nie ma."))
    ordinal = len(mail.sent_in(conversation_id)) + 1
    open_letter = people.open_letter(conversation_id)
    queued = correspondence.queue(
        Outgoing(
            channel=way.channel,
            to=way.to,
            subject=_reply_subject(letter, told) if purpose == REPLY else told.subject,
            text=_with_quote(letter, told.text) if way.channel == "email" else told.text,
            html=told.html,
            key=f"letter-{conversation_id}-{ordinal}",
            matter_id=letter.matter_id,
            conversation_id=conversation_id,
            resident_id=open_letter.resident_id if open_letter else None,
            purpose=purpose,
            language=letter.language,
            template=told.template,
            template_edition=told.edition,
            reply_to=letter.message_id or None,
        ),
        at=at,
    )
    if queued is None:
        raise CannotAnswer(_("Ta odpowiedź jest już wysłana."))
    return queued


def _reply_subject(letter: LetterView, told: Composed) -> str:
    """Return the subject by which mail programs keep the thread together: theirs, not ours."""
    own = plain_subject(letter.subject)
    return f"Re: {own}" if own else told.subject


def _with_quote(letter: LetterView, text: str) -> str:
    """Return the answer with what it answers below it, so that both sides have the whole on one page."""
    lines = letter.text.split("\n")
    cut = lines[:QUOTED_LINES] + (["…"] if len(lines) > QUOTED_LINES else [])
    return "\n".join([text.rstrip(), "", *(f"> {line}".rstrip() for line in cut)]) + "\n"


def _close(conversation_id: UUID, by_id: int, at: datetime) -> None:
    for question in _questions(conversation_id, by_id):
        if not question.outcome:
            contacts.set_outcome(question_id=question.id, by_id=by_id, at=at, outcome="answered")
    answer_call.finish(conversation_id=conversation_id, by_id=by_id, at=at)
    routing.hand_out(at=at)


def _questions(conversation_id: UUID, by_id: int) -> list[QuestionView]:
    return [one for view in people.open_of(by_id) if view.id == conversation_id for one in view.questions]


def _is_told(question: QuestionView) -> bool:
    return question.outcome == "passed_on"
