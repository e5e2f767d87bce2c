"""Breaks of a day: what is counted, and when the eyes have to rest. Minutes from seven in the morning."""

from datetime import UTC, datetime, timedelta

import pytest

from infolinia.routing.rules.breaks import MEAL, OTHER, SCREEN, Span, day_of_work

SEVEN = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def spans(*told: tuple[str, int, str]) -> list[Span]:
    """Return states one after another, each with its minutes and kind."""
    found, at = [], SEVEN
    for state, minutes, kind in told:
        found.append(Span(state, at, at + timedelta(minutes=minutes), kind))
        at += timedelta(minutes=minutes)
    return found


WORK = ("talking", 50, OTHER)
READY = ("ready", 20, OTHER)


@pytest.mark.parametrize(
    ("what", "day", "since"),
    [
        ("nobody worked yet", [("break", 20, OTHER)], None),
        ("from the first work on", [("break", 2, OTHER), WORK], 2),
        ("five minutes are a rest", [WORK, ("break", 5, SCREEN), READY], 55),
        ("four minutes are none", [WORK, ("break", 4, SCREEN), READY], 0),
        ("a meal is a rest too", [WORK, ("break", 15, MEAL), READY], 65),
        ("work without a telephone is none", [WORK, ("break", 30, "duty"), READY], 0),
        ("resting now", [WORK, ("break", 5, SCREEN)], None),
    ],
)
def test_at_the_screen_since(what: str, day: list[tuple[str, int, str]], since: int | None) -> None:
    expected = None if since is None else SEVEN + timedelta(minutes=since)
    assert day_of_work(spans(*day)).at_screen_since == expected, what


def test_a_rest_is_due_after_an_hour() -> None:
    day = day_of_work(spans(WORK, READY))
    assert not day.rest_is_due(SEVEN + timedelta(minutes=59))
    assert day.rest_is_due(SEVEN + timedelta(minutes=60))


def test_breaks_are_counted_by_kind() -> None:
    day = day_of_work(spans(WORK, ("break", 5, SCREEN), WORK, ("break", 6, SCREEN), ("break", 15, MEAL)))
    assert day.taken == {SCREEN: timedelta(minutes=11), MEAL: timedelta(minutes=15)}
