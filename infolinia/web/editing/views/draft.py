"""The editor: one draft open, saved, sent on, thrown away. What is typed is kept on the way, faulty or not."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.knowledge.operations import drafts, review
from infolinia.knowledge.operations import working as copies
from infolinia.knowledge.queries import editions, working, workshop
from infolinia.knowledge.rules.drafts import CardDraft
from infolinia.knowledge.shapes_editions import DraftText
from infolinia.knowledge.shapes_workshop import CardSettings, ShelfLine
from infolinia.web.components.roles import person
from infolinia.web.editing.access import draft_for, editor_only
from infolinia.web.editing.presenters import form as form_shown
from infolinia.web.editing.presenters import plainness, preview
from infolinia.web.editing.typed import (
    MARK,
    Typed,
    comparable,
    from_draft,
    from_post,
    from_stored,
    mark_of,
    to_draft,
)

SAVE, SEND, MORE, LOOK, DROP, FIND = "zapisz", "oddaj", "wiersz", "podglad", "odrzuc", "karta"
_LONGEST = 80
DRAFT = "draft"


@dataclass(frozen=True)
class AtWork:
    """One person at one draft: what is stored, what they typed and from which version on."""

    card: CardSettings
    draft: DraftText
    typed: Typed
    base_version: int
    typed_at: datetime | None = None
    mark: str = ""

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody saved the draft after this person began."""
        return self.base_version != self.draft.version

    def as_draft(self) -> CardDraft:
        """Return the stored draft with what is typed."""
        return to_draft(self.typed, self.draft.draft)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_only
def page(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Show the draft with everything this person typed into it, and do what the pressed button says."""
    card, draft = draft_for(person(request), edition_id)
    at = now()
    if draft.state != DRAFT:
        if request.method == "POST":
            _keep(request, edition_id, draft, at)
        return redirect("editing:review", edition_id)
    if request.method != "POST":
        return _open(request, card, draft, at)
    work = posted(request, card, draft)
    what = request.POST.get("co", SAVE)
    if what == DROP:
        copies.leave_copy(edition_id=edition_id, staff_id=person(request).pk)
        messages.info(request, _("Niezapisany tekst usunięto. To jest zapisany szkic."))
        return redirect("editing:draft", edition_id)
    keep(request, work, at)
    if what in (MORE, LOOK, FIND):
        return redirect(reverse("editing:draft", args=[edition_id]) + _place(request, what))
    return _save(request, work, at, send=what == SEND)


@require_POST
@editor_only
def discard(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Throw the draft away; the history of changes keeps what it said."""
    card, _draft = draft_for(person(request), edition_id)
    try:
        drafts.discard_draft(edition_id=edition_id, by_id=person(request).pk, at=now())
    except Cannot as refusal:
        messages.error(request, str(refusal))
        return redirect("editing:draft", edition_id)
    messages.success(request, _("Szkic usunięto."))
    return redirect("editing:card", card.code)


def posted(request: HttpRequest, card: CardSettings, draft: DraftText) -> AtWork:
    """Return what the form sent, and the version it began with; a form without one began with what is stored."""
    sent = request.POST.get("wersja", "")
    version = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else draft.version
    return AtWork(card, draft, from_post(request.POST), version, mark=mark_of(request.POST.getlist(MARK)))


def keep(request: HttpRequest, work: AtWork, at: datetime) -> bool:
    """Keep what was typed, so that neither a refusal nor the end of a session loses it; returns whether there was
    anything that the draft does not say.
    """
    if not work.is_overtaken and comparable(work.typed) == comparable(from_draft(work.draft.draft)):
        copies.leave_copy(edition_id=work.draft.id, staff_id=person(request).pk)
        return False
    copies.keep_typed(
        edition_id=work.draft.id,
        staff_id=person(request).pk,
        base_version=work.base_version,
        typed=stored(work.typed, work.mark),
        at=at,
    )
    return True


def stored(typed: Typed, mark: str) -> dict[str, list[str]]:
    """Return the text as JSON stores it, with the moment of its last key."""
    return {**{name: list(values) for name, values in typed.items()}, MARK: [mark]}


def opened(request: HttpRequest, card: CardSettings, draft: DraftText) -> AtWork:
    """Return the draft as this person left it: with their unsaved text, or as it is stored."""
    copy = working.typed_copy(edition_id=draft.id, staff_id=person(request).pk)
    if copy and copy.typed is not None:
        mark = mark_of(copy.typed.get(MARK, ()))
        return AtWork(card, draft, from_stored(copy.typed), copy.base_version, copy.typed_at, mark)
    return AtWork(card, draft, from_draft(draft.draft), draft.version)


def _place(request: HttpRequest, what: str) -> str:
    """Return where on the page a button without scripts leads: to a new row, the preview, or the cards found."""
    if what == MORE:
        return "?oplaty=1#oplaty"
    if what == FIND:
        return "?" + urlencode({"karta": one_line(request.POST.get("szukaj-karty", ""), _LONGEST)}) + "#szukaj-karty"
    return f"?jako={preview.chosen_view(request.POST.get('jako', ''))}#podglad"


def _open(request: HttpRequest, card: CardSettings, draft: DraftText, at: datetime) -> HttpResponse:
    copies.open_copy(
        edition_id=draft.id,
        staff_id=person(request).pk,
        version=draft.version,
        at=at,
    )
    return _show(request, opened(request, card, draft), at)


def _save(request: HttpRequest, work: AtWork, at: datetime, *, send: bool) -> HttpResponse:
    """Store the draft and perhaps hand it over; a refusal shows the form again with everything in it."""
    try:
        version = drafts.save_draft(
            edition_id=work.draft.id,
            by_id=person(request).pk,
            at=at,
            base_version=work.base_version,
            draft=work.as_draft(),
        )
    except drafts.CannotSave as refusal:
        if refusal.theirs is not None:
            return redirect("editing:clash", work.draft.id)
        return _show(request, work, at, faults=refusal.faults or {"": str(refusal)}, status=422)
    copies.leave_copy(edition_id=work.draft.id, staff_id=person(request).pk)
    if not send:
        messages.success(request, _("Szkic zapisany."))
        return redirect("editing:draft", work.draft.id)
    try:
        review.send_to_review(edition_id=work.draft.id, by_id=person(request).pk, at=at, version=version)
    except review.CannotSend as refusal:
        _card, fresh = draft_for(person(request), work.draft.id)
        saved = AtWork(work.card, fresh, from_draft(fresh.draft), fresh.version)
        return _show(request, saved, at, faults={"": str(refusal)}, lacks=refusal.lacks, status=422)
    messages.success(request, _("Szkic zapisany i oddany do sprawdzenia. Zobaczy go druga osoba."))
    return redirect("editing:card", work.card.code)


def _show(
    request: HttpRequest,
    work: AtWork,
    at: datetime,
    *,
    faults: dict[str, str] | None = None,
    lacks: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    language = work.draft.language
    source = _polish(work.card) if language != "pl" else None
    more = 2 if request.GET.get("oplaty") else form_shown.EMPTY_FEES
    whose = preview.chosen_view(request.GET.get("jako", ""))
    context: dict[str, Any] = {
        "at": at,
        "card": work.card,
        "draft": work.draft,
        "work": work,
        "lacks": lacks,
        "others": working.others_at_draft(edition_id=work.draft.id, staff_id=person(request).pk, at=at),
        "preview": preview.shown(work.as_draft(), whose, at),
        "plain": plainness.of_draft(work.as_draft()),
        "lines": _found(request, at),
        "text": request.GET.get("karta", ""),
        **form_shown.shown(work.typed, language=language, source=source, at=at, faults=faults, more_fees=more),
    }
    return render(request, "editing/draft.html", context, status=status)


def _found(request: HttpRequest, at: datetime) -> tuple[ShelfLine, ...]:
    """Return the cards that a reader without scripts looked for."""
    text = one_line(request.GET.get("karta", ""), _LONGEST)
    return workshop.shelf(at=at, text=text, limit=8).lines if text else ()


def _polish(card: CardSettings) -> CardDraft | None:
    """Return the current Polish text, which a translation is made from."""
    current = card.in_language("pl").edition_id
    text = editions.draft_text(current) if current else None
    return text.draft if text else None


def _keep(request: HttpRequest, edition_id: int, draft: DraftText, at: datetime) -> None:
    """Keep a text that came after the draft had been handed over, and say where it is."""
    card, _draft = draft_for(person(request), edition_id)
    keep(request, posted(request, card, draft), at)
    messages.warning(
        request, _("Ten szkic oddano już do sprawdzenia, więc nic nie zmieniono. Twój tekst zachowaliśmy.")
    )
