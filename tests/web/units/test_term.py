"""The page of a matter's term: side clocks with their own days, what stood, and what the deadline was before."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from infolinia.city import days_off
from infolinia.city.models import Staff, Unit
from infolinia.core.clock import city_day, now
from infolinia.matters import clocks, operations, wording
from infolinia.matters.models import Matter, StoryEvent
from infolinia.matters.operations import CategoryDraft, save_category
from infolinia.matters.shapes import MatterDraft, Registered
from tests.web.units.conftest import As

pytestmark = pytest.mark.django_db


@pytest.fixture
def felling(kinds: None, roads: Unit, zofia: Staff, piotr: Staff) -> Registered:
    """A tree that somebody wants to fell: inspection in 21 days, objection 14 days after it."""
    save_category(CategoryDraft("wycinka", "Wycinka drzewa", unit=roads.code, clock="wycinka-drzewa"))
    found = operations.register(
        draft=MatterDraft(category_code="wycinka", description="Chcę ściąć brzozę."), by_id=zofia.pk, at=now()
    )
    operations.take(matter_id=found.id, by_id=piotr.pk, at=now())
    return found


def _clock(matter: Registered, code: str) -> tuple[date | None, date | None]:
    row = Matter.objects.get(pk=matter.id)
    return next((one.due_on, one.done_at) for one in clocks.side_clocks(row) if one.code == code)


def test_each_side_clock_has_its_own_day(as_: As, piotr: Staff, felling: Registered) -> None:
    page = as_(piotr).get(reverse("units:term", args=[felling.id])).content.decode()
    assert "Zrób oględziny drzewa" in page and "Wnieś sprzeciw albo milcz" in page and "gdy przyjdzie pora" in page
    due, done = _clock(felling, "ogledziny")
    assert due == wording.WORKING_DAYS.next_working(city_day(now()) + timedelta(days=21)) and done is None
    assert _clock(felling, "sprzeciw") == (None, None)
    assert Matter.objects.get(pk=felling.id).side_due_on == due


def test_what_counts_from_another_begins_when_that_one_is_done(as_: As, piotr: Staff, felling: Registered) -> None:
    today = city_day(now())
    browser, address = as_(piotr), reverse("units:term_note", args=[felling.id, "ogledziny"])
    assert browser.post(address, {"co": "zrobione", "dnia": today.isoformat()}).status_code == 302
    assert _clock(felling, "ogledziny")[1] == today
    objection = wording.WORKING_DAYS.next_working(today + timedelta(days=14))
    assert _clock(felling, "sprzeciw") == (objection, None)
    assert Matter.objects.get(pk=felling.id).side_due_on == objection
    assert "Zrób oględziny drzewa" in StoryEvent.objects.get(matter_id=felling.id, kind="side_done").text
    browser.post(address, {"co": "cofnij", "dnia": today.isoformat()})
    assert _clock(felling, "ogledziny")[1] is None and _clock(felling, "sprzeciw") == (None, None)


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("ogledziny", {"co": "zrobione", "dnia": "2001-01-01"}),
        ("ogledziny", {"co": "zrobione", "dnia": "jutro"}),
        ("ogledziny", {"co": "cokolwiek"}),
        ("nie-ma", {"co": "zrobione"}),
    ],
)
def test_nonsense_changes_nothing(as_: As, piotr: Staff, felling: Registered, code: str, given: dict[str, str]) -> None:
    as_(piotr).post(reverse("units:term_note", args=[felling.id, code]), given)
    assert not StoryEvent.objects.filter(kind="side_done").exists()
    assert _clock(felling, "ogledziny")[1] is None


def test_another_unit_can_neither_see_nor_write(as_: As, outsider: Staff, felling: Registered) -> None:
    browser = as_(outsider)
    assert browser.get(reverse("units:term", args=[felling.id])).status_code == 404
    assert (
        browser.post(reverse("units:term_note", args=[felling.id, "ogledziny"]), {"co": "zrobione"}).status_code == 404
    )
    assert _clock(felling, "ogledziny")[1] is None


def test_pauses_and_old_deadlines_are_there(as_: As, piotr: Staff, marek: Staff, felling: Registered) -> None:
    Matter.objects.filter(pk=felling.id).update(term_basis="KPA art. 35 § 3")  # its own act lets no question stop it
    operations.ask_resident(matter_id=felling.id, question="Ile ma w obwodzie?", by_id=piotr.pk, at=now())
    due = wording.last_day(Matter.objects.get(pk=felling.id).resident_due_at)
    days_off.add_day_off(day=due, name="Dzień Próby", basis="ustawa")
    recount = operations.recount_open("calendar", now(), by_id=marek.pk, note="Nowe święto")
    while operations.count_batch(recount_id=recount, at=now()):
        pass
    operations.apply_recount(recount_id=recount, by_id=marek.pk, at=now(), tells_residents=False)
    while operations.apply_batch(recount_id=recount, at=now()):
        pass
    page = as_(piotr).get(reverse("units:term", args=[felling.id])).content.decode()
    assert "stoi nadal" in page and "czekaliśmy na odpowiedź mieszkańca" in page
    assert "Dawne terminy" in page and "Nowe święto" in page
