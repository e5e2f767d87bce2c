"""Shift news: the list, one piece with who has not read it, writing, changing, withdrawing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.knowledge import operations, queries
from infolinia.web.components.news_form import NewsForm, as_typed, is_posted
from infolinia.web.components.roles import only, person
from infolinia.web.components.telling import told

PER_PAGE = 30
STATES = (
    ("now", gettext_lazy("pokazywane")),
    ("later", gettext_lazy("zaplanowane")),
    ("over", gettext_lazy("minione")),
    ("withdrawn", gettext_lazy("wycofane")),
)
# Whoever leads the shift and whoever keeps the cards; both write.
writers = only("editor", "supervisor", "admin")


@require_safe
@writers
def page(request: HttpRequest) -> HttpResponse:
    """List the news, those shown now first."""
    at = now()
    state = request.GET.get("stan", "now")
    state = state if state in dict(STATES) else "now"
    start = _start(request)
    lines = queries.news_lines(at, state, start=start, limit=PER_PAGE)
    context = {
        "at": at,
        "lines": lines[:PER_PAGE],
        "states": STATES,
        "chosen": state,
        "previous": max(start - PER_PAGE, 0) if start else None,
        "next": start + PER_PAGE if len(lines) > PER_PAGE else None,
        "mine": [each for each in queries.news_for(person(request).pk, at) if not each.is_read],
    }
    return render(request, "editing/news/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@writers
def new(request: HttpRequest) -> HttpResponse:
    """Write a piece of news and show it."""
    at, form = now(), NewsForm(request.POST or None)
    if is_posted(request, form, at):
        messages.success(request, _("Wieść jest na stanowiskach."))
        return redirect("editing:news")
    return _form(request, form)


@require_safe
@writers
def one(request: HttpRequest, news_id: int) -> HttpResponse:
    """Show one piece of news: what it says, what it said, who has read it and who has not."""
    at = now()
    news = queries.one_news(news_id, at)
    readers = queries.news_readers(news_id)
    context = {
        "at": at,
        "news": news,
        "unread": [reader for reader in readers if reader.read_at is None],
        "read": [reader for reader in readers if reader.read_at is not None],
        "history": queries.news_history(news_id),
        "states": dict(STATES),
    }
    return render(request, "editing/news/one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@writers
def edit(request: HttpRequest, news_id: int) -> HttpResponse:
    """Change a piece of news; if asked, everybody reads it anew."""
    at = now()
    news = queries.one_news(news_id, at)
    form = NewsForm(request.POST or None, initial=as_typed(news))
    if request.method == "POST" and form.is_valid():
        again = request.POST.get("od-nowa") == "1"
        try:
            operations.edit_news(news_id=news_id, **form.told(at), by=person(request).pk, at=at, is_told_again=again)
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Zmieniono. Poprzednia treść jest w historii."))
            return redirect("editing:news_one", news_id)
    return _form(request, form, news_id=news_id)


@require_POST
@writers
def withdraw(request: HttpRequest, news_id: int) -> HttpResponse:
    """Take a piece of news off the desks."""
    queries.one_news(news_id, now())
    with told(request, _("Wieść zniknęła ze stanowisk.")):
        operations.withdraw_news(news_id=news_id, by=person(request).pk, at=now())
    return redirect("editing:news_one", news_id)


def _form(request: HttpRequest, form: NewsForm, news_id: int | None = None) -> HttpResponse:
    context = {
        "form": form,
        "news_id": news_id,
        "all_cards": [one for group in queries.all_cards() for one in group.cards],
    }
    return render(request, "editing/news/form.html", context, status=422 if form.errors else 200)


def _start(request: HttpRequest) -> int:
    text = request.GET.get("od", "")
    return min(int(text), 100_000) if text.isascii() and text.isdigit() and len(text) < 9 else 0
