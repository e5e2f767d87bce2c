"""A message to everybody who works now: it appears on each desk as shift news; below it, who has read what."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from infolinia.core.clock import now
from infolinia.knowledge import queries
from infolinia.web.components.news_form import NewsForm, is_posted
from infolinia.web.components.roles import only, person

SHOWN = 12


@require_http_methods(["GET", "HEAD", "POST"])
@only("supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show the form and the news on the desks now, and post the message."""
    at = now()
    form = NewsForm(request.POST or None)
    if is_posted(request, form, at):
        messages.success(request, _("Wiadomość jest na stanowiskach."))
        return redirect("supervision:board")
    context = {
        "at": at,
        "form": form,
        "lines": queries.news_lines(at, limit=SHOWN)[:SHOWN],
        "mine": [each for each in queries.news_for(person(request).pk, at) if not each.is_read],
        "all_cards": [link for group in queries.all_cards() for link in group.cards],
    }
    return render(request, "supervision/news.html", context, status=422 if form.errors else 200)
