"""Whether an e-mail sounds like an application that law leaves unexamined: a hint for a person, never a decision.

KPA art. 63 § 1: an application brought to an ordinary e-mail address is left unexamined; it is brought in writing, to
a protocol, or to the electronic delivery address. Complaints and motions (KPA art. 221 and further), petitions, and
requests for public information may come by e-mail, so they are told apart first.
"""

import re
from dataclasses import dataclass

APPLICATION, COMPLAINT, INFORMATION, PETITION = "application", "complaint", "information", "petition"


@dataclass(frozen=True)
class Hint:
    """What the letter may be, and the words that say so."""

    kind: str
    words: str


_SIGNS = (
    (PETITION, re.compile(r"\bpetycj\w+", re.IGNORECASE)),
    (
        INFORMATION,
        re.compile(r"informacj\w+ publiczn\w+|udostępnieni\w+ informacji|dostęp\w* do informacji", re.IGNORECASE),
    ),
    (
        COMPLAINT,
        re.compile(r"\bskarg\w+ (?:na|w trybie)|składam skargę|wnoszę skargę|chcę złożyć skargę", re.IGNORECASE),
    ),
    (
        APPLICATION,
        re.compile(
            r"(?:składam|wnoszę|przesyłam|w załączeniu|załączam) (?:\w+ ){0,3}(?:wniosek|podanie|odwołanie|zażalenie)"
            r"|wnoszę o (?:\w+ ){0,2}(?:wydanie|przyznanie|umorzenie|wszczęcie|zmianę|uchylenie|ustalenie|rozłożenie)"
            r"|(?:zwracam się z (?:prośbą|wnioskiem)|proszę|wniosek|podanie) o (?:\w+ ){0,2}"
            r"(?:wydanie|przyznanie|umorzenie|zameldowanie|wymeldowanie|rozłożenie na raty|odroczenie|zaświadczenie)"
            r"|odwołuję się od (?:\w+ )?decyzji|odwołanie od (?:\w+ )?decyzji",
            re.IGNORECASE,
        ),
    ),
)


def hint(subject: str, text: str) -> Hint | None:
    """Return what the letter may be; the first kind that fits, those that e-mail is enough for before the others."""
    told = " ".join(f"{subject}\n{text[:20_000]}".split())
    for kind, sign in _SIGNS:
        if found := sign.search(told):
            return Hint(kind, found.group(0)[:80])
    return None
