"""Reads of phone accounts and of what the line says."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from infolinia.telephony.models import Announcement, PhoneAccount
from infolinia.telephony.prompts import PROMPTS


@dataclass(frozen=True)
class PhoneFact:
    """An account as the exchange has to know it."""

    username: str
    password: str
    kind: str
    staff_id: int | None
    issued_at: datetime
    expires_at: datetime
    conversation_id: UUID | None = None


_FIELDS = ("username", "password", "kind", "staff_id", "issued_at", "expires_at", "conversation_id")


def valid_phones(at: datetime) -> list[PhoneFact]:
    """Return every account that may register now, in the order of issue."""
    rows = _of_active().filter(expires_at__gt=at).order_by("issued_at", "id")
    return [PhoneFact(*row) for row in rows.values_list(*_FIELDS)]


def phone(username: str) -> PhoneFact | None:
    """Return one account, expired or not; none of a person who was switched off."""
    row = _of_active().filter(username=username).values_list(*_FIELDS).first()
    return PhoneFact(*row) if row else None


def desk_phone(staff_id: int, at: datetime) -> PhoneFact | None:
    """Return the account of the telephone on this person's desk, if they have one."""
    rows = _of_active().filter(staff_id=staff_id, kind=PhoneAccount.Kind.DESK, expires_at__gt=at)
    row = rows.order_by("-issued_at").values_list(*_FIELDS).first()
    return PhoneFact(*row) if row else None


def _of_active() -> QuerySet[PhoneAccount]:
    return PhoneAccount.objects.exclude(staff__is_active=False)


def own_words() -> dict[tuple[str, str], str]:
    """Return the office's own texts of announcements by (language, code)."""
    rows = Announcement.objects.exclude(text="").values_list("language", "code", "text")
    return {(language, code): text for language, code, text in rows}


def usual_words(code: str, language: str) -> str:
    """Return what the line says by itself; `{city}` stands for the city's name."""
    return PROMPTS[code][language]
