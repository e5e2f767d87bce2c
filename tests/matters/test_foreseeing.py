"""Forecasts from a unit's own past on real rows, and calendars at secret addresses."""

from datetime import datetime, timedelta

import pytest

from infolinia.city.models import Staff, Unit
from infolinia.matters import operations, queries
from infolinia.matters.models import Matter, PaceCurve, UnitFeed
from infolinia.matters.operations import CannotMakeFeed
from infolinia.matters.queries.calibrating import told_halfway
from infolinia.matters.rules.forecast import calibration, gap
from tests.matters.conftest import Register

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def slow_past(register: Register, at: datetime) -> None:
    """Forty potholes of the last months that took from one to forty days each."""
    for days in range(1, 41):
        one = register(when=at - (days + 60) * DAY)
        Matter.objects.filter(id=one.id).update(
            status="closed", result="done", closing_text="Zasypane.", closed_at=at - 60 * DAY
        )


def test_a_pothole_with_three_days_left_will_likely_be_late(slow_past: None, register: Register, at: datetime) -> None:
    assert operations.count_pace(at=at) == 1
    fresh = Matter.objects.get(id=register(when=at).id)
    told = queries.forecast(fresh, at)
    assert told is not None
    assert (told.percent, told.is_likely_late, told.from_count) == (92, True, 40)
    assert told.text == "prawdopodobnie po terminie (92%)"
    assert told.half_by == (at + 20 * DAY).date()
    (listed,) = queries.likely_late(at)
    assert listed[0].number == fresh.number
    assert listed[1] == told


def test_counting_again_gives_the_same(slow_past: None, at: datetime) -> None:
    operations.count_pace(at=at)
    before = list(PaceCurve.objects.values_list("unit", "category", "days", "open_share", "closed_count"))
    operations.count_pace(at=at)
    assert list(PaceCurve.objects.values_list("unit", "category", "days", "open_share", "closed_count")) == before


def test_open_matters_and_pauses_belong_to_the_past(slow_past: None, register: Register, at: datetime) -> None:
    operations.count_pace(at=at)
    quick = PaceCurve.objects.get()
    for _ in range(40):
        register(when=at - 90 * DAY)
    paused = Matter.objects.filter(status="closed").order_by("started_at").first()
    assert paused is not None
    first = (paused.started_at + DAY).date()
    paused.pauses = [{"first": first.isoformat(), "last": (first + 29 * DAY).isoformat(), "reason": "", "links": []}]
    paused.save()
    operations.count_pace(at=at)
    slow = PaceCurve.objects.get()
    assert (slow.closed_count, slow.open_count) == (40, 40)
    assert min(slow.open_share) > min(quick.open_share), "half of them are open to this day"
    assert max(quick.days) == 40
    assert max(slow.days) == 39, "the longest one stood for thirty of its forty days"


@pytest.mark.parametrize("change", ["few", "other unit", "closed", "standing", "late"])
def test_where_the_past_says_nothing_or_the_end_is_no_question_there_is_no_forecast(
    slow_past: None, register: Register, lamps: Unit, at: datetime, change: str
) -> None:
    fresh = register(when=at)
    rows = Matter.objects.filter(id=fresh.id)
    if change == "few":
        Matter.objects.filter(status="closed").filter(started_at__lt=at - 85 * DAY).update(registered_at=at - 400 * DAY)
    elif change == "other unit":
        rows.update(unit=lamps)
    elif change == "closed":
        rows.update(status="closed", result="done", closing_text="Tak.", closed_at=at)
    elif change == "standing":
        rows.update(stopped_since=at.date())
    operations.count_pace(at=at)
    seen = at + 30 * DAY if change == "late" else at
    assert queries.forecast(rows.get(), seen) is None


def test_a_feed_shows_ends_and_nothing_of_people(
    register: Register, roads: Unit, lamps: Unit, piotr: Staff, at: datetime
) -> None:
    mine = register(subject="Dziura u pani Haliny", description="Halina Zatoka, ul. Żaglowa 12")
    standing, other = register(), register("latarnia")
    operations.take(matter_id=standing.id, by_id=piotr.pk, at=at)
    operations.ask_resident(matter_id=standing.id, question="Gdzie?", by_id=piotr.pk, at=at)
    secret = operations.make_feed(unit_id=roads.pk, label="telefon Piotra", by_id=piotr.pk, at=at)
    found = queries.feed(secret, at)
    assert found is not None
    assert found.text.count("BEGIN:VEVENT") == 1
    assert f"SUMMARY:Termin {mine.number}: Dziura w jezdni" in found.text
    assert "DTSTART;VALUE=DATE:20261127" in found.text
    for hidden in ("Halin", "Zatoka", "Żaglowa", standing.number, other.number):
        assert hidden not in found.text
    assert secret not in UnitFeed.objects.get().trace


def test_a_feed_is_taken_back_and_wrong_secrets_are_the_same(roads: Unit, piotr: Staff, at: datetime) -> None:
    secret = operations.make_feed(unit_id=roads.pk, label="telefon", by_id=piotr.pk, at=at)
    (line,) = queries.feeds_of(roads.pk)
    operations.feed_was_read(feed_id=line.id, at=at)
    operations.feed_was_read(feed_id=line.id, at=at + timedelta(minutes=30))
    assert queries.feeds_of(roads.pk)[0].last_read_at == at, "noted to the hour"
    operations.revoke_feed(unit_id=roads.pk + 1, feed_id=line.id, at=at)
    assert queries.feed(secret, at) is not None, "only through its own unit"
    operations.revoke_feed(unit_id=roads.pk, feed_id=line.id, at=at)
    assert queries.feed(secret, at) is None
    assert queries.feed(secret + "x", at) is None
    assert queries.feeds_of(roads.pk) == []


def test_feeds_have_names_and_an_end(roads: Unit, piotr: Staff, at: datetime) -> None:
    with pytest.raises(CannotMakeFeed, match="Wpisz"):
        operations.make_feed(unit_id=roads.pk, label="  ", by_id=piotr.pk, at=at)
    for place in range(20):
        operations.make_feed(unit_id=roads.pk, label=f"telefon {place}", by_id=piotr.pk, at=at)
    with pytest.raises(CannotMakeFeed, match="20"):
        operations.make_feed(unit_id=roads.pk, label="jeszcze jeden", by_id=piotr.pk, at=at)


def test_the_own_past_is_asked_as_if_it_were_still_to_come(register: Register, at: datetime) -> None:
    """A unit that takes one to ten days with a promise of three working days, for a year."""
    for place in range(120):
        one = register(when=at - 3 * (place + 5) * DAY)
        row = Matter.objects.get(id=one.id)
        closed = row.started_at + (1 + place % 10) * DAY
        Matter.objects.filter(id=one.id).update(
            status="closed", result="done", closing_text="Zasypane.", closed_at=closed
        )
    told = told_halfway(at)
    assert len(told) > 40
    assert all(0 < chance < 1 for chance, _was_late in told)
    assert gap(calibration(told, bins=3)) < 0.15
    assert len(told_halfway(at, most=10)) < len(told)
