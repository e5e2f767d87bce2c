"""The daemon dies or freezes and nobody brings it back: the line serves on, and the register catches up."""

import signal
import time
from collections.abc import Callable

import pytest

from infolinia.city.models import Staff
from infolinia.contacts.models import Conversation
from tests.drills.conftest import Office
from tests.telephony.lines.running_lines import Desk, becomes, only_conversation
from tests.telephony.running import NUMBER, until

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]


def waiting_in_fallback(office: Office) -> int:
    said = office.engine.console("queue show fallback")
    return int(said.split(" has ")[1].split()[0])


def test_one_talks_one_waits_and_one_arrives_while_the_daemon_stays_dead(
    office: Office, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    engine = office.engine
    with engine.caller() as halina, engine.caller("500000015") as jan, engine.caller("500000016") as ewa:
        talk = halina.dial(NUMBER, pitch=440)
        bell = adviser.phone.ringing(timeout=10).answer()
        assert talk.hears(adviser.phone.pitch)
        waiting = jan.dial(NUMBER, pitch=500)
        assert becomes("waiting")
        assert waiting.hears_something()
        killed = time.monotonic()
        office.daemon.kill()
        arriving = ewa.dial(NUMBER).wait("talking")
        assert until(lambda: "Stasis" not in _application_of(office, "500000015"), 5)
        assert time.monotonic() - killed < 5
        assert until(lambda: waiting_in_fallback(office) == 2, 8)
        assert bell.hears(440) and talk.hears(adviser.phone.pitch), "the talk goes on"
        assert waiting.longest_silence(killed) < 1.5
        assert arriving.longest_silence(killed + 1) < 1.5
        bell.hang_up()
        talk.wait("ended")
        taken = adviser.phone.until(lambda: len(adviser.phone.calls) > 1, 15)
        assert taken, "the adviser gets the next caller without the daemon"
        adviser.phone.calls[-1].answer()
        assert waiting.hears(adviser.phone.pitch), "who came first is served first"
        office.daemon.start()
        assert waiting.hears(adviser.phone.pitch), "the talk goes on when the daemon is back"
        assert becomes("waiting", timeout=10), "the other caller is taken over again"
        adviser.phone.calls[-1].hang_up()
        arriving.hang_up()
        assert becomes("after_call", number=2)
        assert becomes("abandoned")
    found = {row.caller_number[-3:]: row for row in Conversation.objects.all()}
    assert {end: row.state for end, row in found.items()} == {
        "014": "after_call",
        "015": "after_call",
        "016": "abandoned",
    }
    assert found["014"].adviser_id == found["015"].adviser_id == zofia.pk
    assert found["015"].answered_at and found["015"].answered_at > (found["014"].ended_at or found["014"].arrived_at)


def test_a_frozen_daemon_is_cut_off_and_comes_back(office: Office, zofia: Staff, desk: Seat) -> None:
    adviser = desk(zofia)
    with office.engine.caller() as halina:
        call = halina.dial(NUMBER, pitch=440)
        assert becomes("waiting")
        assert office.daemon.process
        frozen = time.monotonic()
        office.daemon.process.send_signal(signal.SIGSTOP)
        assert until(lambda: waiting_in_fallback(office) == 1, 20)
        assert call.longest_silence(frozen) < 1.5
        office.daemon.process.send_signal(signal.SIGCONT)
        assert until(lambda: "Stasis" in _application_of(office, "500000014"), 15)
        adviser.ready()
        adviser.phone.ringing(timeout=10).answer()
        assert call.hears(adviser.phone.pitch)
        assert becomes("talking")
    assert becomes("after_call")
    assert only_conversation().adviser_id == zofia.pk


def test_the_engine_dies_and_the_line_is_back_within_ten_seconds(office: Office, zofia: Staff, desk: Seat) -> None:
    """The broken talk is with somebody whose number is not known: anybody else would be called back first."""
    adviser = desk(zofia).ready()
    with office.engine.caller("anonymous") as unknown, office.engine.caller("500000015") as jan:
        unknown.dial(NUMBER)
        adviser.phone.ringing(timeout=10).answer()
        assert becomes("talking")
        killed = time.monotonic()
        office.engine.stop(signal.SIGKILL)
        office.engine.start()
        assert until(lambda: "infolinia" in office.engine.console("ari show websocket sessions"), 8)
        assert becomes("after_call"), "the talk that broke off is over in the register"
        assert adviser.register_again()
        adviser.finish()
        adviser.phone.calls.clear()
        call = jan.dial(NUMBER)
        adviser.phone.ringing(timeout=10).answer()
        assert time.monotonic() - killed < 10
        assert call.hears(adviser.phone.pitch)


def _application_of(office: Office, number: str) -> str:
    found = [channel for channel in office.engine.channels() if channel["caller"]["number"].endswith(number[-9:])]
    return str(found[0]["dialplan"]["app_name"]) if found else ""
