"""The engine as we configure it: quick, small, closed to the network, and not upset by what callers send."""

import json
import os
import re
import signal
import socket
import tempfile
from pathlib import Path

import pytest

from infolinia.telephony.provisioning import Engine
from tests.telephony.application import Application
from tests.telephony.callers.phone import Phone
from tests.telephony.running import NUMBER, RunningEngine, until

pytestmark = pytest.mark.engine

HOSTILE_NAMES = {
    "markup": "<script>alert(1)</script>",
    "quotes": 'Jan \\"Kowal\\" \\\\',
    "right to left": "\u202e\u2067liam\u2066",
    "control characters": "Jan\x01\x07\x1b[31m\x7f",
    "not UTF-8": "Jan \udcff\udcfe",
    "variables": "${SHELL(id)}${CHANNEL}",
    "1 KB": "A" * 1024,
    "4 KB": "B" * 4096,
    "emoji": "👩‍🦰 Żółć",
}


def test_it_starts_within_three_seconds_and_stays_small(engine_here: Engine) -> None:
    with tempfile.TemporaryDirectory(prefix="infolinia-") as folder:
        running = RunningEngine(engine_here, Path(folder))
        try:
            assert running.start() < 3
            assert running.process
            used = Path(f"/proc/{running.process.pid}/smaps_rollup").read_text()
            assert int(re.findall(r"^Pss:\s+(\d+) kB", used, re.MULTILINE)[0]) < 60 * 1024
            assert "ERROR" not in running.log()
        finally:
            running.stop()


def test_it_starts_again_after_a_kill_with_the_same_configuration(engine_here: Engine) -> None:
    with tempfile.TemporaryDirectory(prefix="infolinia-") as folder:
        running = RunningEngine(engine_here, Path(folder))
        try:
            running.start()
            running.stop(signal.SIGKILL)
            assert running.start() < 3
        finally:
            running.stop()


def test_a_state_folder_with_a_very_long_path_works(engine_here: Engine) -> None:
    with tempfile.TemporaryDirectory(prefix="infolinia-") as folder:
        deep = Path(folder) / ("miasto-" * 10) / ("infolinia-" * 8)
        running = RunningEngine(engine_here, deep)
        try:
            running.start()
            assert until(lambda: "infolinia" in running.console("core show settings"))
        finally:
            running.stop()


def test_its_interface_and_its_line_listen_on_this_machine_only(asterisk: RunningEngine) -> None:
    assert asterisk.process
    sockets = {_target(path) for path in Path(f"/proc/{asterisk.process.pid}/fd").iterdir()}
    opened = [
        (kind, int(address[9:], 16), int(address[:8], 16) & 0xFF)
        for kind in ("tcp", "udp")
        for address, remote, node in _table(kind)
        if remote == "00000000:0000" and f"socket:[{node}]" in sockets
    ]
    assert [entry for entry in opened if entry[0] == "tcp"] == [("tcp", asterisk.ports.http, 127)]
    assert ("udp", asterisk.ports.sip, 127) in opened


def test_ari_refuses_who_does_not_know_the_password(asterisk: RunningEngine) -> None:
    path = asterisk.folder / "ari.json"
    kept = path.read_text()
    path.write_text(json.dumps(json.loads(kept) | {"password": "infolinia"}))
    try:
        assert asterisk.ari("GET", "channels")[0] == 401
    finally:
        path.write_text(kept)


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES.keys())
def test_a_hostile_name_is_only_text(asterisk: RunningEngine, caller: Phone, name: str) -> None:
    with Application(asterisk) as application:
        call = caller.dial(NUMBER, name=name)
        start = application.start_of("inbound")
        shown = start["channel"]["caller"]
        assert shown["number"] == "500000014"
        assert "\r" not in shown["name"] and "\n" not in shown["name"]
        assert "uid=" not in shown["name"]
        application.hold_with_music(start["channel"]["id"])
        call.wait("talking")


@pytest.mark.parametrize("number", ["anonymous", "", "+48500000014", "1' OR '1'='1", "9" * 300])
def test_a_hostile_number_is_only_text(asterisk: RunningEngine, caller: Phone, number: str) -> None:
    with Application(asterisk) as application:
        call = caller.dial(NUMBER, caller=number.replace(" ", "%20").replace("'", "%27") or "%20")
        start = application.start_of("inbound")
        assert len(start["channel"]["caller"]["number"]) <= 300
        application.hold_with_music(start["channel"]["id"])
        call.wait("talking")


def test_rubbish_on_the_wire_changes_nothing(asterisk: RunningEngine, caller: Phone) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as rubbish:
        rubbish.bind(("127.0.0.2", 0))
        for packet in (
            b"",
            b"\0" * 1400,
            b"INVITE\r\n\r\n",
            b"INVITE sip:586262626 SIP/2.0\r\n" * 40,
            os.urandom(1200),
        ):
            rubbish.sendto(packet, asterisk.address)
    with Application(asterisk) as application:
        caller.dial(NUMBER)
        assert application.start_of("inbound")


def _target(path: Path) -> str:
    try:
        return str(path.readlink())
    except OSError:
        return ""


def _table(kind: str) -> list[tuple[str, str, str]]:
    """Return (local address, remote address, node) of each socket of this machine, addresses in memory order."""
    rows = [line.split() for line in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]]
    return [(row[1], row[2], row[9]) for row in rows]


def test_a_caller_hears_the_greeting(asterisk: RunningEngine, caller: Phone) -> None:
    with Application(asterisk) as application:
        call = caller.dial(NUMBER)
        channel = application.start_of("inbound")["channel"]["id"]
        assert asterisk.ari("POST", f"channels/{channel}/answer")[0] == 204
        call.wait("talking")
        assert not call.hears_something(timeout=1)
        assert asterisk.ari("POST", f"channels/{channel}/play", media="sound:infolinia/greeting")[0] == 201
        assert call.hears_something(level=0.02)


def test_a_diary_that_was_put_aside_is_begun_anew_by_the_next_call(asterisk: RunningEngine, caller: Phone) -> None:
    """`lines` turns the page every night by renaming the file: the engine must not write on into the old one."""
    path = asterisk.folder / "log/cel-custom/events.csv"
    caller.dial(NUMBER).wait("talking").hang_up()
    assert until(lambda: any(row[0] == "LINKEDID_END" for row in asterisk.diary()))
    old = path.rename(path.with_name("events.csv.2026-11-24"))
    size = old.stat().st_size
    with asterisk.caller("500000015") as other:
        other.dial(NUMBER).wait("talking").hang_up()
        assert until(lambda: any(row[0] == "LINKEDID_END" for row in asterisk.diary()))
    assert old.stat().st_size == size
