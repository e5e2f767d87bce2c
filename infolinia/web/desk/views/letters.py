"""Letters at the desk: which lie there, one opened, its answer written and sent, and what else may be done with it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from infolinia.contacts import queries as contacts
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence import queries as mail
from infolinia.journeys import answer_letter
from infolinia.journeys.answer_letter import NOT_EXAMINED, REPLY
from infolinia.routing import letters as routing
from infolinia.web.components.files import stored_response
from infolinia.web.desk.presenters.letters import letter_list
from infolinia.web.desk.presenters.spans import hour
from infolinia.web.desk.views import fragments
from infolinia.web.desk.views.common import as_uuid, for_advisers, log_words, me, own_conversation

CLOSED_AS = frozenset({"spam", "no_answer_needed"})


@require_safe
@for_advisers
def mine(request: HttpRequest) -> HttpResponse:
    """Follow signals about me and the queues: which letters lie on my desk, and how many wait."""
    found = letter_list(me(request).pk, now(), as_uuid(request.GET.get("rozmowa", "")))
    if request.GET.get("letters_key") == found.key:
        return HttpResponse(status=204)
    return render(request, "desk/parts/letters.html", {"letters": found})


@require_POST
@for_advisers
def take_next(request: HttpRequest) -> HttpResponse:
    """Take the first letter in line that I may have, and open it."""
    letter_id = routing.take_next(staff_id=me(request).pk, at=now())
    return _opened(request, letter_id, is_new=True)


@require_safe
@for_advisers
def letter(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Bring a letter of mine to the middle of the desk."""
    return _opened(request, conversation_id, is_new=True)


@require_POST
@for_advisers
def draft(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Keep the answer as far as it is typed; answered for a script."""
    view = own_conversation(request, conversation_id)
    at = now()
    if not view.is_letter:
        return JsonResponse({"saved": hour(at)})  # sent in the meantime: there is nothing left to keep
    try:
        correspondence.save_draft(
            conversation_id=conversation_id, text=request.POST.get("odpowiedz", ""), by_id=me(request).pk, at=at
        )
    except Cannot as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=422)
    return JsonResponse({"saved": hour(at)})


@require_POST
@for_advisers
def answer(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Send the answer as it stands in the form, or the fixed explanation, and open my next letter."""
    purpose = NOT_EXAMINED if request.POST.get("wyjasnienie") else REPLY
    answer_letter.answer(
        conversation_id=conversation_id,
        by_id=me(request).pk,
        at=now(),
        text=request.POST.get("odpowiedz", ""),
        purpose=purpose,
        seen=as_uuid(request.POST.get("ostatni", "")),
    )
    return _next(request, _("Odpowiedź czeka na wysłanie."))


@require_POST
@for_advisers
def close(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """End a letter that gets no answer, and open my next one."""
    why = request.POST.get("dlaczego", "")
    answer_letter.close(
        conversation_id=conversation_id,
        by_id=me(request).pk,
        at=now(),
        why=why if why in CLOSED_AS else "no_answer_needed",
        seen=as_uuid(request.POST.get("ostatni", "")),
    )
    return _next(request, _("List zamknięty bez odpowiedzi."))


@require_POST
@for_advisers
def give_back(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Put the letter back into its queue, with the answer as far as it is written."""
    answer_letter.give_back(conversation_id=conversation_id, by_id=me(request).pk, at=now())
    return _next(request, _("List wrócił do kolejki. Twój szkic zobaczy następna osoba."))


@require_POST
@for_advisers
def matter(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Say which matter the letter is about, or that it is about none of those."""
    answer_letter.choose_matter(
        conversation_id=conversation_id,
        matter_id=as_uuid(request.POST.get("sprawa", "")),
        by_id=me(request).pk,
        at=now(),
    )
    return _opened(request, conversation_id)


@require_POST
@for_advisers
def tell_unit(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Let the unit of the matter read the letter."""
    answer_letter.tell_unit(
        conversation_id=conversation_id,
        by_id=me(request).pk,
        at=now(),
        seen=as_uuid(request.POST.get("ostatni", "")),
    )
    return _opened(request, conversation_id)


@require_safe
@for_advisers
def file(request: HttpRequest, conversation_id: UUID, file_id: UUID) -> HttpResponse:
    """Give a file of a letter of mine, without any power over our pages."""
    view = own_conversation(request, conversation_id)
    found = mail.stored_file(file_id)
    if found is None or found.conversation_id != conversation_id:
        raise Http404
    log_words(request, view, "plik z listu")
    return stored_response(found)


def _opened(request: HttpRequest, conversation_id: UUID, *, is_new: bool = False) -> HttpResponse:
    view = own_conversation(request, conversation_id)
    log_words(request, view, "list na stanowisku")
    context = fragments.talk_context(request, view) | {"is_new_letter": is_new}
    response = render(request, "desk/letter_opened.html", context | _list(request, conversation_id))
    response["HX-Trigger"] = fragments.SIDE_CHANGED
    return response


def _next(request: HttpRequest, said: str) -> HttpResponse:
    """Answer with my next letter, the oldest, and say what became of the last one and how many are left."""
    left = contacts.letters_of(me(request).pk)
    if left:
        count = ngettext("Na stanowisku został %(n)d list.", "Na stanowisku zostało %(n)d listów.", len(left))
        said = f"{said} {count % {'n': len(left)}}"
    view = own_conversation(request, left[0].conversation_id) if left else None
    if view:
        log_words(request, view, "list na stanowisku")
    context = fragments.talk_context(request, view) | {"is_new_letter": bool(left), "said": said}
    shown = _list(request, left[0].conversation_id if left else None)
    response = render(request, "desk/letter_opened.html", context | shown)
    response["HX-Trigger"] = fragments.SIDE_CHANGED
    return response


def _list(request: HttpRequest, open_id: UUID | None) -> dict[str, object]:
    return {"letters": letter_list(me(request).pk, now(), open_id)}
