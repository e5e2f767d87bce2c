"""A counted deadline as the command line prints it: as JSON, or as lines to read."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from infolinia.city.rules.calendar import CITY_ZONE
from infolinia.matters.rules.deadlines import city_date
from infolinia.matters.rules.phrases import polish
from infolinia.matters.rules.shapes import Deadline, End, Step
from infolinia.matters.rules.side_clocks import WHEN_WORDS, Dated
from infolinia.matters.rules.terms import in_words
from infolinia.matters.rules.words import weekday_name
from infolinia.matters.rules.working import result, sentence


def as_json(counted: Deadline, *, goal: tuple[End, Step] | None, side: Sequence[Dated]) -> str:
    """Return the deadline with its working, goal and side clocks as JSON."""
    steps = [*counted.working, *([goal[1]] if goal else [])]
    found: dict[str, Any] = {
        "start": _iso(counted.start),
        "term": str(counted.term),
        "nominal_end": _iso(counted.nominal_end),
        "legal_end": _iso(counted.legal_end),
        "steps": [_step(step, counted) for step in steps],
    }
    if goal:
        found["goal"] = _iso(goal[0])
    if side:
        found["side_clocks"] = [_side(one) for one in side]
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_text(counted: Deadline, *, goal: tuple[End, Step] | None, side: Sequence[Dated]) -> str:
    """Return the deadline as numbered sentences that end with the day."""
    today = city_date(counted.start)
    lines = [f"{polish(in_words(counted.term))} od {_full(counted.start)}", ""]
    for number, step in enumerate(counted.working, 1):
        lines += [f"{number}. {sentence(step, today=today)}", f"   {step.rule} → {result(step, today=today)}"]
    if goal:
        lines += ["", f"Cel komórki: {_full(goal[0])}"]
    lines += ["", *(_side_line(one) for one in side), *([""] if side else [])]
    lines.append(f"Termin kończy się: {_full(counted.legal_end)}")
    if counted.nominal_end != counted.legal_end:
        lines[-1] += f" (bez przesunięcia: {_full(counted.nominal_end)})"
    return "\n".join(lines)


def _step(step: Step, counted: Deadline) -> dict[str, str]:
    today = city_date(counted.start)
    return {
        "text": sentence(step, today=today),
        "rule": step.rule,
        "day": _iso(step.day),
        "result": result(step, today=today),
    }


def _side(one: Dated) -> dict[str, Any]:
    return {
        "code": one.of.code,
        "name": one.of.name,
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "done_on": one.done_on.isoformat() if one.done_on else None,
        "when": one.of.when,
        "who": one.of.who,
        "basis": one.of.basis,
        "confirmed": one.of.confirmed,
    }


def _side_line(one: Dated) -> str:
    day = f"do {_full(one.due_on)}" if one.due_on else "gdy przyjdzie pora"
    parts = [one.of.basis, WHEN_WORDS[one.of.when], "" if one.of.confirmed else "niepotwierdzony"]
    done = f", zrobione {one.done_on:%d.%m.%Y}" if one.done_on else ""
    return f"• {one.of.name}: {day}{done} ({'; '.join(part for part in parts if part)})"


def _iso(value: End) -> str:
    return value.astimezone(CITY_ZONE).isoformat() if isinstance(value, datetime) else value.isoformat()


def _full(value: End) -> str:
    day = city_date(value)
    text = f"{day.day}.{day.month:02d}.{day.year} ({polish(weekday_name(day))})"
    if isinstance(value, datetime):
        text += f", {value.astimezone(CITY_ZONE):%H:%M}"
    return text
