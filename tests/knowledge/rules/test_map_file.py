"""The responsibility map as a file: what may be in it, and what is said when it is something else."""

from datetime import date

import pytest

from infolinia.knowledge.rules import map_file
from infolinia.knowledge.rules.map_file import BadMap, read, write

HEADER = "sprawa;slowa;numery;strona;ulica;kto;od;do;telefon"
GOOD = "Dziury;dziura | wyrwa;1-99;parzyste;Zielona;zdiz;24.11.2026;2027-01-01;+48 58 000 00 11"


def file(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *lines]).encode()


def test_a_line_says_what_its_columns_say() -> None:
    (row,) = read(file(GOOD)).rows
    assert (row.line, row.topic, row.words, row.street, row.unit) == (
        2,
        "Dziury",
        ("dziura", "wyrwa"),
        "Zielona",
        "zdiz",
    )
    assert (row.number_from, row.number_to, row.parity) == (1, 99, "even")
    assert (row.valid_from, row.valid_to, row.body_phone) == (date(2026, 11, 24), date(2027, 1, 1), "+48 58 000 00 11")


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("commas with quotes", b'sprawa,slowa,kto,od\nDziury,"dziura, wyrwa",zdiz,2026-11-24\n'),
        ("a byte order mark", b"\xef\xbb\xbfsprawa;slowa;kto;od\r\nDziury;dziura|wyrwa;zdiz;2026-11-24\r\n"),
        ("other order, capitals, empty lines", b"KTO;Od;Slowa;Sprawa\n;;;\nzdiz;2026-11-24;dziura|wyrwa;Dziury\n\n"),
        ("letters that are written apart", "sprawa;słowa;kto;od\nDziury;dziura|wyrwa;zdiz;2026-11-24".encode()),
    ],
)
def test_files_of_many_programs_are_read_alike(what: str, data: bytes) -> None:
    found = read(data)
    assert found.faults == (), what
    assert [(row.topic, row.words, row.unit) for row in found.rows] == [("Dziury", ("dziura", "wyrwa"), "zdiz")], what


@pytest.mark.parametrize(
    ("what", "data", "why"),
    [
        ("nothing", b"  \n", "pusty"),
        ("only a header", file(), "sam nagłówek"),
        ("a spreadsheet", b"PK\x03\x04rest", "arkusza"),
        ("an old spreadsheet", b"\xd0\xcf\x11\xe0rest", "arkusza"),
        ("UTF-16", "sprawa;kto;od".encode("utf-16"), "UTF-16"),
        ("a Windows code page", file(GOOD.replace("Dziury", "Śnieg")).decode().encode("cp1250"), "Wiersz 2 nie jest"),
        ("a NUL", file("Dzi\0ury;dziura;;;;zdiz;2026-11-24;;"), "znak zerowy"),
        ("too much", b"x" * (map_file.LARGEST + 1), "za duży"),
        ("missing columns", file("a;b", header="sprawa;slowa"), "brakuje kolumn: kto, od"),
        ("an unknown column", file(header=HEADER + ";cena"), "Nie znamy kolumn: cena"),
        ("a column twice", file(header=HEADER + ";kto"), "dwa razy: kto"),
        ("a quote without end", file('"Dziury;dziura;;;;zdiz;2026-11-24;;'), "Od wiersza 2"),
        ("an endless cell", file(f'"{"x" * 200_000}";y;;;;zdiz;2026-11-24;;'), "Od wiersza 2"),
        ("too many lines", file(*["D;d;;;;z;2026-11-24;;"] * (map_file.MOST_ROWS + 1)), "więcej niż"),
    ],
)  # fmt: skip
def test_what_is_no_such_table_is_refused_with_a_sentence(what: str, data: bytes, why: str) -> None:
    with pytest.raises(BadMap) as refused:
        read(data)
    assert why in str(refused.value), what


@pytest.mark.parametrize(
    ("what", "line", "why"),
    [
        ("a formula", GOOD.replace("Dziury", "=1+1"), "formuła"),
        ("a formula by another sign", GOOD.replace("Dziury", "@SUM(1)"), "formuła"),
        ("a formula for a number", GOOD.replace("+48 58 000 00 11", "+cmd|' /C calc'!A0"), "formuła"),
        ("more cells than columns", GOOD + ";1", "komórek"),
        ("no matter", GOOD.replace("dziura | wyrwa", ""), "podaj slowa"),
        ("no unit", GOOD.replace("zdiz", ""), "puste: kto"),
        ("a unit that is no code", GOOD.replace("zdiz", "Drogi Miejskie"), "kod komórki"),
        ("a day that is none", GOOD.replace("24.11.2026", "30.02.2026"), "dzień zapisz"),
        ("days in the wrong order", GOOD.replace("2027-01-01", "2026-01-01"), "przed dniem"),
        ("numbers in the wrong order", GOOD.replace("1-99", "99-1"), "większy od drugiego"),
        ("numbers that are none", GOOD.replace("1-99", "dużo"), "numery: podaj"),
        ("numbers without a street", GOOD.replace("Zielona", ""), "tylko przy ulicy"),
        ("a side that is none", GOOD.replace(";parzyste", ";lewa"), "parzyste, nieparzyste"),
        ("a long cell", GOOD.replace("Dziury", "D" * 121), "najwyżej 120"),
        ("a very long cell", GOOD.replace("Dziury", "D" * 2_001), "najwyżej 2000"),
        ("signs nobody sees", GOOD.replace("Dziury", "Dzi\u202eury"), "niewidoczne"),
        ("a telephone that is none", GOOD.replace("+48 58 000 00 11", "zadzwoń"), "telefon: tylko cyfry"),
    ],
)
def test_a_bad_line_is_told_by_its_number(what: str, line: str, why: str) -> None:
    found = read(file(GOOD, line))
    assert [fault.line for fault in found.faults] == [3], what
    assert why in found.faults[0].why, what


@pytest.mark.parametrize(
    ("text", "span"),
    [("12", (12, 12)), ("1-99", (1, 99)), ("100-", (100, None)), ("-20", (None, 20)), ("", (None, None))],
)
def test_numbers_are_written_in_four_ways(text: str, span: tuple[int | None, int | None]) -> None:
    (row,) = read(file(GOOD.replace("1-99", text))).rows
    assert (row.number_from, row.number_to) == span


def test_faults_without_end_are_not_all_read() -> None:
    found = read(file(*["zły wiersz"] * 5_000))
    assert len(found.faults) == map_file.MOST_FAULTS + 1
    assert "dalej nie czytano" in found.faults[-1].why


def test_what_is_written_runs_in_no_spreadsheet_and_reads_back() -> None:
    out = write(
        [{"sprawa": "=1+1", "slowa": "@x", "kto": "zdiz", "od": "2026-11-24", "numery": "-20", "ulica": "Zielona"}]
    )
    assert not any(cell.startswith(("=", "@", "-", "+")) for line in out.splitlines() for cell in line.split(";"))
    (row,) = read(out.encode()).rows
    assert (row.topic, row.words, row.number_to) == ("=1+1", ("@x",), 20)
