"""Callers reach advisers while the daemon is away, and go back to it when it returns."""

from collections.abc import Iterator

import pytest

from tests.telephony.application import Application
from tests.telephony.callers.phone import Phone
from tests.telephony.running import NUMBER, RunningEngine, until

pytestmark = pytest.mark.engine

CALLER_TONE, ADVISER_TONE = 440.0, 620.0


@pytest.fixture
def zofias_phone(asterisk: RunningEngine) -> Iterator[Phone]:
    """Zofia's telephone, known to the engine; whether she takes calls is each test's choice."""
    with asterisk.adviser_phone("adviser-7-k3f") as phone:
        yield phone
    asterisk.set_global("FALLBACK_ADVISERS", "")


def test_a_listed_adviser_rings_and_both_hear_each_other(
    asterisk: RunningEngine, caller: Phone, zofias_phone: Phone
) -> None:
    asterisk.set_global("FALLBACK_ADVISERS", zofias_phone.user)
    call = caller.dial(NUMBER, pitch=CALLER_TONE)
    desk = zofias_phone.ringing(10)
    assert desk.invitation
    assert desk.invitation["X-Infolinia-Fallback"] == "yes"
    assert "500000014" in desk.invitation["From"]
    desk.answer()
    assert call.hears(ADVISER_TONE)
    assert desk.hears(CALLER_TONE)
    desk.hang_up()
    call.wait("ended")


def test_an_adviser_who_is_not_listed_is_left_in_peace(
    asterisk: RunningEngine, caller: Phone, zofias_phone: Phone
) -> None:
    caller.dial(NUMBER).wait("talking")
    assert until(lambda: "1 calls" in asterisk.console("queue show fallback"), 10)
    assert until(lambda: "0 calls" in asterisk.console("queue show fallback"), 10)
    assert not zofias_phone.calls


def test_a_caller_waits_for_an_adviser_who_talks(asterisk: RunningEngine, caller: Phone, zofias_phone: Phone) -> None:
    asterisk.set_global("FALLBACK_ADVISERS", zofias_phone.user)
    caller.dial(NUMBER)
    first = zofias_phone.ringing(10).answer()
    with asterisk.caller("500000015") as second:
        waiting = second.dial(NUMBER).wait("talking")
        assert until(lambda: "1 calls" in asterisk.console("queue show fallback"), 10)
        assert len(zofias_phone.calls) == 1
        assert waiting.hears_something(level=0.002)
        first.hang_up()
        assert zofias_phone.until(lambda: len(zofias_phone.calls) == 2, 12)


def test_who_arrived_first_is_served_first_however_often_both_knocked(
    asterisk: RunningEngine, caller: Phone, zofias_phone: Phone
) -> None:
    with asterisk.caller("500000015") as other:
        caller.dial(NUMBER).wait("talking")
        assert until(lambda: "1 calls" in asterisk.console("queue show fallback"), 10)
        other.dial(NUMBER).wait("talking")
        assert until(lambda: "2 calls" in asterisk.console("queue show fallback"), 10)
        first = asterisk.channels()[0]["id"]
        assert until(lambda: _knocked_last(asterisk, first), 10), "the first caller joined the queue after the second"
        asterisk.set_global("FALLBACK_ADVISERS", zofias_phone.user)
        bell = zofias_phone.ringing(10)
        assert bell.invitation
        assert "500000014" in bell.invitation["From"]


def test_who_left_the_list_is_no_longer_rung(asterisk: RunningEngine, caller: Phone, zofias_phone: Phone) -> None:
    asterisk.set_global("FALLBACK_ADVISERS", f"someone-else&{zofias_phone.user}")
    call = caller.dial(NUMBER)
    zofias_phone.ringing(10)
    call.hang_up()
    asterisk.set_global("FALLBACK_ADVISERS", "someone-else")
    caller.dial(NUMBER).wait("talking")
    assert until(lambda: "1 calls" in asterisk.console("queue show fallback"), 10)
    assert f"PJSIP/{zofias_phone.user}" not in asterisk.console("queue show fallback")


def test_a_waiting_caller_comes_back_to_the_application_with_the_time_of_arrival(
    asterisk: RunningEngine, caller: Phone
) -> None:
    caller.dial(NUMBER).wait("talking")
    assert until(lambda: "1 calls" in asterisk.console("queue show fallback"), 10)
    arrived = asterisk.channels()[0]["channelvars"]["ARRIVED"]
    with Application(asterisk) as application:
        start = application.start_of("inbound", timeout=6)
    assert start["channel"]["channelvars"]["ARRIVED"] == arrived


def test_with_nobody_signed_in_the_caller_is_told_and_let_go(asterisk: RunningEngine, caller: Phone) -> None:
    asterisk.set_global("FALLBACK_SECONDS_ALONE", "1")
    try:
        call = caller.dial(NUMBER).wait("talking")
        assert until(lambda: asterisk.channels()[0]["dialplan"]["app_data"] == "infolinia/all-busy", 12)
        assert call.hears_something()
        call.wait("ended", timeout=15)
    finally:
        asterisk.set_global("FALLBACK_SECONDS_ALONE", "60")


def _knocked_last(asterisk: RunningEngine, channel: str) -> bool:
    """Whether both wait and this caller joined the queue anew after the other (`Wait`, seconds since joining)."""
    said = [line for line in asterisk.console("queue show fallback").splitlines() if "wait:" in line]
    waits = {line.split()[1]: line.split("wait: ")[1].split(",")[0] for line in said}
    names = {row["id"]: row["name"] for row in asterisk.channels()}
    return len(waits) == 2 and waits[names[channel]] < max(waits.values())
