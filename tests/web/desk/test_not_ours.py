"""„Nie nasze” at the desk: whose it is, the text to read out, and the note that the caller was referred."""

from datetime import date

import pytest
from django.test import Client

from infolinia.city.models import Staff, Street, Unit
from infolinia.contacts.models import Question
from infolinia.core.clock import now
from infolinia.knowledge import operations
from infolinia.knowledge.queries import map_page
from infolinia.knowledge.rules.map_file import Row
from tests.web.desk.conftest import Caller, Rings

START = date(2026, 1, 1)


@pytest.fixture
def whose(roads: Unit, lamps: Unit) -> None:
    """Lamps are ours, on an estate its keeper's; holes on Zielona hang on the house."""
    Unit.objects.create(
        code="spoldzielnia", name="Zarządca osiedla", kind="outside", valid_from=START, phone="58 000 00 99",
        hand_over_text="Latarnie na osiedlu naprawia jego zarządca.",
    )  # fmt: skip
    Street.objects.create(name="ul. Zielona")
    for row in (
        Row(0, "Latarnie", "zdiz-oswietlenie", START, words=("latarnia",)),
        Row(0, "Latarnie osiedla", "spoldzielnia", START, words=("latarnia",), with_words=("spółdzielnia",)),
        Row(0, "Dziury", "spoldzielnia", START, words=("dziura",), street="Zielona", number_from=1, number_to=9),
        Row(0, "Hałas", "spoldzielnia", START, words=("hałas",)),
        Row(0, "Hałas w nocy", "zdiz-utrzymanie", START, words=("hałas",), subject="porzadek-i-bezpieczenstwo"),
    ):
        operations.keep_line(row=row, at=now())


@pytest.fixture
def call(rings: Rings, zofia: Staff) -> Caller:
    """Somebody talks with Zofia."""
    return rings(zofia).answered()


def given(call: Caller) -> dict[str, str]:
    question = Question.objects.get(conversation_id=call.conversation_id)
    return {"rozmowa": str(call.conversation_id), "pytanie": str(question.pk)}


def test_typing_shows_at_once_that_it_is_not_ours(desk_of: Client, whose: None) -> None:
    page = desk_of.get("/stanowisko/szukaj", {"q": "latarnia na osiedlu spółdzielni"}).content.decode()
    assert "Nie nasze: Zarządca osiedla" in page
    assert "58 000 00 99" in page
    assert "Nie nasze" not in desk_of.get("/stanowisko/szukaj", {"q": "latarnia"}).content.decode()


def test_the_panel_shows_contact_and_text(desk_of: Client, whose: None) -> None:
    page = desk_of.get("/stanowisko/nie-nasze", {"q": "latarnia na osiedlu spółdzielni"}).content.decode()
    for words in ("Zarządca osiedla", "58 000 00 99", "Latarnie na osiedlu naprawia jego zarządca.", "niepotwierdzony",
                  "Kopiuj tekst", "Zapisz, że skierowano"):  # fmt: skip
        assert words in page, words


@pytest.mark.parametrize(
    ("q", "where", "said"),
    [
        ("latarnia", "", "To nasza sprawa."),
        ("dziura", "", "To zależy od miejsca."),
        ("dziura", "Zielona 7", "Zarządca osiedla"),
        ("dziura", "Zielona 70", "Nie wiadomo, kto się tym zajmuje"),
        ("kosmici", "", "Nie wiadomo, kto się tym zajmuje"),
        ("", "", "Wpisz słowa rozmówcy"),
    ],
)
def test_what_is_not_known_is_said_so(desk_of: Client, whose: None, q: str, where: str, said: str) -> None:
    page = desk_of.get("/stanowisko/nie-nasze", {"q": q, "gdzie": where}).content.decode()
    assert said in page
    assert ("Zapisz, że skierowano" in page) is ("Zarządca" in page)


def test_the_question_keeps_to_whom_the_caller_was_referred(desk_of: Client, whose: None, call: Caller) -> None:
    line = next(line for line in map_page(text="Latarnie osiedla").lines)
    answer = desk_of.post("/stanowisko/nie-nasze/skierowano", given(call) | {"wpis": str(line.id), "q": "latarnia"})
    assert "Zapisane: skierowano do „Zarządca osiedla”" in answer.content.decode()
    question = Question.objects.get(conversation_id=call.conversation_id)
    assert (question.outcome, question.referred_to) == ("referred", "Zarządca osiedla")
    assert question.subject == "Latarnie osiedla"


def test_nobody_notes_it_on_another_advisers_call(desk_of: Client, whose: None, rings: Rings, adam: Staff) -> None:
    other = rings(adam).answered()
    line = map_page(text="Latarnie osiedla").lines[0]
    answer = desk_of.post("/stanowisko/nie-nasze/skierowano", given(other) | {"wpis": str(line.id)})
    assert answer.status_code == 404
    assert Question.objects.get(conversation_id=other.conversation_id).outcome == ""


def test_hostile_words_are_only_words(desk_of: Client, whose: None) -> None:
    page = desk_of.get("/stanowisko/nie-nasze", {"q": "<script>x</script>\x00", "gdzie": "'\"><img>"}).content.decode()
    assert "<script>x" not in page
    assert "<img>" not in page
