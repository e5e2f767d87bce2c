"""The steps of an edition: a table of refusals, and walks at random that must never print an unseen text."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infolinia.knowledge.rules.editions import STEPS, Facts, Lack, Refusal, State, Step, Wish, lacks, refusal

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
EWA, JAN = 1, 2
DRAFT = Facts(State.DRAFT, frozenset({EWA}), version=3, based_on=4, current=4)
REVIEW = replace(DRAFT, state=State.REVIEW)
SCHEDULED = replace(DRAFT, state=State.SCHEDULED)
TOMORROW = AT + timedelta(days=1)


@pytest.mark.parametrize(
    ("what", "step", "facts", "wish", "expected"),
    [
        ("a draft is saved on the version that was read", Step.SAVE, DRAFT, Wish(AT, EWA, 3), None),
        ("a draft saved by somebody since is not", Step.SAVE, DRAFT, Wish(AT, EWA, 2), Refusal.CHANGED),
        ("what a second person reads is not changed", Step.SAVE, REVIEW, Wish(AT, EWA, 3), Refusal.NOT_NOW),
        ("a draft goes to a second person", Step.SEND, DRAFT, Wish(AT, EWA, 3), None),
        (
            "not when it would undo an edition published since",
            Step.SEND,
            replace(DRAFT, current=5),
            Wish(AT, EWA, 3),
            Refusal.BEHIND,
        ),
        ("the first edition replaces nothing", Step.SEND, replace(DRAFT, based_on=None, current=None), Wish(AT), None),
        (
            "a first draft is behind when another was first",
            Step.SEND,
            replace(DRAFT, based_on=None, current=1),
            Wish(AT),
            Refusal.BEHIND,
        ),
        ("a second person publishes", Step.PUBLISH, REVIEW, Wish(AT, JAN, 3), None),
        ("the author does not", Step.PUBLISH, REVIEW, Wish(AT, EWA, 3), Refusal.OWN_TEXT),
        ("nobody's approval is none", Step.PUBLISH, REVIEW, Wish(AT), Refusal.OWN_TEXT),
        ("a draft is never published unseen", Step.PUBLISH, DRAFT, Wish(AT, JAN, 3), Refusal.NOT_NOW),
        ("nor a text other than the one read", Step.PUBLISH, REVIEW, Wish(AT, JAN, 2), Refusal.CHANGED),
        ("a second person sets a time", Step.SCHEDULE, REVIEW, Wish(AT, JAN, 3, publish_at=TOMORROW), None),
        ("the author sets none", Step.SCHEDULE, REVIEW, Wish(AT, EWA, 3, publish_at=TOMORROW), Refusal.OWN_TEXT),
        ("a time that has passed is none", Step.SCHEDULE, REVIEW, Wish(AT, JAN, 3, publish_at=AT), Refusal.PAST),
        ("no time is none", Step.SCHEDULE, REVIEW, Wish(AT, JAN, 3), Refusal.PAST),
        (
            "nor is one years ahead",
            Step.SCHEDULE,
            REVIEW,
            Wish(AT, JAN, 3, publish_at=AT + timedelta(days=500)),
            Refusal.TOO_FAR,
        ),
        ("the clock publishes what was approved", Step.PUBLISH, SCHEDULED, Wish(TOMORROW), None),
        (
            "unless another edition came between",
            Step.PUBLISH,
            replace(SCHEDULED, current=5),
            Wish(TOMORROW),
            Refusal.BEHIND,
        ),
        ("a text goes back with a reason", Step.RETURN, REVIEW, Wish(AT, JAN, reason="Kwota."), None),
        ("never without one", Step.RETURN, REVIEW, Wish(AT, JAN, reason=" "), Refusal.NO_REASON),
        ("a time is called off with a reason", Step.UNSCHEDULE, SCHEDULED, Wish(AT, EWA, reason="Jeszcze nie."), None),
        (
            "what was printed is not thrown away",
            Step.DISCARD,
            replace(DRAFT, state=State.PUBLISHED),
            Wish(AT),
            "not_now",
        ),
        ("a draft is", Step.DISCARD, DRAFT, Wish(AT), None),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_steps(what: str, step: Step, facts: Facts, wish: Wish, expected: Refusal | None) -> None:
    assert refusal(step, facts, wish) == expected


@given(
    st.lists(
        st.tuples(st.sampled_from([*Step]), st.sampled_from([None, 1, 2, 3]), st.integers(0, 1), st.booleans()),
        max_size=40,
    )
)
def test_no_walk_prints_a_text_that_no_second_person_read(
    moves: list[tuple[Step, int | None, int, bool]],
) -> None:
    facts = Facts(State.DRAFT, frozenset({1}), version=1)
    read: dict[int, int] = {}  # who last said yes to which version
    for step, by, staleness, has_time in moves:
        wish = Wish(AT, by, facts.version - staleness, "bo tak", TOMORROW if has_time else None)
        before = facts
        if refusal(step, facts, wish):
            continue
        if step == Step.SAVE and by:
            facts = replace(facts, version=facts.version + 1, authors=facts.authors | {by})
        if before.state == State.REVIEW and step in (Step.PUBLISH, Step.SCHEDULE):
            assert by is not None and by not in facts.authors
            read[facts.version] = by
        facts = replace(facts, state=STEPS[step][before.state])
        if facts.state in (State.PUBLISHED, State.SCHEDULED):
            assert read.get(facts.version), (before, step)
        if facts.state in (State.RETIRED, State.GONE):
            assert all(refusal(other, facts, Wish(AT, 3, reason="x", publish_at=TOMORROW)) for other in Step)
            return


@pytest.mark.parametrize("step", [*Step])
@pytest.mark.parametrize("state", [*State])
def test_a_step_is_possible_from_its_own_states_alone(step: Step, state: State) -> None:
    wish = Wish(AT, JAN, 3, "powód", TOMORROW)
    allowed = refusal(step, replace(DRAFT, state=state), wish) is None
    assert allowed == (state in STEPS[step])


def test_what_a_text_lacks_is_told_in_the_order_of_the_form() -> None:
    today = date(2026, 11, 24)
    whole = {"answer": "Tak.", "owner": "wsc", "basis": "Ustawa", "review_due": date(2027, 1, 1), "today": today}
    assert lacks(**whole) == ()
    assert lacks(answer="", owner="", basis="", review_due=None, today=today) == (
        Lack.ANSWER,
        Lack.OWNER,
        Lack.BASIS,
        Lack.REVIEW_DAY,
    )
    assert lacks(**{**whole, "review_due": today}) == (Lack.REVIEW_PAST,)
