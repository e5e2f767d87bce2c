"""What keeps cards and people up to date: a word that a card is wrong, its answer, news of the shift, instructions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.core.clock import city_day, now
from infolinia.knowledge import operations as writes
from infolinia.knowledge import queries as knowledge
from infolinia.web.desk.forms import CardErrorForm
from infolinia.web.desk.presenters.news import news_board
from infolinia.web.desk.views.common import for_advisers, me

POLISH = "pl"


@require_http_methods(["GET", "POST"])
@for_advisers
def report_error(request: HttpRequest, code: str) -> HttpResponse:
    """Tell the card's owner what is wrong with it; `?sekcja=` names the section, `?jezyk=` the language read."""
    language = request.GET.get("jezyk", POLISH)
    card = knowledge.card(code, language=language, day=city_day(now()))
    if card is None:
        raise Http404
    form = CardErrorForm(request.POST or None, card=card, initial={"section": request.GET.get("sekcja", "")})
    if request.method == "POST" and form.is_valid():
        writes.report_error(
            card_code=code,
            section=form.cleaned_data["section"],
            text=form.cleaned_data["text"],
            by=me(request).pk,
            at=now(),
            language=card.language,
        )
        return render(request, "desk/parts/error_reported.html", {"card": card})
    context = {"card": card, "form": form, "query": request.GET.urlencode()}
    return render(request, "desk/parts/error_form.html", context, status=422 if form.errors else 200)


@require_safe
@for_advisers
def news(request: HttpRequest) -> HttpResponse:
    """Draw the news again: a piece came, changed or went, or a report was answered."""
    return _news(request)


@require_POST
@for_advisers
def read_news(request: HttpRequest, news_id: int) -> HttpResponse:
    """Mark a piece of shift news as read by me."""
    if news_id not in {each.id for each in knowledge.news_for(me(request).pk, now())}:
        raise Http404
    writes.mark_news_read(news_id=news_id, staff_id=me(request).pk, at=now())
    return _news(request)


@require_POST
@for_advisers
def read_answer(request: HttpRequest, report_id: int) -> HttpResponse:
    """Mark the answer to my report as read."""
    writes.mark_reply_read(report_id=report_id, staff_id=me(request).pk, at=now())
    return _news(request)


@require_safe
@for_advisers
def instruction(request: HttpRequest, instruction_id: int) -> HttpResponse:
    """Show a work instruction in the card's place."""
    found = knowledge.instruction(instruction_id)
    if found is None:
        raise Http404
    return render(request, "desk/parts/instruction.html", {"instruction": found})


def _news(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/parts/news_answer.html", {"board": news_board(me(request).pk, now())})
