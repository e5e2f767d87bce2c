"""The starter city: made once, the same on the same day, and consistent with what the rooms themselves would say."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker, Settings

from infolinia.city import queries as city
from infolinia.city.models import Staff
from infolinia.contacts.models import CallEvent, Conversation, Question
from infolinia.contacts.rules import call_state
from infolinia.demo import accounts, people, seed, store
from infolinia.demo.city import load_city
from infolinia.knowledge import queries as knowledge
from infolinia.matters import clocks
from infolinia.matters import queries as matters
from infolinia.matters.models import Category, Matter, StoryEvent
from infolinia.reporting import queries as reporting

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
PASSWORD = "latarnia-na-probe-2026"


@pytest.fixture(scope="module")
def starter_city(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[seed.Made]:
    """The city with its six weeks, made once for this file and taken away afterwards."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("INFOLINIA_DEMO_PASSWORD", PASSWORD)
        connection.ensure_connection()
        connection.set_autocommit(False)
        try:
            seed.load_basis(state=tmp_path_factory.mktemp("state"), at=AT)
            made = seed.load_past(at=AT)
            assert made is not None
            yield made
        finally:
            connection.rollback()
            connection.set_autocommit(True)
            connection.close()


@pytest.fixture
def city_(starter_city: seed.Made, django_db_blocker: DjangoDbBlocker) -> Iterator[seed.Made]:
    """Let one test look at the city."""
    with django_db_blocker.unblock():
        yield starter_city


def test_nothing_is_there_before(db: None) -> None:
    """Also lets this file run alone: a database is made for the tests that say that they need one."""
    assert not (Staff.objects.exists() or Matter.objects.exists())


def test_it_is_a_whole_city(city_: seed.Made) -> None:
    assert (city_.residents, city_.conversations > 6000, city_.matters > 900) == (100, True, True)
    assert len(city.districts()) == 22
    assert len(city.streets_like("k", 200)) > 10
    assert len([card for group in knowledge.all_cards() for card in group.cards]) >= 45
    assert {unit.code for unit in city.units(outside=True)} >= {"ztm", "mops", "czk", "rzecznik"}


def test_a_second_run_adds_nothing_and_asks_little(city_: seed.Made, tmp_path: Path) -> None:
    before = (Conversation.objects.count(), Matter.objects.count(), Staff.objects.count())
    with CaptureQueriesContext(connection) as asked, pytest.MonkeyPatch.context() as patch:
        patch.setenv("INFOLINIA_DEMO_PASSWORD", PASSWORD)
        seed.load_basis(state=tmp_path, at=AT)
        assert seed.load_past(at=AT) is None
    assert (Conversation.objects.count(), Matter.objects.count(), Staff.objects.count()) == before
    assert len(asked) < 60


def test_each_role_can_sign_in_with_the_printed_password(city_: seed.Made) -> None:
    names = [person["username"] for person in store.records("staff") if person["account"]]
    assert names == ["doradca", "doradca2", "kierownik", "referent", "naczelnik", "redaktor", "redaktor2", "admin"]
    for account in Staff.objects.filter(username__in=names):
        assert account.check_password(PASSWORD), account.username
    others = Staff.objects.exclude(username__in=names)
    assert others.exists()
    assert not any(person.has_usable_password() for person in others)
    assert list(Staff.objects.filter(is_staff=True).values_list("username", flat=True)) == ["admin"]


def test_the_roads_have_a_head_who_hears_of_what_their_units_leave(city_: seed.Made) -> None:
    head = Staff.objects.get(username="naczelnik")
    units = {unit.code: unit.id for unit in city.units()}
    heads = city.heads()
    assert {heads[units[code]] for code in ("zdiz", "zdiz-utrzymanie", "zdiz-zielen")} == {frozenset({head.pk})}
    assert heads[units["usc"]] == frozenset(), "where nobody answers for a unit, the supervisor hears"


def test_nobody_talks_with_two_callers_at_once(city_: seed.Made) -> None:
    busy: dict[int, datetime] = {}
    calls = Conversation.objects.filter(answered_at__isnull=False).order_by("answered_at")
    for adviser, answered, finished in calls.values_list("adviser_id", "answered_at", "finished_at"):
        assert adviser not in busy or busy[adviser] <= answered
        busy[adviser] = finished


def test_every_conversation_stands_where_its_ledger_leads(city_: seed.Made) -> None:
    ledger: dict[object, list[tuple[str, datetime]]] = defaultdict(list)
    for conversation, kind, at in CallEvent.objects.order_by("at", "id").values_list("conversation_id", "kind", "at"):
        ledger[conversation].append((kind, at))
    for call in Conversation.objects.all():
        told = dict(reversed(ledger[call.id]))
        assert told["arrived"] == call.arrived_at
        assert told.get("answered") == call.answered_at
        assert told["ended"] == call.ended_at
        ended = call_state.after_end(
            state="talking" if call.answered_at else "waiting",
            answered=call.answered_at is not None,
            has_adviser=call.adviser_id is not None,
            by="caller",
        )
        assert (ended, call.state) in {("after_call", "closed"), ("abandoned", "abandoned")}


def test_nothing_is_still_going_on_without_a_telephone(city_: seed.Made) -> None:
    assert not Conversation.objects.exclude(state__in=["closed", "abandoned"]).exists()
    assert not Conversation.objects.filter(ended_at__gt=AT).exists()
    assert not Question.objects.filter(outcome="").exists()


def test_registered_questions_and_matters_belong_together(city_: seed.Made) -> None:
    asked = set(Question.objects.filter(outcome="registered").values_list("matter_id", flat=True))
    assert asked == set(Matter.objects.values_list("id", flat=True))
    assert not Question.objects.exclude(outcome="registered").filter(matter_id__isnull=False).exists()


def test_every_deadline_is_what_the_clock_would_count_now(city_: seed.Made) -> None:
    for matter in Matter.objects.select_related("category"):
        kept = (matter.resident_due_at, matter.unit_due_at, matter.working)
        clocks.recount(matter, lead_days=matter.category.unit_lead_days)
        assert kept == (matter.resident_due_at, matter.unit_due_at, matter.working), matter.number


def test_every_story_runs_forward_and_ends_where_the_matter_is(city_: seed.Made) -> None:
    last: dict[object, tuple[str, datetime]] = {}
    for matter, kind, at in StoryEvent.objects.order_by("id").values_list("matter_id", "kind", "at"):
        if kind == "chased":
            continue
        assert matter not in last or last[matter][1] <= at
        assert at <= AT
        last[matter] = (kind, at)
    ends = {
        "closed": {"closed"},
        "asked_resident": {"asked"},
        "waiting": {"waiting"},
        "new": {"forwarded", "passed_on"},
        "returned": {"passed_on"},
        "at_helpline": {"returned"},
    }
    for ident, status in Matter.objects.values_list("id", "status"):
        assert last[ident][0] in ends.get(status, {last[ident][0]}), status


def test_the_roads_inbox_has_something_of_everything(city_: seed.Made) -> None:
    unit = city.unit("zdiz-utrzymanie")
    piotr = Staff.objects.get(username="referent")
    assert unit is not None
    inbox = matters.inbox(unit.id, AT, staff_id=piotr.pk)
    for count in ("new", "to_do", "waiting", "done", "mine", "nobodys", "late", "due_soon"):
        assert getattr(inbox, f"count_{count}") > 0, count
    assert inbox.count_to_do < 120


def test_the_board_is_full_at_any_hour_of_a_working_morning(city_: seed.Made) -> None:
    board = reporting.today(AT)
    assert board.answered > 60
    assert board.service_level is not None
    assert 60 <= board.service_level <= 100
    assert len(matters.deadlines_by_unit(AT)) >= 8
    assert matters.chases(AT)


def test_the_same_day_gives_the_same_city() -> None:
    assert people.residents(large=False) == people.residents(large=False)
    assert people.residents(large=False)[14].name == "Halina Zatoka"
    assert {person.number[:10] for person in people.residents(large=False)} == {"+485000000"}
    assert all(person.email.endswith("@example.org") or not person.email for person in people.residents(large=True))


def test_a_password_is_made_once_and_only_its_owner_may_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INFOLINIA_DEMO_PASSWORD", raising=False)
    made = accounts.demo_password(tmp_path)
    assert accounts.demo_password(tmp_path) == made
    assert len(made) >= 17
    assert (tmp_path / "demo_password").stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_another_password_at_the_next_start_is_the_one_that_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_city()
    for password in ("pierwsze-haslo-2026", "drugie-haslo-2026"):
        monkeypatch.setenv("INFOLINIA_DEMO_PASSWORD", password)
        accounts.load_staff(accounts.demo_password(tmp_path))
    assert Staff.objects.get(username="doradca").check_password("drugie-haslo-2026")


@pytest.mark.django_db
def test_production_takes_no_invented_people(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="production"):
        call_command("seed_demo")
    assert not Staff.objects.exists()


def test_a_day_before_opening_has_no_calls_yet(city_: seed.Made) -> None:
    assert reporting.board(since=AT - timedelta(hours=9), until=AT - timedelta(hours=4)).answered == 0


def test_every_danger_has_somebody_to_call(city_: seed.Made) -> None:
    dangers = Category.objects.filter(danger=True)
    assert dangers.exists()
    assert not dangers.filter(danger_phone="").exists()


def test_cards_stand_at_every_turn_of_their_lives(city_: seed.Made) -> None:
    lines = {code: knowledge.history(code) for code in ("nowa-latarnia", "akt-stanu-cywilnego", "abonament-mieszkanca")}
    assert [line.state for line in lines["nowa-latarnia"]] == ["published", "retired"]
    assert [line.state for line in lines["akt-stanu-cywilnego"]] == ["review", "published"]
    assert [line.state for line in lines["abonament-mieszkanca"]] == ["scheduled", "published"]
    old = knowledge.card("identyfikator-parkingowy", day=AT.date())
    assert old is not None and old.leads_to is not None and old.leads_to.code == "abonament-mieszkanca"
    officer, editor = Staff.objects.get(username="referent"), Staff.objects.get(username="redaktor")
    tasks = {task.card_code: task for task in knowledge.tasks_for(officer, AT)}
    assert (tasks["chodnik"].is_late, bool(tasks["chodnik"].escalated_at)) == (True, True)
    assert (tasks["most-i-schody"].is_late, tasks["most-i-schody"].escalated_at) == (False, None)
    waiting = knowledge.under_way("akt-stanu-cywilnego")
    text = knowledge.draft_text(waiting) if waiting else None
    assert text is not None and editor.pk not in text.author_ids  # the printed editor's account may approve it


def test_every_card_that_a_conversation_names_can_be_read_as_it_was(city_: seed.Made) -> None:
    named = Question.objects.exclude(card_code="").values_list("card_code", "card_edition", "saved_at")
    for code, number, saved_at in [*named.order_by("saved_at")[:20], *named.order_by("-saved_at")[:20]]:
        view = knowledge.card_as_of(code, saved_at.date(), moment=saved_at)
        assert view is not None and view.edition == number, code
