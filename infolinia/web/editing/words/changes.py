"""What an editor does about words, in one press each; search knows it at once."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from infolinia.core.clock import now
from infolinia.core.text import one_line
from infolinia.knowledge.operations import learning, vocabulary
from infolinia.web.components.roles import person
from infolinia.web.components.telling import told
from infolinia.web.editing.access import editor_only
from infolinia.web.editing.choosing import back, chosen_code
from infolinia.web.editing.words.pages import LONGEST

_MOST_DIGITS = 18


@require_POST
@editor_only
def add_phrase(request: HttpRequest) -> HttpResponse:
    """Let residents' words lead to the chosen card."""
    text, code = _text(request, "slowa"), chosen_code(request.POST.get("karta", ""))
    if not code:
        messages.error(request, _("Wybierz kartę, do której mają prowadzić słowa „%(text)s”.") % {"text": text})
        return back(request, "editing:words")
    done = _("Słowa „%(text)s” prowadzą teraz do karty.") % {"text": text}
    return _do(request, "editing:words", lambda: vocabulary.add_phrase(card_code=code, text=text), done)


@require_POST
@editor_only
def remove_phrase(request: HttpRequest) -> HttpResponse:
    """Take residents' words from their card."""
    found = _id(request)
    done = _("Usunięto słowa z karty.")
    return _do(request, "editing:words", lambda: vocabulary.remove_phrase(phrase_id=found), done)


@require_POST
@editor_only
def add_synonym(request: HttpRequest) -> HttpResponse:
    """Let an everyday word stand for an office word."""
    everyday, means, at = _text(request, "potoczne"), _text(request, "znaczy"), now()
    done = _("„%(everyday)s” znaczy teraz w szukaniu także „%(means)s”.") % {"everyday": everyday, "means": means}
    return _do(
        request, "editing:words_synonyms", lambda: vocabulary.add_synonym(everyday=everyday, means=means, at=at), done
    )


@require_POST
@editor_only
def remove_synonym(request: HttpRequest) -> HttpResponse:
    """Remove an own synonym, or put one from a file aside."""
    found, by, at = _id(request), person(request).pk, now()
    done = _("Synonim już nie działa.")
    return _do(
        request, "editing:words_synonyms", lambda: vocabulary.remove_synonym(synonym_id=found, by=by, at=at), done
    )


@require_POST
@editor_only
def take_back_synonym(request: HttpRequest) -> HttpResponse:
    """Let a synonym that was put aside work again."""
    found = _id(request)
    done = _("Synonim znów działa.")
    return _do(request, "editing:words_synonyms", lambda: vocabulary.take_back_synonym(rejected_id=found), done)


@require_POST
@editor_only
def decide_association(request: HttpRequest) -> HttpResponse:
    """Accept or reject what searches taught, or take the decision back."""
    found, what, by, at = _id(request), request.POST.get("co", ""), person(request).pk, now()
    decided = {
        "przyjmij": _("Przyjęto: te słowa prowadzą do karty."),
        "odrzuc": _("Odrzucono: te słowa nie prowadzą do karty."),
    }
    if what == "cofnij":
        done = _("Cofnięto decyzję. Skojarzenie znów czeka.")
        return _do(request, "editing:words_learned", lambda: learning.reopen_association(association_id=found), done)
    if what not in decided:
        return _unknown(request, "editing:words_learned")

    def decide() -> None:
        learning.decide_association(association_id=found, is_accepted=what == "przyjmij", by=by, at=at)

    return _do(request, "editing:words_learned", decide, decided[what])


@require_POST
@editor_only
def decide_pair(request: HttpRequest) -> HttpResponse:
    """Put a pair of the thesaurus aside, or take it back."""
    found, what = _id(request), request.POST.get("co", "")
    decided = {"odloz": _("Para odłożona: szukanie jej nie użyje."), "przywroc": _("Para znów działa.")}
    if what not in decided:
        return _unknown(request, "editing:words_thesaurus")
    return _do(
        request,
        "editing:words_thesaurus",
        lambda: vocabulary.decide_pair(pair_id=found, is_rejected=what == "odloz"),
        decided[what],
    )


def _do(request: HttpRequest, otherwise: str, work: Callable[[], None], done: str) -> HttpResponse:
    with told(request, done):
        work()
    return back(request, otherwise)


def _unknown(request: HttpRequest, otherwise: str) -> HttpResponse:
    """Refuse a press that no button of the page makes; nothing changes."""
    messages.error(
        request, _("Nie wiadomo, co zrobić z tym wierszem. Nic się nie zmieniło; naciśnij przycisk jeszcze raz.")
    )
    return back(request, otherwise)


def _text(request: HttpRequest, name: str) -> str:
    return one_line(request.POST.get(name, ""), LONGEST)


def _id(request: HttpRequest) -> int:
    """Return the line's number; nonsense is a line that there is not."""
    text = request.POST.get("ktore", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0
