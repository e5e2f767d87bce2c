"""The table of changes: what may happen to a matter, from where, by whom."""

import pytest

from infolinia.matters.models import Status
from infolinia.matters.rules.changes import CLOSED, OPEN, TABLE, Actor, Beside, allowed, missing, refusal
from infolinia.matters.rules.phrases import polish

UNIT, HELPLINE, SUPERVISOR, RESIDENT, CONTRACTOR, SYSTEM, NOBODY = (
    Actor(role) for role in ("unit", "helpline", "supervisor", "resident", "contractor", "system", "")
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
        ("pass_on", "asked_resident", UNIT, "czeka na odpowiedź mieszkańca"),
        ("return_to_helpline", "at_helpline", SUPERVISOR, "wróciła do infolinii"),
        ("extend", "asked_resident", UNIT, "czeka na odpowiedź mieszkańca"),
        ("extend", "in_progress", UNIT, None),
        ("ask_resident", "asked_resident", UNIT, "czeka na odpowiedź mieszkańca"),
        ("resident_replied", "asked_resident", HELPLINE, None),
        ("reopen", "closed", RESIDENT, None),
        ("reopen", "in_progress", UNIT, "nie trzeba jej otwierać"),
        ("chase", "in_progress", SUPERVISOR, None),
        ("chase", "asked_resident", SUPERVISOR, None),
        ("chase", "in_progress", UNIT, "Przypomnienie wysyła kierownik"),
        ("resident_message", "closed", RESIDENT, None),
        ("resident_message", "closed", UNIT, "Tę sprawę prowadzi inna komórka"),
        ("add_note", "closed", HELPLINE, None),
        ("close", "answered", UNIT, None),
        ("resume", "answered", UNIT, None),
        ("take", "reopened", UNIT, "Najpierw zdecyduje kierownik"),
        ("close", "reopened", UNIT, "Najpierw zdecyduje kierownik"),
        ("settle_reopened", "reopened", SUPERVISOR, None),
        ("settle_reopened", "reopened", UNIT, "decyduje kierownik infolinii"),
        ("settle_reopened", "closed", SUPERVISOR, "Sprawa jest już załatwiona"),
        ("contract", "new", UNIT, "Najpierw przyjmij sprawę"),
        ("contract", "in_progress", UNIT, None),
        ("contractor_done", "waiting", CONTRACTOR, None),
        ("contractor_done", "closed", CONTRACTOR, "Sprawa jest już załatwiona"),
        ("close", "waiting", CONTRACTOR, "Tę sprawę prowadzi inna komórka"),
        ("split", "at_helpline", HELPLINE, None),
        ("split", "in_progress", HELPLINE, "Tę sprawę prowadzi inna komórka"),
        ("join", "new", HELPLINE, None),
        ("recount", "in_progress", SYSTEM, None),
        ("recount", "closed", SYSTEM, "Sprawa jest już załatwiona"),
        ("answer_chase", "in_progress", UNIT, None),
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


def test_a_resident_may_only_write_reply_send_files_choose_the_way_and_say_that_it_is_not_done() -> None:
    always = {"resident_message", "add_file", "change_channel"}
    while_open = always | {"follow"}
    given = {status: allowed(status=status, actor=RESIDENT) for status in Status.values}
    assert given.pop("closed") == always | {"reopen"}
    assert given.pop("asked_resident") == while_open | {"resident_replied"}
    assert set(given.values()) == {frozenset(while_open)}


def test_a_contractor_may_only_do_their_part() -> None:
    given = {status: allowed(status=status, actor=CONTRACTOR) for status in Status.values}
    assert given["waiting"] == {
        "contractor_accepted",
        "contractor_refused",
        "contractor_done",
        "plan",
        "add_file",
    }
    assert given["closed"] == given["new"] == {"add_file"}


@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_change_is_open_to_somebody_from_somewhere(name: str) -> None:
    roles = (UNIT, HELPLINE, SUPERVISOR, RESIDENT, CONTRACTOR, SYSTEM)
    assert any(refusal(name, status=status, actor=actor) is None for status in Status.values for actor in roles)


@pytest.mark.parametrize("change", ["ask_resident", "answer", "change_channel"])
def test_a_part_leaves_its_resident_to_the_whole(change: str) -> None:
    part = Beside(is_part=True)
    found = refusal(change, status="in_progress", actor=UNIT, beside=part)
    assert found is not None and "komórka, która prowadzi całą sprawę" in polish(found)
    assert change not in allowed(status="in_progress", actor=UNIT, beside=part)
    assert change in allowed(status="in_progress", actor=UNIT)


def test_a_joined_matter_is_opened_with_the_one_it_is_joined_to() -> None:
    joined = Beside(joined_to="INF-2026-00007")
    found = refusal("reopen", status="closed", actor=SUPERVISOR, beside=joined)
    assert found is not None and "INF-2026-00007" in polish(found)
    assert "reopen" not in allowed(status="closed", actor=RESIDENT, beside=joined)
