"""Writes beside a voice call: people may write in it, and a code lets one browser in."""

import hashlib
import hmac
import secrets
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from infolinia.contacts import queries as contacts
from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.telephony.beside import queries
from infolinia.telephony.beside.queries import DictatedCode
from infolinia.telephony.models import CallText, JoinCode, PhoneAccount, WrongCode
from infolinia.telephony.operations import IssuedPhone, issue_interpreter_phone, own_call
from infolinia.telephony.rules import codes

_CODES = 0x1F0_C0D  # the lock under which codes are issued and tried
_INVITED = Q(purpose=JoinCode.Purpose.INTERPRETER, taken_at__isnull=False)  # these are kept until the call ends


class CannotJoin(Cannot):
    """No way into the call with this; the text says why and what to do."""


def offer_text(*, conversation_id: UUID, by: int, at: datetime) -> DictatedCode | None:
    """Let people write in the adviser's own call; returns the code to dictate, none when the resident writes already.

    A code that holds and nobody has used is given again. Refused when the adviser is not in this call.
    """
    own_call(conversation_id, by)
    with transaction.atomic():
        found, _made = CallText.objects.get_or_create(conversation_id=conversation_id, defaults={"begun_at": at})
        _changed(conversation_id, by)
        return None if found.joined_at else _code(conversation_id, JoinCode.Purpose.TEXT, at)


def new_code(*, conversation_id: UUID, by: int, at: datetime) -> DictatedCode:
    """Give a fresh code to a resident who has lost the page. Refused when the adviser is not in this call."""
    own_call(conversation_id, by)
    with transaction.atomic():
        _changed(conversation_id, by)
        return _code(conversation_id, JoinCode.Purpose.TEXT, at)


def invite_interpreter(*, conversation_id: UUID, by: int, at: datetime) -> DictatedCode:
    """Give a code with which an interpreter comes into the adviser's own call with a picture, from any browser.

    Refused without a picture, and while somebody else is in the talk.
    """
    own_call(conversation_id, by)
    if not queries.has_picture(conversation_id):
        raise CannotJoin(_("Tłumacz wchodzi tylko do rozmowy wideo."))
    if contacts.party_of(conversation_id):
        raise CannotJoin(_("W tej rozmowie jest już ktoś trzeci. Najpierw zakończ z nim rozmowę."))
    with transaction.atomic():
        return _code(conversation_id, JoinCode.Purpose.INTERPRETER, at)


def join_as_interpreter(*, code: str, address: str, at: datetime) -> UUID:
    """Let the interpreter who typed this code into the call; returns the conversation. Refused like `join_text`."""
    return _take_code(code, JoinCode.Purpose.INTERPRETER, address, at)


def interpreter_phone(*, conversation_id: UUID, taken_at: datetime, at: datetime) -> IssuedPhone:
    """Issue the telephone with which who typed a code at `taken_at` comes in, in place of any earlier one.

    Refused when the call is over, for the interpreter at least: whoever was let go needs a new code.
    """
    if not queries.is_invited(conversation_id, taken_at):
        raise CannotJoin(_("Ta rozmowa już się skończyła."))
    return issue_interpreter_phone(conversation_id=conversation_id, at=at)


def end_invitation(*, conversation_id: UUID) -> None:
    """Let no interpreter come into the call any more by a code dictated before."""
    JoinCode.objects.filter(conversation_id=conversation_id, purpose=JoinCode.Purpose.INTERPRETER).delete()


def join_text(*, code: str, address: str, at: datetime) -> UUID:
    """Let the resident who typed this code write in the call; returns the conversation. A code works once.

    Refused for a code that is none, and after ten of these within an hour from one address.
    """
    conversation_id = _take_code(code, JoinCode.Purpose.TEXT, address, at)
    with transaction.atomic():
        CallText.objects.update_or_create(
            conversation_id=conversation_id,
            defaults={"joined_at": at},
            create_defaults={"joined_at": at, "begun_at": at},
        )
        call = queries.lasting(conversation_id)
        _changed(conversation_id, call.adviser_id if call else None)
    return conversation_id


def join_own_call(*, username: str, password: str, at: datetime) -> UUID | None:
    """Let the resident whose browser makes a call write in it too; nothing until the call is in the register.

    The account proves whose call it is: it was issued to that page alone.
    """
    guests = (PhoneAccount.Kind.GUEST, PhoneAccount.Kind.SIGNING)
    known = PhoneAccount.objects.filter(username=one_line(username, 80), kind__in=guests)
    phone = known.first()
    if phone is None or not constant_time_compare(phone.password, password):
        raise CannotJoin(_("Ta strona nie prowadzi żadnej rozmowy. Zadzwoń jeszcze raz."))
    call = queries.lasting(phone.conversation_id) if phone.conversation_id else None
    if call is None:
        return None
    with transaction.atomic():
        defaults = {"begun_at": at, "joined_at": at}
        _text, is_new = CallText.objects.get_or_create(conversation_id=call.conversation_id, defaults=defaults)
        if not is_new:
            CallText.objects.filter(conversation_id=call.conversation_id, joined_at=None).update(joined_at=at)
        _changed(call.conversation_id, call.adviser_id)
    return call.conversation_id


def guest_called(*, username: str, conversation_id: UUID) -> None:
    """Remember whose call this is: the account of a resident's browser made it."""
    PhoneAccount.objects.filter(username=username).update(conversation_id=conversation_id)


def forget_old(*, before: datetime) -> int:
    """Delete what was needed of calls that began before the moment and are over, and old codes; returns how many."""
    WrongCode.objects.filter(at__lt=before).delete()
    lasting = [call.conversation_id for call in contacts.open_calls()]
    JoinCode.objects.filter(expires_at__lt=before).exclude(_INVITED, conversation_id__in=lasting).delete()
    return CallText.objects.filter(begun_at__lt=before).exclude(conversation_id__in=lasting).delete()[0]


def _code(conversation_id: UUID, purpose: str, at: datetime) -> DictatedCode:
    _alone()
    if found := queries.code_of(conversation_id, purpose, at):
        return found
    JoinCode.objects.filter(expires_at__lte=at).exclude(_INVITED).delete()
    known = set(JoinCode.objects.values_list("code", flat=True))
    free = next(code for code in iter(_guess, None) if code not in known)
    made = JoinCode.objects.create(
        code=free, purpose=purpose, conversation_id=conversation_id, issued_at=at, expires_at=at + codes.VALID
    )
    return DictatedCode(codes.readable(made.code), made.expires_at)


def _guess() -> str:
    return f"{secrets.randbelow(10**codes.LENGTH):0{codes.LENGTH}d}"


def _take_code(typed: str, purpose: str, address: str, at: datetime) -> UUID:
    trace = hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()
    with transaction.atomic():
        _alone()
        lately = WrongCode.objects.filter(at__gt=at - codes.WINDOW)
        of_one = lately.filter(address_hash=trace).count()
        if not codes.may_try(wrong_of_one=of_one, wrong_of_all=lately.count()):
            raise CannotJoin(_("Za dużo błędnych kodów. Spróbuj za godzinę albo poproś doradcę o inny sposób."))
        rows = JoinCode.objects.filter(code=codes.clean(typed), purpose=purpose, taken_at=None, expires_at__gt=at)
        found = rows.first()
        if found and queries.lasting(found.conversation_id):
            rows.update(taken_at=at)
            return found.conversation_id
        WrongCode.objects.create(address_hash=trace, at=at)
    raise CannotJoin(_("Ten kod nie działa. Sprawdź cyfry albo poproś doradcę o nowy kod."))


def _changed(conversation_id: UUID, adviser_id: int | None) -> None:
    live.publish("conversation", conversation_id)
    if adviser_id is not None:
        live.publish("adviser", adviser_id)


def _alone() -> None:
    """Let one request after the other issue or try codes, until the transaction ends: a code is taken once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CODES])
