"""How sending goes: carriers that do not work, what waits, and the messages that need a person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.core.paging import Beside
from infolinia.correspondence import operations, queries
from infolinia.web.components.roles import only, person
from infolinia.web.components.telling import told

ROLES = ("supervisor", "admin")


@require_safe
@only(*ROLES)
def page(request: HttpRequest) -> HttpResponse:
    """Show how sending goes and what needs a person. The reading is logged: addresses are shown."""
    at, channel = now(), request.GET.get("kanal", "")
    beside = Beside(request.GET.get("po", "") or request.GET.get("przed", ""), back="przed" in request.GET)
    found = queries.troubled(channel=channel, beside=beside)
    if found.lines:
        contacts.log_reading(
            staff_id=person(request).pk, at=at, why="stated", what="lista wysyłki", reason="wiadomości nie wysłane"
        )
    context = {
        "at": at,
        "channels": queries.channels_now(at),
        "away": queries.carriers_away(at),
        "found": found,
        "count": queries.troubled_count(),
        "channel": channel,
    }
    return render(request, "supervision/sending.html", context)


@require_POST
@only(*ROLES)
def resend(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Send one message again, to its address or a better one."""
    to = request.POST.get("to", "").strip()
    with told(request, _("Wiadomość wychodzi ponownie.")):
        operations.resend(message_id=mail_id, by_id=person(request).pk, at=now(), to=to)
    return redirect("supervision:sending")


@require_POST
@only(*ROLES)
def resend_all(request: HttpRequest) -> HttpResponse:
    """Send all of one channel again that never left."""
    count = operations.resend_failed(channel=request.POST.get("kanal", ""), by_id=person(request).pk, at=now())
    told = ngettext("%(n)d wiadomość wychodzi ponownie.", "%(n)d wiadomości wychodzi ponownie.", count)
    messages.success(request, told % {"n": count})
    return redirect("supervision:sending")


@require_POST
@only(*ROLES)
def count_as_sent(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Take a message for sent of which a person knows that it left."""
    with told(request, _("Zapisane: wiadomość wyszła.")):
        operations.count_as_sent(message_id=mail_id, by_id=person(request).pk, at=now())
    return redirect("supervision:sending")


@require_POST
@only(*ROLES)
def set_aside(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Take a message off the list that was dealt with otherwise."""
    with told(request, _("Odłożone. Wiadomość zostaje przy sprawie ze swoim stanem.")):
        operations.set_aside(message_id=mail_id, by_id=person(request).pk, at=now())
    return redirect("supervision:sending")
