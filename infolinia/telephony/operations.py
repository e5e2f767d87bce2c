"""Writes to phone accounts, and what screens ask the exchange to do with a call."""

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.routing import queries as routing
from infolinia.telephony.line_operations import line_changed as line_changed
from infolinia.telephony.line_operations import speak_anew as speak_anew
from infolinia.telephony.line_operations import switch_emergency as switch_emergency
from infolinia.telephony.models import PhoneAccount

DOMAIN = "infolinia"
STAFF_VALIDITY = timedelta(hours=9)
DESK_VALIDITY = timedelta(days=365)
GUEST_VALIDITY = timedelta(minutes=30)
GUESTS_PER_HOUR = 5
GUESTS_AT_ONCE = 120
PUSH_PATIENCE = 2.0
GUEST_PATIENCE = 0.5  # a resident's wait holds a thread of the pages: many of them must not hold all
_GUESTS = 0x1F0_6E5  # the lock under which guests are counted


class CannotIssuePhone(Cannot):
    """No phone account for now; the text says why and when to try again."""


class CannotControlCall(Cannot):
    """The call is not this person's to hold or to end."""


@dataclass(frozen=True)
class IssuedPhone:
    """What a browser needs to register: shown once, never stored by it."""

    username: str
    password: str
    domain: str
    expires_at: datetime


def issue_phone(*, staff_id: int, at: datetime, kind: str = "browser") -> IssuedPhone:
    """Issue an adviser's phone and wait, at most two seconds, until the exchange knows it.

    A browser's is for one sign-in; that of a telephone on the desk (`desk`) lasts a year, or until it is taken away.
    """
    validity = DESK_VALIDITY if kind == PhoneAccount.Kind.DESK else STAFF_VALIDITY
    phone = _issue(f"adviser-{staff_id}-", kind, at, at + validity, staff_id=staff_id)
    return _when_pushed(phone, PUSH_PATIENCE)


def issue_guest_phone(*, address: str, at: datetime, kind: str = "guest") -> IssuedPhone:
    """Issue a resident's phone for one browser call; one address gets five within an hour. The address is not kept.

    All guests together have a limit too, so that nobody with many addresses fills the line. `kind` is guest, or signing
    for a call with a picture.
    """
    trace = hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()
    with transaction.atomic():
        _count_guests_alone()
        guests = PhoneAccount.objects.filter(kind__in=(PhoneAccount.Kind.GUEST, PhoneAccount.Kind.SIGNING))
        if guests.filter(address_hash=trace, issued_at__gt=at - timedelta(hours=1)).count() >= GUESTS_PER_HOUR:
            raise CannotIssuePhone(
                _("Z tego łącza dzwoniono już kilka razy. Spróbuj za godzinę albo zadzwoń telefonem.")
            )
        if guests.filter(expires_at__gt=at).count() >= GUESTS_AT_ONCE:
            raise CannotIssuePhone(_("Przez internet dzwoni teraz bardzo wiele osób. Zadzwoń telefonem."))
        phone = _issue("guest-", kind, at, at + GUEST_VALIDITY, address_hash=trace)
    return _when_pushed(phone, GUEST_PATIENCE)


def issue_interpreter_phone(*, conversation_id: UUID, at: datetime) -> IssuedPhone:
    """Issue a telephone with a picture to an interpreter's browser, for this one call; any earlier one ends."""
    kind, until = PhoneAccount.Kind.INTERPRETER, at + GUEST_VALIDITY
    with transaction.atomic():
        _retire(PhoneAccount.objects.filter(kind=kind, conversation_id=conversation_id), at)
        phone = _issue("guest-", kind, at, until, conversation_id=conversation_id)
    return _when_pushed(phone, GUEST_PATIENCE)


def retire_phone(*, username: str, at: datetime) -> None:
    """End an account now; a call in progress goes on."""
    with transaction.atomic():
        PhoneAccount.objects.filter(username=username, expires_at__gt=at).update(expires_at=at)
        live.notify(live.LINES, {"kind": "phone", "username": username})


def retire_phones(*, staff_id: int, at: datetime) -> None:
    """End every account of a person's browsers, at sign-out; a call in progress goes on. A desk telephone stays."""
    _retire(PhoneAccount.objects.filter(staff_id=staff_id).exclude(kind=PhoneAccount.Kind.DESK), at)


def retire_desk_phones(*, staff_id: int, at: datetime) -> None:
    """End the account of a person's telephone on the desk; a call in progress goes on."""
    _retire(PhoneAccount.objects.filter(staff_id=staff_id, kind=PhoneAccount.Kind.DESK), at)


def mark_pushed(*, username: str, at: datetime) -> None:
    """Write that the exchange knows the account."""
    PhoneAccount.objects.filter(username=username).update(pushed_at=at)


def forget_old_phones(*, before: datetime) -> int:
    """Delete accounts that expired before the moment; returns how many."""
    return PhoneAccount.objects.filter(expires_at__lt=before).delete()[0]


@transaction.atomic
def hold(*, conversation_id: UUID, by: int, on: bool) -> None:
    """Let the caller hear music (`on`) or the adviser again. Refused when the adviser is not in this call."""
    own_call(conversation_id, by)
    live.notify(live.LINES, {"kind": "hold", "conversation": conversation_id, "adviser": by, "on": on})


@transaction.atomic
def hang_up(*, conversation_id: UUID, by: int) -> None:
    """End the call for both. Refused when the adviser is not in this call."""
    own_call(conversation_id, by)
    live.notify(live.LINES, {"kind": "hang_up", "conversation": conversation_id, "adviser": by})


@transaction.atomic
def rejoin(*, conversation_id: UUID, by: int) -> None:
    """Ring the adviser's phone again to continue a call whose browser tab was reloaded or crashed."""
    own_call(conversation_id, by)
    live.notify(live.LINES, {"kind": "rejoin", "conversation": conversation_id, "adviser": by})


def own_call(conversation_id: UUID, staff_id: int) -> None:
    """Refuse when the adviser does not talk in this call now."""
    if routing.presence(staff_id).talking_conversation_id != conversation_id:
        raise CannotControlCall(_("Ta rozmowa już się skończyła albo prowadzi ją ktoś inny."))


def _retire(accounts: QuerySet[PhoneAccount], at: datetime) -> None:
    for username in accounts.filter(expires_at__gt=at).values_list("username", flat=True):
        retire_phone(username=username, at=at)


def _issue(prefix: str, kind: str, at: datetime, expires_at: datetime, **owner: object) -> PhoneAccount:
    with transaction.atomic():
        phone = PhoneAccount.objects.create(
            username=f"{prefix}{secrets.token_hex(4)}",
            password=secrets.token_urlsafe(24),
            kind=kind,
            issued_at=at,
            expires_at=expires_at,
            **owner,
        )
        live.notify(live.LINES, {"kind": "phone", "username": phone.username})
    return phone


def _count_guests_alone() -> None:
    """Let one request after the other count and issue, until the transaction ends: two at once would both pass."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_GUESTS])


def _when_pushed(phone: PhoneAccount, seconds: float) -> IssuedPhone:
    """Wait for the exchange; when it is away the phone is handed out all the same and registers later."""
    patience = time.monotonic() + seconds
    while (
        time.monotonic() < patience and not PhoneAccount.objects.filter(pk=phone.pk, pushed_at__isnull=False).exists()
    ):
        time.sleep(0.01)
    return IssuedPhone(phone.username, phone.password, DOMAIN, phone.expires_at)
