"""The responsibility map on a real database: asked in people's words, written line by line and from a file."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from infolinia.city.models import District, Street, Unit
from infolinia.core.clock import city_day
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import Responsibility
from infolinia.knowledge.operations import CannotImportMap, CannotKeepLine
from infolinia.knowledge.rules.map_file import Row

HEADER = "sprawa;slowa;przy_tym;ulica;numery;strona;kto;od;do;nazwa;telefon\n"
START = date(2026, 1, 1)


@pytest.fixture
def city(roads: Unit, lamps: Unit) -> None:
    """Two sections, an estate's keeper, and streets, one of them in two districts."""
    keeper = Unit(code="spoldzielnia", name="Zarządca osiedla", kind="outside", valid_from=START)
    keeper.hand_over_text = "Latarnie na osiedlu naprawia jego zarządca."
    keeper.save()
    chylonia, cisowa = (District.objects.create(name=name) for name in ("Chylonia", "Cisowa"))
    for name, districts in (("ul. Zielona", [chylonia]), ("ul. Graniczna", [chylonia, cisowa])):
        street = Street.objects.create(name=name)
        street.districts.set(districts)


def row(unit: str = "zdiz-oswietlenie", **told: object) -> Row:
    return Row(
        **{"line": 2, "topic": "Latarnie", "unit": unit, "words": ("latarnia", "lampa"), "valid_from": START, **told}
    )  # type: ignore[arg-type]


@pytest.fixture
def lines(city: None, at: datetime) -> None:
    """Lamps are the city's, on an estate its keeper's; a hole on Zielona 1–20 is the keeper's too."""
    operations.keep_line(row=row(), at=at)
    operations.keep_line(row=row("spoldzielnia", with_words=("spółdzielnia", "osiedle zamknięte")), at=at)
    hole = {"topic": "Dziury", "words": ("dziura w jezdni", "dziura")}
    operations.keep_line(row=row("zdiz-utrzymanie", **hole), at=at)
    operations.keep_line(row=row("spoldzielnia", **hole, street="Zielona", number_from=1, number_to=20), at=at)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("latarnia na osiedlu spółdzielni", "spoldzielnia"),
        ("LATARNIE NA OSIEDLU SPOLDZIELNI nie świecą", "spoldzielnia"),
        ("nie świecą lampy", "zdiz-oswietlenie"),
        ("dziura na Zielonej 7", "spoldzielnia"),
        ("dziury w jezdni ul. Zielona 21", "zdiz-utrzymanie"),
        ("dziura przy Zielonej", "zdiz-utrzymanie"),
        ("zielona latarnia", "zdiz-oswietlenie"),
    ],
)
def test_people_ask_in_their_own_words(lines: None, text: str, unit: str) -> None:
    answer = queries.responsible(text=text, on=START)
    assert answer.line is not None
    assert answer.line.unit.code == unit
    assert answer.is_ours is (unit != "spoldzielnia")


def test_a_place_told_apart_counts_as_one_in_the_words(lines: None) -> None:
    answer = queries.responsible(text="dziura", street="zielona", number="7a", on=START)
    assert answer.line and answer.line.unit.code == "spoldzielnia"
    assert (answer.place.street, answer.place.district) == ("ul. Zielona", "Chylonia")
    assert queries.responsible(text="lampa", street="Graniczna", on=START).place.district == ""


def test_nobody_known_is_said_so(lines: None) -> None:
    assert queries.responsible(text="skradziony rower", on=START).verdict == "nothing"
    assert queries.responsible(text="latarnia", on=START - timedelta(days=1)).verdict == "nothing"
    both = queries.responsible(text="dziura i lampa", on=START)
    assert (both.verdict, both.is_known, len(both.options)) == ("ambiguous", False, 2)


def test_the_text_to_hand_over_tells_how_to_reach_the_body_and_invents_nothing(lines: None) -> None:
    Unit.objects.filter(code="spoldzielnia").update(phone="58 000 00 99", hours_text="8–15")
    text = queries.responsible(text="latarnia spółdzielni", on=START).line.hand_over  # type: ignore[union-attr]
    assert text.splitlines() == [
        "Latarnie na osiedlu naprawia jego zarządca.", "Zarządca osiedla", "Telefon: 58 000 00 99", "Godziny: 8–15",
    ]  # fmt: skip
    assert "Telefon" not in queries.responsible(text="lampa", on=START).line.hand_over  # type: ignore[union-attr]


def test_asking_again_reads_no_map(lines: None) -> None:
    queries.responsible(text="latarnia", on=START)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        queries.responsible(text="latarnia spółdzielni", on=START)
    assert len(seen) <= 5


def test_a_new_owner_ends_the_old_one_the_day_before(lines: None, at: datetime) -> None:
    operations.keep_line(row=row("spoldzielnia", valid_from=date(2027, 1, 1)), at=at)
    before, after = (queries.responsible(text="lampa", on=day).line for day in (date(2026, 12, 31), date(2027, 1, 1)))
    assert before and after
    assert (before.unit.code, before.valid_to) == ("zdiz-oswietlenie", date(2026, 12, 31))
    assert after.unit.code == "spoldzielnia"


def test_crossing_numbers_are_refused_and_a_range_inside_is_an_exception(lines: None, at: datetime) -> None:
    hole = {"topic": "Dziury", "words": ("dziura w jezdni", "dziura"), "street": "Zielona"}
    with pytest.raises(CannotKeepLine, match="krzyżują"):
        operations.keep_line(row=row("zdiz-utrzymanie", **hole, number_from=10, number_to=40), at=at)
    operations.keep_line(row=row("zdiz-utrzymanie", **hole, number_from=10, number_to=12), at=at)
    assert queries.responsible(text="dziura na Zielonej 11", on=START).line.unit.code == "zdiz-utrzymanie"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"unit": "nie-ma"}, "komórki"), ({"street": "Nieznana"}, "ulicy"),
        ({"district": "Xyz"}, "dzielnicy"), ({"subject": "xyz"}, "tematu"),
    ],
)  # fmt: skip
def test_names_that_the_city_does_not_know_are_refused(
    city: None, at: datetime, told: dict[str, str], why: str
) -> None:
    with pytest.raises(CannotKeepLine, match=why):
        operations.keep_line(row=row(**told), at=at)


def test_the_database_itself_refuses_two_lines_at_once(lines: None, at: datetime) -> None:
    first = Responsibility.objects.first()
    assert first is not None
    first.pk = None
    with pytest.raises(IntegrityError, match="knowledge_map_said_once"), transaction.atomic():
        first.save(force_insert=True)


def csv(*rows: str) -> bytes:
    return (HEADER + "\n".join(rows)).encode()


def test_a_file_is_shown_first_and_then_taken(lines: None, at: datetime) -> None:
    data = csv(
        "Latarnie;latarnia | lampa;;;;;zdiz-oswietlenie;2026-01-01;;;",
        "Szyldy;szyld;;;;;zdiz-utrzymanie;1.02.2026;;;",
        "Latarnie;latarnia|lampa;;;;;spoldzielnia;2027-01-01;;;",
        "Ciepło;kaloryfer;;;;;cieplo;2026-01-01;;Ciepłownictwo;58 000 00 17",
    )
    seen = operations.check_map(data=data, at=at)
    assert (seen.added, seen.changed) == (("Szyldy", "Latarnie", "Ciepło"), ("Latarnie",))
    assert seen.bodies_added == ("Ciepłownictwo",)
    assert (Responsibility.objects.count(), Unit.objects.filter(code="cieplo").exists()) == (4, False)
    assert operations.import_map(data=data, at=at) == seen
    body = Unit.objects.get(code="cieplo")
    assert (body.kind, body.phone, body.is_contact_confirmed) == ("outside", "58 000 00 17", False)
    assert queries.responsible(text="kaloryfer", on=START).line.unit.code == "cieplo"  # type: ignore[union-attr]
    again = operations.import_map(data=data, at=at)
    assert (again.added, again.changed, again.unchanged) == ((), (), 4)


def test_bad_lines_are_listed_by_number_and_nothing_is_taken(lines: None, at: datetime) -> None:
    data = csv(
        "Dobre;szyld;;;;;zdiz-utrzymanie;2026-02-01;;;",
        "Zła komórka;szyld;;;;;nie-ma;2026-02-01;;;",
        "Zły dzień;szyld;;;;;zdiz-utrzymanie;31.02.2026;;;",
        "=HYPERLINK(1);szyld;;;;;zdiz-utrzymanie;2026-02-01;;;",
        "Powtórka;szyld;;;;;zdiz-utrzymanie;2026-02-01;;;",
        "Krzyżuje;dziura | dziura w jezdni;;Zielona;15-30;;zdiz-utrzymanie;2026-02-01;;;",
        "Urząd;szyldy;;;;;zdiz-utrzymanie;2026-02-01;;Nowa nazwa;",
    )
    with pytest.raises(CannotImportMap) as refused:
        operations.import_map(data=data, at=at)
    assert [fault.line for fault in refused.value.faults] == [3, 4, 5, 6, 7, 8]
    assert Responsibility.objects.count() == 4


def test_what_is_given_out_can_be_read_in_again(lines: None, at: datetime) -> None:
    Responsibility.objects.filter(topic="Dziury").update(basis="=1+1")
    out = queries.export_map()
    assert "'=1+1" in out
    again = operations.import_map(data=out.encode("utf-8-sig"), at=at)
    assert (again.unchanged, again.added, again.changed) == (4, (), ())


def test_bodies_of_the_starter_city_are_examples_that_nobody_confirmed(roads: Unit, lamps: Unit, at: datetime) -> None:
    made = operations.load_example_map(at)
    assert made >= 20
    assert operations.load_example_map(at) == 0
    outside = Unit.objects.filter(kind="outside")
    assert outside.count() >= 18
    assert not outside.filter(is_contact_confirmed=True).exists()
    assert all(unit.phone.startswith("58 000 00 ") for unit in outside if unit.phone)
    answer = queries.responsible(text="latarnia na osiedlu spółdzielni", on=city_day(at))
    assert answer.line and answer.line.unit.code == "spoldzielnia"


def test_a_line_is_ended_or_taken_away(lines: None) -> None:
    found = queries.map_page(text="Dziury").lines
    assert len(found) == 2
    operations.end_line(line_id=found[0].id, last_day=START, at=datetime(2026, 11, 24, tzinfo=UTC))
    with pytest.raises(CannotKeepLine):
        operations.end_line(
            line_id=found[1].id, last_day=START - timedelta(days=1), at=datetime(2026, 11, 24, tzinfo=UTC)
        )
    operations.remove_line(line_id=found[1].id)
    assert [line.valid_to for line in queries.map_page(text="Dziury").lines] == [START]


def test_a_change_is_known_at_once(lines: None, at: datetime) -> None:
    assert queries.responsible(text="lampa", on=START).is_ours
    line = next(line for line in queries.map_page(text="Latarnie").lines if not line.with_words)
    operations.keep_line(row=row("spoldzielnia"), line_id=line.id, at=at + timedelta(seconds=1))
    assert not queries.responsible(text="lampa", on=START).is_ours
    operations.remove_line(line_id=line.id)
    assert queries.responsible(text="lampa", on=START).verdict == "nothing"


def test_a_kind_of_matter_or_a_subject_is_enough(lines: None, at: datetime) -> None:
    operations.keep_line(row=row(topic="Kosze", words=(), category="kosz-uliczny"), at=at)
    operations.keep_line(row=row("zdiz-utrzymanie", topic="Drogi", words=(), subject="transport-i-drogi"), at=at)
    assert queries.responsible(category="kosz-uliczny", on=START).line.topic == "Kosze"  # type: ignore[union-attr]
    assert queries.responsible(subject="transport-i-drogi", on=START).line.topic == "Drogi"  # type: ignore[union-attr]
    assert queries.responsible(text="cokolwiek", subject="transport-i-drogi", on=START).line.topic == "Drogi"  # type: ignore[union-attr]
