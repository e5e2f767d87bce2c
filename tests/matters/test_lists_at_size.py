"""What keeps lists of a million matters as quick as those of ten thousand: conditions an index knows, kept numbers."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infolinia.city.models import Staff, Unit
from infolinia.core.paging import Beside
from infolinia.matters import operations, queries
from infolinia.matters.figures.made_of import arms, month_values
from infolinia.matters.models import Matter, MonthFigures, Standing
from infolinia.matters.queries.behind import Which, behind
from infolinia.matters.rules.figures import REASONS
from infolinia.matters.rules.forecast import Past, chance, curve, outlook
from infolinia.matters.shapes import Registered

Register = Callable[..., Registered]
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
LATE = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
# How a matter stands, and the one reason why it is late then.
STANDS: tuple[tuple[dict[str, object], str], ...] = (
    ({"status": "new", "silent_since": NOON}, "silent"),
    ({"status": "new", "silent_since": NOON, "opened_at": NOON}, "untaken"),
    ({"status": "new"}, "untaken"),
    ({"status": "returned", "silent_since": NOON}, "silent"),
    ({"status": "returned", "opened_at": NOON}, "returned"),
    ({"status": "reopened"}, "reopened"),
    ({"status": "at_helpline"}, "at_helpline"),
    ({"status": "waiting", "waits_kind": "unit"}, "unit"),
    ({"status": "waiting", "waits_kind": "body"}, "body"),
    ({"status": "waiting", "waits_kind": "season"}, "season"),
    ({"status": "waiting", "waits_kind": "contractor"}, "contractor"),
    ({"status": "waiting"}, "others"),
    ({"status": "to_sign"}, "to_sign"),
    ({"status": "answered"}, "answered"),
    ({"status": "in_progress", "silent_since": NOON}, "in_hand"),
    ({"status": "asked_resident"}, "in_hand"),
)


@pytest.mark.django_db
def test_every_late_matter_has_one_reason_and_stands_in_its_list_alone(register: Register) -> None:
    expected: dict[str, set[str]] = {reason: set() for reason in REASONS}
    for stands, reason in STANDS:
        made = register(when=LATE)
        Matter.objects.filter(pk=made.id).update(**stands)
        expected[reason].add(made.number)
    found = {
        reason: {line.number for line in behind(Which("overdue", reason=reason), NOON).lines} for reason in REASONS
    }
    assert found == expected
    operations.count_now(at=NOON)
    counted = {reason: sum(row.late_why.get(reason, 0) for row in Standing.objects.all()) for reason in REASONS}
    assert counted == {reason: len(numbers) for reason, numbers in expected.items()}


@pytest.mark.django_db
def test_a_long_list_of_a_month_is_told_its_kept_number_and_a_whole_one_counts_itself(register: Register) -> None:
    for _each in range(3):
        register(when=LATE)
    which = Which("received", month=OCTOBER)
    assert behind(which, NOON, size=1).total == 3, "nobody has counted: it counts"
    operations.count_month(OCTOBER, at=NOON)
    MonthFigures.objects.filter(month=OCTOBER).update(received=77)
    assert behind(which, NOON, size=1).total == 77
    assert behind(which, NOON).total == 3


@pytest.mark.django_db
@pytest.mark.parametrize(("ago", "total"), [(timedelta(hours=1), 77), (timedelta(hours=3), 3)])
def test_a_number_of_the_running_month_is_kept_for_two_hours(register: Register, ago: timedelta, total: int) -> None:
    for _each in range(3):
        register(when=NOON - timedelta(days=1))
    operations.count_month(NOVEMBER, at=NOON - ago)
    MonthFigures.objects.filter(month=NOVEMBER).update(received=77)
    assert behind(Which("received", month=NOVEMBER), NOON, size=1).total == total


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["open", "ageing", "overdue"])
def test_the_end_of_a_month_is_read_from_the_index_of_lifetimes(number: str) -> None:
    (text,) = arms(number, "true")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN SELECT matter_id FROM ({text}) one", month_values(OCTOBER, NOON))  # noqa: S608
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "matters_open_then" in plan


@pytest.mark.django_db
def test_an_end_before_the_beginning_breaks_nothing_and_is_none(register: Register) -> None:
    made = register(when=LATE)
    ended = {"status": "closed", "result": "done", "closing_text": "Tak."}
    Matter.objects.filter(pk=made.id).update(closed_at=LATE - timedelta(days=1), **ended)
    assert behind(Which("open", month=OCTOBER), NOON).total == 0


@pytest.mark.django_db
def test_units_and_their_deadlines_cost_four_statements(register: Register, roads: Unit, lamps: Unit) -> None:
    for category in ("dziura-w-jezdni", "latarnia", "skarga"):
        register(category, when=LATE)
    with CaptureQueriesContext(connection) as asked:
        loads = queries.deadlines_by_unit(NOON)
    assert [(load.unit_code, load.overdue, load.open) for load in loads] == [
        ("zdiz-utrzymanie", 2, 2),
        ("zdiz-oswietlenie", 1, 1),
    ]
    assert all(load.longest for load in loads)
    assert len(asked) == 4


@pytest.mark.django_db
def test_a_whole_number_finds_its_matter_alone_by_its_own_index(register: Register, zofia: Staff) -> None:
    made = register(when=LATE)
    register(when=LATE, description=f"Jak w sprawie {made.number}.")
    with CaptureQueriesContext(connection) as asked:
        found = queries.search(zofia, made.number.lower(), NOON)
    assert ([line.number for line in found.lines], found.total, len(asked)) == ([made.number], 1, 1)
    assert queries.search(zofia, made.number[:-1], NOON).total == 2, "a part of a number is a word as any other"


@pytest.mark.django_db
def test_a_search_looks_for_its_words_once(register: Register, zofia: Staff) -> None:
    numbers = [register(when=LATE + timedelta(hours=turn)).number for turn in range(3)]
    with CaptureQueriesContext(connection) as asked:
        found = queries.search(zofia, "dziura", NOON)
    assert ([line.number for line in found.lines], found.total) == (numbers[::-1], 3)
    assert sum("LIKE" in each["sql"] for each in asked) == 1


@pytest.mark.django_db
def test_warnings_are_looked_for_once(register: Register, piotr: Staff) -> None:
    late = [register(when=LATE + timedelta(days=turn)).number for turn in range(3)]
    operations.warn(at=NOON)
    with CaptureQueriesContext(connection) as asked:
        found = queries.warnings_for(piotr, NOON, size=2)
    assert ([one.matter.number for one in found.lines], found.total, bool(found.behind)) == (late[:2], 3, True)
    assert sum("matters_warningsent" in each["sql"] for each in asked) == 2, "which matters, and what is told of them"
    rest = queries.warnings_for(piotr, NOON, size=2, beside=Beside(found.behind))
    assert ([one.matter.number for one in rest.lines], rest.total) == (late[2:], 3)


@pytest.mark.parametrize("closed", [20, 40, 400])
@pytest.mark.parametrize("age", [0.0, 2.5, 30.0, 90.0])
@pytest.mark.parametrize("left", [-1.0, 0.5, 4.0, 60.0])
def test_the_chance_of_thousands_is_the_outlooks(closed: int, age: float, left: float) -> None:
    known = curve(Past(days=turn % 60, is_closed=turn % 5 != 0) for turn in range(closed))
    told = outlook(known, age=age, end=age + left)
    assert chance(known, age=age, end=age + left) == (told.late if told else None)
