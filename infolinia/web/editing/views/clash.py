"""Two texts of one draft: mine, not saved yet, and one that somebody saved since. The person chooses what stays."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from infolinia.core.clock import now
from infolinia.knowledge.operations import working as copies
from infolinia.knowledge.queries import editions
from infolinia.knowledge.rules.drafts import CardDraft
from infolinia.knowledge.rules.merging import Choice, Merge, merge, resolve
from infolinia.knowledge.shapes_editions import DraftText, FieldDiff
from infolinia.web.components.roles import person
from infolinia.web.editing.access import draft_for, editor_only
from infolinia.web.editing.presenters.names import field_name
from infolinia.web.editing.typed import Typed, comparable, from_draft, to_draft
from infolinia.web.editing.views.draft import DRAFT, AtWork, opened, stored


@dataclass(frozen=True)
class ClashField:
    """A field that both changed: its name for people, and both texts line beside line."""

    name: str
    label: str
    difference: FieldDiff | None


@require_http_methods(["GET", "HEAD", "POST"])
@editor_only
def page(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Show both texts side by side, and bring them together as chosen."""
    card, draft = draft_for(person(request), edition_id)
    work, at = opened(request, card, draft), now()
    if work.typed_at is None:
        return redirect("editing:draft", edition_id)
    found = _merge(work)
    if request.method == "POST" and draft.state == DRAFT:
        return _bring_together(request, work, found, at)
    context = {
        "at": at,
        "card": card,
        "draft": draft,
        "work": work,
        "fields": [_field(clash.name, clash.mine, clash.theirs, work) for clash in found.clashes],
        "from_me": [field_name(name, draft.language) for name in found.from_me],
        "from_them": [field_name(name, draft.language) for name in found.from_them],
        "mine": editions.difference_of(draft.draft, work.as_draft()),
        "is_open": draft.state == DRAFT,
    }
    return render(request, "editing/clash.html", context)


def _bring_together(request: HttpRequest, work: AtWork, found: Merge, at: datetime) -> HttpResponse:
    if request.POST.get("co") == "ich":
        copies.leave_copy(edition_id=work.draft.id, staff_id=person(request).pk)
        messages.info(request, _("Został tekst zapisany wcześniej, Twój odrzucono."))
        return redirect("editing:draft", work.draft.id)
    wanted = {clash.name: _choice(request.POST.get(f"wybor-{clash.name}", "")) for clash in found.clashes}
    copies.keep_typed(
        edition_id=work.draft.id,
        staff_id=person(request).pk,
        base_version=work.draft.version,
        typed=stored(_whole(resolve(found, wanted), work.draft), work.mark),
        at=at,
    )
    messages.success(request, _("Teksty połączono. Przejrzyj całość i zapisz szkic."))
    return redirect("editing:draft", work.draft.id)


def _merge(work: AtWork) -> Merge:
    """Return what comes of both texts; where the common beginning is not known, each difference is to be decided."""
    theirs = comparable(from_draft(work.draft.draft))
    began = editions.draft_text(work.draft.id, version=work.base_version)
    base = comparable(from_draft(began.draft)) if began else {}
    return merge(base=base, mine=comparable(work.typed), theirs=theirs)


def _whole(merged: dict[str, tuple[str, ...]], draft: DraftText) -> Typed:
    """Return the merged text with the empty fields that a form has too."""
    empty = {name: () if len(values) != 1 else ("",) for name, values in from_draft(draft.draft).items()}
    return {**empty, **merged}


def _choice(text: str) -> Choice:
    return Choice(text) if text in list(Choice) else Choice.MINE


def _field(name: str, mine: tuple[str, ...], theirs: tuple[str, ...], work: AtWork) -> ClashField:
    """Return the field with its two texts compared as the same field of two cards that say nothing else."""
    empty = CardDraft(code=work.draft.code, title="", language=work.draft.language)
    left, right = to_draft({name: mine}, empty), to_draft({name: theirs}, empty)
    return ClashField(
        name, field_name(name, work.draft.language), next(iter(editions.difference_of(left, right)), None)
    )
