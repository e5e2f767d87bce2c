"""Residents who wait to be called back, every attempt to reach them, and calling one off."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.routing import queries as routing
from infolinia.telephony.callbacks import operations, queries
from infolinia.web.components.roles import only, person
from infolinia.web.components.telling import told

PAST = timedelta(days=7)
ROLES = ("adviser", "supervisor", "admin")


@require_safe
@only(*ROLES)
def page(request: HttpRequest) -> HttpResponse:
    """Show who waits, and what became of the promises of the last week. The reading is logged: numbers are shown."""
    at, staff = now(), person(request)
    past = [line for line in queries.lines(only_open=False, since=at - PAST) if not line.is_open]
    contacts.log_reading(
        staff_id=staff.pk, at=at, why="stated", what="lista oddzwonień", reason="oddzwanianie z kolejki"
    )
    context = {
        "at": at,
        "open_lines": queries.lines(only_open=True),
        "past": past,
        "rules": queries.rules(),
        "queue_names": {queue.code: queue.name for queue in routing.queues()},
        "reads_register": staff.role != "adviser",
    }
    return render(request, "supervision/call_backs.html", context)


@require_POST
@only(*ROLES)
def cancel(request: HttpRequest, call_back_id: UUID) -> HttpResponse:
    """Call one promise off."""
    with told(request, _("Oddzwonienie odwołane. Nie zadzwonimy.")):
        operations.cancel(call_back_id=call_back_id, by_id=person(request).pk, at=now())
    return redirect("supervision:call_backs")
