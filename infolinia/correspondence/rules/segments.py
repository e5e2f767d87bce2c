"""How many parts a text message takes (3GPP TS 23.038 for the alphabets, TS 23.040 for the headers of parts)."""

from dataclasses import dataclass

GSM = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = "\f^{}\\[~]|€"  # each takes two septets: the escape and itself
_ONE = frozenset(GSM) - {"\x1b"}
_TWO = frozenset(GSM_TWICE)


@dataclass(frozen=True)
class Counted:
    """What a text takes: its alphabet, how many parts, how many units are used and still free in the last part.

    `foreign` are the letters, each once, for which the dearer alphabet is needed.
    """

    alphabet: str
    segments: int
    used: int
    left: int
    foreign: str


def counted(text: str) -> Counted:
    """Return what the text takes in the cheapest alphabet that has all its letters."""
    foreign = "".join(dict.fromkeys(letter for letter in text if letter not in _ONE and letter not in _TWO))
    if not foreign:
        return _parts("gsm7", [2 if letter in _TWO else 1 for letter in text], alone=160, chained=153, foreign="")
    sizes = [len(letter.encode("utf-16-be")) // 2 for letter in text]
    return _parts("ucs2", sizes, alone=70, chained=67, foreign=foreign)


def _parts(alphabet: str, sizes: list[int], *, alone: int, chained: int, foreign: str) -> Counted:
    """Count parts; what takes two units is never cut in two."""
    used = sum(sizes)
    if used <= alone:
        return Counted(alphabet, 1, used, alone - used, foreign)
    parts, room = 1, chained
    for size in sizes:
        if size > room:
            parts, room = parts + 1, chained
        room -= size
    return Counted(alphabet, parts, used, room, foreign)
