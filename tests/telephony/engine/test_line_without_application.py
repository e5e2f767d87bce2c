"""The dialplan alone, with nobody at the application: a caller always hears something, and only callers get in."""

import time
from collections.abc import Iterator

import pytest

from infolinia.telephony.provisioning.trunk_settings import Admission
from tests.telephony.application import Application
from tests.telephony.callers.phone import Phone
from tests.telephony.running import NUMBER, RunningEngine, until

pytestmark = pytest.mark.engine


@pytest.mark.parametrize("spelling", [NUMBER, f"+48{NUMBER}", f"48{NUMBER}", f"0048{NUMBER}"])
def test_the_carrier_reaches_the_line_by_every_spelling_of_the_number(caller: Phone, spelling: str) -> None:
    call = caller.dial(spelling).wait("talking")
    assert call.hears_something()


def test_a_caller_without_an_application_is_asked_to_wait_and_then_hears_music(caller: Phone) -> None:
    since = time.monotonic()
    call = caller.dial(NUMBER).wait("talking")
    assert caller.until(lambda: time.monotonic() - since > 12, 14)
    assert call.longest_silence(since + 1) < 1.5


def test_without_the_application_the_data_notice_is_heard_first_and_once(
    asterisk: RunningEngine, caller: Phone
) -> None:
    caller.dial(NUMBER).wait("talking")
    assert until(lambda: asterisk.channels()[0]["dialplan"]["app_data"] == "infolinia/greeting")
    assert until(lambda: asterisk.channels()[0]["dialplan"]["app_data"] == "infolinia/please-wait", 30)
    assert asterisk.channels()[0]["channelvars"]["GREETED"] == "yes"


def test_another_number_does_not_exist(caller: Phone) -> None:
    assert caller.dial("586262627").wait("refused").status == 404


def test_a_stranger_gets_nothing(asterisk: RunningEngine) -> None:
    with Phone(asterisk.address, address="127.0.0.3") as stranger:
        call = stranger.dial(NUMBER).wait("refused")
        assert call.status in (401, 403)
        assert not asterisk.channels()


def test_the_time_of_arrival_is_set_once_and_reported(asterisk: RunningEngine, caller: Phone) -> None:
    before = time.time() * 1000
    caller.dial(NUMBER).wait("talking")
    assert until(asterisk.channels)
    first = asterisk.channels()[0]["channelvars"]["ARRIVED"]
    assert before - 500 < int(first) < time.time() * 1000
    assert until(lambda: "Queue" in str(asterisk.channels()[0]["dialplan"]), 8)
    assert asterisk.channels()[0]["channelvars"]["ARRIVED"] == first


@pytest.mark.parametrize("dialled", ["infolinia", NUMBER, "112"])
def test_a_guest_of_the_public_page_comes_to_the_same_line_whatever_they_dial(
    asterisk: RunningEngine, dialled: str
) -> None:
    with Application(asterisk) as application, asterisk.adviser_phone("guest-1", context="from-web") as guest:
        guest.dial_signed(dialled)
        assert application.start_of("web")["args"] == ["web"]


@pytest.fixture
def crowded(asterisk: RunningEngine) -> Iterator[RunningEngine]:
    """A line that takes nobody in for now, and lets one knock."""
    asterisk.set_global("CALLS_A_SECOND", "0")
    asterisk.set_global("CROWD", "1")
    yield asterisk
    usual = Admission()
    asterisk.set_global("CALLS_A_SECOND", str(usual.calls_a_second))
    asterisk.set_global("CROWD", str(usual.crowd))
    asterisk.set_global("CALL_BACKS", "yes")


def test_who_signs_stands_in_no_crowd_for_they_can_not_hear_it(crowded: RunningEngine) -> None:
    with Application(crowded) as application, crowded.adviser_phone("guest-2", context="from-signing") as guest:
        guest.dial_signed(NUMBER)
        assert application.start_of("signing")["args"] == ["signing"]


def test_where_an_office_calls_nobody_back_the_crowd_is_not_offered_it(crowded: RunningEngine) -> None:
    crowded.set_global("CALL_BACKS", "no")
    with crowded.caller("500000098") as first, crowded.caller("500000099") as halina:
        first.dial(NUMBER).wait("talking")
        call, heard = halina.dial(NUMBER).wait("talking"), set()

        def is_over() -> bool:
            heard.update(str(one["dialplan"]["app_data"]) for one in crowded.channels())
            return call.state == "ended"

        assert until(is_over, 30)
    assert "infolinia/goodbye" in heard
    assert "infolinia/callback-offer" not in heard


def test_an_advisers_own_telephone_dials_nobody(asterisk: RunningEngine) -> None:
    with asterisk.adviser_phone("adviser-7-d1l") as phone:
        call = phone.dial_signed(NUMBER).wait("refused")
        assert call.status in (403, 603)
        assert not asterisk.channels()
