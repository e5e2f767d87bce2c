"""Reads of what goes on beside a voice call."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infolinia.contacts import queries as contacts
from infolinia.telephony.models import CallText, JoinCode, PhoneAccount
from infolinia.telephony.rules import codes


@dataclass(frozen=True)
class DictatedCode:
    """A code that holds now, as it is dictated."""

    text: str
    expires_at: datetime


@dataclass(frozen=True)
class Beside:
    """Writing in one call: `joined_at` is when the resident's page came, `code` what they may type to come."""

    conversation_id: UUID
    joined_at: datetime | None
    code: DictatedCode | None


def beside(conversation_id: UUID, at: datetime) -> Beside | None:
    """Return the writing in this call, if people may write in it."""
    row = CallText.objects.filter(conversation_id=conversation_id).first()
    if row is None:
        return None
    return Beside(conversation_id, row.joined_at, code_of(conversation_id, JoinCode.Purpose.TEXT, at))


def code_of(conversation_id: UUID, purpose: str, at: datetime) -> DictatedCode | None:
    """Return the code of this call that nobody has used yet, if one holds now."""
    rows = JoinCode.objects.filter(conversation_id=conversation_id, purpose=purpose, taken_at=None, expires_at__gt=at)
    row = rows.order_by("-expires_at").first()
    return DictatedCode(codes.readable(row.code), row.expires_at) if row else None


def has_picture(conversation_id: UUID) -> bool:
    """Return whether the call came from the page for those who sign."""
    return PhoneAccount.objects.filter(conversation_id=conversation_id, kind=PhoneAccount.Kind.SIGNING).exists()


def lasting(conversation_id: UUID) -> contacts.OpenCall | None:
    """Return the call, unless its line is cut."""
    return contacts.open_call(conversation_id)


def is_invited(conversation_id: UUID, taken_at: datetime) -> bool:
    """Return whether the interpreter who typed a code at this moment may come in: nobody let them go since."""
    rows = JoinCode.objects.filter(purpose=JoinCode.Purpose.INTERPRETER, conversation_id=conversation_id)
    return rows.filter(taken_at=taken_at).exists() and lasting(conversation_id) is not None
