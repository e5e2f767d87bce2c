"""What residents decide about being contacted: each decision is one more line, the last that fits holds."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.contacts.models import Decision, Resident
from infolinia.contacts.rules import permissions
from infolinia.contacts.rules.permissions import ANY, Right
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line

CHANNELS = ("", "phone", "sms", "email", "letter", "edelivery")
SHORTEST_WORDS = 10


class CannotDecide(Cannot):
    """The decision would mean nothing, or its proof is missing; nothing was written."""


def consent(
    *,
    resident_id: UUID,
    purpose: str,
    words: str,
    at: datetime,
    channel: str = "",
    by_id: int | None = None,
    conversation_id: UUID | None = None,
) -> None:
    """Write a consent with the words to which the person said yes (RODO art. 7(1)); without words it is refused."""
    if permissions.right_of(purpose) != Right.CONSENT or purpose not in permissions.PURPOSES:
        raise CannotDecide(_("Ten kontakt nie opiera się na zgodzie. Nie proś o nią."))
    if len(one_line(words, 400)) < SHORTEST_WORDS:
        raise CannotDecide(_("Wpisz słowa, na które ta osoba się zgodziła. Bez nich nie ma dowodu zgody."))
    _write("consented", resident_id, purpose, channel, words, by_id, conversation_id, at)


def withdraw_consent(
    *,
    resident_id: UUID,
    purpose: str,
    at: datetime,
    channel: str = "",
    words: str = "",
    by_id: int | None = None,
    conversation_id: UUID | None = None,
) -> None:
    """Take a consent back: as easy as it was given (RODO art. 7(3)), so no words are asked for."""
    _write("withdrew", resident_id, purpose, channel, words, by_id, conversation_id, at)


def object_to(
    *,
    resident_id: UUID,
    at: datetime,
    purpose: str = ANY,
    channel: str = "",
    words: str = "",
    by_id: int | None = None,
    conversation_id: UUID | None = None,
) -> None:
    """Write an objection (RODO art. 21) to a purpose, to a channel, or to all that may be objected to.

    Nobody can object to the answer in their own matter, only to a channel of it; nor to a warning of danger.
    """
    right = Right.TASK if purpose == ANY else permissions.right_of(purpose)
    if right == Right.VITAL or (right == Right.MATTER and not channel):
        raise CannotDecide(_("Na odpowiedź we własnej sprawie i na ostrzeżenie o niebezpieczeństwie nie ma sprzeciwu."))
    _write("objected", resident_id, purpose, channel, words, by_id, conversation_id, at)


def lift_objection(
    *,
    resident_id: UUID,
    at: datetime,
    purpose: str = ANY,
    channel: str = "",
    words: str = "",
    by_id: int | None = None,
    conversation_id: UUID | None = None,
) -> None:
    """Take an objection back."""
    _write("lifted", resident_id, purpose, channel, words, by_id, conversation_id, at)


def _write(
    kind: str,
    resident_id: UUID,
    purpose: str,
    channel: str,
    words: str,
    by_id: int | None,
    conversation_id: UUID | None,
    at: datetime,
) -> None:
    if purpose != ANY and purpose not in permissions.PURPOSES:
        raise CannotDecide(_("Nie znamy takiego celu kontaktu."))
    if channel not in CHANNELS:
        raise CannotDecide(_("Nie znamy takiego sposobu kontaktu."))
    with transaction.atomic():
        if not Resident.objects.select_for_update().filter(id=resident_id).exists():
            raise CannotDecide(_("Tej osoby nie ma już w kartotece."))
        Decision.objects.create(
            resident_id=resident_id,
            kind=kind,
            purpose=purpose,
            channel=channel,
            words=one_line(words, 400),
            conversation_id=conversation_id,
            by_id=by_id,
            at=at,
        )
