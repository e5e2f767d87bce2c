"""What happens while somebody types: the text is kept, the preview drawn again, a related card looked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from infolinia.core.clock import now
from infolinia.core.text import one_line
from infolinia.knowledge.queries import working, workshop
from infolinia.web.components.roles import person
from infolinia.web.editing.access import draft_for, editor_only
from infolinia.web.editing.presenters import form as form_shown
from infolinia.web.editing.presenters import plainness, preview
from infolinia.web.editing.views.draft import DRAFT, keep, posted

FOUND = 8
LONGEST = 80


@require_POST
@editor_only
def typed(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Keep what is typed so far and return the preview with the state of saving; another's save is told at once."""
    card, draft = draft_for(person(request), edition_id)
    at, work = now(), posted(request, card, draft)
    is_kept = keep(request, work, at)
    whose = preview.chosen_view(request.POST.get("jako", ""))
    context = {
        "at": at,
        "card": card,
        "draft": draft,
        "work": work,
        "is_kept": is_kept,
        "is_taken": draft.state != DRAFT,
        "others": working.others_at_draft(edition_id=draft.id, staff_id=person(request).pk, at=at),
        "preview": preview.shown(work.as_draft(), whose, at),
        "plain": plainness.of_draft(work.as_draft()),
    }
    return render(request, "editing/typed.html", context)


@require_safe
@editor_only
def fee(request: HttpRequest) -> HttpResponse:
    """Return one more empty row of fees."""
    number = request.GET.get("nr", "")
    place = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 1
    return render(request, "editing/_fee.html", {"fee": form_shown.FeeField(place), "is_new": True})


@require_safe
@editor_only
def related(request: HttpRequest) -> HttpResponse:
    """Return cards that may be related, as boxes to tick."""
    text = one_line(request.GET.get("szukaj-karty", ""), LONGEST)
    lines = workshop.shelf(at=now(), text=text, limit=FOUND).lines if text else ()
    return render(request, "editing/_related.html", {"lines": lines, "text": text})
