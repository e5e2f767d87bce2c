"""Forms at the desk: the blank one to look at, and one with the resident's data in it. Nothing typed is stored."""

from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as people
from infolinia.contacts.queries import ConversationView, PersonCard
from infolinia.core.clock import city_day, now
from infolinia.core.errors import Cannot
from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.queries import Addressee, FormView, Office, Paper, Person
from infolinia.knowledge.rules.form_data import DATA_NAMES, clean
from infolinia.web.components.papers import pdf
from infolinia.web.desk.views.common import asked_question, for_advisers, me

MOST_LINES = 6


@require_safe
@for_advisers
def found(request: HttpRequest, code: str) -> HttpResponse:
    """Open a form that the search found: its versions of today and the cards that name it, in the place of a card."""
    on = city_day(now())
    history = knowledge.form_history(code, on)
    if history is None:
        raise Http404
    context = {"history": history, "card": {"forms": knowledge.form_links([code], on)}}
    return render(request, "desk/parts/form_opened.html", context)


@require_safe
@for_advisers
def blank(request: HttpRequest, form_id: int) -> HttpResponse:
    """Show the form as it is."""
    paper = knowledge.blank_paper(form_id)
    return pdf(paper.content, paper.filename, to_save=False)


@require_safe
@for_advisers
def fields(request: HttpRequest, form_id: int) -> HttpResponse:
    """Show what would be written into the form, with what is known of the resident; the reading is logged."""
    form = _form(form_id)
    person, view = _resident(request)
    context: dict[str, object] = {"form": form, "person": person}
    if person and view:
        at = now()
        _log(request, person, view, at, _("dane do druku %(code)s") % {"code": form.code})
        known = knowledge.fields_to_fill(form, Person(person.name, person.phone, person.email), _office(), at)
        context |= {"known": known, "conversation": view, "question_id": request.GET.get("pytanie", "")}
        context["has_need"] = "druk" in person.need
    return render(request, "desk/parts/fill_form.html", context)


@require_POST
@for_advisers
def paper(request: HttpRequest, form_id: int) -> HttpResponse:
    """Show exactly what would be sent: the filled form, alone or behind a letter. Asked for in a tab of its own."""
    form = _form(form_id)
    person, view = _resident(request)
    if person is None or view is None:
        return _refused(request, _("Najpierw ustal, kto dzwoni: bez tego nie wypełnimy druku jego danymi."))
    if request.POST.get("zgoda") != "1":
        return _refused(request, _("Zapytaj, czy rozmówca zgadza się, i zaznacz zgodę."))
    at = now()
    _log(request, person, view, at, _("wypełniony druk %(code)s") % {"code": form.code})
    try:
        made = _made(request, form, at)
    except Cannot as refusal:
        return _refused(request, str(refusal))
    return pdf(made.content, made.filename, to_save=request.POST.get("zapisz") == "1")


def _made(request: HttpRequest, form: FormView, at: datetime) -> Paper:
    data = clean({name: request.POST.get(name, "") for name in DATA_NAMES})
    if request.POST.get("pismo") != "1":
        return knowledge.filled_paper(form.id, data)
    lines = [line.strip()[:80] for line in request.POST.get("adresat", "").splitlines() if line.strip()]
    to = Addressee(tuple(lines[:MOST_LINES]), form.language, is_large=request.POST.get("duzy") == "1")
    return knowledge.carried_paper([form.id], to, _office(), at, data)


def _form(form_id: int) -> FormView:
    form = knowledge.form_by_id(form_id)
    if form is None or not form.has_file:
        raise Http404
    return form


def _resident(request: HttpRequest) -> tuple[PersonCard | None, ConversationView | None]:
    """Return whom the adviser's open conversation is with, once it is known who that is."""
    asked = asked_question(request)
    if asked is None or asked[0].resident_id is None:
        return None, None
    return people.person(asked[0].resident_id), asked[0]


def _log(request: HttpRequest, person: PersonCard, view: ConversationView, at: datetime, what: str) -> None:
    contacts.log_reading(
        staff_id=me(request).pk,
        at=at,
        why="conversation",
        what=what[:80],
        resident_id=person.id,
        conversation_id=view.id,
    )


def _office() -> Office:
    return Office(settings.CITY_NAME, settings.CITY_PHONE, settings.PUBLIC_URL)


def _refused(request: HttpRequest, text: str) -> HttpResponse:
    return render(request, "desk/paper_refused.html", {"text": text}, status=422)
