"""Numbers that people say aloud, and the codes that prove a right to see."""

import re
import secrets

# No letter or digit that sounds or looks like another one over a telephone.
CODE_ALPHABET = "ACDEFGHJKLMNPRTUWXY3479"
CODE_LENGTH = 6


def new_code() -> str:
    """Return a random code of six characters: 23^6, about 148 million, never guessable from a number."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def clean_code(typed: str) -> str:
    """Return what was typed as a code: upper case, without spaces and dashes."""
    return "".join(character for character in typed.upper() if character.isalnum())


def matter_number(year: int, ordinal: int) -> str:
    """Return the matter's number as it is dictated: `INF-2026-48213`."""
    return f"INF-{year}-{ordinal:05d}"


def clean_matter_number(typed: str) -> str:
    """Return a typed matter number in its stored form; forgiving about case, spaces, slashes and a missing prefix."""
    parts = re.findall(r"[A-Z]+|[0-9]+", typed.upper())
    if parts and parts[0].isdigit():
        parts.insert(0, "INF")
    return "-".join(parts)
