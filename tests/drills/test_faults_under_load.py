"""Daemon, engine and database fail while people talk, wait and arrive; sipp's ledger and the register agree."""

import time
from pathlib import Path

import pytest

from infolinia.contacts.models import CallEvent, Conversation
from infolinia.telephony.models import CallBack
from tests.drills.crowd import Crowd
from tests.drills.floor import Floor
from tests.drills.sizes import SIZE
from tests.telephony.lines.running_lines import RunningLines, becomes
from tests.telephony.outage import database_away
from tests.telephony.running import until

pytestmark = [pytest.mark.engine, pytest.mark.timeout(400)]
TALKING, WAITING, ARRIVING = "50001", "50002", "50003"
HOLD = 45.0


def of(prefix: str) -> list[Conversation]:
    """Return the register's calls from these numbers, in the order of arrival."""
    return list(Conversation.objects.filter(caller_number__contains=prefix).order_by("arrived_at"))


def answers(conversation: Conversation) -> int:
    return CallEvent.objects.filter(conversation=conversation, kind="answered").count()


def test_the_daemon_dies_while_many_talk_wait_and_arrive(lines: RunningLines, tmp_path: Path) -> None:
    running = lines.running
    with (
        Floor(running, SIZE.talking) as floor,
        Floor(running, SIZE.waiting, prefix="late") as late,
        Crowd(tmp_path, running.address, number=SIZE.talking, rate=2, hold=HOLD, prefix=TALKING) as talkers,
    ):
        floor.ready()
        assert floor.all_talk(SIZE.talking + 20)
        with Crowd(tmp_path, running.address, number=SIZE.waiting, rate=4, hold=HOLD, prefix=WAITING) as waiters:
            assert until(lambda: [one.state for one in of(WAITING)] == ["waiting"] * SIZE.waiting, 20)
            places = [one.id for one in of(WAITING)]
            number = round(SIZE.a_second * 10)
            with Crowd(
                tmp_path, running.address, number=number, rate=SIZE.a_second, hold=HOLD, prefix=ARRIVING
            ) as arriving:
                assert arriving.have("answered", 1)
                lines.kill()
                lines.start()
                began = time.monotonic()
                late.ready()
                assert late.all_talk(5 + SIZE.waiting / 4), "those who waited are served"
                print(f"all who waited were served {time.monotonic() - began:.1f} s after the restart")
                assert arriving.have("answered", number, 20), "whoever arrived meanwhile was answered"
                assert talkers.outcomes()["dropped"] == waiters.outcomes()["dropped"] == 0, "no talk broke off"
                assert floor.talking() == SIZE.talking
                assert not talkers.errors() + waiters.errors() + arriving.errors()
        assert until(lambda: all(one.answered_at for one in of(WAITING)), 10)
    served = sorted(of(WAITING), key=lambda one: one.answered_at or one.arrived_at)
    assert {one.id for one in served} == set(places), "places were kept: nobody who came later was served before"
    assert [answers(one) for one in (*of(TALKING), *of(WAITING))] == [1] * (SIZE.talking + SIZE.waiting)
    assert sorted(set(late.rung_for())) == sorted(late.rung_for()), "nobody was offered twice"


def test_the_engine_dies_and_each_broken_call_gets_one_call_back(lines: RunningLines, tmp_path: Path) -> None:
    running = lines.running
    with (
        Floor(running, SIZE.talking) as floor,
        Crowd(tmp_path, running.address, number=SIZE.talking, rate=4, hold=HOLD, prefix=TALKING),
    ):
        floor.ready()
        assert floor.all_talk(SIZE.talking + 20)
        with Crowd(tmp_path, running.address, number=SIZE.waiting, rate=4, hold=HOLD, prefix=WAITING):
            assert until(lambda: [one.state for one in of(WAITING)] == ["waiting"] * SIZE.waiting, 20)
            killed = time.monotonic()
            running.stop(how=9)
            running.start()
            assert until(lambda: "infolinia" in running.console("ari show websocket sessions"), 8)
            with running.caller("500000099") as halina:
                call = halina.dial("586262626").wait("talking")
                assert call.hears_something()
                assert time.monotonic() - killed < 10, "service within ten seconds"
        broken = SIZE.talking + SIZE.waiting
        assert until(lambda: CallBack.objects.filter(why=CallBack.Why.CUT_OFF).count() == broken, 15)
    numbers = list(CallBack.objects.filter(why=CallBack.Why.CUT_OFF).values_list("number", flat=True))
    assert len(set(numbers)) == broken, "one each"


def test_calls_are_distributed_without_the_database_and_the_register_is_complete_afterwards(
    lines: RunningLines, tmp_path: Path
) -> None:
    running = lines.running
    number = SIZE.talking
    with Floor(running, SIZE.talking) as floor:
        floor.ready()
        assert until(lambda: all(desk.state == "ready" for desk in floor.desks), 20)
        with database_away():
            gone = time.monotonic()
            stay = 5 + number / 2  # the first still talks when the last comes
            with Crowd(tmp_path, running.address, number=number, rate=2, hold=stay, prefix=TALKING) as crowd:
                assert floor.all_talk(SIZE.talking + 20), "the line distributes by itself"
                assert crowd.finished(30)
                assert crowd.outcomes()["left"] == number, crowd.errors()
                until(lambda: time.monotonic() - gone > SIZE.database_away, SIZE.database_away + 5)
        assert becomes("after_call", timeout=20, number=number), Conversation.objects.values_list(
            "state", "caller_number"
        )
    told = {
        one.id: list(CallEvent.objects.filter(conversation=one).values_list("kind", flat=True)) for one in of(TALKING)
    }
    assert [kinds.count("answered") for kinds in told.values()] == [1] * number, told
    assert all(one.answered_at and one.ended_at and one.answered_at < one.ended_at for one in of(TALKING))
