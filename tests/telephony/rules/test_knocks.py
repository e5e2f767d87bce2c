"""Who guesses passwords and who only has an old one."""

from datetime import UTC, datetime, timedelta

import pytest

from infolinia.telephony.rules.knocks import MOST, Knock, guessing, knock_of

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LINE = (
    '[2026-11-24T12:00:00.123] SECURITY[7] res_security_log.c: SecurityEvent="{event}",'
    'EventTV="2026-11-24T12:00:00.000+0000",Severity="Error",Service="PJSIP",EventVersion="1",AccountID="{account}",'
    'SessionID="x",LocalAddress="IPV4/UDP/192.0.2.1/5060",RemoteAddress="{remote}",Challenge=""'
)


def line(event: str, remote: str = "IPV4/UDP/198.51.100.7/5060", account: str = "adviser-7") -> str:
    return LINE.format(event=event, remote=remote, account=account)


@pytest.mark.parametrize(
    ("said", "address"),
    [
        (line("InvalidAccountID"), "198.51.100.7"),
        (line("ChallengeResponseFailed"), "198.51.100.7"),
        (line("InvalidPassword", "IPV6/TLS/2001:db8::7/5061"), "2001:db8::7"),
        (line("InvalidAccountID", account='x",RemoteAddress="IPV4/UDP/192.0.2.10/1"'), "198.51.100.7"),
        (line("ChallengeSent"), None),
        (line("SuccessfulAuth"), None),
        ("rubbish", None),
        ("", None),
    ],
    ids=["a stranger", "a wrong answer", "by IPv6", "who writes an operator's address into the name", *"abcd"],
)
def test_only_refused_requests_count_and_only_the_real_address(said: str, address: str | None) -> None:
    knock = knock_of(said)
    assert (knock and knock.address) == address


def knocks(address: str, number: int, every: timedelta) -> list[Knock]:
    return [Knock(NOON - every * ordinal, address) for ordinal in range(number)]


@pytest.mark.parametrize(
    ("what", "found"),
    [
        (knocks("198.51.100.7", MOST, timedelta(seconds=1)), {"198.51.100.7"}),
        (knocks("198.51.100.7", MOST - 1, timedelta(seconds=1)), set()),
        (knocks("198.51.100.7", 100, timedelta(minutes=2)), set()),
        (knocks("127.0.0.1", 100, timedelta(seconds=1)), set()),
        (knocks("::1", 100, timedelta(seconds=1)), set()),
        (knocks("192.0.2.10", 100, timedelta(seconds=1)), set()),
        (knocks("192.0.2.99", 100, timedelta(seconds=1)), {"192.0.2.99"}),
    ],
    ids=[
        "twenty within a minute",
        "nineteen",
        "a desk phone with an old password",
        "browsers through this machine",
        "the same by IPv6",
        "an operator is spared",
        "a neighbour of the operator is not",
    ],
)
def test_who_is_shut_out(what: list[Knock], found: set[str]) -> None:
    assert guessing(what, spared=["192.0.2.10", "203.0.113.0/24"], at=NOON) == found
