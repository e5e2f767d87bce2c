"""The bucket of tokens: a burst is free, a flow is bounded."""

import pytest

from infolinia.api.rules.bucket import CAPACITY, PER_SECOND, Bucket, take


@pytest.mark.parametrize(
    ("bucket", "moment", "left", "wait"),
    [
        pytest.param(Bucket(left=1, at=0), 0, 0, 0, id="the last token is given"),
        pytest.param(Bucket(left=0, at=0), 0, 0, 1, id="with none left one waits a second"),
        pytest.param(Bucket(left=0, at=0), 1, PER_SECOND - 1, 0, id="a second later there are some again"),
        pytest.param(Bucket(left=0, at=0), 3600, CAPACITY - 1, 0, id="an hour does no more than fill it"),
        pytest.param(Bucket(left=5, at=9), 3, 4, 0, id="a clock that went back gives nothing"),
    ],
)
def test_the_bucket(bucket: Bucket, moment: float, left: float, wait: int) -> None:
    after, seconds = take(bucket, moment)
    assert (after.left, seconds) == (left, wait)


def test_waiting_as_long_as_told_is_always_enough() -> None:
    bucket = Bucket(left=0, at=0)
    for tenth in range(10):
        short, seconds = take(bucket, tenth / 10)
        if seconds:
            assert take(short, tenth / 10 + seconds)[1] == 0
