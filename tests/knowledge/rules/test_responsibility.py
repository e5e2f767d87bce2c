"""Who handles what where: the table reads as the city's map, the properties hold for any map."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infolinia.knowledge.rules.responsibility import Answer, Asked, Line, Verdict, conflict, house_number, responsible

DAY = date(2026, 11, 24)
ROADS, LAMPS, COOPERATIVE, NATIONAL, WATER, DISTRICT_OFFICE, OLD_ROADS, GUARD = range(1, 9)


def said(*words: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset({word}) for word in words)


def line(ident: int, unit: int, **told: object) -> Line:
    return Line(id=ident, unit_id=unit, **{"valid_from": date(2020, 1, 1), **told})  # type: ignore[arg-type]


MAP = (
    line(1, ROADS, subject="transport"),
    line(2, ROADS, words=(said("dziura"), said("jezdnia")), category="dziura-w-jezdni"),
    line(3, LAMPS, words=(said("latarnia"), said("lampa")), category="latarnia"),
    line(4, COOPERATIVE, words=(said("latarnia"), said("dziura")), with_words=(said("spółdzielnia"),)),
    line(5, NATIONAL, words=(said("dziura"), said("jezdnia")), category="dziura-w-jezdni", street="Morska"),
    line(6, ROADS, words=(said("dziura"), said("jezdnia")), category="dziura-w-jezdni", street="Morska", number_from=1,
         number_to=99),
    line(7, COOPERATIVE, words=(said("dziura"), said("jezdnia")), category="dziura-w-jezdni", street="Morska",
         number_from=21, number_to=29, parity="odd"),
    line(8, DISTRICT_OFFICE, words=(said("latarnia"), said("lampa")), category="latarnia", district="Orłowo"),
    line(9, WATER, words=(said("woda"),), street="Polna"),
    line(10, OLD_ROADS, words=(said("most"),), valid_to=date(2026, 6, 30)),
    line(11, ROADS, words=(said("most"),), valid_from=date(2026, 7, 1)),
    line(12, GUARD, words=(said("parkowanie"),)),
    line(13, ROADS, words=(said("parkowanie", "zaspa"),)),
    line(14, GUARD, words=(said("hałas"),)),
    line(15, COOPERATIVE, words=(said("hałas"),)),
)  # fmt: skip


def ask(*tokens: str, **told: object) -> Answer:
    return responsible(MAP, Asked(**{"on": DAY, "tokens": frozenset(tokens), **told}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("what", "tokens", "told", "unit"),
    [
        ("a lamp is the lamps' section's", ("latarnia",), {}, LAMPS),
        ("on a co-operative's estate it is the co-operative's", ("latarnia", "spółdzielnia"), {}, COOPERATIVE),
        ("in a district with its own rule it is that district's", ("lampa",), {"district": "Orłowo"}, DISTRICT_OFFICE),
        ("the estate outweighs the district", ("latarnia", "spółdzielnia"), {"district": "Orłowo"}, COOPERATIVE),
        ("a kind of matter is as good as its words", (), {"category": "latarnia"}, LAMPS),
        ("a hole in the road is the city's", ("dziura",), {}, ROADS),
        ("on the national road it is not", ("dziura",), {"street": "Morska"}, NATIONAL),
        ("beyond the city's stretch it is not", ("dziura",), {"street": "Morska", "number": 120}, NATIONAL),
        ("on the city's stretch it is", ("dziura",), {"street": "Morska", "number": 44}, ROADS),
        ("odd houses inside it are an exception", ("dziura",), {"street": "Morska", "number": 23}, COOPERATIVE),
        ("even houses there are not", ("dziura",), {"street": "Morska", "number": 24}, ROADS),
        ("its edge counts", ("dziura",), {"street": "Morska", "number": 29}, COOPERATIVE),
        ("one past its edge does not", ("dziura",), {"street": "Morska", "number": 31}, ROADS),
        ("any matter of transport has an owner", (), {"subject": "transport"}, ROADS),
        ("on the last day the old unit answers", ("most",), {"on": date(2026, 6, 30)}, OLD_ROADS),
        ("on the first day the new one does", ("most",), {"on": date(2026, 7, 1)}, ROADS),
        ("the longer phrase is the narrower matter", ("parkowanie", "zaspa"), {}, ROADS),
        ("the shorter phrase alone keeps its unit", ("parkowanie",), {}, GUARD),
    ],
)  # fmt: skip
def test_the_most_specific_valid_line_answers(
    what: str, tokens: tuple[str, ...], told: dict[str, object], unit: int
) -> None:
    answer = ask(*tokens, **told)
    assert answer.verdict is Verdict.FOUND, what
    assert answer.line is not None
    assert answer.line.unit_id == unit, what


@pytest.mark.parametrize(
    ("what", "tokens", "told", "verdict", "units"),
    [
        ("nobody is known for it", ("kosmos",), {}, Verdict.NOTHING, set()),
        ("nobody was known for it then", ("latarnia",), {"on": date(2019, 12, 31)}, Verdict.NOTHING, set()),
        ("two claim it alike", ("hałas",), {}, Verdict.AMBIGUOUS, {GUARD, COOPERATIVE}),
        ("two things were said", ("latarnia", "most"), {}, Verdict.AMBIGUOUS, {LAMPS, ROADS}),
        ("it hangs on the street", ("woda",), {}, Verdict.PLACE_NEEDED, {WATER}),
        ("it is another street", ("woda",), {"street": "Morska"}, Verdict.NOTHING, set()),
    ],
)
def test_what_is_not_known_is_said_so(
    what: str, tokens: tuple[str, ...], told: dict[str, object], verdict: Verdict, units: set[int]
) -> None:
    answer = ask(*tokens, **told)
    assert (answer.verdict, answer.line) == (verdict, None), what
    assert {option.unit_id for option in answer.options} == units, what


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("12a", 12), (" 7/3", 7), ("15 m. 2", 15), ("", None), ("bez numeru", None), ("99999", None)],
)
def test_a_house_is_read_as_people_write_it(text: str, number: int | None) -> None:
    assert house_number(text) == number


STRETCH = line(1, ROADS, words=(said("dziura"),), street="Morska", number_from=1, number_to=50)


@pytest.mark.parametrize(
    ("what", "other", "is_conflict"),
    [
        ("ranges that cross", {"number_from": 40, "number_to": 90}, True),
        ("a range inside is an exception", {"number_from": 10, "number_to": 20}, False),
        ("ranges that only follow", {"number_from": 51, "number_to": 90}, False),
        ("the same range", {"number_from": 1, "number_to": 50}, True),
        ("the same unit", {"number_from": 40, "number_to": 90, "unit_id": ROADS}, False),
        ("another year", {"number_from": 40, "valid_from": date(2010, 1, 1), "valid_to": date(2019, 1, 1)}, False),
        ("another matter", {"number_from": 40, "number_to": 90, "words": (said("lampa"),)}, False),
        ("another street", {"number_from": 40, "number_to": 90, "street": "Polna"}, False),
    ],
)  # fmt: skip
def test_two_owners_of_one_house_are_a_conflict(what: str, other: dict[str, object], is_conflict: bool) -> None:
    second = replace(STRETCH, **{"id": 2, "unit_id": NATIONAL, **other})  # type: ignore[arg-type]
    assert conflict(STRETCH, second) is is_conflict, what
    assert conflict(second, STRETCH) is is_conflict, what


def test_sides_of_a_street_do_not_meet() -> None:
    assert not conflict(replace(STRETCH, parity="odd"), replace(STRETCH, unit_id=NATIONAL, parity="even"))


words = st.sampled_from(["latarnia", "dziura", "woda"])
phrases = st.lists(words.map(said), max_size=2, unique=True).map(tuple)
places = st.sampled_from(["", "Morska", "Polna"])
numbers = st.none() | st.integers(0, 60)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    street = draw(places)
    low, high = sorted([draw(st.integers(0, 60)), draw(st.integers(0, 60))])
    has_numbers = bool(street) and draw(st.booleans())
    start = draw(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    return Line(
        id=draw(st.integers(1, 99)), unit_id=draw(st.integers(1, 4)), valid_from=start,
        valid_to=draw(st.none() | st.dates(start, date(2027, 1, 1))), words=draw(phrases), with_words=draw(phrases),
        category=draw(st.sampled_from(["", "latarnia"])), subject=draw(st.sampled_from(["", "transport"])),
        district=draw(st.sampled_from(["", "Orłowo"])), street=street, number_from=low if has_numbers else None,
        number_to=high if has_numbers else None, parity=draw(st.sampled_from(["", "odd", "even"])) if street else "",
    )  # fmt: skip


questions = st.builds(
    Asked, on=st.dates(date(2025, 12, 1), date(2027, 2, 1)), tokens=st.frozensets(words),
    subject=st.sampled_from(["", "transport"]), category=st.sampled_from(["", "latarnia"]),
    district=st.sampled_from(["", "Orłowo"]), street=places, number=numbers,
)  # fmt: skip
maps = st.lists(lines(), max_size=8, unique_by=lambda found: found.id)


@given(maps, questions)
def test_there_is_exactly_one_answer_or_an_honest_none(lines: list[Line], asked: Asked) -> None:
    answer = responsible(lines, asked)
    if answer.verdict is Verdict.FOUND:
        assert answer.line in lines
        assert answer.line is not None
        assert answer.line.valid_from <= asked.on <= (answer.line.valid_to or date.max)
        assert answer.options == ()
    else:
        assert answer.line is None
    if answer.verdict is Verdict.AMBIGUOUS:
        assert len({option.unit_id for option in answer.options}) > 1


@given(maps, questions, st.randoms())
def test_the_order_of_the_map_does_not_matter(lines: list[Line], asked: Asked, dice: object) -> None:
    mixed = list(lines)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    assert responsible(mixed, asked) == responsible(lines, asked)


@given(maps, questions)
def test_the_answer_does_not_change_when_lines_that_do_not_fit_are_taken_away(lines: list[Line], asked: Asked) -> None:
    answer = responsible(lines, asked)
    if answer.line is not None:
        fitting = [each for each in lines if responsible([each], asked).verdict is Verdict.FOUND]
        assert responsible(fitting, asked) == answer


@given(maps, questions)
def test_a_narrower_place_never_loses_to_a_wider_one_on_the_same_matter(lines: list[Line], asked: Asked) -> None:
    answer = responsible(lines, asked)
    if answer.line is not None and not answer.line.street and asked.street:
        narrower = replace(answer.line, id=100, unit_id=5, street=asked.street)
        chosen = responsible([*lines, narrower], asked)
        assert chosen.line is None or chosen.line.street == asked.street
