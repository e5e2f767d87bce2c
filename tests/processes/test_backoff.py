"""When a process that ended starts again."""

import pytest

from infolinia.config.processes import backoff


@pytest.mark.parametrize(
    ("falls", "seconds"),
    [(1, 0.2), (2, 0.4), (3, 0.8), (6, 6.4), (7, 10.0), (1000, 10.0)],
    ids=lambda value: str(value),
)
def test_each_fall_in_a_row_doubles_the_pause_up_to_ten_seconds(falls: int, seconds: float) -> None:
    assert backoff.pause(falls) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("story", "before", "lived", "after"),
    [
        ("the first fall", 0, 0.1, 1),
        ("one more fall at once", 4, 1.0, 5),
        ("almost healthy still counts", 4, 29.9, 5),
        ("half a minute of life forgives all", 4, 30.0, 1),
    ],
)
def test_falls_are_counted_until_it_lived_half_a_minute(story: str, before: int, lived: float, after: int) -> None:
    assert backoff.falls_after(before, lived=lived) == after
