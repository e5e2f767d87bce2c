"""What a message becomes after what is said of it: late, twice and out of order."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from infolinia.correspondence.rules.states import TOLD, following

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
SINCE = AT - timedelta(hours=1)
EARLIER = SINCE - timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "told", "at", "becomes"),
    [
        ("queued", "sent", AT, "sent"),
        ("queued", "delivered", AT, "delivered"),
        ("queued", "failed", AT, "failed"),
        ("sent", "delivered", AT, "delivered"),
        ("sent", "bounced", AT, "bounced"),
        ("sent", "failed", AT, "bounced"),
        ("sent", "returned", AT, "returned"),
        ("delivered", "sent", AT, "delivered"),
        ("delivered", "read", AT, "read"),
        ("delivered", "bounced", AT, "bounced"),
        ("delivered", "bounced", EARLIER, "delivered"),
        ("read", "bounced", AT, "read"),
        ("read", "delivered", AT, "read"),
        ("bounced", "sent", AT, "bounced"),
        ("bounced", "delivered", AT, "delivered"),
        ("bounced", "delivered", EARLIER, "bounced"),
        ("bounced", "read", EARLIER, "read"),
        ("returned", "delivered", EARLIER, "returned"),
        ("failed", "delivered", AT, "delivered"),
        ("failed", "failed", AT, "failed"),
        ("cancelled", "failed", AT, "cancelled"),
        ("cancelled", "sent", AT, "sent"),
    ],
)
def test_what_is_said_of_a_message(now: str, told: str, at: datetime, becomes: str) -> None:
    assert following(now=now, since=SINCE, told=told, at=at) == becomes


@pytest.mark.parametrize("words", list(permutations(["sent", "delivered", "read"])))
def test_good_words_in_any_order_end_the_same(words: tuple[str, ...]) -> None:
    state = "queued"
    for told in words:
        state = following(now=state, since=SINCE, told=told, at=AT)
    assert state == "read"


@pytest.mark.parametrize("now", ["queued", *TOLD, "cancelled"])
@pytest.mark.parametrize("told", TOLD)
def test_the_same_word_twice_changes_nothing_more(now: str, told: str) -> None:
    once = following(now=now, since=SINCE, told=told, at=AT)
    assert following(now=once, since=AT, told=told, at=AT) == once


@pytest.mark.parametrize("told", ["queued", "cancelled", "lost"])
def test_what_is_ours_to_decide_nobody_may_say(told: str) -> None:
    with pytest.raises(ValueError, match="nobody may say"):
        following(now="sent", since=SINCE, told=told, at=AT)
