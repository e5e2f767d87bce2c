"""House numbers as people write them: `12 A`, `12a/3`, `12 m. 3`; one key finds them all, one number sorts them."""

import re

LONGEST = 20
_LARGEST = 99_999
_FLAT = re.compile(r"\b(?:m|lok|mieszkania|mieszkanie|lokal)\b\.?", re.IGNORECASE)


def house_key(text: str) -> str:
    """Return what tells one house from another: no case and no spaces; the word for a flat becomes a stroke."""
    plain = _FLAT.sub("/", text.casefold())
    return "".join(plain.split()).strip("/.,")[:LONGEST]


def keys_to_try(text: str) -> tuple[str, ...]:
    """Return the keys under which a typed number may stand: as it is (`12/14` is a house too), then without its flat.

    `12A/3` is tried as `12a/3`, `12a`; nothing typed gives nothing.
    """
    whole = house_key(text)
    without_flat = whole.rsplit("/", 1)[0]
    return tuple(dict.fromkeys(key for key in (whole, without_flat) if key))


def house_number(text: str) -> int:
    """Return the number to sort by; a house without one comes first."""
    found = re.search(r"\d+", text)
    return min(int(found[0]), _LARGEST) if found else 0
