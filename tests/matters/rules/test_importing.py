"""A sheet of matters: what will do, and what is wrong where. Rows read like sentences."""

from datetime import datetime

import pytest

from infolinia.matters.rules.importing import CLOSED, MOST_LINES, OPEN, WITH_UNIT, read
from infolinia.matters.rules.phrases import polish

NOW = datetime(2026, 11, 24, 10, 42)  # noqa: DTZ001 (the city's wall clock)
HEAD = "numer;rodzaj;opis;przyjeto"
GOOD = "A/1;dziura;Dziura.;2026-11-02"


def test_a_line_with_the_least_is_an_open_matter() -> None:
    [one], faults = read(f"{HEAD}\n{GOOD}\n", now=NOW)
    assert not faults
    assert (one.number, one.category_code, one.received, one.state, one.channel) == (
        "A/1",
        "dziura",
        datetime(2026, 11, 2),  # noqa: DTZ001
        OPEN,
        "phone",
    )


def test_commas_order_quotes_empty_lines_and_a_mark_of_bytes_do_not_matter() -> None:
    row = '"Dziura, ""duża"",\nprzy szkole",02.11.2026 08:05,A/1,dziura,w toku'
    found, faults = read(f"Opis,PRZYJETO,numer,rodzaj,stan\r\n{row}\r\n,,,,\r\n", now=NOW)
    assert not faults
    assert (found[0].description, found[0].state) == ('Dziura, "duża",\nprzy szkole', WITH_UNIT)
    assert found[0].received == datetime(2026, 11, 2, 8, 5)  # noqa: DTZ001


def test_a_settled_matter_has_its_end() -> None:
    text = f"{HEAD};stan;wynik;odpowiedz;zamknieto\n{GOOD} 09:30;załatwiona;odmowa;Nie.;2026-11-02\n"
    [one], faults = read(text, now=NOW)
    assert not faults
    assert (one.state, one.result, one.closing_text) == (CLOSED, "refused", "Nie.")
    assert one.closed is not None
    assert one.closed > one.received, "only the day of its end was known"


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("", 1, "", "pusty"),
        ("\n\n", 1, "", "pusty"),
        ("numer;rodzaj;opis\n", 1, "przyjeto", "Brakuje kolumny"),
        (f"{HEAD};kolor\n{GOOD};x", 1, "kolor", "Nie znamy kolumny"),
        (f"{HEAD};opis\n{GOOD};x", 1, "opis", "dwa razy"),
        (f'{HEAD}\n"A/1;x', 1, "", "To nie jest plik CSV"),
        (f"{HEAD}\n{GOOD};nadto", 2, "", "więcej pól"),
        (f"{HEAD}\n{GOOD}\n{GOOD}", 3, "numer", "wierszu 2"),
        (f"{HEAD}\nA/1;;Dziura.;2026-11-02", 2, "rodzaj", "Wpisz wartość"),
        (f"{HEAD}\nA/1;dziura;Dziura.;wczoraj", 2, "przyjeto", "To nie jest dzień"),
        (f"{HEAD}\nA/1;dziura;Dziura.;2026-02-30", 2, "przyjeto", "To nie jest dzień"),
        (f"{HEAD}\nA/1;dziura;Dziura.;2026-11-25", 2, "przyjeto", "jeszcze nie nadszedł"),
        (f"{HEAD};stan\n{GOOD};zagubiona", 2, "stan", "Wpisz jedno z"),
        (f"{HEAD};stan\n{GOOD};zalatwiona", 2, "wynik", "musi to mieć"),
        (f"{HEAD};odpowiedz\n{GOOD};Już.", 2, "odpowiedz", "Tylko załatwiona"),
        (f"{HEAD};kanal\n{GOOD};gołąb", 2, "kanal", "Wpisz jedno z"),
        (f"{HEAD};szerokosc;dlugosc\n{GOOD};54,5;", 2, "szerokosc", "stopnie"),
        (f"{HEAD};szerokosc;dlugosc\n{GOOD};154,5;18", 2, "szerokosc", "stopnie"),
        (f"{HEAD};temat\n{GOOD};{'x' * 201}", 2, "temat", "Zmieści się 200"),
        (
            f"{HEAD};stan;wynik;odpowiedz;zamknieto\n{GOOD};zalatwiona;odmowa;Nie.;2026-11-01",
            2,
            "zamknieto",
            "zanim wpłynęła",
        ),
    ],
)
def test_each_fault_is_named_with_its_line_and_column(text: str, line: int, column: str, says: str) -> None:
    _found, faults = read(text, now=NOW)
    told = [(one.line, one.column, polish(one.phrase)) for one in faults]
    assert any(one[:2] == (line, column) and says in one[2] for one in told), told


def test_all_faults_are_told_at_once_and_good_lines_are_still_read() -> None:
    found, faults = read(f"{HEAD}\nA/1;;;2026-11-02\n{GOOD.replace('A/1', 'A/2')}\nA/3;x;y;nigdy", now=NOW)
    assert [one.number for one in found] == ["A/2"]
    assert [(one.line, one.column) for one in faults] == [(2, "rodzaj"), (2, "opis"), (4, "przyjeto")]


def test_a_sheet_that_is_too_long_is_refused_whole() -> None:
    _found, [fault] = read(HEAD + "\n" + "a;b;c;2026-11-02\n" * (MOST_LINES + 1), now=NOW)
    assert fault.line == MOST_LINES + 2
