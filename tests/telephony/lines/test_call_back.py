"""A resident is called back in their turn: promised by keys, the adviser first, over the trunk, after any fault."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import time, timedelta
from pathlib import Path

import pytest

from infolinia.city.models import Staff
from infolinia.contacts.models import Conversation
from infolinia.contacts.operations import conversation_id_for
from infolinia.core import clock
from infolinia.routing import operations as routing
from infolinia.telephony import talk_operations
from infolinia.telephony.callbacks import operations, queries
from infolinia.telephony.models import CallBack, CallBackAttempt, CallBackSettings
from infolinia.telephony.provisioning import Engine
from tests.telephony.callers.operator import Operator, free_port
from tests.telephony.callers.phone import Call
from tests.telephony.lines.conftest import give_quick_sounds
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes, ledger
from tests.telephony.outage import database_away
from tests.telephony.running import CARRIER, NUMBER, RunningEngine, until

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]
HALINA = "+48500000014"


SETTINGS = """
[[trunk]]
name = "one"
host = "127.0.0.2"
port = {port}
addresses = ["127.0.0.2"]
"""


@pytest.fixture(scope="module")
def both(engine_here: Engine, line_sounds: Path) -> Iterator[tuple[RunningEngine, Operator]]:
    """An engine with one trunk, and the operator behind it, who listens before the first probe comes."""
    port = free_port(CARRIER)
    with tempfile.TemporaryDirectory(prefix="infolinia-") as folder:
        path = Path(folder) / "trunks.toml"
        path.touch(mode=0o600)
        path.write_text(SETTINGS.format(port=port))
        running = RunningEngine(engine_here, Path(folder))
        give_quick_sounds(running, line_sounds)
        with Operator(running.address, address=CARRIER, user="operator", port=port) as operator:
            try:
                running.start()
                yield running, operator
            finally:
                running.stop()


@pytest.fixture
def calling_asterisk(both: tuple[RunningEngine, Operator]) -> RunningEngine:
    """The engine."""
    return both[0]


@pytest.fixture
def carrier(both: tuple[RunningEngine, Operator]) -> Iterator[Operator]:
    """The operator: residents' telephones are behind it. What earlier tests left is put away."""
    running, operator = both
    running.console("pjsip qualify carrier-one")
    assert until(lambda: "Avail" in running.console("pjsip show aor carrier-one"), 10)
    yield operator
    for call in operator.calls:
        if call.state in ("ringing", "talking"):
            call.hang_up()
    operator.calls, operator.refuses_with = [], ""


@pytest.fixture
def lines(calling_asterisk: RunningEngine, transactional_db: None) -> Iterator[RunningLines]:
    """The daemon of an office that offers call-backs to everybody, at any hour, three times at once."""
    CallBackSettings.objects.create(
        from_place=1, tries=2, gap_minutes=1, ring_seconds=10, earliest=time(0), latest=time.max
    )
    with RunningLines(calling_asterisk) as running:
        yield running


@pytest.fixture
def desk(calling_asterisk: RunningEngine) -> Iterator[Callable[[Staff], Desk]]:
    """Seats advisers; their telephones are put away after the test."""
    seated: list[Desk] = []

    def seat(staff: Staff) -> Desk:
        seated.append(Desk(calling_asterisk, staff))
        return seated[-1]

    yield seat
    for one in seated:
        one.phone.close()


def promise(number: str = HALINA, *, minutes_ago: int = 0) -> CallBack:
    """Promise a call-back as the public page does."""
    at = clock.now()
    ident = operations.promise(number=number, why="web", arrived_at=at - timedelta(minutes=minutes_ago), at=at)
    return CallBack.objects.get(pk=ident)


def state_of(one: CallBack) -> str:
    """Return how the promise stands now."""
    return CallBack.objects.get(pk=one.pk).state


def results() -> list[str]:
    """Return how each attempt ended, in order."""
    return list(CallBackAttempt.objects.order_by("dialled_at").values_list("result", flat=True))


def ring_at(adviser: Desk, carrier: Operator, *, calls: int = 1) -> tuple[Call, Call]:
    """Let the adviser take the offer; return the adviser's talk and the call that rings at the resident."""
    assert until(lambda: any(call.state == "ringing" for call in adviser.phone.calls), 10), "the adviser is not rung"
    bell = next(call for call in adviser.phone.calls if call.state == "ringing").answer()
    assert until(lambda: len(carrier.calls) >= calls, 5), "the resident is not called"
    return bell, carrier.calls[calls - 1]


def test_the_adviser_is_rung_first_and_then_the_resident_who_sees_the_citys_number(
    lines: RunningLines, carrier: Operator, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    promised = promise()
    assert until(lambda: any(call.state == "ringing" for call in adviser.phone.calls), 10)
    assert not carrier.calls, "the resident is called before an adviser is there"
    bell, called = ring_at(adviser, carrier)
    assert called.invitation
    assert "500000014" in called.invitation.first
    assert NUMBER in called.invitation["From"]
    assert until(lambda: state_of(promised) == "calling")
    called.answer()
    assert called.hears(adviser.phone.pitch)
    assert bell.hears(carrier.pitch)
    assert becomes("talking")
    assert adviser.is_in("talking")
    called.hang_up()
    assert becomes("after_call")
    assert adviser.is_in("after_call")
    found = Conversation.objects.get()
    assert (found.direction, found.attempt, found.caller_number) == ("outbound", "reached", HALINA)
    assert ledger(found.id) == ["call_back", "offered", "dialled", "answered", "ended"]
    assert (state_of(promised), results()) == ("reached", ["reached"])


def test_a_caller_orders_by_keys_another_number_and_is_not_counted_as_one_who_gave_up(
    lines: RunningLines, carrier: Operator, zofia: Staff, desk: Seat
) -> None:
    desk(zofia)
    with lines.running.caller("500000099") as halina:
        call = halina.dial(NUMBER)
        assert becomes("waiting")
        call.press("1")
        call.press("2")
        call.press("500000014#")
        call.press("1")
        assert until(lambda: CallBack.objects.exists(), 10)
        call.wait("ended", timeout=30)
    promised = CallBack.objects.get()
    (found,) = Conversation.objects.all()
    assert (promised.number, promised.why, promised.arrived_at) == (HALINA, "asked", found.arrived_at)
    assert becomes("call_back")


def test_who_was_promised_a_call_is_served_before_those_who_came_later(
    lines: RunningLines, carrier: Operator, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia)
    with lines.running.caller("500000015") as jan:
        waiting = jan.dial(NUMBER)
        assert becomes("waiting")
        promised = promise(minutes_ago=5)
        assert until(lambda: f"{promised.pk.hex}" in lines.log() or state_of(promised) == "waiting")
        assert until(lambda: stands_in_line(lines), 5)
        adviser.ready()
        _, called = ring_at(adviser, carrier)
        assert "500000014" in (called.invitation.first if called.invitation else "")
        called.answer()
        assert called.hears(adviser.phone.pitch)
        assert waiting.state == "talking", "who came later waits on"


def stands_in_line(lines: RunningLines) -> bool:
    """Whether the daemon has read the promise: it looks once a second."""
    before = clock.now() + timedelta(seconds=2.5)
    return until(lambda: clock.now() > before, 4) and lines.serves()


@pytest.mark.parametrize(
    ("refusal", "result"),
    [("486 Busy Here", "busy"), ("404 Not Found", "wrong_number"), ("503 Service Unavailable", "failed")],
)
def test_what_the_operator_says_is_the_result_and_the_adviser_is_free_again(
    lines: RunningLines, carrier: Operator, zofia: Staff, desk: Seat, refusal: str, result: str
) -> None:
    adviser = desk(zofia).ready()
    carrier.refuses_with = refusal
    promised = promise()
    assert until(lambda: any(call.state == "ringing" for call in adviser.phone.calls), 10)
    adviser.phone.calls[0].answer()
    assert until(lambda: results() == [result], 12), results()
    assert adviser.is_in("ready")
    assert state_of(promised) == ("wrong_number" if result == "wrong_number" else "waiting")
    assert Conversation.objects.get().state == "closed"


def test_nobody_answers_and_the_next_attempt_waits_for_the_gap(
    lines: RunningLines, carrier: Operator, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    promised = promise()
    ring_at(adviser, carrier)
    assert until(lambda: results() == ["no_answer"], 20)
    assert adviser.is_in("ready")
    promised.refresh_from_db()
    assert promised.state == "waiting"
    assert promised.due_at > clock.now() + timedelta(seconds=40)
    CallBack.objects.update(due_at=clock.now())
    operations._tell()
    _, again = ring_at(adviser, carrier, calls=2)
    again.answer()
    assert again.hears(adviser.phone.pitch)
    assert until(lambda: state_of(promised) == "reached")
    assert results() == ["no_answer", "reached"]


def test_the_adviser_gives_up_while_the_telephone_rings(
    lines: RunningLines, carrier: Operator, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    promise()
    bell, called = ring_at(adviser, carrier)
    called.wait("ringing")
    bell.hang_up()
    called.wait("ended", "refused")
    assert until(lambda: results() == ["given_up"])


def test_the_daemon_dies_while_the_telephone_rings_at_the_resident_who_is_called_once_more_only_after_a_while(
    lines: RunningLines, carrier: Operator, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    promised = promise()
    _, called = ring_at(adviser, carrier)
    called.wait("ringing")
    lines.kill()
    lines.start()
    called.wait("ended", "refused", timeout=10)
    assert until(lambda: results() == ["failed"], 5)
    promised.refresh_from_db()
    assert (promised.state, promised.attempts) == ("waiting", 0)
    assert promised.due_at > clock.now() + timedelta(seconds=30)
    assert adviser.is_in("ready")
    assert len(carrier.calls) == 1


def test_the_daemon_dies_in_the_talk_which_goes_on(
    lines: RunningLines, carrier: Operator, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    promised = promise()
    bell, called = ring_at(adviser, carrier)
    called.answer()
    assert called.hears(adviser.phone.pitch)
    assert becomes("talking")
    lines.kill()
    lines.start()
    assert bell.hears(carrier.pitch), "the talk broke off"
    assert called.hears(adviser.phone.pitch)
    assert adviser.is_in("talking")
    called.hang_up()
    assert becomes("after_call", timeout=8)
    assert adviser.is_in("after_call")
    assert (state_of(promised), results()) == ("reached", ["reached"])
    assert len(carrier.calls) == 1


def test_the_daemon_dies_while_the_promise_waits_and_nothing_is_lost(
    lines: RunningLines, carrier: Operator, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia)
    promised = promise(minutes_ago=9)
    lines.kill()
    lines.start()
    adviser.register_again()
    adviser.ready()
    _, called = ring_at(adviser, carrier)
    called.answer()
    assert until(lambda: state_of(promised) == "reached")
    assert len(carrier.calls) == 1


def test_callers_whom_the_engines_death_cut_off_are_called_back_once_each(
    lines: RunningLines, carrier: Operator, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina, lines.running.caller("500000015") as jan:
        halina.dial(NUMBER)
        adviser.phone.ringing(timeout=10).answer()
        assert becomes("talking")
        jan.dial(NUMBER)
        assert becomes("waiting")
        lines.running.stop(how=9)
        lines.running.start()
        assert until(lambda: CallBack.objects.count() == 2, 15)
    assert sorted(CallBack.objects.values_list("number", "why")) == [
        (HALINA, "cut_off"),
        ("+48500000015", "cut_off"),
    ]
    lines.kill()
    lines.start()
    assert until(lines.serves)
    assert CallBack.objects.count() == 2, "somebody is called back twice"


def test_a_promise_that_is_called_off_rings_nowhere(
    lines: RunningLines, carrier: Operator, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia)
    promised = promise()
    assert stands_in_line(lines)
    operations.cancel(call_back_id=promised.pk, by_id=zofia.pk, at=clock.now())
    assert stands_in_line(lines)
    adviser.ready()
    with lines.running.caller("500000015") as jan:
        jan.dial(NUMBER)
        adviser.phone.ringing(timeout=10)
    assert not carrier.calls
    routing.set_state(staff_id=zofia.pk, state="break", reason="", at=clock.now())


def test_nobody_is_rung_in_quiet_hours_though_somebody_is_free(
    lines: RunningLines, carrier: Operator, zofia: Staff, desk: Seat
) -> None:
    CallBackSettings.objects.update(earliest=time(0), latest=time(0, 1))
    operations.settings_changed()
    adviser = desk(zofia).ready()
    promised = promise()
    assert stands_in_line(lines)
    assert not adviser.phone.calls
    CallBackSettings.objects.update(latest=time.max)
    operations.settings_changed()
    _, called = ring_at(adviser, carrier)
    called.answer()
    assert until(lambda: state_of(promised) == "reached")


def test_the_database_goes_away_in_the_middle_and_the_register_is_right_afterwards(
    lines: RunningLines, carrier: Operator, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    promised = promise()
    assert until(lambda: any(call.state == "ringing" for call in adviser.phone.calls), 10)
    assert becomes("ringing")
    with database_away():
        adviser.phone.calls[0].answer()
        called = carrier.ringing(timeout=10).answer()
        assert called.hears(adviser.phone.pitch), "without a database nobody is called"
    assert until(lambda: state_of(promised) == "reached", 10)
    assert becomes("talking", timeout=10)
    called.hang_up()
    assert becomes("after_call", timeout=10)
    assert results() == ["reached"]
    assert len(carrier.calls) == 1


def test_who_calls_again_and_is_served_need_not_be_called_back(
    lines: RunningLines, carrier: Operator, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia)
    promised = promise()
    CallBack.objects.update(due_at=clock.now() + timedelta(minutes=5))
    operations.settings_changed()
    assert stands_in_line(lines)
    adviser.ready()
    with lines.running.caller() as halina:
        halina.dial(NUMBER)
        adviser.phone.ringing(timeout=10).answer()
        assert until(lambda: state_of(promised) == "called_again", 10)


def test_the_adviser_stops_the_ringing_from_the_screen(
    lines: RunningLines, carrier: Operator, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    promised = promise()
    _, called = ring_at(adviser, carrier)
    called.wait("ringing")
    key = queries.key_of(promised.pk, 1)
    assert until(lambda: Conversation.objects.filter(engine_call_id=key).exists()), "the screen stops what it shows"
    talk_operations.cancel_call_out(conversation_id=conversation_id_for(key), by=zofia.pk, at=clock.now())
    called.wait("ended", "refused")
    assert until(lambda: results() == ["given_up"])
    assert adviser.is_in("ready")
