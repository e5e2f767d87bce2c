"""The ruler under the clocks."""

from datetime import date

from infolinia.matters.rules.ruler import Measured, Stretch, measure
from infolinia.matters.rules.shapes import Pause

STOOD = Pause(date(2026, 10, 22), date(2026, 11, 4))


def _measure(today: date, pauses: tuple[Pause, ...] = (STOOD,)) -> Measured:
    return measure(
        start=date(2026, 10, 14), goal=date(2026, 11, 27), end=date(2026, 11, 30), today=today, pauses=list(pauses)
    )


def test_the_prototypes_matter_on_24_november() -> None:
    found = _measure(date(2026, 11, 24))
    assert (found.passed, found.counted) == (27, 33)
    assert [(one.kind, one.days) for one in found.stretches] == [("counted", 7), ("stopped", 14), ("counted", 20)]
    assert found.today == round(41 * 100 / 47, 2)
    assert found.goal == round(44 * 100 / 47, 2)
    assert found.end == 100


def test_the_stretches_lie_end_to_end_up_to_today() -> None:
    found = _measure(date(2026, 11, 24))
    right = 0.0
    for one in found.stretches:
        assert abs(one.start - right) < 0.02
        right = one.start + one.width
    assert abs(right - found.today) < 0.02


def test_after_the_end_the_ruler_grows_to_today_and_counting_stops() -> None:
    found = _measure(date(2026, 12, 10))
    assert found.today == 100
    assert found.end == round(47 * 100 / 57, 2)
    assert (found.passed, found.counted) == (33, 33)


def test_a_pause_that_lasts_is_hatched_to_today() -> None:
    found = _measure(date(2026, 10, 30), (Pause(date(2026, 10, 22), None),))
    assert found.stretches[-1] == Stretch("stopped", round(7 * 100 / 47, 2), round(16 * 100 / 47 - 7 * 100 / 47, 2), 9)
    assert found.passed == 7


def test_on_the_first_day_nothing_has_passed() -> None:
    found = _measure(date(2026, 10, 14), ())
    assert (found.stretches, found.today, found.passed) == ((), 0, 0)
