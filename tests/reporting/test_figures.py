"""The figures of a day, against a recount from the ledger and against their own definitions."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as register
from infolinia.core.clock import city_day
from infolinia.reporting import measures, queries

Call = Callable[..., None]
MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def seconds(count: float) -> timedelta:
    """Return so many seconds."""
    return timedelta(seconds=count)


@pytest.fixture
def call(zofia: Staff) -> Call:
    """Make a call as the engine tells of it; times are seconds after its arrival, `None` for what never happened."""
    made = iter(range(10_000))

    def _call(
        arrived: datetime,
        *,
        queued: float | None = 10,
        answered: float | None = None,
        ended: float = 300,
        finished: float | None = None,
        by: str = "caller",
    ) -> None:
        key = f"call-{next(made)}"
        ident = contacts.call_arrived(
            engine_call_id=key,
            channel="phone",
            number="500000014",
            name="",
            language="pl",
            queue_code="ogolna",
            at=arrived,
            event_key=f"{key}-a",
        )
        if queued is not None:
            contacts.call_queued(conversation_id=ident, at=arrived + seconds(queued), event_key=f"{key}-q")
        if answered is not None:
            at = arrived + seconds(answered)
            contacts.call_offered(conversation_id=ident, adviser_id=zofia.pk, at=at, event_key=f"{key}-o")
            contacts.call_answered(conversation_id=ident, adviser_id=zofia.pk, at=at, event_key=f"{key}-w")
        contacts.call_ended(conversation_id=ident, at=arrived + seconds(ended), by=by, event_key=f"{key}-e")
        if finished is not None:
            question = contacts.open_question(ident)
            assert question is not None
            contacts.set_outcome(question_id=question, by_id=zofia.pk, at=arrived, outcome="answered")
            contacts.finish(conversation_id=ident, by_id=zofia.pk, at=arrived + seconds(finished))

    return _call


def recount(at: datetime) -> dict[str, int]:
    """Count the day again from the ledger alone, one event after the other."""
    counts = {"answered": 0, "in_time": 0, "abandoned": 0, "short": 0}
    lines = register.register(since=MORNING - timedelta(hours=6), until=at, size=10_000).lines
    for line in lines:
        told = {event.kind: event for event in register.ledger(line.id)}
        queued, ended = told.get("queued"), told["ended"]
        if "answered" in told:
            start = queued or told["answered"]
            counts["answered"] += 1
            counts["in_time"] += told["answered"].at - start.at <= seconds(measures.ANSWER_SECONDS)
        elif ended.details["by"] != "out_of_hours":
            waited = ended.at - queued.at if queued else seconds(0)
            counts["abandoned" if waited > seconds(measures.SHORT_SECONDS) else "short"] += 1
    return counts


def test_a_day_counts_the_same_as_its_ledger(call: Call, at: datetime) -> None:
    waits = [0, 4, 19.9, 20, 20.1, 45, 130]
    for number, wait in enumerate(waits):
        call(MORNING + timedelta(minutes=7 * number), answered=10 + wait, ended=400, finished=430)
    for number, patience in enumerate([0.5, 5, 5.1, 60, 200]):
        call(MORNING + timedelta(minutes=100 + number), ended=10 + patience)
    call(MORNING, queued=None, ended=6)
    call(MORNING, queued=None, ended=20, by="out_of_hours")

    board = queries.today(at)

    counted = {
        "answered": board.answered,
        "in_time": board.in_time,
        "abandoned": board.abandoned,
        "short": board.short_abandoned,
    }
    assert counted == recount(at) == {"answered": 7, "in_time": 4, "abandoned": 3, "short": 3}
    assert board.service_level == 40
    assert sum(half.counts.answered for half in board.by_half_hour) == 7


@pytest.mark.parametrize(
    ("what", "times", "level"),
    [
        ("answered in the twentieth second counts as in time", {"answered": 30}, 100),
        ("answered a moment later does not", {"answered": 30.001}, 0),
        ("the announcement is no waiting", {"queued": 60, "answered": 75}, 100),
        ("somebody who hangs up in the fifth second was not abandoned", {"ended": 15}, None),
        ("somebody who waits longer was", {"ended": 15.001}, 0),
        ("somebody who hangs up in the announcement was not", {"queued": None, "ended": 8}, None),
        ("a call out of hours is neither", {"queued": None, "ended": 30, "by": "out_of_hours"}, None),
    ],
)
def test_service_level_of_one_call(
    call: Call, at: datetime, what: str, times: dict[str, float], level: int | None
) -> None:
    call(MORNING, **times)
    assert queries.today(at).service_level == level, what


def test_handling_is_talk_and_after_call_work(call: Call, at: datetime) -> None:
    call(MORNING, answered=20, ended=200, finished=260)
    call(MORNING, answered=20, ended=120, finished=140)
    call(MORNING, answered=20, ended=900)  # still being written up: not counted yet
    assert queries.today(at).average_seconds == (240 + 120) / 2


def test_half_hours_without_a_call_stand_between_the_others(call: Call, at: datetime) -> None:
    call(MORNING + timedelta(minutes=5), answered=15)
    call(MORNING + timedelta(minutes=95), answered=15)
    halves = queries.today(at).by_half_hour
    assert [(f"{half.start:%H:%M}", half.counts.answered) for half in halves] == [
        ("07:00", 1),
        ("07:30", 0),
        ("08:00", 0),
        ("08:30", 1),
    ]
    assert halves[1].counts.service_level is None


def test_yesterday_and_tomorrow_are_other_days(call: Call, at: datetime) -> None:
    midnight = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)  # 24 November begins in the city
    call(midnight - seconds(1), answered=15)
    call(midnight, answered=15)
    assert city_day(midnight) == city_day(at)
    assert queries.today(at).answered == 1


def test_a_day_is_one_statement(call: Call, at: datetime, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(5):
        call(MORNING + timedelta(minutes=number), answered=15)
    with django_assert_num_queries(1):
        queries.today(at)


def test_every_published_figure_says_what_it_is_and_where_it_comes_from() -> None:
    codes = [measure.code for measure in measures.CATALOGUE]
    assert len(set(codes)) == len(codes)
    for measure in measures.CATALOGUE:
        assert str(measure.definition).endswith(".")
        assert str(measure.source).endswith(".")
        assert measure.unit in {"percent", "count", "seconds"}
