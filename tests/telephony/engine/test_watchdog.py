"""The guard outside the daemon: it moves who waits, ends what is left over, and leaves talks alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infolinia.core import heartbeat
from infolinia.telephony.watchdog import PATIENCE, Watchdog
from tests.telephony.application import Application
from tests.telephony.callers.phone import Phone
from tests.telephony.running import NUMBER, RunningEngine, until

pytestmark = pytest.mark.engine


@pytest.fixture(autouse=True)
def state(asterisk: RunningEngine, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Signs of life lie in the test's own state."""
    monkeypatch.setenv("INFOLINIA_STATE", str(asterisk.state))
    return asterisk.state


@pytest.fixture
def zofias_phone(asterisk: RunningEngine) -> Iterator[Phone]:
    """Zofia's telephone."""
    with asterisk.adviser_phone("adviser-7-w4d") as phone:
        yield phone


def after_patience(watchdog: Watchdog) -> dict[str, str]:
    """Let the watchdog look before and after its patience ends; returns what it did to whom."""
    assert watchdog.look(100.0) == []
    assert watchdog.look(100.0 + PATIENCE - 0.1) == []
    return {rescue.channel: rescue.deed for rescue in watchdog.look(100.0 + PATIENCE + 0.1)}


def test_a_caller_stuck_inside_is_moved_to_music(asterisk: RunningEngine, caller: Phone) -> None:
    with Application(asterisk) as application:
        call = caller.dial(NUMBER)
        channel = application.start_of("inbound")["channel"]["id"]
        application.hold_with_music(channel)
        call.wait("talking")
        application.vanish()
    assert until(lambda: "infolinia" not in asterisk.console("ari show websocket sessions"))
    assert after_patience(Watchdog(asterisk.state)) == {channel: "continue"}
    assert until(lambda: "1 calls" in asterisk.console("queue show fallback"), 8)
    assert call.hears_something(level=0.002)


def test_a_talking_pair_is_left_alone_and_what_remains_of_it_is_ended(
    asterisk: RunningEngine, caller: Phone, zofias_phone: Phone
) -> None:
    with Application(asterisk) as application:
        call = caller.dial(NUMBER, pitch=440)
        channel = application.start_of("inbound")["channel"]["id"]
        application.hold_with_music(channel)
        application.ring(zofias_phone.user, leg="leg-of-zofia")
        desk = zofias_phone.ringing().answer()
        application.start_of("adviser")
        application.join(channel, "leg-of-zofia")
        assert call.hears(620)
    watchdog = Watchdog(asterisk.state)
    assert after_patience(watchdog) == {}
    assert call.hears(620)
    assert desk.hears(440)
    desk.hang_up()
    assert until(lambda: len(asterisk.channels()) == 1)
    assert [rescue.deed for rescue in watchdog.look(110.0)] == ["hang up"]
    call.wait("ended")


def test_a_caller_on_hold_gets_the_adviser_back(asterisk: RunningEngine, caller: Phone, zofias_phone: Phone) -> None:
    with Application(asterisk) as application:
        call = caller.dial(NUMBER)
        channel = application.start_of("inbound")["channel"]["id"]
        application.hold_with_music(channel)
        application.ring(zofias_phone.user, leg="leg-that-holds")
        desk = zofias_phone.ringing().answer()
        application.start_of("adviser")
        asterisk.ari("POST", "bridges", bridgeId=f"talk~{channel}", type="mixing")
        assert asterisk.ari("POST", f"bridges/talk~{channel}/addChannel", channel="leg-that-holds")[0] == 204
    assert after_patience(Watchdog(asterisk.state)) == {channel: "reunite"}
    assert call.hears(620)
    assert desk.hears(440)


def test_an_adviser_who_still_rings_is_freed_so_that_the_queue_can_ring_her(
    asterisk: RunningEngine, caller: Phone, zofias_phone: Phone
) -> None:
    asterisk.set_global("FALLBACK_ADVISERS", zofias_phone.user)
    with Application(asterisk) as application:
        caller.dial(NUMBER)
        channel = application.start_of("inbound")["channel"]["id"]
        application.hold_with_music(channel)
        application.ring(zofias_phone.user, leg="leg-that-rings")
        offered = zofias_phone.ringing()
    assert after_patience(Watchdog(asterisk.state)) == {channel: "continue", "leg-that-rings": "hang up"}
    offered.wait("ended")
    assert zofias_phone.until(lambda: any(call.state == "ringing" for call in zofias_phone.calls), 12)
    asterisk.set_global("FALLBACK_ADVISERS", "")


def test_an_adviser_who_picked_up_as_the_daemon_died_gets_the_caller(
    asterisk: RunningEngine, caller: Phone, zofias_phone: Phone
) -> None:
    asterisk.set_global("FALLBACK_ADVISERS", zofias_phone.user)
    with Application(asterisk) as application:
        call = caller.dial(NUMBER, pitch=440)
        channel = application.start_of("inbound")["channel"]["id"]
        application.hold_with_music(channel)
        application.ring(zofias_phone.user, leg=f"ring~{channel}~7~1763977320000")
        desk = zofias_phone.ringing().answer()
        application.start_of("adviser")
    watchdog = Watchdog(asterisk.state)
    assert after_patience(watchdog) == {channel: "join"}
    assert call.hears(620)
    assert desk.hears(440)
    assert watchdog.look(110.0) == []
    assert len(zofias_phone.calls) == 1, "she is not rung a second time"
    asterisk.set_global("FALLBACK_ADVISERS", "")


def test_a_daemon_that_is_here_is_not_disturbed(asterisk: RunningEngine, caller: Phone) -> None:
    with Application(asterisk) as application:
        caller.dial(NUMBER)
        application.hold_with_music(application.start_of("inbound")["channel"]["id"])
        assert after_patience(Watchdog(asterisk.state)) == {}


def test_a_daemon_that_stopped_moving_loses_its_place(
    asterisk: RunningEngine, caller: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Application(asterisk) as application:
        caller.dial(NUMBER)
        channel = application.start_of("inbound")["channel"]["id"]
        application.hold_with_music(channel)
        heartbeat.beat("lines")
        monkeypatch.setattr(heartbeat, "STALE", -1.0)
        watchdog = Watchdog(asterisk.state)
        assert watchdog.look(100.0) == []
        assert until(lambda: "infolinia" not in asterisk.console("ari show websocket sessions"))
        assert [rescue.channel for rescue in watchdog.look(100.0 + PATIENCE)] == [channel]
    (heartbeat.folder() / "lines.json").unlink()


def test_without_an_engine_it_waits(tmp_path: Path) -> None:
    assert after_patience(Watchdog(tmp_path)) == {}
