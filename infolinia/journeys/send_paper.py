"""From „czy możecie mi to przysłać?” to a form on its way: put together, shown as it will arrive, sent once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as people
from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence.operations.papers import HandedOver, note_paper
from infolinia.correspondence.queries.papers import paper_by_key
from infolinia.correspondence.queries.ways_out import open_channels
from infolinia.correspondence.rules.links import LENGTH, PREFIX
from infolinia.correspondence.shapes import Attachment, Outgoing
from infolinia.correspondence.shapes_templates import Composed
from infolinia.journeys.card_words import card_words
from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.queries import CardView, FormView
from infolinia.knowledge.rules.form_data import clean

DICTATED = "dictated"
CARRYING = ("email", "letter", "pickup", "edelivery")
CHANNELS = (*CARRYING, "sms", DICTATED)
LINK_DAYS = 30
MOST_FORMS = 6
LONGEST_NOTE = 600
HIDDEN_LINK = "x" * LENGTH
"""Stands for the short link's token in a preview: as long and as plain as the real one, so the parts count true."""
PDF = "application/pdf"
LEGAL_BASIS = "prośba w rozmowie; zadanie publiczne (RODO art. 6 ust. 1 lit. e)"
CONTACT = "contact"


class CannotSendPaper(Cannot):
    """Something is missing or not allowed; `field` names the input that must be mended."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@dataclass(frozen=True)
class Order:
    """What to hand over and how. Without forms the card's answer goes. `data` are the resident's words for the forms.

    `to` is the address of the channel: an e-mail, a number, or lines. `key` makes pressing twice harmless; `is_ended`
    says that the question has its outcome already.
    """

    conversation_id: UUID
    question_id: int
    key: str
    channel: str
    to: str = ""
    form_ids: tuple[int, ...] = ()
    card_code: str = ""
    with_answer: bool = False
    language: str = "pl"
    note: str = ""
    is_large: bool = False
    data: Mapping[str, str] | None = None
    is_ended: bool = False


@dataclass(frozen=True)
class Prepared:
    """An order put together: the very message that would leave, and what it is made of.

    What is dictated has no message: `outgoing` is missing and `address` is what to say.
    """

    order: Order
    outgoing: Outgoing | None
    forms: tuple[FormView, ...]
    card: CardView | None
    address: str
    is_filled: bool
    has_answer: bool
    cut: tuple[str, ...] = ()


@dataclass(frozen=True)
class _File:
    form: FormView
    content: bytes
    cut: tuple[str, ...]
    is_filled: bool


def prepare(order: Order, *, at: datetime) -> Prepared:
    """Return the order exactly as it would be sent now, its link's token hidden; raises `CannotSendPaper`."""
    return _prepared(order, at, is_real=False)


@transaction.atomic
def send(order: Order, *, by_id: int, at: datetime) -> Prepared:
    """Send the order, note it in the conversation and give the question its outcome, once for the order's key.

    Raises `CannotSendPaper`, for the key of what went elsewhere too; then nothing was stored.
    """
    if before := paper_by_key(order.key):
        _same(order, *before)
        return _prepared(order, at, is_real=False)
    _allowed(order, at)
    prepared = _prepared(order, at, is_real=True)
    message_id = correspondence.queue(prepared.outgoing, at=at) if prepared.outgoing else None
    note_paper(_handed(prepared, message_id), by_id=by_id, at=at)
    _give_outcome(order, prepared, by_id, at)
    return prepared


def _prepared(order: Order, at: datetime, *, is_real: bool) -> Prepared:
    card = _card(order, at)
    forms = _forms(order)
    if not forms and card is None:
        raise CannotSendPaper(_("Zaznacz druk albo odpowiedź z karty."), "druki")
    answers = card is not None and (order.with_answer or not forms)
    if order.channel == DICTATED:
        address = f"{settings.PUBLIC_URL}{_page(forms, card)}"
        return Prepared(order, None, tuple(forms), card, address, is_filled=False, has_answer=answers)
    path = _path(forms, card)
    files = [_file(form, order) for form in forms] if order.channel in CARRYING else []
    link, until = _link(order, path, at, is_real=is_real)
    composed = _composed(order, forms, card, files, link, until, at)
    return Prepared(
        order,
        _outgoing(order, composed, files),
        tuple(each.form for each in files) or tuple(forms),
        card,
        f"{settings.PUBLIC_URL}{path}",
        is_filled=any(each.is_filled for each in files),
        has_answer=answers,
        cut=tuple(dict.fromkeys(label for each in files for label in each.cut)),
    )


def _same(order: Order, channel: str, name: str, to: str) -> None:
    if order.channel != channel or (to and order.to != to):
        raise CannotSendPaper(_("To już wysłano na: %(address)s") % {"address": one_line(to, 200) or name}, "kanal")


def _allowed(order: Order, at: datetime) -> None:
    """Refuse a channel that is off, and honour an objection to this way of contact, whoever asks on the line."""
    if order.channel != DICTATED and order.channel not in open_channels():
        raise CannotSendPaper(_("Tą drogą jeszcze nie wysyłamy. Wybierz inną."), "kanal")
    resident_id = people.resident_of(order.conversation_id)
    if resident_id is None or order.channel == DICTATED:
        return
    answer = people.may_contact(resident_id, CONTACT, order.channel, at)
    if not answer.yes:
        raise CannotSendPaper(answer.why, "kanal")


def _card(order: Order, at: datetime) -> CardView | None:
    return knowledge.card(order.card_code, language=order.language, day=city_day(at)) if order.card_code else None


def _forms(order: Order) -> list[FormView]:
    if len(order.form_ids) > MOST_FORMS:
        raise CannotSendPaper(_("Naraz wyślesz najwyżej %(n)d druków.") % {"n": MOST_FORMS}, "druki")
    found = [knowledge.form_by_id(form_id) for form_id in dict.fromkeys(order.form_ids)]
    forms = [form for form in found if form and form.has_file]
    if len(forms) != len(found):
        raise CannotSendPaper(_("Tego druku nie ma w pliku. Wydaje go komórka, która prowadzi sprawę."), "druki")
    return forms


def _file(form: FormView, order: Order) -> _File:
    """Return the file that goes: in large print where there is one and it is wanted, filled where data are given."""
    chosen = _large(form) if order.is_large else form
    if order.data and chosen.is_fillable:
        paper = knowledge.filled_paper(chosen.id, clean(order.data))
        return _File(chosen, paper.content, paper.cut, is_filled=True)
    return _File(chosen, knowledge.blank_paper(chosen.id).content, (), is_filled=False)


def _large(form: FormView) -> FormView:
    found = knowledge.form_version(form.code, form.valid_from, form.language, "large_print")
    return found if found and found.has_file else form


def _path(forms: list[FormView], card: CardView | None) -> str:
    """Return the public page that shows the same: the very version of one form, else the card, else all forms."""
    if len(forms) == 1:
        return reverse("public:form_file", args=[forms[0].code, forms[0].sha256])
    return _page(forms, card)


def _page(forms: list[FormView], card: CardView | None) -> str:
    """Return a public address that can be said aloud."""
    if len(forms) == 1:
        return reverse("public:form", args=[forms[0].code])
    if card:
        return reverse("public:card", args=[card.code])
    return reverse("public:forms")


def _link(order: Order, path: str, at: datetime, *, is_real: bool) -> tuple[str, datetime | None]:
    """Return the short link of a text message; other channels carry the paper itself."""
    if order.channel != "sms":
        return "", None
    until = at + timedelta(days=LINK_DAYS)
    if is_real:
        return correspondence.short_link(path, at=at, expires=until), until
    return f"{settings.PUBLIC_URL}{PREFIX}{HIDDEN_LINK}", until


def _composed(
    order: Order,
    forms: list[FormView],
    card: CardView | None,
    files: list[_File],
    link: str,
    until: datetime | None,
    at: datetime,
) -> Composed:
    with override(order.language):
        version = _("wersja")
    values: dict[str, object] = {
        "forms": [f"{form.title} ({version} {form.version})" for form in forms],
        "forms_count": len(forms),
        "card": card.title if card else "",
        "answer": card_words(card) if card and (order.with_answer or not forms) else "",
        "link": link,
        "link_until": city_day(until) if until else None,
        "note": order.note.strip()[:LONGEST_NOTE],
        "are_attached": bool(files),
        "are_filled": any(each.is_filled for each in files),
    }
    try:
        purpose = "sent_form" if forms else "sent_card"
        return correspondence.compose(
            purpose=purpose, channel=order.channel, language=order.language, values=values, at=at
        )
    except correspondence.CannotCompose as refusal:
        raise CannotSendPaper(str(refusal), "kanal") from refusal


def _outgoing(order: Order, composed: Composed, files: list[_File]) -> Outgoing:
    return Outgoing(
        channel=order.channel,
        to=order.to,
        subject=composed.subject or _subject(order.language),
        text=composed.text,
        html=composed.html,
        key=order.key,
        attachments=tuple(Attachment(each.form.filename, PDF, each.content) for each in files),
        conversation_id=order.conversation_id,
        question_id=order.question_id,
        resident_id=people.resident_of(order.conversation_id),
        purpose="sent_form" if files or order.form_ids else "sent_card",
        language=order.language,
        template=composed.template,
        template_edition=composed.edition,
        legal_basis=LEGAL_BASIS,
        is_large=order.is_large,
    )


def _subject(language: str) -> str:
    with override(language):
        return _("Wiadomość z infolinii")


def _handed(prepared: Prepared, message_id: UUID | None) -> HandedOver:
    order, card = prepared.order, prepared.card if prepared.has_answer else None
    return HandedOver(
        conversation_id=order.conversation_id,
        question_id=order.question_id,
        key=order.key,
        channel=order.channel,
        message_id=message_id,
        card_code=card.code if card else "",
        card_title=card.title if card else "",
        card_edition=card.edition if card else None,
        forms=[
            {"code": form.code, "title": form.title, "version": form.version, "sha256": form.sha256}
            for form in prepared.forms
        ],
        is_filled=prepared.is_filled,
        is_large=order.is_large,
    )


def _give_outcome(order: Order, prepared: Prepared, by_id: int, at: datetime) -> None:
    """Say „wysłano formularz” unless the question ended in some other way already."""
    if order.is_ended:
        return
    outcome = "form_sent" if prepared.forms and prepared.outgoing else "answered"
    contacts.set_outcome(question_id=order.question_id, by_id=by_id, at=at, outcome=outcome)
