"""Cards to read: one of them, its edition of a day, the popular ones and all by subject."""

from datetime import date

from infolinia.knowledge.shapes import CardLink, CardView, SubjectGroup


def card(code: str, edition: int | None = None, language: str = "pl") -> CardView | None:
    """Return the card's current edition (or the numbered one) in the language, else in Polish; None where there is none."""
    return None


def card_as_of(code: str, day: date, language: str = "pl") -> CardView | None:
    """Return what the card said at the end of the day; None where nothing was published yet."""
    return None


def popular(limit: int = 8) -> list[CardLink]:
    """Return the cards that helped most often lately, best first."""
    return []


def all_cards() -> list[SubjectGroup]:
    """Return every current card, grouped by subject in the order of the subject tree."""
    return []
