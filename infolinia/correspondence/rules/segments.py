"""How many parts a text message takes (3GPP TS 23.038 for the alphabets, TS 23.040 for the headers of parts)."""

from collections.abc import Collection
from dataclasses import dataclass

GSM = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = "\f^{}\\[~]|€"  # each takes two septets: the escape and itself
PORTUGUESE = (
    "@£$¥êéúíóç\nÔô\rÁáΔ_ªÇÀ∞^\\€Ó|\x1bÂâÊÉ !\"#º%&'()*+,-./0123456789:;<=>?"
    "ÍABCDEFGHIJKLMNOPQRSTUVWXYZÃÕÚÜ§~abcdefghijklmnopqrstuvwxyzãõ`üà"
)
TURKISH = (
    "@£$¥€éùıòÇ\nĞğ\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bŞşßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "İABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§çabcdefghijklmnopqrstuvwxyzäöñüà"
)
# The national tables of Europe (TS 23.038, annex A.2 and A.3): a table in the place of the first one or none, and one
# in the place of the second. None is Polish; `ó` alone, in a text without other Polish letters, fits in two of them.
TABLES = {
    "es": ("", GSM_TWICE + "çÁÍÓÚáíóú"),
    "pt": (PORTUGUESE, GSM_TWICE + "êçÔôÁáΦΓΩΠΨΣΘÊÀÍÓÚÃÕÂíóúãõâ"),
    "tr": (TURKISH, GSM_TWICE + "ĞİŞçğış"),
}
_BITS = 1120  # of what one part may carry
_CHAIN, _TABLE, _HEAD = 5, 3, 1  # octets of a header: for a chain of parts, for each table, for the header itself


@dataclass(frozen=True)
class Counted:
    """What a text takes: its alphabet, how many parts, how many units are used and still free in the last part.

    `foreign` are the letters, each once, that the cheapest alphabet has not.
    """

    alphabet: str
    segments: int
    used: int
    left: int
    foreign: str


def counted(text: str, *, tables: Collection[str] = ()) -> Counted:
    """Return what the text takes in the cheapest alphabet that has all its letters.

    `tables` are the national tables (codes of `TABLES`) that the gateway uses; without any it is GSM-7 or UCS-2.
    """
    foreign = "".join(dict.fromkeys(letter for letter in text if letter not in GSM + GSM_TWICE or letter == "\x1b"))
    if not foreign:
        return _septets("gsm7", text, GSM, GSM_TWICE, headers=0, foreign="")
    ways = [_ucs2(text, foreign)]
    for code in tables:
        first, second = TABLES[code]
        ways += [_septets(f"gsm7-{code}", text, GSM, second, headers=1, foreign=foreign)]
        ways += [_septets(f"gsm7-{code}", text, first, second, headers=2, foreign=foreign)] if first else []
    return min(ways, key=lambda way: (way.segments or 10**6, way.used))


def _septets(alphabet: str, text: str, once: str, twice: str, *, headers: int, foreign: str) -> Counted:
    """Count in septets with so many tables named in the header; no parts where a letter is missing."""
    if any((letter not in once and letter not in twice) or letter == "\x1b" for letter in text):
        return Counted(alphabet, 0, 0, 0, foreign)
    sizes = [1 if letter in once else 2 for letter in text]
    tables = _TABLE * headers
    alone = (_BITS - 8 * (tables + _HEAD if headers else 0)) // 7
    chained = (_BITS - 8 * (tables + _HEAD + _CHAIN)) // 7
    return _parts(alphabet, sizes, alone=alone, chained=chained, foreign=foreign)


def _ucs2(text: str, foreign: str) -> Counted:
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
