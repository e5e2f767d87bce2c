"""The questions of a kind of matter as fields: the same for advisers, for residents and for who writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from infolinia.core.text import storable
from infolinia.matters import queries as matters
from infolinia.matters.rules import questions
from infolinia.matters.shapes import CategoryLine

PREFIX = "odp-"
LONGEST = questions.LONGEST_ANSWER
SHOWN = "pokazane-pytania"
_YES_NO = ((questions.YES, _("tak")), (questions.NO, _("nie")))


@dataclass(frozen=True)
class AskedLine:
    """One question with the name of its field, what was answered so far, and what is wrong with that."""

    code: str
    name: str
    label: str
    kind: str
    choices: tuple[tuple[str, str | Promise], ...]
    is_required: bool
    hint: str
    answer: str
    fault: str = ""


def asked(
    values: Mapping[str, Any], faults: Mapping[str, str] | None = None, known: CategoryLine | None = None
) -> dict[str, object]:
    """Return the questions for the chosen kind whose conditions hold by what was answered so far.

    `zestaw` names another set for as long as the kind is the card's. `faults` are by the questions' codes. `known` is
    the line of the kind, where the page has it already.
    """
    category, other = _sets(values)
    told = faults or {}
    lines = tuple(_line(one, values, told.get(one.code, "")) for one in _questions(category, other, values, known))
    return {"asks": lines, "other_set": other, "shown_asks": " ".join(line.code for line in lines)}


def answers(values: Mapping[str, Any], known: CategoryLine | None = None) -> dict[str, str]:
    """Return what was answered, by the questions' codes; what nobody asked is left out."""
    category, other = _sets(values)
    asks = _questions(category, other, values, known)
    given = {one.code: _text(values, f"{PREFIX}{one.code}") for one in asks}
    return {code: text.strip()[:LONGEST] for code, text in given.items() if text.strip()}


def has_news(values: Mapping[str, Any], known: CategoryLine | None = None) -> bool:
    """Whether the answers brought a question that the page did not show yet: it has to be shown first."""
    shown = set(_text(values, SHOWN).split())
    category, other = _sets(values)
    return any(one.code not in shown for one in _questions(category, other, values, known))


def _sets(values: Mapping[str, Any]) -> tuple[str, str]:
    """Return the kind that was chosen, and the other set of questions, if the page names one."""
    return _text(values, "category"), _text(values, "zestaw")


def _text(values: Mapping[str, Any], name: str) -> str:
    return storable(str(values.get(name, "")))


def _questions(
    category: str, other: str, values: Mapping[str, Any], known: CategoryLine | None
) -> tuple[matters.AskedQuestion, ...]:
    if not category:
        return ()
    told = {name.removeprefix(PREFIX): str(value) for name, value in values.items() if name.startswith(PREFIX)}
    return matters.questions_to_ask(category, other, told, known=known)


def _line(one: matters.AskedQuestion, values: Mapping[str, Any], fault: str) -> AskedLine:
    name = f"{PREFIX}{one.code}"
    choices = _YES_NO if one.kind == questions.YES_NO else tuple((text, text) for text in one.choices)
    answer = _text(values, name)
    return AskedLine(one.code, name, one.label, one.kind, choices, one.is_required, one.hint, answer, fault)
