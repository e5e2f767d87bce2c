"""A person is erased in every room, stays erased after a restored backup, and a line about it stays."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from infolinia.city.models import Staff
from infolinia.contacts import queries as contacts
from infolinia.contacts.models import ErasedPerson, Resident
from infolinia.contacts.queries import people_log
from infolinia.journeys import forget
from infolinia.journeys.people import book, command, erasing
from infolinia.matters.models import Matter, StoryEvent
from tests.journeys.people.conftest import Known, Maker

pytestmark = pytest.mark.django_db
TRACES = ("Halina", "500000014", "h@example.org")


def traces(*words: str) -> list[str]:
    """Return every table of the database that holds one of the words, whatever the table is for."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what still points to something erased is told now
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (table,) in cursor.fetchall():
            for word in words:
                cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s', [f"%{word}%"])  # noqa: S608
                if cursor.fetchone()[0]:
                    found.append(f"{table}: {word}")
    return sorted(found)


def erase(whom: Known, by: Staff, at: datetime, *, with_matters: bool = True) -> dict[str, int]:
    return dict(
        erasing.erase(
            resident_id=whom.id,
            ground="request",
            reason="OR.1431.7.2026",
            with_matters=with_matters,
            by_id=by.pk,
            at=at,
        )
    )


def test_nothing_of_the_person_is_left_in_any_table(halina: Known, administrator: Staff, at: datetime) -> None:
    assert traces(*TRACES)
    gone = erase(halina, administrator, at)
    assert traces(*TRACES) == []
    assert (gone["contacts.Resident"], gone["contacts.Conversation"], gone["matters.Matter"]) == (1, 1, 1)


def test_somebody_else_keeps_everything(halina: Known, known: Maker, administrator: Staff, at: datetime) -> None:
    hanna = known("Hanna Rejda", "500000015")
    before = traces("Hanna", "500000015")
    erase(halina, administrator, at)
    assert traces("Hanna", "500000015") == before
    assert contacts.person(hanna.id) is not None


def test_a_settled_matter_that_the_law_keeps_stays_without_its_person(
    halina: Known, administrator: Staff, at: datetime
) -> None:
    assert erasing.preview(halina.id, with_matters=False).stays["matters.Matter"] == 1
    erase(halina, administrator, at, with_matters=False)
    matter = Matter.objects.get(id=halina.matter.id)
    assert (matter.resident_id, matter.conversation_id, matter.reply_address) == (None, None, "")
    assert StoryEvent.objects.filter(matter_id=matter.id).exists()
    assert traces("500000014") == []
    assert traces("h@example.org") == ["matters_storyevent: h@example.org"], "the file says where the answer went"


def test_an_open_matter_stands_in_the_way(known: Maker, administrator: Staff, at: datetime) -> None:
    halina = known("Halina Zatoka", "500000014", settled=False)
    with pytest.raises(erasing.CannotForget, match=halina.matter.number):
        erase(halina, administrator, at)
    assert contacts.person(halina.id) is not None
    assert list(book.entries()) == []


def test_the_line_about_it_names_nobody_and_stays(halina: Known, administrator: Staff, at: datetime) -> None:
    erase(halina, administrator, at)
    line = people_log.erased_people()[0]
    assert (line.resident_id, line.by_name, line.reason) == (halina.id, "Adam Ministrator", "OR.1431.7.2026")
    assert line.counts["contacts.Conversation"] == 1
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        ErasedPerson.objects.all().delete()


def test_the_book_outside_the_database_holds_identifiers_alone(
    halina: Known, administrator: Staff, at: datetime, state: Path
) -> None:
    erase(halina, administrator, at)
    text = (state / book.NAME).read_text(encoding="utf-8")
    assert not any(trace in text for trace in TRACES)
    assert json.loads(text)["rows"]["conversation"] == [str(halina.call)]
    assert (state / book.NAME).stat().st_mode & 0o077 == 0


def restored(halina: Known, administrator: Staff, at: datetime) -> None:
    """Erase Halina, and bring the database back to what it was before: the book alone knows."""
    point = transaction.savepoint()
    erase(halina, administrator, at)
    transaction.savepoint_rollback(point)
    assert traces(*TRACES)


def test_a_restored_backup_brings_nobody_back(
    halina: Known, administrator: Staff, at: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    restored(halina, administrator, at)
    assert command.main(["--again"]) == 0
    assert "1 erasures, 1 of them done again" in capsys.readouterr().out
    assert traces(*TRACES) == []
    assert ErasedPerson.objects.get().ground == "again"


def test_the_night_does_it_too_and_does_it_once(halina: Known, administrator: Staff, at: datetime) -> None:
    restored(halina, administrator, at)
    assert forget.everything_due(at=at)["people"] == 1
    assert forget.everything_due(at=at)["people"] == 0
    assert not Resident.objects.filter(id=halina.id).exists()


def test_a_call_that_an_older_backup_had_not_linked_yet_goes_too(
    halina: Known, administrator: Staff, at: datetime
) -> None:
    restored(halina, administrator, at)
    Resident.objects.filter(id=halina.id).update(name="")
    from infolinia.contacts.models import Conversation

    Conversation.objects.filter(id=halina.call).update(resident=None)
    erasing.erase_again(at=at)
    assert not Conversation.objects.filter(id=halina.call).exists()


def test_after_it_the_protected_tables_are_closed_again(
    halina: Known, known: Maker, administrator: Staff, at: datetime
) -> None:
    known("Hanna Rejda", "500000015")
    erase(halina, administrator, at)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        StoryEvent.objects.all().delete()


def test_a_cut_last_line_of_the_book_stops_nothing(
    halina: Known, administrator: Staff, at: datetime, state: Path
) -> None:
    restored(halina, administrator, at)
    with (state / book.NAME).open("a") as file:
        file.write('{"resident": "7f')
    assert erasing.erase_again(at=at + timedelta(days=1)) == 1


def test_a_torn_line_swallows_no_erasure_and_is_complained_about(
    halina: Known, administrator: Staff, at: datetime, state: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (state / book.NAME).write_text('{"resident": "7f')
    restored(halina, administrator, at)
    assert [entry.resident_id for entry in book.entries()] == [halina.id]
    assert "line 1" in caplog.text
