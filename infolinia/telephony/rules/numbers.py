"""Which numbers calls may leave to: those of the national plan, and what an office lists beside them.

The ranges follow the plan of national numbering (Dz.U. 2013 poz. 1281). Whatever is not named here is refused, so a
range that comes new is closed until somebody adds it: a stolen password must not be worth anything.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

HOME = "+48"


class Kind(StrEnum):
    """What stands behind a number, as far as its price goes. Limits are set by kind."""

    LANDLINE = "landline"
    MOBILE = "mobile"
    OFFICES = "offices"
    VOIP = "voip"
    FREE = "free"
    SHARED = "shared"
    SHORT = "short"
    ABROAD = "abroad"


class Refusal(StrEnum):
    """Why no call may leave to a number."""

    NO_NUMBER = "no_number"
    PREMIUM = "premium"
    SHORT = "short"
    ABROAD = "abroad"
    UNKNOWN_RANGE = "unknown_range"


RANGES: tuple[tuple[str, Kind | Refusal], ...] = (
    (r"1[2-8]|2[2-59]|3[2-4]|4[1-468]|5[24-689]|6[1-3578]|7[14-7]|8[1-79]|9[145]", Kind.LANDLINE),
    (r"45|5[0137]|6[069]|7[2389]|88", Kind.MOBILE),
    (r"26|47", Kind.OFFICES),
    (r"39", Kind.VOIP),
    (r"800", Kind.FREE),
    (r"80[14]", Kind.SHARED),
    (r"70|40|30|2[01]", Refusal.PREMIUM),
)
"""First digits of a nine-digit number → what it is; no two rows fit one number."""


@dataclass(frozen=True)
class Allowed:
    """What an office lists beside the national numbers: prefixes abroad (`+49`) and whole short numbers (`19115`)."""

    abroad: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


ONLY_HOME = Allowed()


@dataclass(frozen=True)
class Destination:
    """A number that may be called: in E.164 form, short ones as they are dialled."""

    number: str
    kind: Kind

    @property
    def at_home(self) -> str:
        """Return the number as it is dialled in the country: nine digits; foreign ones with 00."""
        return self.number.removeprefix(HOME).replace("+", "00")


def destination(text: str, allowed: Allowed = ONLY_HOME) -> Destination | Refusal:
    """Return where a call to this number goes, or why it may not leave.

    Spaces, hyphens and brackets between the digits do not count; anything else is no number.
    """
    digits = re.sub(r"[ ()\-\u00a0]", "", text)
    if not re.fullmatch(r"\+?[0-9]{2,15}", digits):
        return Refusal.NO_NUMBER
    if digits in allowed.short and len(digits) < 9:
        return Destination(digits, Kind.SHORT)
    number = _international(digits)
    if number is None:
        return Refusal.SHORT if len(digits) < 9 else Refusal.NO_NUMBER
    if not number.startswith(HOME):
        return _abroad(number, allowed)
    return _at_home(number)


def _international(digits: str) -> str | None:
    """Return the digits with the country in front, or nothing when they do not make a whole number."""
    if digits.startswith("+"):
        return digits
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    if len(digits) == 9 and not digits.startswith("0"):
        return HOME + digits
    return f"+{digits}" if len(digits) == 11 and digits.startswith("48") else None


def _abroad(number: str, allowed: Allowed) -> Destination | Refusal:
    if not 8 <= len(number) <= 16 or number.startswith("+0"):
        return Refusal.NO_NUMBER
    return Destination(number, Kind.ABROAD) if number.startswith(allowed.abroad) else Refusal.ABROAD


def _at_home(number: str) -> Destination | Refusal:
    digits = number.removeprefix(HOME)
    if len(digits) != 9:
        return Refusal.NO_NUMBER
    found = next((what for pattern, what in RANGES if re.match(pattern, digits)), Refusal.UNKNOWN_RANGE)
    return found if isinstance(found, Refusal) else Destination(number, found)
