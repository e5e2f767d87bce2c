"""A resident reports something by themselves: the matter with its photos, registered at once, with number and code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError
from django.utils.translation import get_language

from infolinia.core.together import together
from infolinia.correspondence.rules.sniffing import Verdict
from infolinia.matters import operations as matters
from infolinia.matters.operations.files import keep_prepared, prepared
from infolinia.matters.shapes import MatterDraft, Place, Registered
from infolinia.matters.shapes.files import NewFile


@dataclass(frozen=True)
class Report:
    """What a resident typed. Only the kind and the words are needed; who reports may stay unknown.

    `key` is the form's own: sent twice, it is one matter, and both pages show the same number and code.
    """

    category_code: str
    description: str
    key: str
    place: Place = field(default_factory=Place)
    point: tuple[float, float] | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    danger: bool = False
    reply_channel: str = "none"
    reply_address: str = ""
    tells: str = "end"
    files: Sequence[NewFile] = ()


def report(*, given: Report, at: datetime) -> Registered:
    """Register what was reported, with its files, all or nothing. Raises `CannotRegister` or `CannotAddFiles`."""
    draft = MatterDraft(
        category_code=given.category_code,
        description=given.description.strip(),
        place=given.place,
        point=given.point,
        channel="form",
        entered_from="public",
        answers=dict(given.answers),
        danger=given.danger,
        reply_channel=given.reply_channel,
        reply_address=given.reply_address,
        tells=given.tells,
        language=(get_language() or "pl")[:2],
        request_key=f"zglos:{given.key}",
    )
    judged = prepared(given.files)  # before anything is locked: to draw pictures anew takes seconds
    try:
        return _registered(draft, judged, at)
    except IntegrityError:  # the same form was sent twice at one moment; the other one has won, and is found now
        return _registered(draft, judged, at)


def _registered(draft: MatterDraft, judged: Sequence[tuple[Verdict, bytes]], at: datetime) -> Registered:
    with together():
        registered = matters.register(draft=draft, by_id=None, at=at)
        if registered.is_new:
            keep_prepared(matter_id=registered.id, judged=judged, by_id=None, at=at, visible=True)
    return registered
