"""How many files a matter takes, and how large; what is said of one that is not taken."""

from infolinia.matters.rules.phrases import Phrase, gettext_noop

MOST_AT_ONCE = 5
MOST_BYTES_AT_ONCE = 15 * 1024 * 1024
# From people without an account, of one matter, for ever: a link or a code is no place to keep things.
MOST_OF_GUESTS = 40
MOST_BYTES_OF_GUESTS = 120 * 1024 * 1024
# From the office itself: so many that nobody doing their work meets it.
MOST_OF_ALL = 500

_TOO_MANY = gettext_noop("Dodaj najwyżej %(most)d plików naraz.")
_TOO_LARGE = gettext_noop("Pliki są za duże. Razem mogą mieć najwyżej 15 MB.")
_FULL = gettext_noop("Ta sprawa ma już bardzo dużo plików. Więcej nie przyjmie. Zadzwoń albo napisz, co na nich jest.")
_NOT_TAKEN = gettext_noop("Tego pliku nie możemy przyjąć: %(name)s. Dodaj zdjęcie, PDF, dokument albo tekst.")
_OTHER_PICTURE = gettext_noop("Zdjęcia %(name)s nie umiemy otworzyć. Zapisz je jako JPG albo PNG i dodaj jeszcze raz.")
_SPOILED = gettext_noop("Plik %(name)s jest uszkodzony albo za duży. Zrób zdjęcie jeszcze raz albo je zmniejsz.")


def refusal_of_number(*, count: int, size: int) -> Phrase | None:
    """Return why so many files of this size together are not taken at once, or None when they are."""
    if count > MOST_AT_ONCE:
        return Phrase(_TOO_MANY).with_values(most=MOST_AT_ONCE)
    return Phrase(_TOO_LARGE) if size > MOST_BYTES_AT_ONCE else None


def refusal_of_matter(*, is_guest: bool, count: int, size: int, all_count: int) -> Phrase | None:
    """Return why a matter takes no more files, given how many and how large it would then have (of guests, of all)."""
    if is_guest and (count > MOST_OF_GUESTS or size > MOST_BYTES_OF_GUESTS):
        return Phrase(_FULL)
    return Phrase(_FULL) if all_count > MOST_OF_ALL else None


def not_taken(name: str) -> Phrase:
    """Return what is said of a file of a kind that is not taken."""
    return Phrase(_NOT_TAKEN).with_values(name=name)


def other_picture(name: str) -> Phrase:
    """Return what is said of a picture in a format whose hidden data can't be taken out here."""
    return Phrase(_OTHER_PICTURE).with_values(name=name)


def spoiled(name: str) -> Phrase:
    """Return what is said of a file that begins like a picture and can't be drawn."""
    return Phrase(_SPOILED).with_values(name=name)
