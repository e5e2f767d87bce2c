"""Text from outside made safe to store and to sort."""

import unicodedata

_POLISH = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_ORDER = {letter: chr(0x100 + position) for position, letter in enumerate(_POLISH)}
_DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def sort_key(text: str) -> str:
    """Return a key that sorts in Polish alphabetical order under the database's C collation."""
    return "".join(_ORDER.get(letter, letter) for letter in text.casefold())


def fold(text: str) -> str:
    """Return the text in lower case without diacritics: `Żółć` becomes `zolc`."""
    plain = text.casefold().replace("ł", "l")
    return "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))


def storable(text: str) -> str:
    """Return the text without the one character that the database keeps in no text."""
    return text.replace("\0", "")


def one_line(text: str, limit: int) -> str:
    """Return hostile text as one visible line of at most `limit` characters.

    Control characters, direction marks and line breaks go; what is left is still only text and must be escaped.
    """
    visible = "".join(
        " " if letter.isspace() else letter
        for letter in text
        if letter not in _DIRECTION_MARKS and (letter.isspace() or unicodedata.category(letter)[0] != "C")
    )
    return " ".join(visible.split())[:limit]


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8, or as old office programs write it (Windows-1250)."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1250", errors="replace")
