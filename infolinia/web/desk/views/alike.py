"""While a matter is registered: open ones that may be about the same thing, and joining the caller to one of them."""

from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from infolinia.city import queries as city
from infolinia.city.rules.addresses import read_point
from infolinia.contacts.queries import ConversationView, QuestionView
from infolinia.core.clock import now
from infolinia.core.text import storable
from infolinia.journeys import follow_matter
from infolinia.journeys.follow_matter import Asked
from infolinia.journeys.register_and_forward import Registration
from infolinia.matters import queries as matters
from infolinia.matters.shapes import Place
from infolinia.web.desk import registered
from infolinia.web.desk.forms import split_place
from infolinia.web.desk.registered import GivenNumber
from infolinia.web.desk.views.common import asked_question, for_advisers, me, refused
from infolinia.web.desk.views.registering import given_page

SHOWN = 3
LONGEST = 5_000


@require_POST
@for_advisers
def alike(request: HttpRequest) -> HttpResponse:
    """Show open matters that may be about what is typed so far; nothing before there is a kind and a place or words."""
    category, text = _typed(request, "category"), _typed(request, "description")
    place, point = _place(request)
    lines = []
    if category and (place.street or point or len(text.split()) > 1):
        lines = matters.alike(
            category_code=category, place=place, point=point, text=text[:LONGEST], at=now(), limit=SHOWN
        )
    return render(request, "desk/parts/alike_list.html", {"alike": lines})


@require_POST
@for_advisers
def follow(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Join the caller to the matter and show its number with their own code, once however often it is pressed."""
    found = asked_question(request)
    if found is None:
        return refused(request, _("Zgłoszenie rejestrujesz w rozmowie. Teraz żadna nie jest otwarta."))
    view, question = found
    if not question.matter_id:
        _once(request, view, question, matter_id)
    return given_page(request, view.id, question.id, registered.recall(request, question.id, now()))


def _once(request: HttpRequest, view: ConversationView, question: QuestionView, matter_id: UUID) -> GivenNumber | None:
    at = now()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"desk-register-{question.id}"])
        if given := registered.recall_afresh(request, question.id, at):
            return given
        followed = follow_matter.follow(
            asked=Asked(view.id, question.id, view.channel),
            matter_id=matter_id,
            form=_registration(request.POST),
            by_id=me(request).pk,
            at=at,
        )
        registered.remember(request, question.id, matters.as_given(followed, at))
    return registered.recall(request, question.id, at)


def _registration(values: Any) -> Registration:
    """Return who the caller is and how they want to hear, as far as the panel says; without a choice there is none."""
    way = values.get("reply_channel", "") or "none"
    return Registration(
        category_code=values.get("category", "") or "-",
        description=storable(values.get("description", "")).strip()[:2_000] or "-",
        place=Place(),
        reply_channel=way,
        phone=values.get("phone", "") if way in ("sms", "phone") else "",
        email=values.get("email", "") if way == "email" else "",
        name=values.get("name", ""),
        danger=values.get("danger", "") == "on",
    )


def _typed(request: HttpRequest, name: str) -> str:
    return storable(request.POST.get(name, ""))


def _place(request: HttpRequest) -> tuple[Place, tuple[float, float] | None]:
    street, house = split_place(_typed(request, "place")[:160])
    known = city.place(street, house) if street else None
    try:
        point = read_point(_typed(request, "point")[:60])
    except ValueError:
        point = None
    if known is None:
        return Place(street=street, house=house), point
    return Place(street=known.street, house=known.house), point or known.point
