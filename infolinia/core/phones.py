"""Telephone numbers: one stored form, one readable form."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

REGION = "PL"


def normalise(raw: str) -> str:
    """Return the number in E.164 form (`+48586262626`), or an empty string when it is no number."""
    try:
        number = phonenumbers.parse(raw, REGION)
    except NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def readable(number: str) -> str:
    """Return the number as a person reads it: national form at home, international form otherwise."""
    try:
        parsed = phonenumbers.parse(number, REGION)
    except NumberParseException:
        return number
    form = PhoneNumberFormat.NATIONAL if parsed.country_code == 48 else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)
