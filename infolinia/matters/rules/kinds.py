"""Kinds of matter kept apart: what a kind may also be registered as, and what a call can not begin.

A call is never an application (KPA art. 63 § 1). Complaints and motions are lodged in writing, by e-mail or orally to
a record (regulation of 8 January 2002, § 5); petitions in writing or electronically (act on petitions, art. 4).
"""

from infolinia.matters.rules.phrases import Phrase, gettext_noop

QUESTION, INTERVENTION, COMPLAINT, MOTION = "question", "intervention", "complaint", "motion"
PETITION, ADVICE, CALL_BACK = "petition", "advice", "call_back"

_ALSO = {
    INTERVENTION: (INTERVENTION, QUESTION),
    QUESTION: (QUESTION, ADVICE),
    COMPLAINT: (COMPLAINT, ADVICE),
    MOTION: (MOTION, QUESTION, ADVICE),
    PETITION: (PETITION, ADVICE),
    ADVICE: (ADVICE, QUESTION),
}
_MEANS = {
    QUESTION: gettext_noop("Pytanie: komórka odpowie mieszkańcowi."),
    INTERVENTION: gettext_noop("Interwencja: komórka sprawdzi i naprawi to, co jest w mieście."),
    COMPLAINT: gettext_noop("Skarga: na to, jak pracuje urząd albo jego pracownik."),
    MOTION: gettext_noop("Wniosek: mieszkaniec proponuje zmianę albo o coś występuje."),
    PETITION: gettext_noop("Petycja: prośba w interesie publicznym, z imieniem i nazwiskiem tego, kto ją wnosi."),
    ADVICE: gettext_noop("Porada: mieszkaniec dowiedział się, jak złożyć podanie. Niczego nie złożył."),
    CALL_BACK: gettext_noop("Oddzwonienie: ktoś z urzędu zadzwoni do mieszkańca."),
}
_NOT_AN_APPLICATION = gettext_noop("Rozmowa nie jest podaniem. Tu zapisujesz notatkę dla komórki. %(how)s")
_HOW = {
    COMPLAINT: gettext_noop(
        "Skargę można złożyć listem, e-mailem, formularzem na stronie, przez e-Doręczenia albo ustnie do protokołu."
    ),
    MOTION: gettext_noop(
        "Wniosek można złożyć listem, e-mailem, formularzem na stronie, przez e-Doręczenia albo ustnie do protokołu."
    ),
    PETITION: gettext_noop("Petycję składa się na piśmie albo elektronicznie, z podaniem, kto ją wnosi i o co."),
}
_HOW_ELSE = gettext_noop("Powiedz, jak je złożyć: na piśmie, do protokołu albo przez e-Doręczenia.")
_NOTE_OF = gettext_noop("Notatka z rozmowy. Rozmowa nie jest podaniem, więc nic jeszcze nie złożono.")


def may_be_public(kind: str) -> bool:
    """Whether residents may register such matters themselves, on the page.

    What the law calls an application has its own form, with who lodges it and a signature; a form of ours is none.
    """
    return kind in (INTERVENTION, QUESTION)


def alternatives(kind: str) -> tuple[str, ...]:
    """Return the kinds that a matter of this kind may be registered as, its own first."""
    return _ALSO.get(kind, (kind,))


def meaning(kind: str) -> Phrase:
    """Return what the kind is, in one sentence for who registers."""
    return Phrase(_MEANS[kind])


def how_to_lodge(kind: str) -> Phrase:
    """Return what to tell a caller who has to lodge an application of this kind."""
    return Phrase(_NOT_AN_APPLICATION, {"how": Phrase(_HOW.get(kind, _HOW_ELSE))})


def note_of_a_call() -> Phrase:
    """Return the line in the story of a matter that is only a note of what somebody said on the telephone."""
    return Phrase(_NOTE_OF)
