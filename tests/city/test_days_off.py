"""Changes of the statutory days off: kept as data, seen at once where they are made, nonsense refused."""

from datetime import date

import pytest

from infolinia.city import changed_days, days_off, queries
from infolinia.city.days_off import CannotChangeDaysOff
from infolinia.city.models import DayOffChange

pytestmark = pytest.mark.django_db
FLAG_DAY = date(2028, 5, 2)


def test_an_added_day_is_off_at_once_in_every_calendar() -> None:
    lasting = queries.WORKING_DAYS
    assert not lasting.is_free(FLAG_DAY)
    assert days_off.add_day_off(day=FLAG_DAY, name="Dzień Flagi", basis="ustawa") == 1
    assert lasting.is_free(FLAG_DAY) and queries.calendar().day_off_name(FLAG_DAY) == "Dzień Flagi"
    assert queries.calendar().hours_on(FLAG_DAY) is None, "the line is closed on a day off"
    [found] = queries.changes_of_days_off()
    days_off.forget_change(change_id=found.id)
    assert not lasting.is_free(FLAG_DAY)


def test_a_taken_day_is_an_ordinary_one_but_a_sunday_stays_free() -> None:
    assert days_off.take_day_off(day=date(2027, 1, 6), basis="ustawa", years=3) == 3
    assert not queries.WORKING_DAYS.is_free(date(2027, 1, 6))
    assert not queries.WORKING_DAYS.is_day_off(date(2029, 1, 6)) and queries.WORKING_DAYS.is_free(date(2029, 1, 6))
    with pytest.raises(CannotChangeDaysOff):
        days_off.take_day_off(day=date(2027, 3, 28), basis="ustawa")


def test_what_another_process_changed_is_seen_when_the_memory_is_over() -> None:
    changed_days.keep({}, seconds=60)
    DayOffChange.objects.create(day=FLAG_DAY, is_off=True, name="Dzień Flagi", basis="ustawa")
    assert not queries.WORKING_DAYS.is_free(FLAG_DAY)
    assert queries.calendar_now().is_free(FLAG_DAY), "a recount asks the database itself"
    changed_days.keep({}, seconds=-1)
    assert queries.WORKING_DAYS.is_free(FLAG_DAY)


def test_a_name_is_one_line() -> None:
    days_off.add_day_off(day=FLAG_DAY, name="Dzień\r\nFlagi", basis="ustawa\nz 2028 r.")
    [found] = queries.changes_of_days_off()
    assert (found.name, found.basis) == ("Dzień Flagi", "ustawa z 2028 r.")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"basis": ""}, "basis"),
        ({"years": 0}, "years"),
        ({"years": 31}, "years"),
        ({"day": date(1980, 1, 2)}, "day"),
        ({"day": date(2027, 12, 24)}, "day"),
    ],
)
def test_nonsense_is_refused_by_its_input(given: dict[str, object], field: str) -> None:
    values: dict[str, object] = {"day": FLAG_DAY, "name": "Dzień Flagi", "basis": "ustawa", **given}
    with pytest.raises(CannotChangeDaysOff) as refused:
        days_off.add_day_off(**values)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert not DayOffChange.objects.exists()


def test_a_day_is_changed_once() -> None:
    days_off.add_day_off(day=FLAG_DAY, name="Dzień Flagi", basis="ustawa")
    with pytest.raises(CannotChangeDaysOff):
        days_off.add_day_off(day=FLAG_DAY, name="Dzień Flagi", basis="ustawa")
    assert DayOffChange.objects.count() == 1


def test_it_costs_no_statement_while_it_is_remembered(django_assert_num_queries: object) -> None:
    changed_days.forget()
    queries.WORKING_DAYS.is_free(FLAG_DAY)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert not queries.WORKING_DAYS.is_free(FLAG_DAY)
