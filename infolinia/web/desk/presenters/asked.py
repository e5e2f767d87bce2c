"""What the adviser asks while registering: the questions of the kind of matter, or of the set that the card names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from infolinia.matters import queries as matters

PREFIX = "odp-"
LONGEST = 500


@dataclass(frozen=True)
class AskedLine:
    """One question with the name of its field and what was typed so far."""

    name: str
    label: str
    is_required: bool
    answer: str


def asked(values: Mapping[str, Any]) -> dict[str, object]:
    """Return the questions for the chosen kind; `zestaw` names another set for as long as the kind is the card's."""
    category, other = str(values.get("category", "")), str(values.get("zestaw", ""))
    return {"asks": tuple(_line(one, values) for one in _questions(category, other)), "other_set": other}


def answers(values: Mapping[str, Any]) -> dict[str, str]:
    """Return what was answered, by the questions' codes; what nobody asked is left out."""
    category, other = str(values.get("category", "")), str(values.get("zestaw", ""))
    given = {one.code: str(values.get(f"{PREFIX}{one.code}", "")) for one in _questions(category, other)}
    return {code: text.strip()[:LONGEST] for code, text in given.items() if text.strip()}


def _questions(category: str, other: str) -> tuple[matters.AskedQuestion, ...]:
    return matters.questions_to_ask(category, other) if category else ()


def _line(one: matters.AskedQuestion, values: Mapping[str, Any]) -> AskedLine:
    name = f"{PREFIX}{one.code}"
    return AskedLine(name, one.label, one.is_required, str(values.get(name, "")))
