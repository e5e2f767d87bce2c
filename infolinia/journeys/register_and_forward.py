"""From what a caller says to a matter with its unit, its number and its deadlines: one story, all or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as people
from infolinia.core.errors import Cannot
from infolinia.core.phones import normalise
from infolinia.core.together import together
from infolinia.matters import operations as matters
from infolinia.matters import queries as matter_reads
from infolinia.matters.shapes import MatterDraft, Place, Registered

CHANNELS = frozenset({"email", "sms", "phone", "post", "none"})


class CannotRegister(Cannot):
    """Something the city needs is missing; `field` names the input to mend, `question` the one that is not answered."""

    def __init__(self, text: str, field: str = "", question: str = "") -> None:
        super().__init__(text)
        self.field = field
        self.question = question


@dataclass(frozen=True)
class Registration:
    """What the adviser typed. Everything about the person may be empty: an anonymous matter is normal.

    `language` is the one in which the resident is written to.
    """

    category_code: str
    description: str
    place: Place
    reply_channel: str
    phone: str = ""
    email: str = ""
    name: str = ""
    on_behalf_of: str = ""
    subject: str = ""
    danger: bool = False
    kind: str = ""
    point: tuple[float, float] | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    language: str = "pl"


def register(*, conversation_id: UUID, question_id: int, by_id: int, at: datetime, form: Registration) -> Registered:
    """Register the matter, forward it to its unit, and give the question its outcome, in one transaction.

    Raises `CannotRegister` with the field to mend; then nothing was stored.
    """
    address = reply_address(form)
    with together():
        resident_id = resident_of(conversation_id, form, by_id, at)
        registered = _registered(_draft(form, address, resident_id, conversation_id, question_id), by_id, at)
        contacts.set_outcome(question_id=question_id, by_id=by_id, at=at, outcome="registered", matter_id=registered.id)
    return registered


@transaction.atomic
def advise(*, question_id: int, category_code: str, by_id: int, at: datetime, has_subject: bool) -> None:
    """Note that the resident heard how to lodge an application: the question is answered, and no matter begins.

    Raises `CannotRegister` for a kind that is not there.
    """
    name = next((line.name for line in matter_reads.categories() if line.code == category_code), "")
    if not name:
        raise CannotRegister(_("Wybierz rodzaj zgłoszenia z listy."), "category")
    subject = None if has_subject else _("Jak złożyć: %(what)s") % {"what": name}
    contacts.save_question(question_id=question_id, by_id=by_id, at=at, subject=subject, outcome="answered")


def _draft(
    form: Registration, address: str, resident_id: UUID | None, conversation_id: UUID, question_id: int
) -> MatterDraft:
    return MatterDraft(
        category_code=form.category_code,
        description=form.description.strip(),
        subject=form.subject.strip(),
        place=form.place,
        point=form.point,
        resident_id=resident_id,
        conversation_id=conversation_id,
        question_id=question_id,
        reply_channel=form.reply_channel,
        reply_address=address,
        on_behalf_of=form.on_behalf_of.strip(),
        danger=form.danger,
        kind=form.kind,
        language=form.language,
        answers={code: text.strip() for code, text in form.answers.items() if text.strip()},
    )


def _registered(draft: MatterDraft, by_id: int, at: datetime) -> Registered:
    try:
        return matters.register(draft=draft, by_id=by_id, at=at)
    except matters.CannotRegister as refusal:
        raise CannotRegister(str(refusal), refusal.field, refusal.question) from refusal


def reply_address(form: Registration) -> str:
    """Return where the answer goes, checked before anything is stored."""
    if not form.category_code:
        raise CannotRegister(_("Wybierz rodzaj zgłoszenia z listy."), "category")
    if not form.description.strip():
        raise CannotRegister(_("Wpisz jednym zdaniem, co się dzieje."), "description")
    if form.reply_channel not in CHANNELS:
        raise CannotRegister(_("Wybierz, jak odpowiedzieć mieszkańcowi, albo „bez odpowiedzi”."), "reply_channel")
    if form.reply_channel == "email" and not form.email.strip():
        raise CannotRegister(_("Wpisz adres e-mail, na który wyślemy odpowiedź."), "email")
    if form.reply_channel in ("sms", "phone"):
        number = normalise(form.phone)
        if not number:
            raise CannotRegister(_("Wpisz numer telefonu: 9 cyfr, na przykład 500 000 014."), "phone")
        return number
    return form.email.strip().lower() if form.reply_channel == "email" else ""


def resident_of(conversation_id: UUID, form: Registration, by_id: int, at: datetime) -> UUID | None:
    """Return whom the matter belongs to, made known if the resident gave a name or an address; may be nobody."""
    if not (form.name.strip() or form.email.strip() or (form.phone.strip() and form.reply_channel != "none")):
        return people.resident_of(conversation_id)
    preferred = form.reply_channel if form.reply_channel != "none" else ""
    try:
        resident_id = contacts.remember_resident(
            name=form.name or people.resident_name(conversation_id),
            phone=form.phone,
            email=form.email,
            preferred_channel=preferred,
            by_id=by_id,
            at=at,
        )
    except contacts.CannotRemember as refusal:
        raise CannotRegister(str(refusal), refusal.field) from refusal
    contacts.identify(conversation_id=conversation_id, resident_id=resident_id, by_id=by_id, at=at)
    return resident_id
