"""Matters of another system: all or none, each once, with their own days."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infolinia.city.models import Staff, Unit
from infolinia.core.text import decoded
from infolinia.correspondence.models import Message
from infolinia.matters import queries
from infolinia.matters.models import Matter, StoryEvent
from infolinia.matters.operations import import_matters
from infolinia.matters.wording import last_day
from infolinia.partners.models import Delivery
from tests.matters.conftest import hours, kinds
from tests.partners.conftest import new_program, webhook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds", "hours")]
__all__ = ["hours", "kinds", "new_program", "webhook"]

SHEET = """numer;rodzaj;opis;przyjeto;ulica;dom;komorka;stan;wynik;odpowiedz;zamknieto;odpowiedziec;adres;znak
ZDiZ/7;dziura-w-jezdni;Dziura.;2026-11-20 15:10;Żaglowa;12;;;;;;e-mail;halina@example.org;
ZDiZ/8;latarnia;Ciemno.;2026-11-02;;;zdiz-utrzymanie;w toku;;;;;;ZDiZ.1.2026
ZDiZ/9;skarga;Skarga.;2026-10-01;;;;załatwiona;odmowa;Nie podzielamy skargi.;2026-10-20;;;
"""


def test_they_come_in_as_they_were(administrator: Staff, roads: Unit, at: datetime) -> None:
    report = import_matters(text=SHEET, by_id=administrator.pk, at=at, is_trial=False)
    assert (report.new, report.open, report.closed, report.known, report.faults) == (3, 2, 1, 0, ())
    new, taken, closed = Matter.objects.order_by("-registered_at")
    assert (new.status, new.unit, new.entered_from, new.reply_address) == ("new", roads, "import", "halina@example.org")
    assert last_day(new.resident_due_at) == date(2026, 11, 25), "three working days from the day it came in"
    assert (taken.status, taken.unit, taken.znak) == ("in_progress", roads, "ZDiZ.1.2026")
    assert (closed.status, closed.result, closed.closing_text) == ("closed", "refused", "Nie podzielamy skargi.")
    assert [one.kind for one in StoryEvent.objects.filter(matter=closed).order_by("at", "id")] == [
        "registered",
        "forwarded",
        "closed",
    ]
    assert "ZDiZ/9" in closed.why_here
    assert not Message.objects.exists(), "nobody is written to"
    assert not Delivery.objects.exists(), "no program is told"


def test_a_matter_is_found_by_its_old_number(administrator: Staff, at: datetime) -> None:
    import_matters(text=SHEET, by_id=administrator.pk, at=at, is_trial=False)
    found = queries.search(administrator, "ZDiZ/8", at=at)
    assert [line.id for line in found.lines] == [Matter.objects.get(znak="ZDiZ.1.2026").id]


def test_a_second_time_nothing_doubles(administrator: Staff, at: datetime) -> None:
    import_matters(text=SHEET, by_id=administrator.pk, at=at, is_trial=False)
    more = SHEET + "ZDiZ/10;latarnia;Ciemno.;2026-11-02;;;;;;;;;;\n"
    report = import_matters(text=more, by_id=administrator.pk, at=at, is_trial=False)
    assert (report.new, report.known) == (1, 3)
    assert Matter.objects.count() == 4


def test_a_trial_changes_nothing(administrator: Staff, at: datetime) -> None:
    report = import_matters(text=SHEET, by_id=administrator.pk, at=at, is_trial=True)
    assert (report.new, report.faults) == (3, ())
    assert not Matter.objects.exists()


def test_a_trial_takes_no_numbers_and_the_import_takes_them_in_one_go(administrator: Staff, at: datetime) -> None:
    before = _next_number()
    import_matters(text=SHEET, by_id=administrator.pk, at=at, is_trial=True)
    with CaptureQueriesContext(connection) as asked:
        import_matters(text=SHEET, by_id=administrator.pk, at=at, is_trial=False)
    taken = sorted(int(number[-5:]) for number in Matter.objects.values_list("number", flat=True))
    assert taken == [before + 1, before + 2, before + 3]
    assert sum("nextval('matters_number')" in one["sql"] for one in asked) == 1


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('matters_number')")
        return int(cursor.fetchone()[0])


def test_what_is_known_is_asked_when_it_is_ones_turn(administrator: Staff, at: datetime) -> None:
    with CaptureQueriesContext(connection) as asked:
        import_matters(text=SHEET, by_id=administrator.pk, at=at, is_trial=False)
    statements = [one["sql"] for one in asked]
    turn = next(place for place, sql in enumerate(statements) if "pg_advisory_xact_lock" in sql)
    known = next(place for place, sql in enumerate(statements) if '"request_key" IN' in sql)
    assert turn < known, "who waited for the first press sees what it took"


@pytest.mark.parametrize(
    ("line", "column", "says"),
    [
        ("X/1;nie-ma;Opis.;2026-11-02;;;;;;;;;;", "rodzaj", "Wybierz rodzaj"),
        ("X/1;latarnia;Opis.;2026-11-02;;;nie-ma;;;;;;;", "komorka", "Nie ma komórki"),
        ("X/1;latarnia;Opis.;2026-11-02;;;;;;;;e-mail;nie;", "adres", "e-mail"),
        ("X/1;latarnia;Opis.;2026-11-02;;;;;;;;e-mail;jan@;", "adres", "e-mail"),
        ("X/1;latarnia;Opis.;jutro;;;;;;;;;;", "przyjeto", "To nie jest dzień"),
        ("X/1;latarnia;Opis.;0001-01-01;;;;;;;;;;", "przyjeto", "zbyt dawny"),
        ("X/1;latarnia;Opis\x00;2026-11-02;;;;;;;;;;", "opis", "nie da się zapisać"),
    ],
)
def test_one_fault_and_none_is_taken(administrator: Staff, at: datetime, line: str, column: str, says: str) -> None:
    report = import_matters(text=SHEET + line, by_id=administrator.pk, at=at, is_trial=False)
    [fault] = report.faults
    assert (fault.line, fault.column) == (5, column)
    assert says in fault.text
    assert not Matter.objects.exists()
    assert not StoryEvent.objects.exists()


def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sprawy.csv"
    path.write_bytes(SHEET.encode("cp1250"))
    call_command("matters", "import", "--dry-run", str(path))
    assert "do wczytania: 3 (otwartych 2, załatwionych 1)" in capsys.readouterr().out
    assert not Matter.objects.exists()
    call_command("matters", "import", str(path))
    assert Matter.objects.filter(street="Żaglowa").count() == 1
    path.write_text(SHEET.replace("2026-11-02;", "kiedyś;"), encoding="utf-8")
    with pytest.raises(CommandError, match="nic nie wczytano") as refused:
        call_command("matters", "import", str(path))
    assert refused.value.returncode == 1
    assert "wiersz 3, przyjeto" in capsys.readouterr().err
    with pytest.raises(CommandError) as missing:
        call_command("matters", "import", str(tmp_path / "nie-ma.csv"))
    assert missing.value.returncode == 2


def test_a_file_of_an_old_office_program_is_read() -> None:
    assert decoded("żółć".encode("cp1250")) == decoded("żółć".encode()) == decoded("\ufeffżółć".encode()) == "żółć"
