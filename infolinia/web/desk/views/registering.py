"""Registering a matter while the caller is on the line: one question, one matter, one number to dictate."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.city import queries as city
from infolinia.contacts import operations as contacts
from infolinia.contacts.queries import ConversationView, QuestionView
from infolinia.core.clock import city_day, now
from infolinia.core.text import storable
from infolinia.core.together import together
from infolinia.journeys import register_and_forward
from infolinia.journeys.register_and_forward import CannotRegister, Registration
from infolinia.knowledge import queries as knowledge
from infolinia.matters import queries as matters
from infolinia.matters.wording import LETTER_LANGUAGES, OFFICE_LANGUAGE
from infolinia.web.components.questions import answers, asked
from infolinia.web.desk import registered
from infolinia.web.desk.forms import RegistrationForm
from infolinia.web.desk.presenters.promise import preview
from infolinia.web.desk.registered import GivenNumber
from infolinia.web.desk.views import fragments
from infolinia.web.desk.views.common import (
    asked_question,
    desk_of,
    for_advisers,
    me,
    own_conversation,
    own_question,
    refused,
)

_OTHER_LANGUAGES = frozenset(LETTER_LANGUAGES) - {OFFICE_LANGUAGE}


@require_http_methods(["GET", "POST"])
@for_advisers
def register(request: HttpRequest) -> HttpResponse:
    """Show the panel for the open question (GET), or register the matter and show its number and code (POST)."""
    asked = asked_question(request)
    if asked is None:
        return refused(request, _("Zgłoszenie rejestrujesz w rozmowie. Teraz żadna nie jest otwarta."))
    view, question = asked
    if question.matter_id:
        return _already(request, view, question)
    if request.method == "GET":
        return _panel(request, view, question, _empty_form(request, view, question))
    return _register(request, view, question)


@require_POST
@for_advisers
def promise(request: HttpRequest) -> HttpResponse:
    """Show where the matter would go and by when, and the district of the place, while the panel is filled in."""
    return render(request, "desk/parts/promise.html", preview(request.POST, now()))


@require_POST
@for_advisers
def asks(request: HttpRequest) -> HttpResponse:
    """Show what to ask about the kind of matter that was just chosen; the card's own set went with its kind."""
    values = request.POST.copy()
    values.pop("zestaw", None)
    return render(request, "desk/parts/asked.html", {**preview(values, now()), **asked(values)})


@require_POST
@for_advisers
def another(request: HttpRequest) -> HttpResponse:
    """Open one more question of the same conversation and the panel for its matter: several from one call."""
    found = asked_question(request)
    if found is None:
        return refused(request, _("Zgłoszenie rejestrujesz w rozmowie. Teraz żadna nie jest otwarta."))
    conversation_id = found[0].id
    question_id = contacts.add_question(conversation_id=conversation_id, by_id=me(request).pk, at=now())
    view, question = own_question(request, conversation_id, question_id)
    form = _empty_form(request, view, question)
    values: Any = form.initial
    context = fragments.talk_context(request, view, question_id)
    context |= {"form": form, "view": view, "question": question, **preview(values, now()), **asked(values)}
    return render(request, "desk/registered_another.html", context)


@require_POST
@for_advisers
def advised(request: HttpRequest) -> HttpResponse:
    """Note that the resident heard how to lodge it: a call is no application, so no matter begins."""
    found = asked_question(request)
    if found is None:
        return refused(request, _("Zgłoszenie rejestrujesz w rozmowie. Teraz żadna nie jest otwarta."))
    view, question = found
    register_and_forward.advise(
        question_id=question.id,
        category_code=request.POST.get("category", ""),
        by_id=me(request).pk,
        at=now(),
        has_subject=bool(question.subject.strip()),
    )
    context = fragments.talk_context(request, own_conversation(request, view.id), question.id)
    return render(request, "desk/advised.html", context | {"question": question})


@require_POST
@for_advisers
def streets(request: HttpRequest) -> HttpResponse:
    """Suggest streets for what was typed so far, and their houses as soon as a number begins."""
    typed = storable(request.POST.get("place", ""))
    return render(request, "places/options.html", {"addresses": city.addresses_like(typed, 8)})


def _register(request: HttpRequest, view: ConversationView, question: QuestionView) -> HttpResponse:
    form = RegistrationForm(request.POST, categories=matters.categories)
    if not form.is_valid():
        return _panel(request, view, question, form, status=422)
    try:
        given = _once(request, view, question, form, now())
    except CannotRegister as refusal:
        form.add_error(form.input_of(refusal.field), str(refusal))
        return _panel(request, view, question, form, status=422, faults={refusal.question: str(refusal)})
    return given_page(request, view.id, question.id, given)


def _once(
    request: HttpRequest, view: ConversationView, question: QuestionView, form: RegistrationForm, at: datetime
) -> GivenNumber | None:
    """Register, or wait for the same press that came first and return what it gave."""
    with together():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"desk-register-{question.id}"])
        if given := registered.recall_afresh(request, question.id, at):
            return given
        matter = register_and_forward.register(
            conversation_id=view.id,
            question_id=question.id,
            by_id=me(request).pk,
            at=at,
            form=_registration(form, view, question),
        )
        registered.remember(request, question.id, matter)
    return registered.recall(request, question.id, at)


def _registration(form: RegistrationForm, view: ConversationView, question: QuestionView) -> Registration:
    data = form.cleaned_data
    return Registration(
        category_code=data["category"],
        description=data["description"],
        place=form.place_parts,
        point=form.place_point,
        reply_channel=data["reply_channel"],
        phone=data["phone"] if data["reply_channel"] in ("sms", "phone") else "",
        email=data["email"] if data["reply_channel"] == "email" else "",
        name=data["name"],
        on_behalf_of=data["on_behalf_of"],
        subject=question.subject,
        danger=data["danger"],
        kind=data["kind"],
        answers=answers(form.data),
        language=_language(view),
    )


def _language(view: ConversationView) -> str:
    """Return the language in which to write to the resident: of the talk or their own, where we write in it."""
    return next((one for one in (view.language, view.resident_language) if one in _OTHER_LANGUAGES), OFFICE_LANGUAGE)


def _panel(
    request: HttpRequest,
    view: ConversationView,
    question: QuestionView,
    form: RegistrationForm,
    status: int = 200,
    faults: dict[str, str] | None = None,
) -> HttpResponse:
    values = form.data if form.is_bound else form.initial
    context = {"form": form, "view": view, "question": question, **preview(values, now()), **asked(values, faults)}
    return render(request, "desk/parts/register.html", context, status=status)


def _empty_form(request: HttpRequest, view: ConversationView, question: QuestionView) -> RegistrationForm:
    """Return the form with what is already known: the card's category, the note, the caller's number and wish."""
    code = request.GET.get("karta", "") or question.card_code
    card = knowledge.card(code, day=city_day(now())) if code else None
    people = desk_of(request, view.id).people_of(view)
    person = people[0] if len(people) == 1 else None
    initial: dict[str, Any] = {
        "category": card.category_code if card else "",
        "zestaw": card.question_set_code if card and card.question_set_code != card.category_code else "",
        "place": request.GET.get("gdzie", ""),
        "description": question.note or question.subject,
        "phone": "" if view.wants_anonymity else view.number,
        "on_behalf_of": view.speaks_for,
        "email": person.email if person else "",
        "reply_channel": person.preferred_channel if person else "",
    }
    return RegistrationForm(initial=initial, categories=matters.categories)


def _already(request: HttpRequest, view: ConversationView, question: QuestionView) -> HttpResponse:
    return given_page(request, view.id, question.id, registered.recall(request, question.id, now()))


def given_page(
    request: HttpRequest, conversation_id: UUID, question_id: int, given: GivenNumber | None
) -> HttpResponse:
    """Show the number and code; the conversation and the right column follow."""
    view = own_conversation(request, conversation_id)
    question = next(each for each in view.questions if each.id == question_id)
    danger = matters.danger_of(given.matter_id) if given and given.is_dangerous else None
    context = fragments.talk_context(request, view, question_id)
    context |= {"given": given, "question": question, "danger": danger}
    response = render(request, "desk/registered.html", context)
    response["HX-Trigger"] = fragments.SIDE_CHANGED
    return response
