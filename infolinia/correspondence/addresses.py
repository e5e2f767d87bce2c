"""Where a message may go: each channel's address in its one stored form."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumberType, number_type, parse

from infolinia.core.errors import Cannot
from infolinia.core.phones import normalise
from infolinia.core.text import one_line
from infolinia.correspondence.rules import edelivery

LONGEST_EMAIL = 254  # RFC 5321: a path of 256 with its brackets
LINES_OF_LETTER = 9
_MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


class CannotSend(Cannot):
    """The message can't be sent to this address, or can't be sent again."""


def stored(channel: str, to: str) -> str:
    """Return the address as it is stored; raises `CannotSend` for what is no address of this channel."""
    if channel == "email":
        return _email(to)
    if channel == "sms":
        return _mobile(to)
    if channel in ("letter", "pickup"):
        return _lines(to)
    if channel == "edelivery":
        return edelivery.address(to) or _refuse(
            _("Adres do e-Doręczeń wygląda tak: AE:PL-12345-67890-ABCDE-12. Sprawdź, czy nic nie brakuje.")
        )
    raise ValueError(f"there is no channel {channel!r}")


def lane(channel: str, to: str) -> str:
    """Return the name of the row in which messages to one address leave one after another."""
    return f"{channel}:{one_line(to, 250).casefold()}"


def _email(to: str) -> str:
    try:
        validate_email(to)
    except ValidationError:
        _refuse(_("Adres e-mail jest niepoprawny: %(address)s") % {"address": one_line(to, 80)})
    if len(to) > LONGEST_EMAIL:
        _refuse(_("Adres e-mail jest za długi."))
    return to


def _mobile(to: str) -> str:
    """Return the mobile number; others, abroad included unless the office allows it, cost or reach nobody."""
    number = normalise(to)
    try:
        parsed = parse(number)
    except NumberParseException:
        return _refuse(_("To nie jest numer telefonu: %(number)s") % {"number": one_line(to, 30)})
    if str(parsed.country_code) not in settings.SMS_COUNTRIES:
        return _refuse(_("Pod numery tego kraju nie wysyłamy wiadomości SMS."))
    if number_type(parsed) not in _MOBILE:
        return _refuse(_("Pod ten numer nie można wysłać wiadomości SMS. Podaj numer komórkowy."))
    return number


def _lines(to: str) -> str:
    lines = [line for row in to.splitlines() if (line := one_line(row, 120))]
    if not lines:
        _refuse(_("Podaj adres."))
    if len(lines) > LINES_OF_LETTER:
        _refuse(_("Adres ma za dużo wierszy."))
    return "\n".join(lines)


def _refuse(text: str) -> str:
    raise CannotSend(text)
