"""„Nie nasze”: whose it is, the text to read out, and the note that the caller was referred."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.core.text import one_line
from infolinia.knowledge import queries as knowledge
from infolinia.web.desk.presenters.not_ours import LONGEST, not_ours
from infolinia.web.desk.views import fragments
from infolinia.web.desk.views.common import as_int, asked_question, for_advisers, me, own_conversation


@require_safe
@for_advisers
def panel(request: HttpRequest) -> HttpResponse:
    """Show who handles what was typed, at the place where it is."""
    text, place = (one_line(request.GET.get(name, ""), LONGEST) for name in ("q", "gdzie"))
    asked = asked_question(request)
    if not text and asked and not request.GET.get("szukaj"):
        text = asked[1].subject
    return render(request, "desk/parts/not_ours.html", {"panel": not_ours(text, place, now())})


@require_POST
@for_advisers
def refer(request: HttpRequest) -> HttpResponse:
    """Note on the open question that the caller was referred to this body."""
    asked = asked_question(request)
    line = knowledge.map_line(as_int(request.POST.get("wpis", "")) or 0)
    if asked is None or line is None:
        raise Http404
    view, question = asked
    at = now()
    contacts.refer(question_id=question.id, by_id=me(request).pk, at=at, to=line.unit.name, subject=line.topic)
    text, place = (one_line(request.POST.get(name, ""), LONGEST) for name in ("q", "gdzie"))
    context = fragments.talk_context(request, own_conversation(request, view.id), question.id)
    shown = not_ours(text or line.topic, place, at, referred_to=line.unit.name)
    return render(request, "desk/referred.html", context | {"panel": shown})
