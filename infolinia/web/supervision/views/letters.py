"""Letters for the supervisor: what waits, on whose desk it lies, how the mailboxes do, and what came from machines."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as people
from infolinia.contacts.queries import OpenLetter
from infolinia.core.clock import now
from infolinia.core.phones import readable
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence import queries as mail
from infolinia.correspondence.queries import MailboxLine
from infolinia.routing import letters as routing
from infolinia.routing import queries as floor
from infolinia.routing.supervision import operations as supervision
from infolinia.web.components.files import stored_response
from infolinia.web.components.roles import only, person
from infolinia.web.components.telling import told

ROLES = ("supervisor", "admin")
LOOKED_BACK = timedelta(days=7)
SLOW = timedelta(hours=24)


@dataclass(frozen=True)
class LetterLine:
    """One letter that is not closed."""

    letter: OpenLetter
    who: str
    subject: str
    queue: str
    adviser: str
    is_slow: bool


@require_safe
@only(*ROLES)
def page(request: HttpRequest) -> HttpResponse:
    """Show every letter that is not closed. The reading is logged: addresses are shown."""
    at = now()
    lines = _lines(at)
    if lines:
        contacts.log_reading(
            staff_id=person(request).pk, at=at, why="stated", what="lista listów", reason="listy bez odpowiedzi"
        )
    context = {
        "at": at,
        "lines": lines,
        "waiting": sum(line.letter.state == "waiting" for line in lines),
        "advisers": [(one.staff_id, one.name) for one in floor.board(at) if one.state != "offline"],
        "queues": floor.queues(),
        "mailboxes": _mailboxes(),
        "machines": mail.machines(since=at - LOOKED_BACK),
        "may_act": person(request).role == "supervisor",
    }
    return render(request, "supervision/letters.html", context)


@require_safe
@only(*ROLES)
def file(request: HttpRequest, conversation_id: UUID, file_id: UUID) -> HttpResponse:
    """Give a file of a letter of this conversation, without any power over our pages. The reading is logged."""
    view = people.conversation_for(person(request), conversation_id)
    found = mail.stored_file(file_id)
    if found is None or found.conversation_id != conversation_id:
        raise Http404
    contacts.log_reading(
        staff_id=person(request).pk,
        at=now(),
        why="conversation",
        what="plik z listu",
        resident_id=view.resident_id,
        conversation_id=conversation_id,
    )
    return stored_response(found)


@require_POST
@only("supervisor")
def give(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Lay a letter on one person's desk."""
    chosen = request.POST.get("komu", "")
    known = {str(one.staff_id): one for one in floor.board(now())}
    if chosen not in known:
        raise Http404
    with told(request, _("List leży teraz na stanowisku: %(who)s.") % {"who": known[chosen].name}):
        routing.give(conversation_id=conversation_id, staff_id=int(chosen), by_id=person(request).pk, at=now())
    return redirect("supervision:letters")


@require_POST
@only("supervisor")
def move(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Let a letter wait in another queue, at the place of its arrival."""
    if people.open_letter(conversation_id) is None:
        raise Http404
    with told(request, _("List czeka teraz w innej kolejce i zachował swoje miejsce.")):
        supervision.move_call(
            conversation_id=conversation_id,
            queue_code=request.POST.get("kolejka", ""),
            by_id=person(request).pk,
            at=now(),
        )
    return redirect("supervision:letters")


def _lines(at: datetime) -> list[LetterLine]:
    letters = people.open_letters()
    queues = {one.code: one.name for one in floor.queues()}
    names = {one.staff_id: one.name for one in floor.board(at)}
    subjects = people.subjects_of([one.conversation_id for one in letters])
    return [
        LetterLine(
            letter=one,
            who=one.name or one.address or readable(one.number) or _("bez nazwiska"),
            subject=subjects.get(one.conversation_id, "") or _("List bez tematu"),
            queue=queues.get(one.queue_code, one.queue_code),
            adviser=names.get(one.adviser_id, "") if one.adviser_id else "",
            is_slow=at - one.arrived_at > SLOW,
        )
        for one in letters
    ]


def _mailboxes() -> list[MailboxLine]:
    """Return every mailbox that is set, also one that was never read yet."""
    known = {one.code: one for one in mail.mailboxes()}
    names = [correspondence.name_of_mailbox(url) for url in settings.MAILBOXES]
    return [known.get(name) or MailboxLine(name, None, None, "", 0, 0) for name in names]
