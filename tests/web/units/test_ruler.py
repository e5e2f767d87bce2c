"""The ruler's words never lie upon each other, wherever today, the goal and the end stand."""

from datetime import date

import pytest

from infolinia.matters.shapes import Ruler, RulerSpan
from infolinia.web.units import ruler


def measured(today: float, goal: float, end: float = 100.0, spans: tuple[RulerSpan, ...] = ()) -> Ruler:
    """Return a ruler measured in percent."""
    return Ruler(
        spans=spans,
        today=today,
        goal=goal,
        end=end,
        start_day=date(2026, 10, 14),
        goal_day=date(2026, 11, 27),
        end_day=date(2026, 11, 30),
        days_passed=27,
        days_counted=33,
        sentence="",
    )


@pytest.mark.parametrize(
    ("what", "today", "goal", "end", "end_y"),
    [
        ("far from today the end stands above", 60.0, 90.0, 100.0, "18"),
        ("beside today it goes below", 97.0, 60.0, 100.0, "72"),
        ("beside today and the goal it is left out: the clock above says it", 97.0, 94.0, 100.0, ""),
        ("late by much it stands above", 100.0, 60.0, 70.0, "18"),
    ],
)
def test_the_end_finds_room(what: str, today: float, goal: float, end: float, end_y: str) -> None:
    assert ruler.draw(measured(today, goal, end)).end_y == end_y, what


def test_a_pause_is_hatched_and_named_where_it_has_room() -> None:
    stopped = RulerSpan("stopped", 30.0, 24.0, 14)
    drawn = ruler.draw(measured(87.0, 93.0, spans=(RulerSpan("counted", 0.0, 30.0, 8), stopped)))
    assert [(span.kind, span.label_x != "") for span in drawn.spans] == [("counted", False), ("stopped", True)]


def test_a_late_matter_is_drawn_past_its_end() -> None:
    assert ruler.draw(measured(100.0, 60.0, 70.0)).is_late
    assert not ruler.draw(measured(70.0, 60.0, 100.0)).is_late


def test_marks_stay_inside_the_picture() -> None:
    drawn = ruler.draw(measured(0.0, 100.0))
    assert (drawn.today.anchor, drawn.goal.anchor) == ("start", "end")
    assert 0 < float(drawn.today.x) < float(drawn.end.x) < ruler.WIDTH
