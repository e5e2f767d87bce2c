"""What the example cards promise, to whom they speak, and in which languages: the same everywhere."""

import json
import re
from pathlib import Path

import pytest

import infolinia
from infolinia.knowledge.operations.importing import read_files
from infolinia.knowledge.rules.drafts import CardDraft

ROOT = Path(infolinia.__file__).parent
ALL = read_files(ROOT / "knowledge" / "data" / "cards")
POLISH = {card.code: card for card in ALL if card.language == "pl"}
OTHERS = [card for card in ALL if card.language != "pl"]
CATEGORIES = {
    row["code"]: row
    for row in json.loads((ROOT / "matters" / "data" / "categories.json").read_text(encoding="utf-8"))
    if "parent" in row
}
TO_THE_ADVISER = re.compile(
    r"\b(przyjmij|zarejestruj(?! się)|nie rejestruj|przekaż na linię|połącz z|podaj jej numer)", re.I
)
OFFICE_WORD = re.compile(r"\bkomórk", re.I)  # to a resident this is a mobile phone
GENDERED = re.compile(r"\b\w+(łeś|łaś)\b")
MARK = {"pl": "(do potwierdzenia)", "en": "(to be confirmed)", "uk": "(потребує підтвердження)"}
FREE = re.compile(r"bez opłat|no fee|безкоштовно", re.I)
INTERVENTIONS = [
    card
    for card in POLISH.values()
    if CATEGORIES.get(card.category, {}).get("kind") == "intervention" and "promise" in CATEGORIES[card.category]
]


def days(promise: str) -> str:
    """Return the promise of a category as cards say it."""
    number = int(promise.split()[0])
    if promise.endswith("month"):
        return f"{number} miesiąc"
    return "1 dzień roboczy" if number == 1 else f"{number} dni robocz"


@pytest.mark.parametrize("card", INTERVENTIONS, ids=lambda card: card.code)
def test_a_card_promises_what_its_category_promises(card: CardDraft) -> None:
    promised = days(CATEGORIES[card.category]["promise"])
    assert promised in card.term
    others = set(re.findall(r"(\d+) (?:dni|dzień) robocz", f"{card.answer} {card.for_residents}"))
    assert others <= set(re.findall(r"(\d+) (?:dni|dzień) robocz", card.term)), "answer and term differ"


@pytest.mark.parametrize("card", POLISH.values(), ids=lambda card: card.code)
def test_a_resident_is_spoken_to_not_about(card: CardDraft) -> None:
    for said in (card.for_residents, card.easy, card.danger, card.summary):
        assert not TO_THE_ADVISER.search(said), said
        assert not OFFICE_WORD.search(said) and not GENDERED.search(said), said


@pytest.mark.parametrize("card", POLISH.values(), ids=lambda card: card.code)
def test_answers_to_residents_are_short_sentences(card: CardDraft) -> None:
    longest = max(len(sentence.split()) for sentence in re.split(r"(?<=[.!?:]) ", card.for_residents))
    assert longest <= 18 and len(card.for_residents) <= 420, card.for_residents


def test_the_most_common_cards_have_an_easy_text_of_short_lines() -> None:
    easy = [card for card in POLISH.values() if card.easy]
    assert len(easy) >= 25
    assert [card.code for card in easy if max(len(line.split()) for line in card.easy.splitlines()) > 14] == []
    assert [card.code for card in easy if " / " in card.easy or "\n/" in card.easy] == []


@pytest.mark.parametrize("card", OTHERS, ids=lambda card: f"{card.code}-{card.language}")
def test_another_language_says_what_the_polish_card_says(card: CardDraft) -> None:
    polish = POLISH[card.code]
    same = ("unit", "subject", "category", "clock", "visit", "forms", "related", "is_example", "review_due")
    assert [name for name in same if getattr(card, name) != getattr(polish, name)] == []
    assert [(fee.amount, fee.confirmed) for fee in card.fees] == [(fee.amount, fee.confirmed) for fee in polish.fees]
    assert bool(card.danger) == bool(polish.danger) and card.answer and card.script and not card.phrases
    numbers = set(re.findall(r"\*\*(\d+)", card.answer))
    assert numbers <= set(re.findall(r"\d+", f"{polish.answer} {polish.term} {polish.for_residents}"))


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_most_common_cards_speak_the_language(language: str) -> None:
    spoken = [card for card in OTHERS if card.language == language]
    assert len(spoken) >= 20
    assert {"zameldowanie-cudzoziemca", "pesel", "wizyta-i-kolejka", "zagrozenie"} <= {card.code for card in spoken}
    alphabet = re.compile(r"[а-яіїєґ]", re.I)
    assert all(bool(alphabet.search(card.title)) == (language == "uk") for card in spoken)


def test_what_is_not_confirmed_is_marked_in_every_language() -> None:
    unmarked = [
        (card.code, card.language)
        for card in ALL
        if any(fee.amount == "0" and not fee.confirmed for fee in card.fees)
        and FREE.search(f"{card.answer} {card.for_residents}")
        and MARK[card.language].strip("()") not in f"{card.answer} {card.term} {card.for_residents}"
    ]
    assert unmarked == []
