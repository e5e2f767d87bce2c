"""Whom to contact: the list of everybody, and one promise."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infolinia.city import queries as city
from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.matters.rules.words import due_words
from infolinia.matters.wording import say
from infolinia.outreach import queries
from infolinia.outreach.queries import settings
from infolinia.outreach.rules import hours, windows
from infolinia.telephony.callbacks import queries as call_backs
from infolinia.web.components.roles import only, person
from infolinia.web.outreach.forms import ChangeForm, WriteForm
from infolinia.web.outreach.presenters import rows, tries

ROLES = ("adviser", "supervisor", "admin")
PAST = timedelta(days=7)


@require_safe
@only(*ROLES)
def page(request: HttpRequest) -> HttpResponse:
    """Show whom to contact now and later. The reading is logged: numbers are shown."""
    at, staff = now(), person(request)
    is_mine = request.GET.get("czyje") == "moje"
    promises = queries.to_contact(at=at, staff_id=staff.pk if is_mine else None)
    waiting = [] if is_mine else call_backs.lines(only_open=True)
    ready, later = rows(promises, waiting, me=staff.pk, at=at)
    contacts.log_reading(staff_id=staff.pk, at=at, why="stated", what="lista kontaktów", reason="obietnice kontaktu")
    quiet = settings.quiet()
    context = {
        "at": at,
        "ready": ready,
        "later": later,
        "past": queries.closed_since(at - PAST, at=at),
        "is_mine": is_mine,
        "quiet": quiet,
        "may_call": hours.may_call(quiet, city.calendar(), (), at),
        "late": sum(one.due_at <= at for one in promises),
        "results": queries.RESULTS,
    }
    return render(request, "outreach/list.html", context)


@require_safe
@only(*ROLES)
def one(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Show one promise with every attempt. The reading is logged."""
    at, staff = now(), person(request)
    line = queries.promise_for(staff, promise_id, at=at)
    contacts.log_reading(
        staff_id=staff.pk,
        at=at,
        why="stated",
        what="obietnica kontaktu",
        reason=line.reason,
        resident_id=line.resident_id,
        matter_id=line.matter_id,
    )
    return render(request, "outreach/promise.html", promise_context(request, promise_id))


def change_initial(line: queries.PromiseLine) -> dict[str, str]:
    """Return what may be changed as it is now; the hours in the words that are read again, whatever the language."""
    return {"windows": windows.typed(line.windows), "keeper": str(line.keeper_id or ""), "note": line.note}


def promise_context(
    request: HttpRequest, promise_id: UUID, *, change: ChangeForm | None = None, write: WriteForm | None = None
) -> dict[str, object]:
    """Return what the page of a promise shows."""
    at = now()
    line = queries.promise_for(person(request), promise_id, at=at)
    people = [(row.pk, str(row)) for row in city.active_staff(("adviser", "supervisor"))]
    quiet = settings.quiet()
    return {
        "at": at,
        "line": line,
        "due": due_words(line.due_at, at, say),
        "tried": tries(line.attempts),
        "most": settings.current().most_attempts,
        "change": change or ChangeForm(people=people, initial=change_initial(line)),
        "write": write or WriteForm(),
        "results": queries.RESULTS,
        "may_call": hours.may_call(quiet, city.calendar(), (), at),
        "is_wanted": hours.may_call(quiet, city.calendar(), line.windows, at),
        "quiet": quiet,
        "reads_register": person(request).role != "adviser",
        "title": line.name or line.to or _("Obietnica kontaktu"),
    }
