"""The register of streets as a file: what is read of it, and what is wrong in which line."""

import pytest

from infolinia.city.rules.street_file import BadStreetFile, pattern, read

HEADER = "ulica;numer;dzielnica;szerokosc;dlugosc;kod\n"


def _file(*lines: str) -> bytes:
    return (HEADER + "\n".join(lines)).encode()


def test_the_pattern_that_we_give_is_read_whole() -> None:
    found = read(pattern().encode("utf-8-sig"))
    assert found.faults == ()
    assert [(row.street, row.house, row.point) for row in found.rows] == [
        ("ul. Przykładowa", "", None),
        ("ul. Przykładowa", "12A", (54.5189, 18.5319)),
    ]


def test_columns_may_have_the_names_of_other_systems_and_commas_between() -> None:
    row = read(b"street,nr,lat,lon,sym_ul\nKamienna,7,54.52,18.53,0815\n").rows[0]
    assert (row.street, row.house, row.point, row.code) == ("Kamienna", "7", (54.52, 18.53), "0815")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (";12;Orłowo;;;", "brakuje nazwy ulicy"),
        ("Kamienna;A;;;;", "bez cyfry"),
        ("Kamienna;1;;18.53;54.52;", "zamienione"),
        ("Kamienna;1;;48.20;16.37;", "poza Polską"),
        ("Kamienna;1;;północ;18.5;", "nie są współrzędne"),
        ("Kamienna;;;54.52;18.53;", "tylko przy numerze"),
        ("=1+1;1;;;;", "formuła"),
        (f"{'K' * 121};1;;;;", "za długie"),
        ("Kam\u202eienna;1;;;;", "niewidoczne"),
    ],
)
def test_a_wrong_line_is_told_by_its_number(line: str, why: str) -> None:
    found = read(_file("Dobra;1;;54.52;18.53;", line))
    assert [fault.line for fault in found.faults] == [3]
    assert why in found.faults[0].why
    assert [row.street for row in found.rows] == ["Dobra"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "pusty"),
        (HEADER.encode(), "sam nag"),
        (b"PK\x03\x04rest", "arkusza"),
        ("ulica;numer\nŻaglowa;1".encode("cp1250"), "UTF-8"),
        (b"numer;dzielnica\n1;x", "ulica"),
        (b"ulica;nazwa\nA;B", "dwa razy"),
        (b"ulica;szerokosc\nA;54", "obie"),
        (b'ulica;numer\n"A;1', "cudzys"),
    ],
)
def test_what_is_no_such_table_is_refused_as_a_whole(data: bytes, why: str) -> None:
    with pytest.raises(BadStreetFile, match=why):
        read(data)
