"""What people without an account see by a mailed link, and the links of a matter as the office sees them."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from infolinia.core.phones import readable
from infolinia.matters import wording
from infolinia.matters.models import GuestLink, MatterFile, Status, WaitsFor
from infolinia.matters.queries.files import file_of, files_of
from infolinia.matters.running import stands_since
from infolinia.matters.shapes.files import GivenFile, MatterFileLine
from infolinia.matters.shapes.guests import GuestLinkLine, OrderPage, QuestionPage

_STATES = {
    "waits": _("wysłany, jeszcze nie otwarty"),
    "opened": _("otwarty"),
    "accepted": _("przyjęte"),
    "ended": _("zrobione"),
    "answered": _("jest odpowiedź"),
    "revoked": _("odwołany"),
    "expired": _("wygasł"),
}
_MOST = 20


def question_page(link_id: UUID) -> QuestionPage:
    """Return what the resident sees by the link; `operations.open_link` gave its id."""
    link = GuestLink.objects.select_related("matter__unit", "event").get(pk=link_id)
    matter = link.matter
    return QuestionPage(
        matter_id=matter.id,
        resident_id=matter.resident_id,
        number=matter.number,
        subject=matter.subject,
        unit_name=matter.unit.name if matter.unit else "",
        question=link.event.text if link.event else "",
        asked_at=link.created_at,
        answer_until=matter.remind_on if matter.status == Status.ASKED_RESIDENT else None,
        clock_stands=stands_since(matter) is not None,
        state=_question_state(link),
    )


def order_page(link_id: UUID) -> OrderPage:
    """Return what the contractor sees: what is needed, and nothing of the resident unless the unit decided so."""
    link = GuestLink.objects.select_related("matter__unit", "matter__resident", "matter__category").get(pk=link_id)
    matter, state = link.matter, _order_state(link)
    is_open = state == "open"
    shows = link.shows_resident and is_open
    resident = matter.resident
    is_number = matter.reply_channel in ("phone", "sms")
    contact = readable(matter.reply_address) if is_number and matter.reply_address else matter.reply_address
    has_point = matter.latitude is not None and matter.longitude is not None
    return OrderPage(
        link_id=link.id,
        matter_id=matter.id,
        state=state,
        number=matter.number,
        subject=matter.category.name if is_open else "",
        place=wording.place(matter) if is_open else "",
        place_note=matter.place_note if is_open else "",
        brief=link.brief if is_open else "",
        unit_name=matter.unit.name if matter.unit else "",
        unit_phone=matter.unit.phone if matter.unit else "",
        contractor=link.name,
        accepted_at=link.accepted_at,
        planned_on=link.planned_on,
        expires_at=link.expires_at,
        danger_text=matter.category.danger_text if matter.danger and is_open else "",
        resident_id=matter.resident_id if shows else None,
        resident_name=resident.name if shows and resident else "",
        resident_contact=contact if shows else "",
        files=tuple(_seen(link)) if is_open else (),
        point=(matter.latitude, matter.longitude) if has_point and is_open else None,  # type: ignore[arg-type]
    )


def file_of_order(link_id: UUID, file_id: UUID) -> GivenFile | None:
    """Return a file that the contractor may see by an open order, or None."""
    link = GuestLink.objects.select_related("matter").get(pk=link_id)
    if _order_state(link) != "open" or str(file_id) not in link.file_ids:
        return None
    return file_of(link.matter_id, file_id)


def links_of(matter_id: UUID, at: datetime) -> list[GuestLinkLine]:
    """Return the links of the matter for the office, the newest first."""
    rows = GuestLink.objects.filter(matter_id=matter_id).order_by("-created_at")[:_MOST]
    return [_line(row, at) for row in rows]


def pictures_of(matter_id: UUID) -> list[tuple[str, str]]:
    """Return id and name of the matter's files that may be shown to a contractor, to choose from."""
    rows = MatterFile.objects.filter(matter_id=matter_id).order_by("added_at", "position")
    return [(str(ident), name) for ident, name in rows.values_list("pk", "name")]


def _seen(link: GuestLink) -> list[MatterFileLine]:
    return [one for one in files_of(link.matter_id, for_resident=False) if str(one.id) in link.file_ids]


def _question_state(link: GuestLink) -> str:
    if link.ended_at:
        return "done"
    if link.matter.status == Status.CLOSED:
        return "closed"
    return "open" if link.matter.status == Status.ASKED_RESIDENT else "late"


def _order_state(link: GuestLink) -> str:
    if link.ended_at:
        return "done"
    waits = link.matter.status == Status.WAITING and link.matter.waits_kind == WaitsFor.CONTRACTOR
    return "open" if waits else "over"


def _line(row: GuestLink, at: datetime) -> GuestLinkLine:
    state = _state(row, at)
    text = _STATES["answered" if state == "ended" and row.purpose == GuestLink.Purpose.QUESTION else state]
    return GuestLinkLine(
        id=row.id,
        purpose=row.purpose,
        purpose_text=str(GuestLink.Purpose(row.purpose).label),
        to=row.to,
        name=row.name,
        state=state,
        state_text=str(text),
        planned_on=row.planned_on,
        created_at=row.created_at,
        expires_at=row.expires_at,
        shows_resident=row.shows_resident,
        may_take_back=state in ("waits", "opened", "accepted"),
    )


def _state(row: GuestLink, at: datetime) -> str:
    if row.ended_at:
        return "ended"
    if row.revoked_at:
        return "revoked"
    if row.expires_at <= at:
        return "expired"
    return "accepted" if row.accepted_at else "opened" if row.opened_at else "waits"
