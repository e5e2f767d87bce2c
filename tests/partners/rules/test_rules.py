"""Keys, signatures, waits and events of programs."""

import re
from datetime import datetime, timedelta

import pytest

from infolinia.matters.rules.changes import TABLE
from infolinia.partners.rules import keys, retrying, rights, signing
from tests.conftest import TUESDAY


def test_a_key_is_long_random_and_leaves_only_a_trace() -> None:
    one, other = keys.new_key(), keys.new_key()
    assert one != other
    assert re.fullmatch(r"inf_[\w-]{43}", one)
    assert re.fullmatch(r"[0-9a-f]{64}", keys.trace(one))
    assert keys.trace(one) != keys.trace(other)


@pytest.mark.parametrize("text", ["", "inf_", "inf_short", "x" * 47, "inf_" + "ą" * 43, "inf_" + "a" * 44])
def test_what_is_no_key_has_no_trace(text: str) -> None:
    assert keys.trace(text) == ""


def test_the_signature_is_that_of_standard_webhooks() -> None:
    """The example of the standard's own libraries."""
    told = signing.headers(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        sent_at=1614265330,
        body=b'{"test": 2432232314}',
    )
    assert told["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_secrets_are_never_the_same() -> None:
    assert signing.new_secret() != signing.new_secret()
    assert signing.new_secret().startswith("whsec_")


@pytest.mark.parametrize(
    ("attempts", "hours_tried", "wait"),
    [
        (1, 0, timedelta(seconds=20)),
        (2, 0, timedelta(minutes=1)),
        (3, 0, timedelta(minutes=3)),
        (7, 1, timedelta(hours=4, minutes=3)),
        (8, 10, timedelta(hours=6)),
        (200, 65, timedelta(hours=6)),
        (20, 66, timedelta(hours=6)),
        (20, 66.1, None),
        (20, 100, None),
    ],
)
def test_waits_grow_and_end_after_three_days(attempts: int, hours_tried: float, wait: timedelta | None) -> None:
    at: datetime = TUESDAY
    again = retrying.next_attempt(attempts=attempts, since=at - timedelta(hours=hours_tried), at=at)
    assert again == (at + wait if wait else None)


@pytest.mark.parametrize(("status", "arrived"), [(200, True), (204, True), (299, True), (0, False), (301, False)])
def test_only_success_is_an_arrival(status: int, arrived: bool) -> None:
    assert retrying.arrived(status) is arrived


@pytest.mark.parametrize(
    ("change", "event"),
    [
        ("registered", "matter.registered"),
        ("close", "matter.closed"),
        ("reopen", "matter.reopened"),
        ("answer", "matter.message"),
        ("take", "matter.changed"),
        ("add_note", ""),
        ("chase", ""),
        ("new_code", ""),
    ],
)
def test_programs_hear_of_what_concerns_them(change: str, event: str) -> None:
    assert rights.event_of(change) == event


def test_every_change_in_the_table_is_an_event_that_can_be_chosen_or_none() -> None:
    assert {rights.event_of(change) for change in TABLE} <= {*rights.EVENTS, ""}
