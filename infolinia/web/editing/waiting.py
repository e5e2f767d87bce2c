"""What waits for one editor: texts of others to look at, their own that came back or are not finished."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from infolinia.knowledge.queries import workshop
from infolinia.knowledge.queries.working import unsaved_of
from infolinia.knowledge.shapes_workshop import UnderWay

if TYPE_CHECKING:
    from infolinia.city.models import Staff

MOST = 12
REVIEW, RETURNED, DRAFT, SENT, SCHEDULED = "review", "returned", "draft", "sent", "scheduled"
ICONS = {
    REVIEW: "eye",
    RETURNED: "arrow-return-left",
    DRAFT: "pencil-square",
    SENT: "hourglass-split",
    SCHEDULED: "calendar-event",
}


@dataclass(frozen=True)
class WaitingLine:
    """One text that waits: what for, since when, and where to go."""

    kind: str
    icon: str
    title: str
    language: str
    what: str
    more: str
    since: datetime | None
    url: str


@dataclass(frozen=True)
class Waiting:
    """What waits for this person, and what they handed over and others have now."""

    mine: tuple[WaitingLine, ...] = ()
    elsewhere: tuple[WaitingLine, ...] = ()


def waiting(staff: "Staff") -> Waiting:
    """Return an editor's texts on their way: what they are needed for first, the longest waiting first of these."""
    unsaved = unsaved_of(staff_id=staff.pk)
    found = [
        _line(text, staff, unsaved)
        for text in workshop.under_way()
        if text.state == "review" or staff.pk in text.author_ids or text.edition_id in unsaved
    ]
    order = (REVIEW, RETURNED, DRAFT, SENT, SCHEDULED)
    in_order = sorted(found, key=lambda line: order.index(line.kind))
    mine = [line for line in in_order if line.kind in (REVIEW, RETURNED, DRAFT)]
    return Waiting(tuple(mine[:MOST]), tuple(line for line in in_order if line not in mine)[:MOST])


def _line(text: UnderWay, staff: "Staff", unsaved: dict[int, datetime]) -> WaitingLine:
    kind = _kind(text, staff)
    page = "editing:draft" if kind in (RETURNED, DRAFT) else "editing:review"
    what = {
        REVIEW: _("do sprawdzenia przez Ciebie"),
        RETURNED: _("wróciło do poprawy"),
        DRAFT: _("Twój niezapisany tekst") if text.edition_id in unsaved else _("Twój szkic"),
        SENT: _("czeka na drugą osobę"),
        SCHEDULED: _("czeka na swój dzień"),
    }[kind]
    more = text.return_reason if kind == RETURNED else text.author_name if kind == REVIEW else ""
    return WaitingLine(
        kind=kind,
        icon=ICONS[kind],
        title=text.title,
        language=text.language,
        what=what,
        more=more,
        since=text.publish_at if kind == SCHEDULED else text.sent_at or unsaved.get(text.edition_id) or text.changed_at,
        url=reverse(page, args=[text.edition_id]),
    )


def _kind(text: UnderWay, staff: "Staff") -> str:
    if text.state == "review":
        return SENT if staff.pk in text.author_ids else REVIEW
    if text.state == "scheduled":
        return SCHEDULED
    return RETURNED if text.return_reason else DRAFT
