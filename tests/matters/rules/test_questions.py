"""Sets of questions: what is asked, what will do for an answer, and what is wrong with a set."""

from typing import Any

import pytest

from infolinia.matters.rules import questions
from infolinia.matters.rules.phrases import polish
from infolinia.matters.rules.questions import BadQuestions, Question, When

LAMP = Question("ile", "Ile latarni nie świeci?", "choice", ("jedna", "kilka", "cała ulica"), required=True)
POLE = Question("slup", "Numer słupa", when=When("ile", ("jedna", "kilka")), required=True)
SPARKS = Question("iskry", "Czy coś iskrzy?", "yes_no")
SINCE = Question("od", "Od kiedy?", "date", when=When("iskry", ("yes",)))
WHERE = Question("gdzie", "Gdzie stoi auto?", "place")
PHOTO = Question("zdjecie", "Pokaż to na zdjęciu", "photo", required=True)
SET = (LAMP, POLE, SPARKS, SINCE)


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ({}, ["ile", "iskry"]),
        ({"ile": "jedna"}, ["ile", "slup", "iskry"]),
        ({"ile": "cała ulica"}, ["ile", "iskry"]),
        ({"ile": " jedna "}, ["ile", "slup", "iskry"]),
        ({"iskry": "yes"}, ["ile", "iskry", "od"]),
        ({"iskry": "no"}, ["ile", "iskry"]),
    ],
)
def test_a_question_comes_when_its_condition_holds(answers: dict[str, str], codes: list[str]) -> None:
    assert [one.code for one in questions.asked(SET, answers)] == codes


def test_a_question_below_one_that_is_not_asked_is_not_asked_either() -> None:
    deeper = Question("kolor", "Jakiego koloru słup?", when=When("podpis", ("yes",)))
    middle = Question("podpis", "Czy jest podpis?", "yes_no", when=When("ile", ("jedna",)))
    told = {"ile": "cała ulica", "podpis": "yes", "kolor": "szary"}
    assert [one.code for one in questions.asked((LAMP, middle, deeper), told)] == ["ile"]
    assert questions.kept((LAMP, middle, deeper), told) == {"ile": "cała ulica"}


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        ({"ile": "cała ulica"}, {}),
        ({}, {"ile": "Zapytaj jeszcze: Ile latarni nie świeci?"}),
        ({"ile": "sto"}, {"ile": "Wybierz odpowiedź z listy: Ile latarni nie świeci?"}),
        ({"ile": "jedna"}, {"slup": "Zapytaj jeszcze: Numer słupa"}),
        ({"ile": "jedna", "slup": "x" * 501}, {"slup": "Odpowiedź jest za długa. Zmieści się 500 znaków: Numer słupa"}),
        ({"ile": "cała ulica", "iskry": "może"}, {"iskry": "Wybierz odpowiedź z listy: Czy coś iskrzy?"}),
        (
            {"ile": "cała ulica", "iskry": "yes", "od": "wczoraj"},
            {"od": "Wpisz dzień, na przykład 27.11.2026: Od kiedy?"},
        ),
        ({"ile": "cała ulica", "iskry": "yes", "od": "2026-02-30"}, {"od": None}),
        ({"ile": "cała ulica", "iskry": "no", "od": "wczoraj"}, {}),
    ],
)
def test_an_answer_that_will_not_do_is_named_with_its_question(
    answers: dict[str, str], faults: dict[str, str | None]
) -> None:
    found = {one.code: polish(one.phrase) for one in questions.check(SET, answers)}
    assert found.keys() == faults.keys()
    assert all(text is None or found[code] == text for code, text in faults.items())


@pytest.mark.parametrize(("with_photos", "is_missing"), [(True, True), (False, False)])
def test_who_speaks_on_the_telephone_shows_no_photo(with_photos: bool, is_missing: bool) -> None:
    assert bool(questions.check((PHOTO,), {}, with_photos=with_photos)) is is_missing


@pytest.mark.parametrize(
    ("stored", "part", "says"),
    [
        ([{"code": "a", "label": ""}], (0, "label"), "Wpisz treść pytania."),
        ([{"code": "a", "label": "x" * 201}], (0, "label"), "Tekst jest za długi. Zmieści się 200 znaków."),
        ([{"code": "Zły kod", "label": "Co?"}], (0, "code"), "Kod może mieć małe litery"),
        ([{"code": "a", "label": "Co?", "kind": "żart"}], (0, "kind"), "Wybierz rodzaj odpowiedzi z listy."),
        ([{"code": "a", "label": "Co?", "kind": "choice", "choices": ["tak"]}], (0, "choices"), "co najmniej dwie"),
        ([{"code": "a", "label": "Co?", "kind": "choice", "choices": ["b", "b"]}], (0, "choices"), "co najmniej dwie"),
        (
            [{"code": "a", "label": "Co?", "kind": "choice", "choices": [str(n) for n in range(21)]}],
            (0, "choices"),
            "najwyżej 20 odpowiedzi",
        ),
        ([{"code": "a", "label": "A?"}, {"code": "a", "label": "B?"}], (1, "label"), "Takie pytanie już jest"),
        (
            [{"code": "a", "label": "A?", "when": {"question": "b", "is": "yes"}}, {"code": "b", "label": "B?"}],
            (0, "when"),
            "pytanie, które stoi wyżej",
        ),
        (
            [{"code": "a", "label": "A?"}, {"code": "b", "label": "B?", "when": {"question": "a", "is": "x"}}],
            (1, "when"),
            "tylko pytania z odpowiedziami do wyboru",
        ),
        (
            [
                {"code": "a", "label": "A?", "kind": "yes_no"},
                {"code": "b", "label": "B?", "when": {"question": "a", "is": "może"}},
            ],
            (1, "when"),
            "Na pytanie „A?” nie można odpowiedzieć „może”.",
        ),
        ([{"code": f"p-{n}", "label": "Co?"} for n in range(21)], (-1, "set"), "najwyżej 20 pytań"),
        ("pytania", (-1, "set"), "nie jest listą"),
        (["a"], (-1, "set"), "nie jest listą"),
    ],
)
def test_what_is_wrong_with_a_set_is_named_by_its_place(stored: Any, part: tuple[int, str], says: str) -> None:
    with pytest.raises(BadQuestions) as refused:
        questions.read(stored)
    first = refused.value.faults[0]
    assert (first.position, first.part) == part
    assert says in polish(first.phrase)


def test_an_old_set_of_label_and_required_alone_is_read_as_texts() -> None:
    found = questions.read([{"code": "pas", "label": "Na którym pasie?", "required": True}])
    assert found == (Question("pas", "Na którym pasie?", "text", required=True),)


def test_a_set_is_stored_and_read_back_as_it_was() -> None:
    assert questions.read(questions.plain(SET)) == SET


def test_a_question_that_is_asked_no_more_keeps_its_words_for_old_answers() -> None:
    before = questions.plain((LAMP, WHERE))
    after = questions.plain((LAMP,), before)
    assert questions.read(after) == (LAMP,)
    told = questions.said(after, {"ile": "jedna", "gdzie": "Żaglowa 3", "obce": "x"})
    assert told == (("Ile latarni nie świeci?", "jedna"), ("Gdzie stoi auto?", "Żaglowa 3"), ("obce", "x"))


def test_yes_no_and_days_are_said_in_words() -> None:
    told = questions.said(questions.plain((SPARKS, SINCE)), {"iskry": "yes", "od": "2026-11-03"})
    assert [polish(text) if not isinstance(text, str) else text for _label, text in told] == ["tak", "03.11.2026"]
