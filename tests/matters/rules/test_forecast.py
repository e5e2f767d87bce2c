"""Forecasts from the past: by hand where one can count, and for calibration where one must."""

import random
from datetime import UTC, datetime

import pytest

from infolinia.matters.rules.forecast import Bin, Past, brier, calibration, curve, gap, outlook, running_days


def closed(*days: float) -> list[Past]:
    return [Past(day, is_closed=True) for day in days]


def test_without_open_matters_the_curve_is_the_share_still_open() -> None:
    found = curve(closed(1, 2, 2, 4))
    assert found.days == (1, 2, 4)
    assert found.open_share == pytest.approx((0.75, 0.25, 0))
    assert (found.share_open(0.5), found.share_open(3), found.share_open(99)) == pytest.approx((1, 0.25, 0))
    assert (found.closed_count, found.open_count) == (4, 0)


def test_the_curve_of_freireich_1963() -> None:
    """Weeks in remission of the 6-MP group: the usual example of the method, with its published shares."""
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    still = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    found = curve([*closed(*ended), *(Past(week, is_closed=False) for week in still)])
    shares = [round(found.share_open(week), 3) for week in (6, 7, 10, 13, 16, 22, 23)]
    assert shares == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]


def test_what_is_open_to_this_day_makes_a_unit_slower_not_quicker() -> None:
    quick = curve(closed(*[2] * 40))
    stuck = curve([*closed(*[2] * 40), *[Past(60, is_closed=False)] * 40])
    assert quick.share_open(3) == 0
    assert stuck.share_open(3) == pytest.approx(0.5)


def test_a_long_past_is_thinned_and_says_the_same() -> None:
    days = [day / 10 for day in range(1, 5001)]
    found = curve(closed(*days))
    assert len(found.days) == 200
    assert all(abs(found.share_open(day) - (1 - day / 500)) < 0.006 for day in range(0, 500, 7))


def test_the_outlook_is_asked_of_matters_as_old_as_this_one() -> None:
    known = curve(closed(*range(1, 101)))
    fresh, old = outlook(known, age=0, end=50), outlook(known, age=40, end=50)
    assert fresh is not None
    assert old is not None
    assert fresh.late == pytest.approx(0.5)
    assert old.late == pytest.approx(50 / 60), "it has already missed the quick ones"
    assert (fresh.half, old.half) == (50, 70)
    assert old.most == 94
    passed = outlook(known, age=60, end=50)
    assert passed is not None
    assert passed.late == 1


@pytest.mark.parametrize(
    ("days", "age", "why"),
    [(range(29), 0, "29 closed matters are too few"), (range(100), 95, "only a few were as old as this one")],
)
def test_a_past_that_says_too_little_says_nothing(days: range, age: float, why: str) -> None:
    assert outlook(curve(closed(*days)), age=age, end=200) is None, why


def test_running_days_leave_pauses_out() -> None:
    start, end = datetime(2026, 11, 2, 12, tzinfo=UTC), datetime(2026, 11, 22, 12, tzinfo=UTC)
    over = {"first": "2026-11-05", "last": "2026-11-09"}
    lasting = {"first": "2026-11-20", "last": None}
    never = {"first": "2026-11-07", "last": "2026-11-06"}
    assert running_days(start, end, []) == 20
    assert running_days(start, end, [over]) == 15
    assert running_days(start, end, [over, lasting, never]) == 12
    assert running_days(end, start, []) == 0


def test_forecasts_of_an_even_past_come_true_as_often_as_they_say() -> None:
    """A thousand matters of a random pace, each looked at on a random day, forecast from a thousand others."""
    dice = random.Random(7)
    draw = lambda: dice.lognormvariate(2.3, 0.8)  # noqa: E731 - read twice right below
    known = curve(closed(*(draw() for _ in range(1000))))
    told = []
    for _ in range(6000):
        took, end = draw(), dice.uniform(3, 30)
        age = dice.uniform(0, end)
        if took > age and (seen := outlook(known, age=age, end=end)):
            told.append((seen.late, took > end))
    found = calibration(told)
    assert len(told) > 2000
    assert gap(found) < 0.03
    assert brier(told) < 0.2


def test_bins_and_their_gap_by_hand() -> None:
    told = [(0.1, False), (0.1, True), (0.9, True), (1.0, True)]
    found = calibration(told, bins=2)
    assert found == [Bin(0.0, 0.5, 2, 0.1, 0.5), Bin(0.5, 1.0, 2, 0.95, 1.0)]
    assert gap(found) == pytest.approx((2 * 0.4 + 2 * 0.05) / 4)
    assert brier(told) == pytest.approx((0.01 + 0.81 + 0.01 + 0) / 4)
