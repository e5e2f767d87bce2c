"""The one door through which this room writes to people: words from the editors' templates, then the queue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence.rules.purposes import PURPOSES
from infolinia.correspondence.rules.wording.shapes import LANGUAGES, Value
from infolinia.correspondence.shapes import Outgoing
from infolinia.outreach.rules import typed

PUBLIC_TASK = "RODO art. 6 ust. 1 lit. e"


class CannotWord(Cannot):
    """The message can't be put in words: a value is missing or is not what the template needs."""


@dataclass(frozen=True)
class Letter:
    """One message to one person, before it has words. `values` may be as they were typed: days and lists are read."""

    purpose: str
    channel: str
    to: str
    values: Mapping[str, object]
    key: str
    language: str = "pl"
    resident_id: UUID | None = None
    matter_id: UUID | None = None
    conversation_id: UUID | None = None
    campaign_id: UUID | None = None
    legal_basis: str = PUBLIC_TASK
    not_before: datetime | None = None


@dataclass(frozen=True)
class Words:
    """A message as it will arrive."""

    subject: str
    text: str
    html: str
    template: str
    edition: int | None


def words(letter: Letter, *, at: datetime) -> Words:
    """Return the message as it will arrive. Raises `CannotWord`, or what the template raises (`Cannot`)."""
    purpose = PURPOSES.get(letter.purpose)
    if purpose is None:
        raise CannotWord(_("Nie ma takiego rodzaju wiadomości."))
    values: dict[str, Value] = {}
    for variable in purpose.variables:
        given = letter.values.get(variable.code)
        if given in (None, ""):
            continue
        try:
            values[variable.code] = typed.value(given, kind=variable.kind.value)
        except typed.BadValue:
            text = _("Wartość „%(value)s” w polu „%(name)s” nie jest poprawna.")
            raise CannotWord(text % {"value": str(given)[:40], "name": variable.word}) from None
    found = correspondence.compose(
        purpose=letter.purpose,
        channel=letter.channel,
        language=language_of(letter.language),
        values=values,
        at=at,
    )
    return Words(found.subject, found.text, found.html, found.template, found.edition)


def send(letter: Letter, *, at: datetime) -> UUID | None:
    """Queue the message in the caller's transaction; returns its id, or None when its key was queued before.

    Raises `CannotWord`, `correspondence.CannotCompose` and `correspondence.CannotSend`, all of them `Cannot`.
    """
    said = words(letter, at=at)
    outgoing = Outgoing(
        channel=letter.channel,
        to=letter.to,
        subject=said.subject,
        text=said.text,
        html=said.html,
        key=letter.key,
        matter_id=letter.matter_id,
        conversation_id=letter.conversation_id,
        resident_id=letter.resident_id,
        purpose=letter.purpose,
        language=language_of(letter.language),
        template=said.template,
        template_edition=said.edition,
        legal_basis=letter.legal_basis,
        not_before=letter.not_before,
        campaign_id=letter.campaign_id,
    )
    return correspondence.queue(outgoing, at=at)


def language_of(language: str) -> str:
    """Return the language to write in: the resident's where there are wordings, otherwise Polish."""
    return language if language in LANGUAGES else "pl"
