"""Nothing that happened is lost: facts wait for the database, and the engine's diary fills the gaps."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError

from infolinia.telephony.lines.diary import Diary
from infolinia.telephony.lines.journal import Fact, Journal
from tests.telephony.running import until

pytestmark = pytest.mark.django_db(transaction=True)
NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def journal(spool: Path, written: list[object], *, refusals: int = 0) -> Journal:
    """A journal whose database refuses so many times before it answers."""
    left = [OperationalError("gone")] * refusals

    def write(**details: Any) -> None:
        if left:
            raise left.pop()
        if details.get("wrong"):
            raise ValueError("not a fact")
        written.append(details)

    return Journal({"write": write}, spool)


def test_facts_are_written_in_order_once_the_database_is_back(tmp_path: Path) -> None:
    written: list[object] = []
    book = journal(tmp_path / "journal", written, refusals=3)
    book.start()
    for number in range(5):
        book.write(Fact("write", {"number": number}))
    assert until(lambda: book.unwritten == 0)
    assert written == [{"number": number} for number in range(5)]
    assert (tmp_path / "journal").read_text() == ""
    book.stop()


def test_a_full_disk_costs_the_copy_but_no_fact(tmp_path: Path) -> None:
    written: list[object] = []
    book = journal(tmp_path / "journal", written)
    book.start()
    book._file.close()
    book._file = Path("/dev/full").open("a")  # noqa: SIM115 - closed by the book
    for number in range(3):
        book.write(Fact("write", {"number": number}))
    assert until(lambda: book.unwritten == 0)
    book.stop()
    assert written == [{"number": number} for number in range(3)]


def test_a_refused_fact_is_named_in_the_log_without_the_caller(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    book = journal(tmp_path / "journal", [])
    book.start()
    book.write(Fact("write", {"wrong": True, "number": "+48500000014"}))
    assert until(lambda: book.unwritten == 0)
    book.stop()
    assert "can't be written: write" in caplog.text
    assert "500000014" not in caplog.text


def test_what_a_killed_daemon_left_is_written_by_the_next(tmp_path: Path) -> None:
    spool, written, conversation = tmp_path / "journal", list[object](), uuid4()
    dead = journal(spool, [], refusals=1_000_000)
    dead.start()
    dead.write(Fact("write", {"conversation_id": conversation, "at": NINE, "adviser_id": None}))
    with spool.open("a") as file:
        file.write('[["write", {"number": 1')
    dead.stop(patience=0.1)
    heir = journal(spool, written)
    heir.start()
    heir.wait_until_caught_up()
    heir.stop()
    assert written == [{"conversation_id": UUID(str(conversation)), "at": NINE, "adviser_id": None}]
    assert spool.read_text() == ""


def test_a_wrong_fact_does_not_take_the_others_with_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    written: list[object] = []
    book = journal(tmp_path / "journal", written)
    book.start()
    book.write(Fact("write", {"number": 1}), Fact("write", {"wrong": True}), Fact("write", {"number": 2}))
    assert until(lambda: book.unwritten == 0)
    book.stop()
    assert {"number": 2} in written
    assert written[-1] == {"number": 2}
    assert "can't be written" in caplog.text


def row(kind: str, second: float, channel: str, linked: str, name: str) -> str:
    moment = (NINE + timedelta(seconds=second)).timestamp()
    return f'"{kind}","{moment:.6f}","{channel}","{linked}","500000014","line","{name}"\n'


CALLER, ADVISER = "PJSIP/carrier-00000001", "PJSIP/adviser-7-ab12-00000002"


def test_the_diary_tells_a_whole_call(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        row("CHAN_START", 0, "1.1", "1.1", CALLER)
        + row("CHAN_START", 3, "1.2", "1.1", ADVISER)
        + row("BRIDGE_ENTER", 5, "1.2", "1.1", ADVISER)
        + row("BRIDGE_ENTER", 5.1, "1.1", "1.1", CALLER)
        + row("HANGUP", 9, "1.1", "1.1", CALLER)
        + '"HANGUP","17'
    )
    story = Diary(path, tmp_path / "mark").stories()["1.1"]
    assert story.entrance == "phone"
    assert story.number == "500000014"
    assert (story.arrived_at, story.ended_at) == (NINE, NINE + timedelta(seconds=9))
    assert story.answered_at == NINE + timedelta(seconds=5.1)
    assert story.answered_by == "adviser-7-ab12"
    assert not Diary(path, tmp_path / "mark").stories()["1.2"].entrance


def test_the_diary_is_read_from_where_it_was_heard(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    diary = Diary(path, tmp_path / "mark")
    diary.move_on()
    path.write_text(row("CHAN_START", 0, "1.1", "1.1", CALLER))
    assert set(diary.stories()) == {"1.1"}
    diary.move_on()
    assert not diary.stories()
    with path.open("a") as file:
        file.write(row("HANGUP", 9, "1.1", "1.1", CALLER))
    assert diary.stories()["1.1"].ended_at == NINE + timedelta(seconds=9)
    path.write_text(row("CHAN_START", 20, "1.9", "1.9", "PJSIP/carrier-9"))
    assert set(diary.stories()) == {"1.9"}, "a diary that began anew is read whole"


def test_the_diary_begins_a_new_page_each_night_and_keeps_a_month(tmp_path: Path) -> None:
    path, night = tmp_path / "events.csv", datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
    diary = Diary(path, tmp_path / "mark")
    for day in ("2026-10-24", "2026-10-25"):
        (tmp_path / f"events.csv.{day}").touch()
    path.write_text(row("CHAN_START", 0, "1.1", "1.1", CALLER))
    diary.move_on()
    assert not diary.turn_over(night + timedelta(hours=9)), "not in the middle of a working day"
    assert diary.turn_over(night)
    path.write_text(row("CHAN_START", 5, "1.2", "1.2", CALLER))
    assert not diary.turn_over(night + timedelta(minutes=30)), "once a night"
    assert set(diary.stories()) == {"1.2"}
    pages = sorted(one.name.removeprefix("events.csv.") for one in tmp_path.glob("events.csv.*"))
    assert pages == ["2026-10-25", "2026-11-24"]
