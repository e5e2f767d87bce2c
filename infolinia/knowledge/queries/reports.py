"""„Błąd w karcie” for those who answer it and for the adviser who waits for the answer."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from infolinia.city import queries as city
from infolinia.knowledge.models import CardErrorReport, Edition
from infolinia.knowledge.rules import headings
from infolinia.knowledge.shapes_loop import ReportView

if TYPE_CHECKING:
    from infolinia.city.models import Staff

SEES_ALL = frozenset({"editor", "supervisor", "admin"})
ANSWERS_ALL = frozenset({"editor", "admin"})
ANSWERS_SHOWN = timedelta(days=30)


def report_for(staff: "Staff", report_id: int) -> ReportView:
    """Return the report if this person may see it: its adviser, an officer of the card's unit, editors and above them.

    Raises `Http404` for one that is not there and `PermissionDenied` for another unit's.
    """
    row = _whole(CardErrorReport.objects.filter(pk=report_id)).first()
    if row is None:
        raise Http404
    view = _view(row, _edition_now(row))
    if staff.role in SEES_ALL or view.reporter_id == staff.pk or may_answer(staff, view):
        return view
    raise PermissionDenied


def may_answer(staff: "Staff", report: ReportView) -> bool:
    """Return whether this person answers the report: an editor, or an officer of the card's unit or of one above it."""
    if staff.role in ANSWERS_ALL:
        return True
    if staff.role != "officer" or not staff.unit_id or not report.unit_id:
        return False
    return report.unit_id in city.unit_and_below(staff.unit_id)


def answers_for(staff_id: int, at: datetime) -> list[ReportView]:
    """Return the answers to this adviser's reports not read yet, newest first; none older than a month."""
    rows = CardErrorReport.objects.filter(
        reported_by_id=staff_id, replied_at__gt=at - ANSWERS_SHOWN, replied_at__lte=at, reply_read_at=None
    )
    return [_view(row, _edition_now(row)) for row in _whole(rows).order_by("-replied_at")]


def reports_of_card(code: str, limit: int = 20) -> list[ReportView]:
    """Return what advisers reported about the card, the latest first."""
    rows = _whole(CardErrorReport.objects.filter(card__code=code)).order_by("-reported_at")[:limit]
    return [_view(row, _edition_now(row)) for row in rows]


def _whole(rows: QuerySet[CardErrorReport]) -> QuerySet[CardErrorReport]:
    return rows.select_related("card", "card__unit", "reported_by", "replied_by", "agreed_by")


def _edition_now(row: CardErrorReport) -> Edition | None:
    return Edition.objects.filter(card=row.card_id, language="pl").order_by("-published_at", "-number").first()


def _view(row: CardErrorReport, edition: Edition | None) -> ReportView:
    return ReportView(
        id=row.pk,
        card_code=row.card.code,
        card_title=edition.title if edition else row.card.code,
        card_edition=row.edition_number,
        edition_now=edition.number if edition and edition.state == Edition.State.PUBLISHED else row.edition_number,
        section=row.section,
        section_heading=headings.heading(row.section, "pl") if row.section else "",
        text=row.text,
        reporter_id=row.reported_by_id,
        reporter_name=str(row.reported_by),
        reported_at=row.reported_at,
        due_on=row.due_on,
        state=row.state,
        state_label=row.get_state_display(),
        advice=row.advice,
        agreer_name=str(row.agreed_by or ""),
        reply=row.reply,
        replier_name=str(row.replied_by or ""),
        replied_at=row.replied_at,
        mended_edition=row.mended_edition,
        unit_id=row.card.unit_id,
        unit_name=row.card.unit.name if row.card.unit else "",
    )
