"""Kinds of matter as an office edits them: the tree, one kind as its form, and what changed when."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class KindText:
    """A kind as the form has it. Codes of parent, unit, clock and duty; without a unit it is a group.

    `version` is the one that the form was opened with; `answer_texts` are ready answers, each `name` and `text`.
    """

    name: str
    code: str = ""
    version: int = 0
    parent: str = ""
    unit: str = ""
    kind: str = "intervention"
    clock: str = ""
    promise: str = ""
    promise_confirmed: bool = False
    unit_lead_days: int = 1
    priority: int = 3
    danger: bool = False
    danger_text: str = ""
    danger_unit: str = ""
    danger_phone: str = ""
    is_public: bool = False
    place_need: str = "optional"
    card_code: str = ""
    hint: str = ""
    answer_texts: tuple[dict[str, str], ...] = ()
    questions: tuple[dict[str, Any], ...] = field(default=())
    active: bool = True


@dataclass(frozen=True)
class KindRow:
    """One kind in the tree; `depth` is how deep it lies. A unit that ends or ended `is_gone`."""

    code: str
    name: str
    depth: int
    is_group: bool
    unit_name: str
    kind_name: str
    term_text: str
    is_confirmed: bool
    is_danger: bool
    is_public: bool
    question_count: int
    active: bool
    unit_is_gone: bool = False


@dataclass(frozen=True)
class KindGroup:
    """A place in the tree where a kind can lie: code, and the names from the top."""

    code: str
    path: str


@dataclass(frozen=True)
class KindChange:
    """One change of a kind: when, by whom, and each field with what it was and what it is."""

    at: datetime
    by: str
    what: str
    fields: tuple[tuple[str, str, str], ...] = ()
