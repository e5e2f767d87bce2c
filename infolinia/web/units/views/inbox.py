"""The inbox of a unit: what is new, what is due, what waits for others, what came back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from infolinia.city import queries as city
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.matters import operations
from infolinia.matters import queries as matters
from infolinia.matters.shapes import Inbox
from infolinia.web.components.paging import PER_PAGE, Pager, beside, pager, said_count
from infolinia.web.components.roles import person
from infolinia.web.units.rights import inbox_unit

TODAY, NEW, TO_DO, WAITING, RETURNED, DONE = "dzis", "nowe", "do-zalatwienia", "czekaja", "wrocily", "zalatwione"
MINE, NOBODYS, URGENT, SIDE = "moje", "bez-osoby", "pilne", "z-terminem-pobocznym"
# On the page of today each list shows its most urgent part; its own view shows all of it.
SHOWN_TODAY = 12
WARNINGS_SHOWN = 5
# Of a person's own matters, or of nobody's, each list shows as much as fits on one page.
SHOWN_OF_ONE = PER_PAGE
LISTS = {NEW: "new", TO_DO: "to_do", WAITING: "waiting", RETURNED: "returned"}


@dataclass(frozen=True)
class View:
    """One way to look at the inbox, as the left column names it."""

    slug: str
    name: Promise
    icon: str
    count: str


VIEWS = (
    View(TODAY, gettext_lazy("Dziś"), "inbox", "count_today"),
    View(NEW, gettext_lazy("Nowe"), "circle", "count_new"),
    View(TO_DO, gettext_lazy("Do załatwienia"), "calendar-event", "count_to_do"),
    View(WAITING, gettext_lazy("Czekają na innych"), "hourglass-split", "count_waiting"),
    View(RETURNED, gettext_lazy("Wróciły do nas"), "arrow-return-left", "count_returned"),
    View(DONE, gettext_lazy("Załatwione"), "check2-circle", "count_done"),
)
OWNERS = (
    View(MINE, gettext_lazy("Moje"), "person", "count_mine"),
    View(NOBODYS, gettext_lazy("Bez osoby"), "person-plus", "count_nobodys"),
)
# These are not counted: to count them a row of each open matter would have to be read.
KINDS = (
    View(URGENT, gettext_lazy("Pilne"), "exclamation-triangle", ""),
    View(SIDE, gettext_lazy("Co jeszcze i do kiedy"), "clock-history", ""),
)
ONLY = {MINE: "mine", NOBODYS: "nobodys", URGENT: "urgent", SIDE: "side"}


@require_safe
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """Open the person's own inbox; those who have none choose a unit."""
    staff = person(request)
    if staff.role == "officer" and staff.unit_id:
        unit = city.unit_by_id(staff.unit_id)
        if unit:
            return redirect("units:unit_inbox", code=unit.code)
    if staff.role not in ("supervisor", "admin"):
        raise PermissionDenied
    return render(request, "units/choose.html", {"loads": matters.deadlines_by_unit(now())})


@require_safe
@login_required
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the inbox of a unit."""
    unit = inbox_unit(person(request), code)
    return render(request, "units/inbox.html", _context(request, unit, now()))


@require_safe
@login_required
def fragment(request: HttpRequest, code: str) -> HttpResponse:
    """Return the page's changing part, for a live refresh of the same view."""
    unit = inbox_unit(person(request), code)
    return render(request, "units/_inbox.html", _context(request, unit, now()))


@require_POST
@login_required
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Take a new matter: the person leads it from now on."""
    inbox_unit(person(request), code)
    try:
        matter_id = UUID(request.POST.get("matter", ""))
    except ValueError as error:
        raise Http404 from error
    matter = matters.matter_for(person(request), matter_id)
    try:
        operations.take(matter_id=matter_id, by_id=person(request).pk, at=now())
        messages.success(request, _("Prowadzisz sprawę %(number)s.") % {"number": matter.number})
    except Cannot as refusal:
        messages.warning(request, str(refusal))
    return redirect(_back(request, code))


def _context(request: HttpRequest, unit: city.UnitView, at: datetime) -> dict[str, Any]:
    staff = person(request)
    view, owner = _chosen(request.GET)
    inbox = _inbox(request.GET, unit, staff.pk, at, view=view, owner=owner)
    is_home = view == TODAY and not owner and staff.role == "officer"
    warned = matters.warnings_for(staff, at, size=WARNINGS_SHOWN) if is_home else None
    return {
        "warnings": warned.lines if warned else (),
        "warning_count": said_count(warned.total) if warned else "",
        "may_publish": staff.role != "officer" or staff.is_head,
        "at": at,
        "unit": unit,
        "inbox": inbox,
        # The inbox holds the lower units' matters too, so it hears of all of them.
        "topics": " ".join(f"unit.{each}" for each in sorted(inbox.unit_ids)),
        "done_count": said_count(inbox.count_done),
        "view": view,
        "owner": owner,
        "views": [_link(each, inbox, unit, view == each.slug and not owner) for each in VIEWS],
        "owners": [_link(each, inbox, unit, owner == each.slug) for each in OWNERS],
        "kinds": [_link(each, inbox, unit, owner == each.slug) for each in KINDS],
        "query": request.GET.urlencode(),
        "may_take": staff.role in ("officer", "admin"),
        "pager": _pager(request.GET, inbox, view=view, owner=owner),
    }


def _inbox(
    query: Mapping[str, str], unit: city.UnitView, staff_id: int, at: datetime, *, view: str, owner: str
) -> Inbox:
    """Return the beginnings of all lists for today's page, or a page of the one list that is looked at."""
    if view == DONE:
        return matters.done(unit.id, at, staff_id=staff_id, beside=beside(query), size=PER_PAGE)
    only = ONLY.get(owner, "")
    if view == TODAY:
        size = SHOWN_OF_ONE if owner else SHOWN_TODAY
        return matters.inbox(unit.id, at, staff_id=staff_id, only=only, size=size)
    return matters.inbox_list(
        unit.id, at, LISTS[view], staff_id=staff_id, only=only, beside=beside(query), size=PER_PAGE
    )


def _pager(query: Mapping[str, str], inbox: Inbox, *, view: str, owner: str) -> Pager | None:
    """Return the ways to the pages beside; how many there are is known where the whole list is shown."""
    counted = {} if owner else {"total": next(_count(each, inbox) for each in VIEWS if each.slug == view)}
    return pager(query, before=inbox.before, behind=inbox.behind, **counted)


def _chosen(query: Mapping[str, str]) -> tuple[str, str]:
    view, owner = query.get("widok", TODAY), query.get("kto", "")
    known = view if view in {each.slug for each in VIEWS} else TODAY
    return known, owner if owner in ONLY else ""


def _link(view: View, inbox: Inbox, unit: city.UnitView, is_current: bool) -> dict[str, Any]:
    name = "kto" if view.slug in ONLY else "widok"
    address = reverse("units:unit_inbox", args=[unit.code])
    return {
        "name": view.name,
        "icon": view.icon,
        "count": _said(view, inbox) if view.count else "",
        "url": address if view.slug == TODAY else f"{address}?{name}={view.slug}",
        "is_current": is_current,
    }


def _said(view: View, inbox: Inbox) -> str | int:
    count = _count(view, inbox)
    return said_count(count) if view.slug == DONE else count


def _count(view: View, inbox: Inbox) -> int:
    if view.slug == TODAY:
        return inbox.count_new + inbox.count_to_do + inbox.count_waiting + inbox.count_returned
    return int(getattr(inbox, view.count))


def _back(request: HttpRequest, code: str) -> str:
    query = request.POST.get("query", "")
    address = reverse("units:unit_inbox", args=[code])
    return f"{address}?{query}" if query and len(query) < 200 else address
