"""The ruler of a matter's clock as geometry: an SVG 820 by 84, coordinates as text. Pure."""

from dataclasses import dataclass
from datetime import date

from infolinia.matters.shapes import Ruler

WIDTH = 820.0
ROOM = 84.0
EDGE_ROOM = 40.0
ABOVE, BELOW = "18", "72"


@dataclass(frozen=True)
class Span:
    """A stretch of the bar; `label_x` is where its words stand, empty for a counted stretch."""

    kind: str
    x: str
    width: str
    label_x: str
    days: int


@dataclass(frozen=True)
class Mark:
    """A line across the bar with words; `anchor` keeps them inside the picture."""

    x: str
    text: str
    anchor: str


@dataclass(frozen=True)
class Drawing:
    """Everything the picture needs. A text with an empty `y` would lie upon another one and is left out."""

    start: str
    start_y: str
    spans: tuple[Span, ...]
    today: Mark
    goal: Mark
    end: Mark
    end_y: str
    is_late: bool
    passed_x: str
    passed_anchor: str


def draw(ruler: Ruler) -> Drawing:
    """Return the ruler's coordinates; words never lie upon each other."""
    today, goal, end = (share * WIDTH / 100 for share in (ruler.today, ruler.goal, ruler.end))
    passed_on_the_right = goal < 3.4 * ROOM
    return Drawing(
        start=_day(ruler.start_day, ruler.end_day),
        start_y=ABOVE if today > 1.5 * ROOM and end > 1.8 * ROOM else "",
        spans=tuple(_span(span.kind, span.start, span.width, span.days, today) for span in ruler.spans),
        today=_mark(today, ""),
        goal=_mark(goal, _day(ruler.goal_day, ruler.end_day)),
        end=_mark(end, _day(ruler.end_day, ruler.end_day)),
        end_y=_end_y(today, goal, end),
        is_late=ruler.today > ruler.end,
        passed_x=_text(WIDTH) if passed_on_the_right else "0",
        passed_anchor="end" if passed_on_the_right else "start",
    )


def _end_y(today: float, goal: float, end: float) -> str:
    if abs(end - today) >= 0.8 * ROOM:
        return ABOVE
    return BELOW if abs(end - goal) >= 1.2 * ROOM else ""


def _span(kind: str, start: float, width: float, days: int, today: float) -> Span:
    left, wide = start * WIDTH / 100, width * WIDTH / 100
    middle = left + wide / 2
    fits = kind == "stopped" and middle > 2.2 * ROOM and abs(middle - today) > 1.2 * ROOM
    return Span(kind, _text(left), _text(wide), _text(middle) if fits else "", days)


def _mark(x: float, text: str) -> Mark:
    anchor = "start" if x < EDGE_ROOM else "end" if x > WIDTH - EDGE_ROOM else "middle"
    return Mark(_text(min(max(x, 1.0), WIDTH - 1)), text, anchor)


def _day(day: date, beside: date) -> str:
    return f"{day.day}.{day.month:02d}" if day.year == beside.year else f"{day.day}.{day.month:02d}.{day.year}"


def _text(number: float) -> str:
    return f"{number:.1f}"
