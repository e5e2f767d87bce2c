"""When a message is tried again."""

from datetime import UTC, datetime, timedelta

import pytest

from infolinia.correspondence.rules.retrying import MOST_ATTEMPTS, next_attempt

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("attempts", "wait"),
    [(1, timedelta(seconds=30)), (2, timedelta(minutes=1)), (5, timedelta(minutes=8)), (11, timedelta(hours=4))],
)
def test_the_wait_doubles_up_to_four_hours(attempts: int, wait: timedelta) -> None:
    assert next_attempt(attempts=attempts, at=AT, permanent=False) == AT + wait


def test_a_provider_may_be_down_for_a_night() -> None:
    total = timedelta(0)
    for attempts in range(1, MOST_ATTEMPTS):
        again = next_attempt(attempts=attempts, at=AT, permanent=False)
        assert again is not None
        total += again - AT
    assert total > timedelta(hours=12)


@pytest.mark.parametrize(("attempts", "permanent"), [(MOST_ATTEMPTS, False), (1, True)])
def test_nobody_tries_for_ever(attempts: int, permanent: bool) -> None:
    assert next_attempt(attempts=attempts, at=AT, permanent=permanent) is None
