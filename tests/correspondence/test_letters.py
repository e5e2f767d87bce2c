"""The words of letters."""

import pytest

from infolinia.correspondence.letters import KINDS, render
from infolinia.correspondence.rules.marks import SECRET_MARK

pytestmark = pytest.mark.django_db

VALUES = {
    "number": "INF-2026-48213",
    "subject": "Dziura & <b>wyrwa</b>",
    "until": "do piątku 27 listopada",
    "answer_until": "do wtorku 1 grudnia",
    "unit_name": "Utrzymanie Dróg",
    "body": "Pierwszy akapit.\n\nDrugi <script>alert(1)</script> akapit.",
    "is_refused": True,
    "ending": "Sprawa zakończyła się odmową.",
    "is_promise": False,
    "basis": "KPA art. 105",
    "is_answered": False,
    "danger_text": "",
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_has_the_number_in_its_subject_and_a_way_to_look(kind: str) -> None:
    letter = render(kind, VALUES)
    assert letter.subject.startswith("INF-2026-48213: ")
    assert "\n" not in letter.subject
    assert "/sprawdz" in letter.text
    assert "/sprawdz" in letter.html
    assert "Infolinia Gdynia" in letter.text
    assert "{{" not in letter.text.replace(SECRET_MARK, "")


@pytest.mark.parametrize("kind", KINDS)
def test_text_is_plain_and_the_page_is_escaped(kind: str) -> None:
    letter = render(kind, VALUES)
    assert "Dziura & <b>wyrwa</b>" in letter.text
    assert "<script>" not in letter.html
    assert "<b>wyrwa" not in letter.html


@pytest.mark.parametrize("kind", ["answer", "question", "extended", "closed"])
def test_what_the_officer_wrote_is_there_word_for_word(kind: str) -> None:
    letter = render(kind, VALUES)
    assert VALUES["body"] in letter.text  # type: ignore[operator]
    assert "Pierwszy akapit." in letter.html


@pytest.mark.parametrize(
    ("is_answered", "said"),
    [(True, "Odpowiemy do piątku 27 listopada."), (False, "Załatwimy to do piątku 27 listopada.")],
)
def test_what_is_promised_depends_on_what_was_asked(is_answered: bool, said: str) -> None:
    letter = render("registered", {**VALUES, "is_answered": is_answered})
    assert said in letter.text
    assert said in letter.html
    assert letter.text.count(SECRET_MARK) == letter.html.count(SECRET_MARK) == 1


def test_a_new_end_names_the_right_to_complain() -> None:
    letter = render("extended", {**VALUES, "may_urge": True})
    assert "ponaglenie" in letter.text
    assert "ponaglenie" in letter.html
    assert "art. 36 i 37" in letter.text


def test_a_new_end_without_that_right_names_none() -> None:
    letter = render("extended", VALUES)
    assert "do piątku 27 listopada" in letter.text
    assert "ponaglenie" not in letter.text + letter.html


@pytest.mark.parametrize("kind", ["done", "refused", "not_ours", "duplicate", "unverified"])
def test_the_subject_of_an_ending_never_says_settled_for_what_is_not(kind: str) -> None:
    letter = render("closed", {**VALUES, "is_refused": kind == "refused"})
    assert letter.subject == "INF-2026-48213: zakończyliśmy sprawę"


@pytest.mark.parametrize(
    ("is_promise", "said"),
    [
        (False, "nie jest decyzją"),
        (True, "możesz złożyć skargę do urzędu (art. 227"),
    ],
)
def test_a_refusal_says_what_can_be_done_about_it(is_promise: bool, said: str) -> None:
    letter = render("closed", {**VALUES, "is_promise": is_promise})
    assert said in letter.text
    assert said in letter.html


def test_what_was_done_needs_no_remedy(settings: object) -> None:
    letter = render("closed", {**VALUES, "is_refused": False, "may_reopen": True, "ending": "Załatwiliśmy tę sprawę."})
    assert "Załatwiliśmy tę sprawę." in letter.text
    assert "decyzją" not in letter.text + letter.html
    assert "przez 30 dni" in letter.text


@pytest.mark.parametrize(
    ("language", "promise"), [("pl", "otworzyć ponownie"), ("en", "reopen"), ("uk", "відкрити знову")]
)
def test_who_cannot_open_a_matter_again_is_not_promised_it(language: str, promise: str) -> None:
    for channel in ("email", "sms"):
        told = render("closed", {**VALUES, "may_reopen": False}, language=language, channel=channel).text
        assert promise not in told
        assert "30" not in told
        assert "58 626 26 26" in told or "586262626" in told


def test_a_notice_that_must_be_served_says_that_it_is_not() -> None:
    letter = render("extended", {**VALUES, "needs_service": True})
    assert "doręczymy osobno" in letter.text
    assert "doręczymy osobno" in letter.html
    assert "doręczymy osobno" not in render("extended", VALUES).text
