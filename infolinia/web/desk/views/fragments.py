"""Fragments that several answers carry beside their own: the page takes each to its place."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as contact_reads
from infolinia.contacts.queries import ConversationView
from infolinia.core.clock import now
from infolinia.knowledge import queries as knowledge
from infolinia.telephony.callbacks.queries import promised_to
from infolinia.web.components.sent import sent_lines
from infolinia.web.desk.presenters import side as sides
from infolinia.web.desk.presenters import talk as talks
from infolinia.web.desk.presenters import topbar, words
from infolinia.web.desk.presenters.chats import chat_list
from infolinia.web.desk.presenters.desk import Desk
from infolinia.web.desk.presenters.keys import short_key
from infolinia.web.desk.presenters.letters import letter_list, letter_panel
from infolinia.web.desk.presenters.recording import recording_strip
from infolinia.web.desk.views.common import as_int, me

POPULAR = 8
TOP = 5
SIDE_CHANGED = "side-changed"


def home_context(request: HttpRequest, desk: Desk) -> dict[str, object]:
    """Return what the whole page shows."""
    return {
        **now_context(desk),
        **talk_context(request, desk.talk, as_int(request.GET.get("pytanie", "")), desk=desk),
        **side_context(desk),
        **finding_context(),
        "chats": chat_list(desk.staff.pk, desk.at),
        "letters": letter_list(desk.staff.pk, desk.at, desk.talk.id if desk.talk else None),
        "bar": topbar.line_bar(desk.at),
        "day": topbar.work_day(desk.staff.pk, desk.at),
        **words.for_scripts(),
    }


def now_context(desk: Desk) -> dict[str, object]:
    """Return what follows my state: the call panel, the state button, my other conversations."""
    state = topbar.state_button(desk.presence)
    others = [(each.id, each.state, each.who) for each in desk.others]
    shown = desk.talk.id if desk.talk else None
    recording = recording_strip(desk.panel)
    key = short_key(desk.panel, recording, desk.party, desk.attempt, state, others, shown)
    attempts = contact_reads.ATTEMPTS if desk.attempt else ()
    call_back = promised_to(desk.call.id) if desk.call and not desk.panel.is_ringing else None
    told = {
        "recording": recording,
        "booked": call_back,
        "party": desk.party,
        "attempt": desk.attempt,
        "attempts": attempts,
    }
    return {"desk": desk, "panel": desk.panel, "state": state, "now_key": key, **told}


def talk_context(
    request: HttpRequest,
    view: ConversationView | None,
    asked: int | None = None,
    missing: frozenset[int] = frozenset(),
    *,
    desk: Desk | None = None,
) -> dict[str, object]:
    """Return the conversation in the middle, and whether it is finished there rather than on the call panel."""
    talk = talks.talk(view, asked=asked, missing=missing)
    question_id = talk.question.id if talk and talk.question else None
    return {
        "talk": talk,
        "letter": letter_panel(view, now()),
        "talk_key": talks.talk_key(view, question_id),
        "sent_of": view.id if view else None,
        "sent": sent_lines(view.id) if view else [],
        "finish_here": bool(talk and talk.is_over and not _is_on_panel(desk or Desk(me(request), now()), talk.view)),
    }


def _is_on_panel(desk: Desk, view: ConversationView) -> bool:
    """Return whether the call panel is about this conversation: then its own button finishes it."""
    return desk.call is not None and desk.call.id == view.id


def side_context(desk: Desk) -> dict[str, object]:
    """Return the right column; who was shown is written in the log of readings first."""
    call = desk.person_call
    people = desk.people_of(call)
    # Nobody known by the number is a reading too: the number and its earlier conversations are shown.
    shown: list[UUID | None] = [*(person.id for person in people)]
    for resident_id in (shown or [None]) if call else ():
        contacts.log_reading(
            staff_id=desk.staff.pk,
            at=desk.at,
            why="conversation",
            what="karta mieszkańca na stanowisku",
            resident_id=resident_id,
            conversation_id=call.id if call else None,
        )
    return {"side": sides.side(call=call, people=people, staff_id=desk.staff.pk, at=desk.at)}


def finding_context() -> dict[str, object]:
    """Return the results and the card of a desk where nothing was searched yet."""
    top = knowledge.top_questions(now(), limit=3 * TOP).once_each(TOP)
    return {"top": top, "popular": () if top.day or top.week else knowledge.popular(POPULAR)}


def talk_answer(
    request: HttpRequest,
    view: ConversationView | None,
    *,
    asked: int | None = None,
    missing: frozenset[int] = frozenset(),
) -> HttpResponse:
    """Answer with the middle's conversation alone."""
    return render(request, "desk/parts/talk.html", talk_context(request, view, asked, missing))
