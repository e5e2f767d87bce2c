"""A card's page: what it says now, in which languages, how it came to that, and what is to be done about it."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from infolinia.core.clock import city_day, now
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.knowledge import operations as vocabulary
from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.operations import drafts
from infolinia.knowledge.queries import cards, editions, tasks, workshop
from infolinia.knowledge.shapes_workshop import CardSettings, LanguageLine
from infolinia.matters.rules.words import due_words
from infolinia.matters.wording import say
from infolinia.web.components.days import DayField
from infolinia.web.components.roles import person
from infolinia.web.components.telling import told
from infolinia.web.editing.access import card_for, editor_only, may_answer, may_write, owner_or_reader
from infolinia.web.editing.presenters import plainness, use

LONGEST_PHRASE = 120


@require_safe
@owner_or_reader
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the card in one language."""
    card, at = card_for(person(request), code), now()
    line = _language(request, card)
    current = knowledge.edition(code, line.language, line.edition) if line.edition else None
    context = {
        **_shared(request, card, line, at),
        "current": current,
        "history": editions.history(code, line.language),
        "tasks": [(task, due_words(task.due, at, say)) for task in tasks.tasks_of_card(code, at)],
        "phrases": knowledge.phrases_of(code),
        "use": use.of_card(code, at),
        "plain": plainness.of_edition(line.edition_id) if line.language == "pl" and line.edition_id else None,
        "may_answer": may_answer(person(request)),
        "due": due_words(card.review_due, at, say) if card.review_due and not card.is_retired else None,
    }
    return render(request, "editing/card.html", context)


@require_safe
@owner_or_reader
def edition(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show one edition as it was."""
    card, at = card_for(person(request), code), now()
    line = _language(request, card)
    view = knowledge.edition(code, line.language, number)
    if view is None:
        raise Http404
    context = {**_shared(request, card, line, at), "view": view, "number": number}
    return render(request, "editing/edition.html", context)


@require_safe
@owner_or_reader
def as_of(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the card said on a day."""
    card, at = card_for(person(request), code), now()
    line, day = _language(request, card), _day(request.GET.get("dzien", ""))
    if day is None:
        messages.error(request, _("Wpisz dzień, na przykład 12.03.2026."))
        return redirect(_address(card, line))
    view = cards.card_as_of(code, day, line.language)
    if view is not None and view.language != line.language:
        view = None
    context = {**_shared(request, card, line, at), "view": view, "day": day, "is_future": day > city_day(at)}
    return render(request, "editing/edition.html", context)


@require_safe
@owner_or_reader
def difference(request: HttpRequest, code: str) -> HttpResponse:
    """Show what one edition says differently from another."""
    card, at = card_for(person(request), code), now()
    line = _language(request, card)
    known = [one for one in editions.history(code, line.language) if one.published_at]
    numbers = {one.number for one in known}
    right = _number(request.GET.get("do", "")) or line.edition
    left = _number(request.GET.get("od", "")) or max((one for one in numbers if one < right), default=None)
    if right not in numbers or (left is not None and left not in numbers):
        raise Http404
    context = {
        **_shared(request, card, line, at),
        "left": left,
        "right": right,
        "known": known,
        "differences": editions.difference(code, line.language, left, right),
    }
    return render(request, "editing/difference.html", context)


@require_POST
@editor_only
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a draft of the card in a language, or go on with the one under way."""
    card_for(person(request), code)
    language = _known_language(request.POST.get("jezyk", ""))
    return _begin(
        request, code, lambda: drafts.start_draft(card_code=code, by_id=person(request).pk, at=now(), language=language)
    )


@require_POST
@editor_only
def restore(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Begin a draft with the text of an earlier edition."""
    card_for(person(request), code)
    language = _known_language(request.POST.get("jezyk", ""))
    return _begin(
        request,
        code,
        lambda: drafts.restore_edition(
            card_code=code, language=language, number=number, by_id=person(request).pk, at=now()
        ),
    )


@require_POST
@editor_only
def phrase(request: HttpRequest, code: str) -> HttpResponse:
    """Add words in which residents ask for the card, or take some away; search knows it at once."""
    card = card_for(person(request), code)
    gone = _number(request.POST.get("usun", ""))
    with told(request):
        if gone in {one.id for one in knowledge.phrases_of(code)}:
            vocabulary.remove_phrase(phrase_id=gone)
        elif not gone:
            vocabulary.add_phrase(card_code=code, text=one_line(request.POST.get("slowa", ""), LONGEST_PHRASE))
    return redirect(reverse("editing:card", args=[card.code]) + "#slowa-mieszkancow")


def _begin(request: HttpRequest, code: str, begin: Any) -> HttpResponse:
    try:
        return redirect("editing:draft", begin())
    except Cannot as refusal:
        messages.error(request, str(refusal))
        return redirect("editing:card", code)


def _shared(request: HttpRequest, card: CardSettings, line: LanguageLine, at: datetime) -> dict[str, Any]:
    return {
        "at": at,
        "card": card,
        "line": line,
        "language": line.language,
        "may_write": may_write(person(request)),
        "today": city_day(at),
    }


def _language(request: HttpRequest, card: CardSettings) -> LanguageLine:
    return card.in_language(request.GET.get("jezyk", "pl"))


def _known_language(text: str) -> str:
    return text if text in dict(workshop.LANGUAGES) else "pl"


def _address(card: CardSettings, line: LanguageLine) -> str:
    return f"{reverse('editing:card', args=[card.code])}?jezyk={line.language}"


def _day(text: str) -> date | None:
    """Return the day, written as a calendar field sends it or as people do: 12.03.2026."""
    try:
        day: date | None = DayField(required=False, input_formats=["%Y-%m-%d", "%d.%m.%Y"]).clean(text)
    except ValidationError:
        return None
    return day


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
