"""A supervisor listens, whispers and joins by one ring of their own phone; who hears whom is told by pitches."""

from collections.abc import Callable

import pytest

from infolinia.city.models import Staff
from infolinia.contacts.models import CallEvent, Reading
from infolinia.core import clock
from infolinia.routing.models import Listening, SupervisorAct
from infolinia.routing.supervision import operations as supervision
from infolinia.telephony import operations as telephony
from tests.telephony.callers.phone import Call
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes, ledger, only_conversation
from tests.telephony.running import NUMBER, until

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]
HALINA, ZOFIA, MAREK = 440.0, 770.0, 1230.0
SOME = 0.15
"""The share of a pitch in a sound of two or three of them, by which each is told."""


def seated(desk: Seat, staff: Staff, pitch: float) -> Desk:
    seat = desk(staff)
    seat.phone.pitch = pitch
    return seat


def supervisor(desk: Seat, marek: Staff) -> Desk:
    """Marek at his board: his page answers by itself."""
    seat = seated(desk, marek, MAREK)
    seat.phone.answers_at_once = True
    return seat


def ask(marek: Staff, mode: str) -> None:
    """Press one of the three buttons."""
    found = only_conversation().id
    supervision.listen(conversation_id=found, mode=mode, by_id=marek.pk, at=clock.now())
    assert until(lambda: Listening.objects.filter(mode=mode, conversation_id=found).exists()), mode


def hears(call: Call, *pitches: float) -> bool:
    return all(call.hears(pitch, share=SOME) for pitch in pitches)


def never_hears(call: Call, pitch: float) -> bool:
    return not call.hears(pitch, share=0.02, timeout=1.2)


def test_listen_whisper_and_join_without_a_second_ring(
    lines: RunningLines, zofia: Staff, marek: Staff, desk: Seat
) -> None:
    adviser, boss = seated(desk, zofia, ZOFIA).ready(), supervisor(desk, marek)
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=HALINA)
        bell = adviser.phone.ringing(timeout=10).answer()
        assert call.hears(ZOFIA)

        ask(marek, "listen")
        assert until(lambda: bool(boss.phone.calls))
        ear = boss.phone.calls[0].wait("talking")
        assert hears(ear, HALINA, ZOFIA), "who listens hears both"
        assert never_hears(bell, MAREK), "nobody hears who listens"
        assert never_hears(call, MAREK)

        ask(marek, "whisper")
        assert hears(bell, HALINA, MAREK), "the adviser hears the whisper beside the caller"
        assert hears(ear, HALINA, ZOFIA)
        assert never_hears(call, MAREK), "the caller does not hear the whisper"

        ask(marek, "join")
        assert hears(call, ZOFIA, MAREK), "the caller hears both"
        assert hears(bell, HALINA, MAREK)
        assert hears(ear, HALINA, ZOFIA)

        ask(marek, "listen")
        assert hears(ear, HALINA, ZOFIA)
        assert never_hears(call, MAREK), "listening again is silent"

        assert len(boss.phone.calls) == 1, "the phone rang once"
        call.hang_up()
        ear.wait("ended")
        assert becomes("after_call")
    assert until(lambda: not Listening.objects.exists())
    found = only_conversation().id
    steps = ["listened", "whispered", "supervisor_joined", "listened", "listening_left"]
    assert [kind for kind in ledger(found) if kind in steps] == steps
    assert set(CallEvent.objects.filter(kind__in=steps).values_list("adviser_id", flat=True)) == {marek.pk}
    read = Reading.objects.filter(conversation_id=found, staff=marek).values_list("what", flat=True)
    assert set(read) == {"słuchanie rozmowy", "podpowiadanie w rozmowie", "dołączenie do rozmowy"}
    acts = list(SupervisorAct.objects.order_by("id").values_list("kind", flat=True))
    assert acts == ["listened", "whispered", "joined", "listened", "left"]


def test_who_stops_listening_leaves_the_talk_as_it_was(
    lines: RunningLines, zofia: Staff, marek: Staff, desk: Seat
) -> None:
    adviser, boss = seated(desk, zofia, ZOFIA).ready(), supervisor(desk, marek)
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=HALINA)
        bell = adviser.phone.ringing(timeout=10).answer()
        assert call.hears(ZOFIA)
        ask(marek, "join")
        assert until(lambda: bool(boss.phone.calls))
        assert hears(call, ZOFIA, MAREK)
        supervision.stop_listening(by_id=marek.pk, at=clock.now())
        boss.phone.calls[0].wait("ended")
        assert call.hears(ZOFIA)
        assert bell.hears(HALINA)
        assert until(lambda: not Listening.objects.exists())


def test_it_survives_the_death_of_the_daemon(lines: RunningLines, zofia: Staff, marek: Staff, desk: Seat) -> None:
    adviser, boss = seated(desk, zofia, ZOFIA).ready(), supervisor(desk, marek)
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=HALINA)
        bell = adviser.phone.ringing(timeout=10).answer()
        assert call.hears(ZOFIA)
        ask(marek, "whisper")
        assert until(lambda: bool(boss.phone.calls))
        ear = boss.phone.calls[0].wait("talking")
        assert hears(bell, HALINA, MAREK)
        lines.kill()
        assert hears(ear, HALINA, ZOFIA), "the ear went deaf with the daemon"
        lines.start()
        assert hears(bell, HALINA, MAREK)
        ask(marek, "join")
        assert hears(call, ZOFIA, MAREK)
        lines.kill()
        lines.start()
        assert Listening.objects.get().mode == "join"
        assert hears(call, ZOFIA, MAREK)
        assert adviser.state == "talking"
        assert len(boss.phone.calls) == 1
        call.hang_up()
        ear.wait("ended")
        assert becomes("after_call")
    assert until(lambda: not Listening.objects.exists())
    assert until(lambda: not lines.running.channels()), "legs are left in the engine"


def test_a_talk_that_ends_while_the_daemon_is_away_leaves_nobody_listening(
    lines: RunningLines, zofia: Staff, marek: Staff, desk: Seat
) -> None:
    adviser, boss = seated(desk, zofia, ZOFIA).ready(), supervisor(desk, marek)
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=HALINA)
        adviser.phone.ringing(timeout=10).answer()
        assert call.hears(ZOFIA)
        ask(marek, "listen")
        assert until(lambda: bool(boss.phone.calls))
        ear = boss.phone.calls[0].wait("talking")
        assert hears(ear, HALINA)
        lines.kill()
        call.hang_up()
        lines.start()
        ear.wait("ended")
    assert until(lambda: not Listening.objects.exists())
    assert until(lambda: not lines.running.channels())


def test_the_ear_follows_the_adviser_to_a_new_tab(lines: RunningLines, zofia: Staff, marek: Staff, desk: Seat) -> None:
    before, boss = seated(desk, zofia, ZOFIA).ready(), supervisor(desk, marek)
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=HALINA)
        before.phone.ringing(timeout=10).answer()
        assert call.hears(ZOFIA)
        ask(marek, "listen")
        assert until(lambda: bool(boss.phone.calls))
        ear = boss.phone.calls[0].wait("talking")
        assert hears(ear, HALINA)
        after = seated(desk, zofia, 970.0)
        telephony.rejoin(conversation_id=only_conversation().id, by=zofia.pk)
        after.phone.ringing(timeout=10).answer()
        assert hears(ear, HALINA, 970.0)
        assert len(boss.phone.calls) == 1
        call.hang_up()
        ear.wait("ended")
