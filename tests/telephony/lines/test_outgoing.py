"""Calls that leave: the city's number is shown, the next trunk is tried, and what happened is told once."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from infolinia.telephony.lines.leaving import Failure, leg_of, told_by
from infolinia.telephony.provisioning import Engine
from tests.telephony.callers.operator import Operator, free_port
from tests.telephony.conftest import give_sounds
from tests.telephony.lines.calling_out import PURPOSE, CallingOut, calling_out
from tests.telephony.running import NUMBER, RunningEngine, until

pytestmark = pytest.mark.engine

FIRST, SECOND = "127.0.0.2", "127.0.0.3"
SETTINGS = """
[[trunk]]
name = "first"
host = "127.0.0.2"
port = {first}
addresses = ["127.0.0.2"]
probe_seconds = 5

[[trunk]]
name = "second"
host = "127.0.0.3"
port = {second}
addresses = ["127.0.0.3"]
probe_seconds = 5
numbers = "national"
shown = "48586262626"

[outgoing]
per_day_of = {{ landline = 1 }}
"""


@pytest.fixture(scope="module")
def ports() -> dict[str, int]:
    """Where the two operators listen."""
    return {"first": free_port(FIRST), "second": free_port(SECOND)}


@pytest.fixture(scope="module")
def running(engine_here: Engine, line_sounds: Path, ports: dict[str, int]) -> Iterator[RunningEngine]:
    """An engine with two trunks."""
    with tempfile.TemporaryDirectory(prefix="infolinia-") as folder:
        path = Path(folder) / "trunks.toml"
        path.touch(mode=0o600)
        path.write_text(SETTINGS.format(**ports))
        engine = RunningEngine(engine_here, Path(folder))
        give_sounds(engine, line_sounds)
        try:
            engine.start()
            yield engine
        finally:
            engine.stop()


@pytest.fixture
def first(running: RunningEngine, ports: dict[str, int]) -> Iterator[Operator]:
    """The first operator, whose probes are answered."""
    with Operator(running.address, address=FIRST, port=ports["first"]) as operator:
        yield operator


@pytest.fixture
def second(running: RunningEngine, ports: dict[str, int]) -> Iterator[Operator]:
    """The second operator."""
    with Operator(running.address, address=SECOND, port=ports["second"]) as operator:
        yield operator


def probe(running: RunningEngine) -> None:
    """Have both trunks probed now, and wait until both answer."""
    for name in ("first", "second"):
        running.console(f"pjsip qualify carrier-{name}")
        assert until(lambda name=name: "Avail" in running.console(f"pjsip show aor carrier-{name}")), name


def test_a_resident_is_called_over_the_first_trunk_and_sees_the_citys_number(
    running: RunningEngine, first: Operator, second: Operator
) -> None:
    probe(running)

    async def story(line: CallingOut) -> None:
        line.dial("a")
        await line.until(lambda: first.calls and first.calls[0].state == "ringing")
        bell = first.calls[0]
        assert bell.invitation
        assert bell.invitation.first.split()[1].startswith("sip:+48500000014@")
        assert f"sip:{NUMBER}@" in bell.invitation["From"]
        assert f"sip:{NUMBER}@" in bell.invitation["P-Asserted-Identity"]
        bell.answer()
        await line.until(lambda: "a" in line.answered)
        assert line.answered["a"].id == leg_of(PURPOSE, "a", 1)
        bell.hang_up()
        await line.until(lambda: line.ended == ["a"])
        assert line.results() == [("first", "answered")]
        assert not line.failed

    calling_out(running, story)
    assert not second.calls


@pytest.mark.parametrize("ill", ["refuses", "deaf"])
def test_the_next_trunk_is_tried_in_the_form_that_its_operator_wants(
    running: RunningEngine, first: Operator, second: Operator, ill: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infolinia.telephony.lines.outgoing.PATIENCE", 1.0)
    probe(running)
    first.refuses_with = "503 Service Unavailable" if ill == "refuses" else ""
    first.is_deaf = ill == "deaf"

    async def story(line: CallingOut) -> None:
        line.dial("b")
        await line.until(lambda: second.calls and second.calls[0].state == "ringing")
        bell = second.calls[0]
        assert bell.invitation
        assert bell.invitation.first.split()[1].startswith("sip:500000014@")
        assert "sip:48586262626@" in bell.invitation["From"]
        assert line.trunk_is("first", "failed")
        bell.answer()
        await line.until(lambda: "b" in line.answered)
        line.dial("c")
        await line.until(lambda: len(second.calls) == 2)
        assert len(first.calls) == 1, "a trunk that failed comes last for a while"

    calling_out(running, story)


def test_a_trunk_that_answers_no_probe_is_told_and_comes_last(
    running: RunningEngine, first: Operator, second: Operator
) -> None:
    probe(running)
    first.is_gone = True

    async def story(line: CallingOut) -> None:
        running.console("pjsip qualify carrier-first")
        await line.until(lambda: line.trunk_is("first", "down"), 8)
        line.dial("d", "500 000 015")
        await line.until(lambda: second.calls and second.calls[0].state == "ringing")
        assert not first.invited_to("500000015"), "it was not tried"
        first.is_gone = False
        running.console("pjsip qualify carrier-first")
        await line.until(lambda: line.trunk_is("first", "up"))

    calling_out(running, story)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("486 Busy Here", Failure.BUSY),
        ("404 Not Found", Failure.WRONG_NUMBER),
        ("603 Decline", Failure.REFUSED),
    ],
)
def test_what_the_resident_does_is_final(
    running: RunningEngine, first: Operator, second: Operator, said: str, why: Failure
) -> None:
    probe(running)
    first.refuses_with = said

    async def story(line: CallingOut) -> None:
        line.dial("e")
        await line.until(lambda: line.failed == {"e": why})
        assert line.results() == [("first", why)]

    calling_out(running, story)
    assert not second.calls


def test_who_does_not_pick_up_is_rung_for_the_time_given_and_not_over_another_trunk(
    running: RunningEngine, first: Operator, second: Operator
) -> None:
    probe(running)

    async def story(line: CallingOut) -> None:
        line.dial("f", seconds=2)
        await line.until(lambda: line.failed == {"f": Failure.NO_ANSWER})
        assert first.calls[0].state == "ended"

    calling_out(running, story)
    assert not second.calls


def test_a_call_that_is_not_answered_can_be_given_up(running: RunningEngine, first: Operator, second: Operator) -> None:
    probe(running)

    async def story(line: CallingOut) -> None:
        line.dial("g")
        await line.until(lambda: first.calls and first.calls[0].state == "ringing")
        line.outgoing.cancel(PURPOSE, "g")
        await line.until(lambda: line.failed == {"g": Failure.CANCELLED})
        assert first.calls[0].state == "ended"

    calling_out(running, story)


def test_numbers_that_are_not_allowed_and_calls_above_the_limit_never_leave(
    running: RunningEngine, first: Operator, second: Operator
) -> None:
    probe(running)
    first.refuses_with = "486 Busy Here"

    async def story(line: CallingOut) -> None:
        for key, number in (("h", "700 000 000"), ("i", "+1 212 000 0000"), ("j", NUMBER)):
            line.dial(key, number)
            await line.until(lambda key=key: line.failed.get(key) == Failure.NOT_ALLOWED)
        line.dial("k", "58 000 00 00")
        line.dial("l", "58 000 00 01")
        await line.until(lambda: len(line.failed) == 5)
        assert (line.failed["k"], line.failed["l"]) == (Failure.BUSY, Failure.LIMIT)
        alarms = [fact.details["kind"] for fact in line.facts if fact.operation == "raise_alarm"]
        assert alarms.count("limit_reached") == 1
        assert len(first.calls) == 1

    calling_out(running, story)


def test_a_leg_tells_after_a_restart_what_it_is(running: RunningEngine, first: Operator, second: Operator) -> None:
    probe(running)

    async def before(line: CallingOut) -> None:
        line.dial("m")
        await line.until(lambda: first.calls and first.calls[0].state == "ringing")
        first.calls[0].answer()
        await line.until(lambda: "m" in line.answered)
        other = CallingOut(running)
        other.outgoing.agree(await line.ari.phones(), await line.ari.channels(), line.answered["m"].created_at)
        assert list(other.answered) == ["m"]

    calling_out(running, before)


@pytest.mark.parametrize("leg", ["ring~a~7~1", "out~callback", "out~callback~~1", "1732285.17", "out~a~b~x"])
def test_other_legs_are_not_taken_for_ours(leg: str) -> None:
    assert told_by(leg) is None


def test_a_key_may_have_any_sign() -> None:
    assert told_by(leg_of("callback", "3f~2", 4)) == ("callback", "3f~2")
