"""The second person's page: what changes, side by side; approved now or for a set time, or sent back with a reason."""

from collections.abc import Callable
from datetime import date, datetime, time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from infolinia.core.clock import CITY_ZONE, city_time, now
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line, storable
from infolinia.knowledge.operations import drafts, review
from infolinia.knowledge.queries import editions
from infolinia.knowledge.shapes_editions import DraftText
from infolinia.knowledge.shapes_workshop import CardSettings
from infolinia.web.components.roles import person
from infolinia.web.components.telling import told
from infolinia.web.editing.access import draft_for, editor_only, may_write, owner_or_reader
from infolinia.web.editing.presenters import preview

LONGEST_REASON = 1_000
Step = Callable[[HttpRequest, DraftText, datetime], str]


@require_safe
@owner_or_reader
def page(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Show what the text changes in the published edition and what this person may do with it."""
    card, draft = draft_for(person(request), edition_id)
    if draft.state in ("published", "retired"):
        return redirect("editing:card", card.code)
    return _show(request, card, draft, now())


@require_POST
@editor_only
def approve(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Publish at once, or at the chosen time."""
    return _take(request, edition_id, _approve)


@require_POST
@editor_only
def send_back(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Send the text back to its author with the reason."""
    return _take(request, edition_id, _send_back)


@require_POST
@editor_only
def take_back(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Make a draft again of what waits for a second person or for its day."""
    return _take(request, edition_id, _take_back)


@require_POST
@editor_only
def adopt(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Let the draft replace an edition that came out since it was begun."""
    _card, _draft = draft_for(person(request), edition_id)
    version = _number(request.POST.get("wersja", ""))
    with told(request):
        drafts.adopt_current(edition_id=edition_id, by_id=person(request).pk, at=now(), version=version)
    return redirect("editing:draft", edition_id)


def _take(request: HttpRequest, edition_id: int, step: Step) -> HttpResponse:
    """Take the step; a refusal shows the page again, with its words and what was typed."""
    card, draft = draft_for(person(request), edition_id)
    at = now()
    try:
        said = step(request, draft, at)
    except Cannot as refusal:
        fresh = draft_for(person(request), edition_id)[1]
        return _show(request, card, fresh, at, error=str(refusal), status=422)
    messages.success(request, said)
    return redirect("editing:card", card.code)


def _approve(request: HttpRequest, draft: DraftText, at: datetime) -> str:
    publish_at = _moment(request) if request.POST.get("kiedy") == "potem" else None
    done = review.approve(
        edition_id=draft.id,
        by_id=person(request).pk,
        at=at,
        version=_number(request.POST.get("wersja", "")),
        publish_at=publish_at,
    )
    if done.publish_at:
        moment = city_time(done.publish_at)
        return _("Zatwierdzono. Wydanie ukaże się %(when)s.") % {"when": f"{moment:%d.%m.%Y, %H:%M}"}
    return _("Opublikowano wydanie %(number)s.") % {"number": done.number}


def _send_back(request: HttpRequest, draft: DraftText, at: datetime) -> str:
    reason = storable(request.POST.get("powod", "")).strip()[:LONGEST_REASON]
    back = review.unschedule if draft.state == "scheduled" else review.return_to_author
    back(edition_id=draft.id, by_id=person(request).pk, at=at, reason=reason)
    return _("Tekst wrócił do autora.")


def _take_back(request: HttpRequest, draft: DraftText, at: datetime) -> str:
    review.take_back(edition_id=draft.id, by_id=person(request).pk, at=at)
    return _("To znów szkic: możesz go zmieniać.")


def _show(
    request: HttpRequest, card: CardSettings, draft: DraftText, at: datetime, *, error: str = "", status: int = 200
) -> HttpResponse:
    me = person(request)
    is_author = me.pk in draft.author_ids
    context = {
        "at": at,
        "card": card,
        "draft": draft,
        "differences": editions.difference_of_draft(draft.id),
        "preview": preview.shown(draft.draft, preview.chosen_view(request.GET.get("jako", "")), at),
        "is_author": is_author,
        "may_write": may_write(me),
        "may_approve": may_write(me) and not is_author and draft.state == "review",
        "error": error,
        "typed": request.POST if error else {},
        "soon": city_time(at),
    }
    return render(request, "editing/review.html", context, status=status)


def _moment(request: HttpRequest) -> datetime:
    """Return the chosen moment in the city's time; raises `Cannot` for one that is no time at all."""
    day, hour = (one_line(request.POST.get(name, ""), 10) for name in ("dzien", "godzina"))
    try:
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(hour or "06:00"), CITY_ZONE)
    except ValueError:
        raise review.CannotApprove(_("Wpisz dzień i godzinę, kiedy wydanie ma się ukazać.")) from None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
