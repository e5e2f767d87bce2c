"""The table of changes: what may happen to a matter, from where, by whom."""

import pytest

from infolinia.matters.models import Status
from infolinia.matters.rules.changes import CLOSED, OPEN, TABLE, Actor, allowed, missing, refusal
from infolinia.matters.rules.phrases import polish

UNIT, HELPLINE, SUPERVISOR, RESIDENT, NOBODY = (
    Actor(role) for role in ("unit", "helpline", "supervisor", "resident", "")
)


@pytest.mark.parametrize(
    ("change", "status", "actor", "words"),
    [
        ("take", "new", UNIT, None),
        ("take", "returned", UNIT, None),
        ("take", "in_progress", UNIT, "W tym stanie sprawy nie da się tego zrobić"),
        ("take", "new", HELPLINE, "Tę sprawę prowadzi inna komórka"),
        ("take", "new", NOBODY, "Tę sprawę prowadzi inna komórka"),
        ("answer", "new", UNIT, "Najpierw przyjmij sprawę"),
        ("answer", "waiting", UNIT, None),
        ("answer", "closed", UNIT, "Sprawa jest już załatwiona"),
        ("close", "new", UNIT, "Najpierw przyjmij sprawę"),
        ("close", "in_progress", UNIT, None),
        ("close", "asked_resident", UNIT, None),
        ("close", "in_progress", HELPLINE, "Tę sprawę prowadzi inna komórka"),
        ("close", "at_helpline", HELPLINE, None),
        ("pass_on", "at_helpline", HELPLINE, None),
        ("pass_on", "asked_resident", UNIT, "jej zegar stoi"),
        ("return_to_helpline", "at_helpline", SUPERVISOR, "wróciła do infolinii"),
        ("extend", "asked_resident", UNIT, "jej zegar stoi"),
        ("extend", "in_progress", UNIT, None),
        ("ask_resident", "asked_resident", UNIT, "jej zegar stoi"),
        ("resident_replied", "asked_resident", HELPLINE, None),
        ("reopen", "closed", RESIDENT, None),
        ("reopen", "in_progress", UNIT, "nie trzeba jej otwierać"),
        ("chase", "in_progress", SUPERVISOR, None),
        ("chase", "in_progress", UNIT, "Przypomnienie wysyła kierownik"),
        ("resident_message", "closed", RESIDENT, None),
        ("resident_message", "closed", UNIT, "Tę sprawę prowadzi inna komórka"),
        ("add_note", "closed", HELPLINE, None),
    ],
)
def test_a_change(change: str, status: str, actor: Actor, words: str | None) -> None:
    found = refusal(change, status=status, actor=actor)
    assert (found is None) if words is None else (found is not None and words in polish(found))


@pytest.mark.parametrize(
    ("change", "given", "field"),
    [
        ("close", {"result": "done", "text": "Zasypane."}, None),
        ("close", {"result": "done", "text": "  "}, "text"),
        ("close", {"result": "", "text": "Zasypane."}, "result"),
        ("return_to_helpline", {}, "reason"),
        ("take", {}, None),
    ],
)
def test_what_a_change_needs(change: str, given: dict[str, str], field: str | None) -> None:
    found = missing(change, given)
    assert (found[0] if found else None) == field


def test_the_table_speaks_of_the_same_statuses_as_the_database() -> None:
    assert OPEN | {CLOSED} == set(Status.values)
    for name, row in TABLE.items():
        assert row.from_statuses <= set(Status.values), name
        assert row.to is None or row.to in Status.values, name


@pytest.mark.parametrize("status", Status.values)
def test_an_open_matter_can_always_be_moved_on_by_somebody(status: str) -> None:
    assert any(TABLE[name].to for name in allowed(status=status, actor=SUPERVISOR)), status
    assert allowed(status=status, actor=NOBODY) == frozenset()


def test_a_resident_may_only_write_reply_and_reopen() -> None:
    given = {status: allowed(status=status, actor=RESIDENT) for status in Status.values}
    assert given["closed"] == {"reopen", "resident_message"}
    assert given["asked_resident"] == {"resident_replied", "resident_message"}
    assert all(given[status] == {"resident_message"} for status in given if status not in ("closed", "asked_resident"))
