"""The page from which cards are read in and given out."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.core.clock import city_day, now
from infolinia.knowledge import queries
from infolinia.web.editing.access import editor_only
from infolinia.web.editing.importing.forms import FileForm, PageForm


@require_safe
@editor_only
def page(request: HttpRequest) -> HttpResponse:
    """Offer the ways in and out."""
    return show(request)


@require_safe
@editor_only
def export(request: HttpRequest) -> HttpResponse:
    """Give out all current cards in the format in which they are read in."""
    text = json.dumps({"cards": queries.export_cards()}, ensure_ascii=False, indent=2) + "\n"
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="karty-{city_day(now()).isoformat()}.json"'
    answer["Cache-Control"] = "no-store"
    return answer


def show(request: HttpRequest, *, file_form: FileForm | None = None, page_form: PageForm | None = None) -> HttpResponse:
    """Show the ways in, with what was wrong with the one tried."""
    is_wrong = file_form is not None or page_form is not None
    context = {"file_form": file_form or FileForm(auto_id="p-%s"), "page_form": page_form or PageForm()}
    return render(request, "editing/importing/start.html", context, status=422 if is_wrong else 200)
