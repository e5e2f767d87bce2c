"""When the line answers, and what streets there are."""

from datetime import UTC, date, datetime, time

import pytest

from infolinia.city import queries
from infolinia.city.models import District, HoursException, OpeningHours, Street, Unit
from infolinia.core.clock import CITY_ZONE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def usual_hours() -> None:
    for weekday in range(5):
        OpeningHours.objects.create(weekday=weekday, opens=time(7), closes=time(18))
    OpeningHours.objects.create(weekday=5, opens=time(8), closes=time(14))


def local(day: str, hour: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}:00").replace(tzinfo=CITY_ZONE)


@pytest.mark.parametrize(
    ("day", "hour", "open_", "changes"),
    [
        ("2026-11-24", "10:42", True, "2026-11-24 18:00"),
        ("2026-11-24", "18:00", False, "2026-11-25 07:00"),
        ("2026-11-24", "06:59", False, "2026-11-24 07:00"),
        ("2026-11-28", "13:59", True, "2026-11-28 14:00"),
        ("2026-11-28", "15:00", False, "2026-11-30 07:00"),
        ("2026-12-24", "10:00", False, "2026-12-28 07:00"),
        ("2026-12-30", "12:00", True, "2026-12-30 14:00"),
        ("2026-12-31", "12:00", False, "2027-01-02 08:00"),
    ],
)
def test_when_the_line_is_open(day: str, hour: str, open_: bool, changes: str) -> None:
    HoursException.objects.create(day=date(2026, 12, 30), opens=time(8), closes=time(14), reason="skrócony dzień")
    HoursException.objects.create(day=date(2026, 12, 31), reason="inwentaryzacja")
    found = queries.opening(local(day, hour))
    moment = found.closes_at if open_ else found.opens_at
    assert found.is_open is open_
    assert moment is not None
    assert f"{moment.astimezone(CITY_ZONE):%Y-%m-%d %H:%M}" == changes


@pytest.mark.parametrize(("day", "reason"), [("2026-12-31", "inwentaryzacja"), ("2026-12-25", "Boże Narodzenie")])
def test_a_closed_day_says_why(day: str, reason: str) -> None:
    HoursException.objects.create(day=date(2026, 12, 31), reason="inwentaryzacja")
    assert reason.casefold() in queries.opening(local(day, "12:00")).reason.casefold()


def test_the_demo_line_never_closes() -> None:
    assert queries.opening(datetime(2026, 12, 25, 2, tzinfo=UTC), always=True).is_open


@pytest.mark.parametrize(
    ("typed", "found"), [("zagl", ["Żaglowa"]), ("ul. Żag", ["Żaglowa"]), ("luk", ["Białe Łuki"]), ("", [])]
)
def test_streets_are_found_by_any_word_without_diacritics(typed: str, found: list[str]) -> None:
    district = District.objects.create(name="Obłuże")
    for name in ("Żaglowa", "Białe Łuki", "Portowa"):
        Street.objects.create(name=name).districts.add(district)
    assert [hit.name for hit in queries.streets_like(typed)] == found


def test_a_unit_knows_every_cell_below_it() -> None:
    start = date(2020, 1, 1)
    top = Unit.objects.create(code="zdiz", name="Zarząd Dróg", short_name="ZDiZ", valid_from=start)
    middle = Unit.objects.create(code="drogi", name="Drogi", short_name="Drogi", parent=top, valid_from=start)
    low = Unit.objects.create(code="mosty", name="Mosty", short_name="Mosty", parent=middle, valid_from=start)
    Unit.objects.create(code="inny", name="Inny", short_name="Inny", valid_from=start)
    assert queries.unit_and_below(top.pk) == {top.pk, middle.pk, low.pk}
    assert queries.unit_and_below(low.pk) == {low.pk}
