"""What people without an account do by a mailed link: answer a question, or work on an order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from infolinia.core import live
from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence.rules.marks import SECRET_MARK
from infolinia.matters import wording
from infolinia.matters.letter_values import LETTER_LANGUAGE, values_of
from infolinia.matters.models import GuestLink, Matter, Status, StoryEvent, WaitsFor
from infolinia.matters.operations import ending, guest_tokens, planning
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, publish, tell
from infolinia.matters.operations.files import add_files
from infolinia.matters.operations.telling import guest_link_url
from infolinia.matters.operations.waiting import stop_waiting
from infolinia.matters.rules.changes import CONTRACTOR, Actor
from infolinia.matters.shapes.files import NewFile

QUESTION, ORDER = GuestLink.Purpose.QUESTION, GuestLink.Purpose.ORDER
_WAY = "zlecenie"
MOST_DAYS = 180
_AS_CONTRACTOR = Actor(CONTRACTOR)


class CannotUseLink(Cannot):
    """The link's time is over, it was taken back, or what it was for is done."""


@dataclass(frozen=True)
class Order:
    """What a contractor is shown of a matter: the brief, the files named, its resident only where somebody decided."""

    brief: str = ""
    shows_resident: bool = False
    file_ids: tuple[UUID, ...] = ()


@transaction.atomic
def guest_link(
    *,
    matter_id: UUID,
    to_email: str,
    days: int,
    by_id: int,
    at: datetime,
    order: Order | None = None,
) -> str:
    """Make the link of the contractor that the matter waits for, mail it, and return its address, shown only here.

    Any earlier link of the matter's order ends. The matter's version stays, so that it may follow `contract` in one
    transaction. Raises `CannotChangeMatter`.
    """
    if not 1 <= days <= MOST_DAYS:
        raise CannotChangeMatter(_("Link może działać od 1 do %(most)d dni.") % {"most": MOST_DAYS}, "days")
    matter = begin("send_link", matter_id=matter_id, by_id=by_id)
    if matter.waits_kind != WaitsFor.CONTRACTOR:
        raise CannotChangeMatter(_("Ta sprawa nie czeka na wykonawcę."))
    if "@" not in to_email:
        raise CannotChangeMatter(_("Wpisz adres e-mail wykonawcy."), "to_email")
    return _send_order(matter, to_email, days=days, by_id=by_id, at=at, order=order or Order())


@transaction.atomic
def take_back_link(*, matter_id: UUID, link_id: UUID, by_id: int, at: datetime) -> None:
    """Make a link useless at once; what was done by it stays."""
    matter = begin("take_back_link", matter_id=matter_id, by_id=by_id)
    row = GuestLink.objects.select_for_update(of=("self",)).filter(matter_id=matter_id, pk=link_id).first()
    if row is None or row.revoked_at:
        return
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    # A firm may be named; a resident's address stays out of what is never rewritten.
    with wording.in_office_language():
        whose = row.name if row.purpose == ORDER else str(GuestLink.Purpose(row.purpose).label)
    tell(matter, "link_revoked", by_id=by_id, at=at, text=whose, details={"purpose": row.purpose})
    finish("take_back_link", matter)


@transaction.atomic
def open_link(*, token: str, purpose: str, at: datetime) -> UUID | None:
    """Return the link of this token if it may be used, or None; its first opening is noted."""
    row = live_links(at).filter(token_hash=guest_tokens.trace_of(token), purpose=purpose).first()
    if row is None:
        return None
    if row.opened_at is None and GuestLink.objects.filter(pk=row.pk, opened_at=None).update(opened_at=at):
        live.publish("matter", row.matter_id)
    return row.pk


@transaction.atomic
def answer_by_link(*, token: str, text: str, files: Sequence[NewFile] = (), at: datetime) -> None:
    """Take the resident's answer with its files; the clock runs again where it stood for it. Works once."""
    link, matter = _begin(token, QUESTION, at)
    if matter.status == Status.CLOSED:
        raise CannotUseLink(_("Ta sprawa jest już zakończona."))
    event_id = ending.resident_message(matter_id=matter.id, text=text, at=at)
    add_files(matter_id=matter.id, files=files, by_id=None, at=at, visible=True, event_id=event_id)
    _end(link, at)


@transaction.atomic
def accept_order(*, token: str, day: date | None, text: str = "", at: datetime) -> None:
    """Note that the contractor takes the order, and the day on which they will come, if they know it."""
    link, matter = _begin(token, ORDER, at)
    if link.accepted_at is None:
        planning.contractor_accepted(matter_id=matter.id, actor=_AS_CONTRACTOR, at=at, text=text)
        link.accepted_at = at
        link.save(update_fields=["accepted_at"])
    if day:
        _name_day(link, matter.id, day, at)


@transaction.atomic
def name_day(*, token: str, day: date, at: datetime) -> None:
    """Set or change the day on which the contractor will come; the resident is told of it."""
    link, matter = _begin(token, ORDER, at)
    _name_day(link, matter.id, day, at)


@transaction.atomic
def refuse_order(*, token: str, text: str, at: datetime) -> None:
    """Give the work back to the unit with the reason: this contractor will not do it. Ends the link."""
    link, matter = _begin(token, ORDER, at)
    matter = begin("contractor_refused", matter_id=matter.id, by_id=None, given={"text": text}, actor=_AS_CONTRACTOR)
    tell(matter, "contractor_refused", by_id=None, at=at, text=text, details={"contractor": matter.contractor})
    stop_waiting(matter, at=at)
    finish("contractor_refused", matter)
    _end(link, at)


@transaction.atomic
def order_done(*, token: str, text: str, files: Sequence[NewFile] = (), at: datetime) -> None:
    """Note that the contractor says it is done, with photos; the unit looks and closes. Ends the link."""
    link, matter = _begin(token, ORDER, at)
    event_id = planning.contractor_done(matter_id=matter.id, actor=_AS_CONTRACTOR, at=at, text=text)
    add_files(matter_id=matter.id, files=files, by_id=None, at=at, visible=False, event_id=event_id, source=CONTRACTOR)
    _end(link, at)


def live_links(at: datetime) -> QuerySet[GuestLink]:
    """Return the links that were not taken back and whose time is not over."""
    return GuestLink.objects.filter(revoked_at=None, expires_at__gt=at)


def _begin(token: str, purpose: str, at: datetime) -> tuple[GuestLink, Matter]:
    """Return the link and its matter, both locked, in the order in which everybody locks them."""
    found = live_links(at).filter(token_hash=guest_tokens.trace_of(token), purpose=purpose).first()
    if found is None:
        raise CannotUseLink(_("Ten link już nie działa."))
    matter = Matter.objects.select_for_update(of=("self",)).get(pk=found.matter_id)
    link = live_links(at).select_for_update(of=("self",)).filter(pk=found.pk).first()
    if link is None or link.ended_at:
        raise CannotUseLink(_("To już zapisaliśmy. Link służy jeden raz."))
    return link, matter


def _end(link: GuestLink, at: datetime) -> None:
    link.ended_at = at
    link.save(update_fields=["ended_at"])


def _name_day(link: GuestLink, matter_id: UUID, day: date, at: datetime) -> None:
    if link.planned_on == day:
        return
    planning.plan(matter_id=matter_id, day=day, by_id=None, at=at, actor=_AS_CONTRACTOR)
    link.planned_on = day
    link.save(update_fields=["planned_on"])


def _send_order(matter: Matter, to: str, *, days: int, by_id: int, at: datetime, order: Order) -> str:
    told = StoryEvent.objects.filter(matter=matter, kind="contracted").order_by("-at", "-id").first()
    brief = order.brief.strip() or (told.text if told else "")
    details: dict[str, object] = {"to": to, "resident": order.shows_resident, "files": len(order.file_ids)}
    event = tell(matter, "order_sent", by_id=by_id, at=at, text=to, details=details)
    token = guest_tokens.for_order(
        matter,
        event_id=event.pk,
        to=to,
        brief=brief,
        days=days,
        by_id=by_id,
        at=at,
        shows_resident=order.shows_resident,
        file_ids=order.file_ids,
    )
    values = values_of(matter, at, body=brief) | {
        "subject": matter.category.name,  # the resident's own words stay with the office
        "link": guest_link_url(_WAY, SECRET_MARK),
        "link_until": city_day(at + timedelta(days=days)),
        "contractor": matter.contractor,
        "place": wording.place(matter),
    }
    correspondence.send_letter(
        kind="order",
        to=to,
        values=values,
        key=f"order-{event.pk}",
        at=at,
        matter_id=matter.id,
        secret=token,
        language=LETTER_LANGUAGE,
    )
    publish(matter)
    return guest_link_url(_WAY, token)
