"""Short links: how a token is made, and how it is found in a text."""

import re
import secrets

PREFIX = "/l/"
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that looks like another
LENGTH = 12  # 55^12: 69 bits, more than the 64 that a session must have in the OWASP ASVS
_IN_TEXT = re.compile(rf"{PREFIX}([{ALPHABET}]{{{LENGTH}}})\b")
_PATH = re.compile(r"/(?!/)[^\s\\]{0,499}\Z")


def new_token() -> str:
    """Return a token that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tokens_in(text: str) -> list[str]:
    """Return the tokens of the short links in a text."""
    return _IN_TEXT.findall(text)


def is_own_path(path: str) -> bool:
    """Whether this is a path on our own pages, never an address of somebody else's."""
    return bool(_PATH.match(path))
