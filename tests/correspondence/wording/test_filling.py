"""A wording with its values: conditions, empty lines, lists, links, and values that are only ever text."""

from collections.abc import Mapping
from datetime import date

import pytest

from infolinia.correspondence.rules.wording.filling import Filled, NoValue, Scene, fill
from infolinia.correspondence.rules.wording.shapes import Kind, Value, Variable

TODAY = date(2026, 11, 24)
KNOWN = {
    each.word: each
    for each in (
        Variable("number", "numer", "", "x"),
        Variable("unit", "komórka", "", "x", is_optional=True),
        Variable("body", "treść", "", "x", Kind.BODY),
        Variable("forms", "druki", "", ("x",), Kind.LIST),
        Variable("count", "ile", "", 1, Kind.COUNT),
        Variable("link", "link", "", "https://example.org", Kind.LINK, is_optional=True),
        Variable("is_late", "późno", "", True, Kind.FLAG),
        Variable("until", "do kiedy", "", TODAY, Kind.DAY),
    )
}
VALUES: Mapping[str, Value] = {
    "number": "INF-1",
    "body": "Raz.\n\nDwa.",
    "forms": ("Wniosek", "Zgoda"),
    "count": 2,
    "until": date(2026, 11, 27),
}


def _fill(wording: str, more: Mapping[str, Value] | None = None, *, is_short: bool = False) -> Filled:
    return fill(wording, Scene(KNOWN, {**VALUES, **(more or {})}, "pl", TODAY, is_short))


@pytest.mark.parametrize(
    ("wording", "more", "said"),
    [
        ("Sprawa {numer}.", {}, "Sprawa INF-1."),
        ("Do {do kiedy:krótko}, czyli {do kiedy:do}.", {}, "Do 27.11.2026, czyli do piątku 27 listopada."),
        ("Mamy {ile:druk|druki|druków}.", {}, "Mamy 2 druki."),
        ("A{jeśli komórka}, {komórka}{koniec}.", {"unit": "Drogi"}, "A, Drogi."),
        ("A{jeśli komórka}, {komórka}{koniec}.", {}, "A."),
        ("{jeśli późno}Za późno{inaczej}Na czas{koniec}.", {"is_late": True}, "Za późno."),
        ("{jeśli późno}Za późno{inaczej}Na czas{koniec}.", {"is_late": False}, "Na czas."),
        ("{jeśli nie późno}Na czas{koniec}.", {}, "Na czas."),
        ("{jeśli późno}{jeśli komórka}oba{koniec}{koniec}", {"is_late": True, "unit": "x"}, "oba"),
        ("Raz.\n{jeśli komórka}{komórka}{koniec}\nDwa.", {}, "Raz.\nDwa."),
        ("Raz.\n\n{jeśli komórka}\n{komórka}\n{koniec}\n\nDwa.", {}, "Raz.\n\nDwa."),
        ("Raz.\n\n{jeśli komórka}\n{komórka}\n{koniec}\n\nDwa.", {"unit": "x"}, "Raz.\n\nx\n\nDwa."),
        ("# Tytuł\n\n**Ważne** i [strona](https://example.org)", {}, "Tytuł\n\nWażne i strona: https://example.org"),
        ("{druki}", {}, "- Wniosek\n- Zgoda"),
        ("{treść}", {}, "Raz.\n\nDwa."),
    ],
)
def test_the_text_says(wording: str, more: dict[str, Value], said: str) -> None:
    assert _fill(wording, more).text() == said


@pytest.mark.parametrize(
    ("wording", "more", "shown"),
    [
        ("# Tytuł", {}, '<h1 style="font-size: 24px; line-height: 32px">Tytuł</h1>'),
        ("Raz\ndwa", {}, "<p>Raz<br>dwa</p>"),
        ("**Raz**", {}, "<p><strong>Raz</strong></p>"),
        ("Oto:\n- a\n- b", {}, "<p>Oto:</p>\n<ul><li>a</li><li>b</li></ul>"),
        ("{druki}", {}, "<ul><li>Wniosek</li><li>Zgoda</li></ul>"),
        ("{treść}", {}, "<p>Raz.</p>\n<p>Dwa.</p>"),
        (
            "[tu]({link})",
            {"link": "https://example.org/l/x"},
            '<p><a href="https://example.org/l/x" style="color: #0b3d62">tu</a></p>',
        ),
    ],
)
def test_the_page_shows(wording: str, more: dict[str, Value], shown: str) -> None:
    assert _fill(wording, more).page() == shown


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "**x**",
        "[x](https://evil.example)",
        "# x",
        "{numer}",
        "{jeśli późno}",
        "\ue001\ue002",
    ],
)
def test_what_a_value_says_is_never_obeyed(hostile: str) -> None:
    told = _fill("A {numer} B", {"number": hostile})
    clean = hostile.replace("\ue001", "").replace("\ue002", "")
    assert told.text() == f"A {clean} B"
    for mark in ("<script", "<strong", "<a ", "<h1"):
        assert mark not in told.page()


def test_a_link_that_is_no_address_is_only_its_words() -> None:
    assert _fill("[tu]({link})", {"link": "javascript:alert(1)"}).page() == "<p>tu</p>"


def test_in_a_short_message_a_list_stands_in_one_line() -> None:
    assert _fill("Druki: {druki}", is_short=True).text() == "Druki: Wniosek, Zgoda"


def test_a_missing_value_stops_the_message() -> None:
    with pytest.raises(NoValue) as stopped:
        fill("{numer}", Scene(KNOWN, {}, "pl", TODAY))
    assert stopped.value.code == "number"
