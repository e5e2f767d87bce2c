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


AREAS = (
    "12 13 14 15 16 17 18 22 23 24 25 29 32 33 34 41 42 43 44 46 48 52 54 55 56 58 59 61 62 63 65 67 68 71 74 75 76 77"
    " 81 82 83 84 85 86 87 89 91 94 95"
).split()
RANGES: dict[str, Kind | Refusal] = {
    **dict.fromkeys(AREAS, Kind.LANDLINE),
    **dict.fromkeys("45 50 51 53 57 60 66 69 72 73 78 79 88".split(), Kind.MOBILE),
    "26": Kind.OFFICES,
    "47": Kind.OFFICES,
    "39": Kind.VOIP,
    "800": Kind.FREE,
    "801": Kind.SHARED,
    "804": Kind.SHARED,
    "70": Refusal.PREMIUM,
    "40": Refusal.PREMIUM,
    "20": Refusal.PREMIUM,
    "21": Refusal.PREMIUM,
    "30": Refusal.PREMIUM,
}
"""First digits of a nine-digit number → what it is; the longest match counts."""


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
    found = next((RANGES[digits[:length]] for length in (3, 2) if digits[:length] in RANGES), Refusal.UNKNOWN_RANGE)
    return found if isinstance(found, Refusal) else Destination(number, found)
