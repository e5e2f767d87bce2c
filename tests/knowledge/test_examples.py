"""The example cards: complete, plain, harmless, and in step with the other rooms' catalogues."""

import json
import re
from pathlib import Path

import pytest

import infolinia
from infolinia.knowledge.operations.importing import read_files
from infolinia.knowledge.rules.drafts import CardDraft

ROOT = Path(infolinia.__file__).parent
ALL = read_files(ROOT / "knowledge" / "data" / "cards")
CARDS = [card for card in ALL if card.language == "pl"]
FORMS = json.loads((ROOT / "knowledge" / "data" / "forms.json").read_text(encoding="utf-8"))["forms"]
BY_CODE = {card.code: card for card in CARDS}

MATTERS = {
    "sprawy-obywatelskie": "dowod-odbior dowod-wniosek zameldowanie zameldowanie-cudzoziemca zaswiadczenie-meldunkowe "
    "rejestracja-pojazdu sprzedaz-pojazdu prawo-jazdy prawo-jazdy-zagraniczne akt-stanu-cywilnego urodzenie-dziecka "
    "slub-cywilny zgon rzeczy-znalezione",
    "planowanie-i-nieruchomosci": "wypis-z-planu warunki-zabudowy zgloszenie-budowy",
    "transport-i-drogi": "zajecie-pasa-drogowego dziura-w-jezdni latarnia sygnalizacja snieg-i-lod powalone-drzewo "
    "strefa-platnego-parkowania abonament-mieszkanca",
    "odpady-i-woda": "dzikie-wysypisko nieodebrane-odpady deklaracja-smieciowa",
    "podatki-i-oplaty": "podatek-od-nieruchomosci oplata-za-psa",
    "sprawy-spoleczne": "karta-mieszkanca karta-duzej-rodziny dodatek-mieszkaniowy swiadczenia-rodzinne "
    "swiadczenie-pielegnacyjne orzeczenie-niepelnosprawnosc karta-parkingowa tlumacz-migowy dostepnosc",
    "spoleczenstwo-obywatelskie": "informacja-publiczna skarga wniosek-kpa petycja budzet-obywatelski "
    "spotkanie-z-prezydentem",
    "edukacja": "zlobek przedszkole szkola",
    "dzialalnosc-gospodarcza": "wpis-ceidg alkohol-zezwolenie",
    "porzadek-i-bezpieczenstwo": "impreza halas",
    "srodowisko-i-zwierzeta": "wycinka-drzewa zwierze",
}
LIFE_AT_STAKE = "dziura-w-jezdni studzienka latarnia sygnalizacja powalone-drzewo zwierze pomoc-spoleczna zagrozenie"


def catalogue(room: str, name: str) -> set[str]:
    """Return the codes of another room's catalogue."""
    rows = json.loads((ROOT / room / "data" / f"{name}.json").read_text(encoding="utf-8"))
    if isinstance(rows, dict):
        rows = next(iter(rows.values()))
    return {row["code"] for row in rows}


def everything(card: CardDraft) -> str:
    """Return all that a card says."""
    return " ".join([card.title, card.summary, card.answer, card.for_residents, card.easy, card.danger, card.script,
                     card.memo, card.instructions, *card.questions,
                     *(section.text for section in card.sections)])  # fmt: skip


@pytest.mark.parametrize("subject", MATTERS)
def test_every_matter_that_residents_ask_about_has_its_card(subject: str) -> None:
    owned = {card.code for card in CARDS if card.subject == subject}
    assert set(MATTERS[subject].split()) <= owned


def test_there_are_enough_cards_for_a_city() -> None:
    assert len(CARDS) >= 130


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_a_card_is_complete_and_answers_first(card: CardDraft) -> None:
    assert card.is_example
    assert len(card.answer) <= 330, "the answer must be read at a glance"
    assert card.script.startswith("„") and card.script.endswith("”")
    assert card.questions and (card.term or card.clock) and card.channels and len(card.phrases) >= 5
    assert card.unit and card.summary and card.for_residents
    assert card.reviewed_on < card.review_due
    assert any(section.code == "podstawa" for section in card.sections)


@pytest.mark.parametrize("card", ALL, ids=lambda card: f"{card.code}-{card.language}")
def test_a_card_gives_no_bank_account_mail_or_foreign_page(card: CardDraft) -> None:
    said = everything(card)
    assert not re.search(r"\d{2}( ?\d{4}){6}|\d{9,}", said)
    assert "@" not in said and "http" not in said and "PL" not in said.split()


def test_cards_agree_with_the_catalogues_of_other_rooms() -> None:
    assert {card.unit for card in CARDS} <= catalogue("demo", "units")
    assert {card.category for card in CARDS} - {""} <= catalogue("matters", "categories")
    assert {card.clock for card in CARDS} - {""} <= catalogue("matters", "clocks")
    assert {code for card in CARDS for code in card.forms} <= {form["code"] for form in FORMS}
    assert {code for card in CARDS for code in card.related} <= set(BY_CODE)


def test_where_life_is_at_stake_the_card_says_whom_to_call() -> None:
    assert all("112" in BY_CODE[code].danger for code in LIFE_AT_STAKE.split())


def test_an_application_is_never_taken_by_telephone() -> None:
    by_phone = [card.code for card in CARDS if "telefonicznie" in card.channels and card.forms and not card.category]
    assert by_phone == []
