"""When a message is tried again."""

from datetime import UTC, datetime, timedelta

import pytest

from infolinia.correspondence.rules.retrying import TRIED_FOR, next_attempt, rest

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
SECONDS, MINUTES, HOURS = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("attempts", "wait"), [(1, 30 * SECONDS), (2, MINUTES), (5, 8 * MINUTES), (8, HOURS), (900, HOURS)]
)
def test_the_wait_doubles_up_to_an_hour(attempts: int, wait: timedelta) -> None:
    assert next_attempt(attempts=attempts, since=AT, at=AT, permanent=False) == AT + wait


@pytest.mark.parametrize(
    ("waits_for", "permanent", "is_tried_again"),
    [
        (timedelta(days=3), False, True),
        (TRIED_FOR - HOURS, False, True),
        (TRIED_FOR, False, False),
        (timedelta(0), True, False),
    ],
)
def test_a_provider_may_be_away_for_three_days_but_nobody_tries_for_ever(
    waits_for: timedelta, permanent: bool, is_tried_again: bool
) -> None:
    again = next_attempt(attempts=99, since=AT - waits_for, at=AT, permanent=permanent)
    assert (again is not None) == is_tried_again


@pytest.mark.parametrize(
    ("failures", "wait"), [(1, 30 * SECONDS), (3, 2 * MINUTES), (6, 15 * MINUTES), (99, 15 * MINUTES)]
)
def test_a_carrier_that_does_not_work_rests_longer_each_time(failures: int, wait: timedelta) -> None:
    assert rest(failures=failures, at=AT) == AT + wait
