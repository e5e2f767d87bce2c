"""What was just registered for a question, kept in the session.

A repeated press, a lost answer or a reloaded page shows the same number and code again.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from infolinia.matters.rules.words import DueWords, due_words
from infolinia.matters.shapes import Due, Registered
from infolinia.web.desk.presenters.dictation import Sound, in_groups, spelled

KEY = "registered"
KEPT = 4


@dataclass(frozen=True)
class GivenNumber:
    """A matter as it is dictated: number and code, how to say them, where it went and by when."""

    matter_id: UUID
    number: str
    groups: tuple[str, ...]
    code: str
    sounds: tuple[Sound, ...]
    unit_name: str
    why_here: str
    danger_text: str
    resident_due: DueWords
    unit_due: DueWords
    working: tuple[tuple[str, str, str], ...]
    is_dangerous: bool = False


def remember(request: HttpRequest, question_id: int, registered: Registered) -> None:
    """Keep the number and the code while the adviser may still dictate them; saved at once, with the matter."""
    kept = dict(request.session.get(KEY, {}))
    kept[str(question_id)] = _plain(registered)
    request.session[KEY] = dict(list(kept.items())[-KEPT:])
    _write_down(cast("SessionStore", request.session))


def recall(request: HttpRequest, question_id: int, at: datetime) -> GivenNumber | None:
    """Return what was registered for the question, if the session still has it."""
    return _given(request.session.get(KEY, {}).get(str(question_id)), at)


def recall_afresh(request: HttpRequest, question_id: int, at: datetime) -> GivenNumber | None:
    """Return the same, read again from the store: another press of the button may just have been answered."""
    store = type(request.session)(request.session.session_key)
    return _given(store.get(KEY, {}).get(str(question_id)), at)


def forget(request: HttpRequest, question_ids: list[int]) -> None:
    """Drop the codes of a finished conversation: nobody dictates them any more."""
    kept = request.session.get(KEY, {})
    request.session[KEY] = {key: value for key, value in kept.items() if int(key) not in question_ids}


def _write_down(session: SessionStore) -> None:
    """Save the session in the transaction of the matter, without a savepoint of its own; nothing is left for later."""
    session.create_model_instance(dict(session.items())).save(force_update=True)
    session.modified = False


def _plain(registered: Registered) -> dict[str, Any]:
    return {
        "matter_id": str(registered.id),
        "number": registered.number,
        "code": registered.code,
        "unit_name": registered.unit_name,
        "why_here": registered.why_here,
        "danger_text": registered.danger_text,
        "resident_due": _end(registered.resident_due),
        "unit_due": _end(registered.unit_due),
        "is_dangerous": registered.duty is not None,
        "working": [[line.text, line.rule, line.result] for line in registered.working],
    }


def _given(kept: dict[str, Any] | None, at: datetime) -> GivenNumber | None:
    if not kept:
        return None
    return GivenNumber(
        matter_id=UUID(kept["matter_id"]),
        number=kept["number"],
        groups=in_groups(kept["number"]),
        code=kept["code"],
        sounds=spelled(kept["code"]),
        unit_name=kept["unit_name"],
        why_here=kept["why_here"],
        danger_text=kept["danger_text"],
        resident_due=due_words(_moment_or_day(kept["resident_due"]), at),
        unit_due=due_words(_moment_or_day(kept["unit_due"]), at),
        working=tuple((text, rule, result) for text, rule, result in kept["working"]),
        is_dangerous=kept.get("is_dangerous", False),
    )


def _end(due: Due) -> str:
    return due.at.isoformat() if due.to_the_minute else due.day.isoformat()


def _moment_or_day(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
