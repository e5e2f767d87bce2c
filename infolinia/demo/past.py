"""The past of the starter city as rows: conversations with their questions and ledger. The same on the same day."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from infolinia.city.rules.calendar import Calendar
from infolinia.contacts.operations import conversation_id_for
from infolinia.core.clock import city_day
from infolinia.demo import store
from infolinia.demo.calls import Call, day_of_calls
from infolinia.demo.people import Person
from infolinia.demo.subjects import Subject, Subjects

WEEKS = 6
# A past made for measuring has a matter for every third conversation.
MORE_MATTERS = 3.4
QUEUE = "general"
CROWD_SHARE = 0.72


@dataclass
class Past:
    """Rows for COPY, table by table, and which calls asked for a matter."""

    conversations: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    asked: list["Asked"] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """A question that became a matter: everything that registering it would have known."""

    conversation_id: Any
    question: dict[str, Any]
    subject: Subject
    person: Person | None
    adviser_id: int
    at: datetime


def make_past(*, at: datetime, crowd: list[Person], size: int) -> Past:
    """Return the rows of six weeks before `at`, or of as many days as give `size` conversations."""
    past = Past()
    advisers = _advisers()
    subjects = Subjects.load(more_matters=MORE_MATTERS if size else 1.0)
    for day in _days(at, size):
        rng = store.dice(f"calls {day.isoformat()}")
        calls = day_of_calls(day=day, advisers=len(advisers), rng=rng, until=at)
        for ordinal, call in enumerate(calls):
            if size and len(past.conversations) >= size:
                return past
            _add(past, call, f"demo-{day:%Y%m%d}-{ordinal:04d}", advisers, crowd, subjects, rng)
    return past


def _advisers() -> list[int]:
    staff = store.ids_by("city.Staff", "username")
    return [staff[person["username"]] for person in store.records("staff") if person["role"] == "adviser"]


def _days(at: datetime, size: int) -> Iterator[date]:
    """Return the days backwards from today; today counts as a working day, so that the board is never empty."""
    calendar, today = Calendar(), city_day(at)
    yield today
    back = 0
    while size or back < 7 * WEEKS:
        back += 1
        day = today - timedelta(days=back)
        if calendar.hours_on(day):
            yield day


def _add(
    past: Past,
    call: Call,
    engine_id: str,
    advisers: list[int],
    crowd: list[Person],
    subjects: Subjects,
    rng: random.Random,
) -> None:
    person = rng.choice(crowd) if rng.random() < CROWD_SHARE else None
    adviser_id = None if call.adviser is None or call.answered is None else advisers[call.adviser]
    row = _conversation(call, engine_id, person, adviser_id, rng)
    past.conversations.append(row)
    past.events.extend(_events(call, engine_id, row["id"], advisers))
    if adviser_id is None or call.finished is None:
        return
    for position in range(1, rng.choices([2, 3], [88, 12])[0]):
        subject = subjects.draw(rng)
        question = _question(row["id"], position, subject, call.finished, rng)
        past.questions.append(question)
        if question["outcome"] == "registered":
            asked = Asked(row["id"], question, subject, person, adviser_id, call.ended - timedelta(seconds=15))
            past.asked.append(asked)


def _conversation(
    call: Call, engine_id: str, person: Person | None, adviser_id: int | None, rng: random.Random
) -> dict[str, Any]:
    return {
        "id": conversation_id_for(engine_id),
        "channel": "web_call" if rng.random() < 0.04 else "phone",
        "state": "abandoned" if call.answered is None else "closed",
        "engine_call_id": engine_id,
        "queue_code": QUEUE,
        "language": person.language if person else "pl",
        "caller_number": person.number if person else "",
        "caller_name": "",
        "resident_id": person.id if person and rng.random() < 0.8 else None,
        "adviser_id": adviser_id,
        "arrived_at": call.arrived,
        "queued_at": call.queued,
        "offered_at": call.offered,
        "answered_at": call.answered,
        "ended_at": call.ended,
        "finished_at": call.finished,
    }


def _question(
    conversation_id: Any, position: int, subject: Subject, saved: datetime, rng: random.Random
) -> dict[str, Any]:
    return {
        "conversation_id": conversation_id,
        "position": position,
        "subject": subject.text,
        "card_code": subject.card_code,
        "card_title": subject.card_title,
        "card_language": "pl",
        "card_edition": subject.card_edition,
        "outcome": subject.outcome(rng),
        "matter_id": None,
        "saved_at": saved,
    }


def _events(call: Call, engine_id: str, conversation_id: Any, advisers: list[int]) -> Iterator[dict[str, Any]]:
    adviser = None if call.adviser is None else advisers[call.adviser]
    told: list[tuple[str, datetime | None, int | None, dict[str, str]]] = [
        ("arrived", call.arrived, None, {}),
        ("queued", call.queued, None, {}),
    ]
    if call.lost_offer:
        index, lost_at = call.lost_offer
        gone = min(lost_at + timedelta(seconds=20), call.ended)
        told.append(("offered", lost_at, advisers[index], {}))
        told.append(("offer_lost", gone, advisers[index], {"why": "no_answer"}))
    if call.rang:
        told.append(("offered", call.rang, adviser, {}))
    told += [
        ("answered", call.answered, adviser, {}),
        ("ended", call.ended, None, {"by": "caller"}),
        ("finished", call.finished, adviser, {}),
    ]
    for number, (kind, when, staff_id, details) in enumerate(told):
        if when is not None:
            yield {
                "event_key": f"{engine_id}-{number}-{kind}",
                "conversation_id": conversation_id,
                "kind": kind,
                "at": when,
                "adviser_id": staff_id,
                "details": details,
            }
