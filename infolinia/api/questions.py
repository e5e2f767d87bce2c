"""Questions that the sections of a card answer: what residents ask of it, each with an id of its own."""

from collections.abc import Iterable

from infolinia.knowledge.queries import ListedCard, ResidentCard

BETWEEN = "--"
ANSWER = "odpowiedz"
_ASKED: dict[str, dict[str, str]] = {
    "pl": {
        ANSWER: "{title}: od czego zacząć?",
        "kto": "{title}: kto może to załatwić?",
        "odbior": "{title}: kto może odebrać?",
        "gdzie": "{title}: gdzie to załatwić?",
        "dokumenty": "{title}: jakie dokumenty są potrzebne?",
        "jak": "{title}: jak to załatwić krok po kroku?",
        "oplaty": "{title}: ile to kosztuje?",
        "termin": "{title}: ile to trwa?",
        "odwolanie": "{title}: jak się odwołać?",
    },
    "en": {
        ANSWER: "{title}: where do I start?",
        "kto": "{title}: who may do it?",
        "odbior": "{title}: who may collect it?",
        "gdzie": "{title}: where is it done?",
        "dokumenty": "{title}: which documents are needed?",
        "jak": "{title}: how is it done, step by step?",
        "oplaty": "{title}: how much does it cost?",
        "termin": "{title}: how long does it take?",
        "odwolanie": "{title}: how do I appeal?",
    },
    "uk": {
        ANSWER: "{title}: з чого почати?",
        "kto": "{title}: хто може це зробити?",
        "odbior": "{title}: хто може отримати?",
        "gdzie": "{title}: де це зробити?",
        "dokumenty": "{title}: які документи потрібні?",
        "jak": "{title}: як це зробити крок за кроком?",
        "oplaty": "{title}: скільки це коштує?",
        "termin": "{title}: скільки це триває?",
        "odwolanie": "{title}: як оскаржити?",
    },
}


def asked_of(sections: Iterable[str]) -> list[str]:
    """Return the codes of what a card with these sections answers, the general answer first."""
    return [ANSWER, *(code for code in sections if code in _ASKED["pl"])]


def id_of(card: ListedCard | ResidentCard, section: str) -> str:
    """Return the question's id: `dziura-w-jezdni--termin`."""
    return f"{card.code}{BETWEEN}{section}"


def question(card: ListedCard | ResidentCard, section: str) -> str:
    """Return the question in the card's language."""
    return _ASKED.get(card.language, _ASKED["pl"])[section].format(title=card.title)


def answer_html(card: ResidentCard, section: str) -> str:
    """Return the answer as safe HTML."""
    if section == ANSWER:
        return card.answer_html
    return next(part.html for part in card.sections if part.code == section)
