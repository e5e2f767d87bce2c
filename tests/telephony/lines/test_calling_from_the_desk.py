"""Calls that leave from an adviser's desk, and telephones outside called into a talk, over the operator's trunk."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from infolinia.city.models import Staff, Unit
from infolinia.contacts.models import CallParty, Conversation
from infolinia.core import clock
from infolinia.routing import queries as presence
from infolinia.telephony import operations as telephony
from infolinia.telephony import talk_operations as talk
from infolinia.telephony.operations import CannotControlCall
from infolinia.telephony.provisioning import Engine
from tests.telephony.callers.operator import Operator, free_port
from tests.telephony.callers.phone import Call
from tests.telephony.lines.conftest import give_quick_sounds
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes, ledger, only_conversation
from tests.telephony.running import CARRIER, NUMBER, RunningEngine, until

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]
HALINA, ZOFIA, OUTSIDE = 440.0, 620.0, 980.0
SETTINGS = """
[[trunk]]
name = "one"
host = "127.0.0.2"
port = {port}
addresses = ["127.0.0.2"]
"""


@pytest.fixture(scope="module")
def trunk_port() -> int:
    """Where the operator listens."""
    return free_port(CARRIER)


@pytest.fixture(scope="module")
def quick_asterisk(engine_here: Engine, line_sounds: Path, trunk_port: int) -> Iterator[RunningEngine]:
    """An engine whose one trunk leads to the operator."""
    with tempfile.TemporaryDirectory(prefix="infolinia-") as folder:
        path = Path(folder) / "trunks.toml"
        path.touch(mode=0o600)
        path.write_text(SETTINGS.format(port=trunk_port))
        running = RunningEngine(engine_here, Path(folder))
        give_quick_sounds(running, line_sounds)
        try:
            running.start()
            yield running
        finally:
            running.stop()


@pytest.fixture
def operator(quick_asterisk: RunningEngine, trunk_port: int) -> Iterator[Operator]:
    """The operator: every telephone outside is behind it."""
    with Operator(quick_asterisk.address, address=CARRIER, user="operator", port=trunk_port) as one:
        one.pitch = OUTSIDE
        quick_asterisk.console("pjsip qualify carrier-one")
        answers = until(lambda: "Avail" in quick_asterisk.console("pjsip show aor carrier-one"))
        assert answers, "the trunk was down between two tests and is not up again"
        yield one


def calls_out(adviser: Desk, number: str = "500 000 014") -> Conversation:
    """Let the adviser call; her own telephone rings first and she takes it up."""
    found = talk.call_out(number=number, reason="Brakuje numeru działki", by=adviser.staff.pk, at=clock.now())
    adviser.phone.ringing(timeout=5).answer()
    return Conversation.objects.get(id=found)


def rings(operator: Operator) -> Call:
    assert until(lambda: any(call.state == "ringing" for call in operator.calls), 8), "nobody rings outside"
    return next(call for call in operator.calls if call.state == "ringing")


def test_an_adviser_calls_a_resident_and_the_citys_number_is_shown(
    lines: RunningLines, zofia: Staff, desk: Seat, operator: Operator
) -> None:
    adviser = desk(zofia).ready()
    found = calls_out(adviser)
    assert found.direction == "outbound"
    bell = rings(operator)
    assert bell.invitation
    assert "500000014" in bell.invitation.first
    assert NUMBER in bell.invitation["From"]
    assert adviser.phone.calls[0].hears_something(), "the adviser hears that it rings"
    assert adviser.is_in("talking")
    bell.answer()
    assert bell.hears(ZOFIA)
    assert adviser.phone.calls[0].hears(OUTSIDE)
    assert becomes("talking")
    assert until(lambda: presence.presence(zofia.pk).talking_conversation_id == found.id)
    telephony.hang_up(conversation_id=found.id, by=zofia.pk)
    bell.wait("ended")
    assert becomes("after_call")
    assert adviser.is_in("after_call")
    found.refresh_from_db()
    assert (found.attempt, found.adviser_id) == ("reached", zofia.pk)
    assert ledger(found.id) == ["called_out", "answered", "ended"]


def test_nobody_answers_and_the_attempt_is_written_down(
    lines: RunningLines, zofia: Staff, desk: Seat, operator: Operator
) -> None:
    adviser = desk(zofia).ready()
    found = calls_out(adviser)
    rings(operator).hang_up()
    assert becomes("after_call")
    assert adviser.is_in("after_call")
    adviser.phone.calls[0].wait("ended")
    found.refresh_from_db()
    assert found.attempt == "no_answer"
    assert ledger(found.id) == ["called_out", "not_reached"]


def test_a_number_that_is_not_there_is_a_wrong_number(
    lines: RunningLines, zofia: Staff, desk: Seat, operator: Operator
) -> None:
    operator.refuses_with = "404 Not Found"
    found = calls_out(desk(zofia).ready())
    assert becomes("after_call")
    found.refresh_from_db()
    assert found.attempt == "wrong_number"


def test_the_adviser_changes_her_mind_while_it_rings(
    lines: RunningLines, zofia: Staff, desk: Seat, operator: Operator
) -> None:
    adviser = desk(zofia).ready()
    found = calls_out(adviser)
    bell = rings(operator)
    talk.cancel_call_out(conversation_id=found.id, by=zofia.pk, at=clock.now())
    bell.wait("ended")
    assert becomes("after_call")
    assert adviser.is_in("after_call")


@pytest.mark.parametrize(("number", "why"), [("700 123 456", "opłacie"), ("+44 20 7946 0000", "kraj"), ("xx", "numer")])
def test_where_no_call_may_leave_to(db: None, zofia: Staff, number: str, why: str) -> None:
    with pytest.raises(CannotControlCall, match=why):
        talk.call_out(number=number, reason="Próba", by=zofia.pk, at=clock.now())


def test_the_daemon_dies_in_a_call_that_an_adviser_made(
    lines: RunningLines, zofia: Staff, desk: Seat, operator: Operator
) -> None:
    adviser = desk(zofia).ready()
    found = calls_out(adviser)
    bell = rings(operator).answer()
    assert bell.hears(ZOFIA)
    assert becomes("talking")
    lines.kill()
    assert bell.hears(ZOFIA)
    lines.start()
    assert adviser.state == "talking"
    assert bell.hears(ZOFIA)
    bell.hang_up()
    assert becomes("after_call")
    found.refresh_from_db()
    assert found.attempt == "reached"
    assert ledger(found.id) == ["called_out", "answered", "ended"]


def with_halina(lines: RunningLines, halina: "Operator", adviser: Desk) -> Call:
    call = halina.dial(NUMBER, pitch=HALINA, caller="500000014")
    adviser.phone.ringing(timeout=10).answer()
    assert call.hears(ZOFIA)
    assert becomes("talking")
    return call


def pass_on(zofia: Staff, kind: str, which: str) -> None:
    to = talk.target(kind=kind, which=which)
    talk.transfer(conversation_id=only_conversation().id, by=zofia.pk, to=to, at=clock.now())


def test_a_unit_is_consulted_and_the_caller_joined_with_it(
    lines: RunningLines, zofia: Staff, desk: Seat, operator: Operator, roads: Unit
) -> None:
    Unit.objects.filter(pk=roads.pk).update(phone="58 123 45 67")
    adviser = desk(zofia).ready()
    call = with_halina(lines, operator, adviser)
    found = only_conversation().id
    talk.consult(conversation_id=found, by=zofia.pk, to=talk.target(kind="unit", which=roads.code), at=clock.now())
    bell = rings(operator).answer()
    assert adviser.phone.calls[0].hears(OUTSIDE)
    assert not call.hears(OUTSIDE, timeout=1.0)
    talk.join_and_leave(conversation_id=found, by=zofia.pk, at=clock.now())
    assert call.hears(OUTSIDE)
    assert bell.hears(HALINA)
    assert becomes("after_call")
    assert adviser.is_in("after_call"), "she writes it up while they talk"
    lines.kill()
    assert call.hears(OUTSIDE), "the talk broke off"
    lines.start()
    assert call.hears(OUTSIDE), "the talk broke off later"
    call.hang_up()
    bell.wait("ended")
    assert until(lambda: only_conversation().ended_at)
    party = CallParty.objects.get()
    assert (party.kind, party.label, party.result) == ("unit", roads.name, "spoken")
    assert "transferred" in ledger(found)


def test_a_call_passed_on_to_a_telephone_that_nobody_answers_comes_back(
    lines: RunningLines, zofia: Staff, desk: Seat, operator: Operator
) -> None:
    adviser = desk(zofia).ready()
    call = with_halina(lines, operator, adviser)
    arrived_at = only_conversation().arrived_at
    pass_on(zofia, "number", "500 000 099")
    bell = rings(operator)
    assert adviser.is_in("after_call")
    assert call.hears_something()
    bell.hang_up()
    assert until(lambda: any(one.state == "ringing" for one in adviser.phone.calls), 8), "it comes back to her"
    next(one for one in adviser.phone.calls if one.state == "ringing").answer()
    assert call.hears(ZOFIA)
    found = only_conversation()
    assert found.arrived_at == arrived_at
    assert until(lambda: "returned" in ledger(found.id))


def test_the_daemon_dies_while_a_call_is_being_passed_on_and_the_caller_waits_again(
    lines: RunningLines, zofia: Staff, desk: Seat, operator: Operator
) -> None:
    adviser = desk(zofia).ready()
    call = with_halina(lines, operator, adviser)
    arrived_at = only_conversation().arrived_at
    pass_on(zofia, "number", "500 000 099")
    bell = rings(operator)
    assert becomes("after_call")
    lines.kill()
    lines.start()
    bell.wait("ended")
    assert becomes("waiting", timeout=8)
    assert call.hears_something()
    adviser.finish()
    assert until(lambda: any(one.state == "ringing" for one in adviser.phone.calls), 8)
    next(one for one in adviser.phone.calls if one.state == "ringing").answer()
    assert call.hears(ZOFIA)
    assert only_conversation().arrived_at == arrived_at
    assert CallParty.objects.get().left_at
