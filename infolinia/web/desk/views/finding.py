"""Finding an answer: results as one types, the open card, and a word that a card is wrong."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.knowledge import operations as knowledge_writes
from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.queries import CardView
from infolinia.web.desk.forms import CardErrorForm
from infolinia.web.desk.presenters.results import results
from infolinia.web.desk.views.common import asked_question, for_advisers, me


@require_safe
@for_advisers
def search(request: HttpRequest) -> HttpResponse:
    """Return cards, forms, matters and streets for what was typed so far."""
    text = request.GET.get("q", "").replace("\0", "").strip()
    context = {"found": results(me(request), text, now()), "popular": () if text else knowledge.popular()}
    return render(request, "desk/parts/results.html", context)


@require_http_methods(["GET", "POST"])
@for_advisers
def card(request: HttpRequest, code: str) -> HttpResponse:
    """Open a card. A POST also writes on the open question which edition of it was used."""
    view = _card(code)
    asked = asked_question(request) if request.method == "POST" else None
    if asked:
        contacts.use_card(
            question_id=asked[1].id,
            by_id=me(request).pk,
            at=now(),
            code=view.code,
            title=view.title,
            edition=view.edition,
        )
    return render(request, "desk/card_opened.html", {"card": view, "used_on": asked[1] if asked else None})


@require_http_methods(["GET", "POST"])
@for_advisers
def report_error(request: HttpRequest, code: str) -> HttpResponse:
    """Tell the card's owner what is wrong with it."""
    view = _card(code)
    form = CardErrorForm(request.POST or None, card=view)
    if request.method == "POST" and form.is_valid():
        knowledge_writes.report_error(
            card_code=code,
            section=form.cleaned_data["section"],
            text=form.cleaned_data["text"],
            by=me(request).pk,
            at=now(),
        )
        return render(request, "desk/parts/error_reported.html", {"card": view})
    status = 422 if form.errors else 200
    return render(request, "desk/parts/error_form.html", {"card": view, "form": form}, status=status)


@require_POST
@for_advisers
def read_news(request: HttpRequest, news_id: int) -> HttpResponse:
    """Mark a piece of shift news as read by me."""
    knowledge_writes.mark_news_read(news_id=news_id, staff_id=me(request).pk, at=now())
    return render(request, "desk/parts/news.html", {"news": knowledge.news_for(me(request).pk, now())[:3]})


def _card(code: str) -> CardView:
    view = knowledge.card(code)
    if view is None:
        raise Http404
    return view
