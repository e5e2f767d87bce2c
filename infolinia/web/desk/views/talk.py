"""Questions of a conversation: notes that save themselves, outcomes, and who the resident is."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.web.desk.presenters.spans import hour
from infolinia.web.desk.views import fragments
from infolinia.web.desk.views.common import as_uuid, desk_of, for_advisers, me, own_conversation, own_question


@require_POST
@for_advisers
def add_question(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Open one more question; the others stay as they are."""
    own_conversation(request, conversation_id)
    question_id = contacts.add_question(conversation_id=conversation_id, by_id=me(request).pk, at=now())
    return fragments.talk_answer(request, own_conversation(request, conversation_id), asked=question_id)


@require_http_methods(["GET", "POST"])
@for_advisers
def question(request: HttpRequest, conversation_id: UUID, question_id: int) -> HttpResponse:
    """Open the question for writing (GET), or take what was typed so far (POST, answered for a script)."""
    view, _found = own_question(request, conversation_id, question_id)
    if request.method == "GET":
        return fragments.talk_answer(request, view, asked=question_id)
    at = now()
    try:
        contacts.save_question(
            question_id=question_id,
            by_id=me(request).pk,
            at=at,
            subject=request.POST.get("temat"),
            note=request.POST.get("notatka"),
        )
    except Cannot as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=422)
    return JsonResponse({"saved": hour(at)})


@require_POST
@for_advisers
def outcome(request: HttpRequest, conversation_id: UUID, question_id: int) -> HttpResponse:
    """Say how the question ended. A registered matter is an outcome only once it is registered."""
    view, found = own_question(request, conversation_id, question_id)
    wanted = request.POST.get("wynik", "")
    if wanted == "registered" and found.matter_id is None:
        return render(request, "desk/parts/register_first.html", fragments.talk_context(request, view, question_id))
    contacts.set_outcome(question_id=question_id, by_id=me(request).pk, at=now(), outcome=wanted)
    return fragments.talk_answer(request, own_conversation(request, conversation_id), asked=question_id)


@require_POST
@for_advisers
def identify(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Say which of the people known by the number it is, or that it is somebody else."""
    view = own_conversation(request, conversation_id)
    desk = desk_of(request, conversation_id)
    chosen = as_uuid(request.POST.get("mieszkaniec", ""))
    if chosen and chosen not in {person.id for person in desk.people_of(view)}:
        raise Http404
    contacts.identify(conversation_id=conversation_id, resident_id=chosen, by_id=me(request).pk, at=now())
    response = render(request, "desk/now.html", fragments.now_context(desk_of(request, conversation_id)))
    response["HX-Trigger"] = fragments.SIDE_CHANGED
    return response
