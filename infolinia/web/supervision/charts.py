"""The board's two charts as geometry: coordinates of an SVG 640 by 172, ready as text. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, TOP, BASE = 640.0, 12.0, 140.0
BARS_LEFT, TREND_LEFT = 32.0, 42.0
BAR_SHARE, WIDEST_BAR = 0.47, 36.0
LABELS = 10
STEPS = (1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300, 500, 1000)


@dataclass(frozen=True)
class Tick:
    """A line across the chart and what it stands for."""

    y: str
    text_y: str
    text: str


@dataclass(frozen=True)
class Bar:
    """One half-hour: a solid bar, a hatched one upon it, and its label below (empty where labels would touch)."""

    x: str
    width: str
    y: str
    height: str
    top_x: str
    top_width: str
    top_y: str
    top_height: str
    middle: str
    label: str


@dataclass(frozen=True)
class Bars:
    """The chart of calls."""

    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Point:
    """One half-hour's share; `value` is written beside the lowest one only."""

    x: str
    y: str
    corner_x: str
    corner_y: str
    is_low: bool
    value: str
    value_y: str


@dataclass(frozen=True)
class Trend:
    """The chart of the service level; `lines` break where nobody called."""

    goal_y: str
    goal_text_y: str
    lines: tuple[str, ...]
    points: tuple[Point, ...]
    labels: tuple[tuple[str, str], ...]


def bars(solid: Sequence[int], hatched: Sequence[int], labels: Sequence[str]) -> Bars:
    """Return the bars of two counts laid upon each other, one pair per label."""
    step = _tick_step(max((a + b for a, b in zip(solid, hatched, strict=True)), default=0))
    scale = (BASE - TOP) / (3 * step)
    pitch = (WIDTH - BARS_LEFT) / max(1, len(labels))
    drawn = [
        _bar(BARS_LEFT + pitch * (place + 0.5), min(WIDEST_BAR, pitch * BAR_SHARE), a * scale, b * scale, label)
        for place, (a, b, label) in enumerate(zip(solid, hatched, _thinned(labels), strict=True))
    ]
    return Bars(tuple(_tick(BASE - scale * step * line, str(step * line)) for line in (1, 2, 3)), tuple(drawn))


def trend(shares: Sequence[int | None], labels: Sequence[str], *, goal: int) -> Trend:
    """Return the line of shares in percent against the goal."""
    pitch = (WIDTH - BARS_LEFT) / max(1, len(labels))
    places = [BARS_LEFT + pitch * (place + 0.5) for place in range(len(labels))]
    known = [(x, share) for x, share in zip(places, shares, strict=True) if share is not None]
    lowest = min((share for _, share in known if share < goal), default=None)
    points, marked = [], False
    for x, share in known:
        is_lowest = share == lowest and not marked
        marked = marked or is_lowest
        points.append(_point(x, share, share < goal, f"{share}%" if is_lowest else ""))
    named = [(_text(x), label) for x, label in zip(places, _thinned(labels), strict=True) if label]
    goal_y = _height(goal)
    return Trend(_text(goal_y), _text(goal_y + 5), tuple(_lines(places, shares)), tuple(points), tuple(named))


def _bar(middle: float, width: float, solid: float, hatched: float, label: str) -> Bar:
    left, top = middle - width / 2, BASE - solid
    return Bar(
        x=_text(left),
        width=_text(width),
        y=_text(top),
        height=_text(solid),
        top_x=_text(left + 0.5),
        top_width=_text(max(0.0, width - 1)),
        top_y=_text(top - hatched - 1),
        top_height=_text(hatched) if hatched else "",
        middle=_text(middle),
        label=label,
    )


def _point(x: float, share: int, is_low: bool, value: str) -> Point:
    y = _height(share)
    return Point(_text(x), _text(y), _text(x - 5), _text(y - 5), is_low, value, _text(min(y + 26, BASE - 4)))


def _lines(places: Sequence[float], shares: Sequence[int | None]) -> list[str]:
    lines: list[list[str]] = [[]]
    for x, share in zip(places, shares, strict=True):
        if share is None:
            lines.append([])
        else:
            lines[-1].append(f"{_text(x)},{_text(_height(share))}")
    return [" ".join(line) for line in lines if len(line) > 1]


def _tick(y: float, text: str) -> Tick:
    return Tick(_text(y), _text(y + 5), text)


def _tick_step(highest: int) -> int:
    return next((step for step in STEPS if 3 * step >= highest), highest)


def _thinned(labels: Sequence[str]) -> list[str]:
    every = -(-len(labels) // LABELS) or 1
    return [label if place % every == 0 else "" for place, label in enumerate(labels)]


def _height(share: int) -> float:
    return BASE - (BASE - TOP) * share / 100


def _text(number: float) -> str:
    return f"{number:.1f}"
