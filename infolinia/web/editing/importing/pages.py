"""A page of an old site: read into parts, sorted by the editor, made into a draft."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import CharField, HiddenInput
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.knowledge.operations import pages as operations
from infolinia.knowledge.pages.errors import BadPage
from infolinia.knowledge.pages.reading import MOST_PARTS, Part, read_page
from infolinia.knowledge.rules import headings
from infolinia.knowledge.rules.page_card import Piece, code_of
from infolinia.knowledge.rules.page_headings import ANSWER, OWN, SKIP, SUMMARY
from infolinia.web.components.roles import person
from infolinia.web.editing.access import editor_only
from infolinia.web.editing.importing.forms import PageForm
from infolinia.web.editing.importing.start import show
from infolinia.web.editing.views.lifetime import NewCardForm


class PageCardForm(NewCardForm):
    """The card that the page becomes."""

    source = CharField(required=False, max_length=300, widget=HiddenInput)


@dataclass(frozen=True)
class Row:
    """A part as the form shows it."""

    number: int
    heading: str
    text: str
    target: str
    is_known: bool
    is_left: bool


@require_POST
@editor_only
def read(request: HttpRequest) -> HttpResponse:
    """Show the parts of the page and where each would go."""
    form = PageForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            found = read_page(form.cleaned_data["text"])
        except BadPage as refusal:
            form.add_error(None, str(refusal))
        else:
            source = form.cleaned_data["source"]
            card = PageCardForm(initial={"title": found.title, "code": code_of(found.title), "source": source})
            return _sorting(request, card, [*_rows(found.parts), *_rows(found.left, len(found.parts), is_left=True)])
    return show(request, page_form=form)


@require_POST
@editor_only
def take(request: HttpRequest) -> HttpResponse:
    """Make the draft, or show the same parts again with what is wrong."""
    form, rows = PageCardForm(request.POST), _typed(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        source = given["source"]
        try:
            edition_id = operations.draft_page(
                pieces=[Piece(row.target, row.heading, row.text) for row in rows],
                code=given["code"].strip() or code_of(given["title"]),
                title=given["title"],
                subject=given["subject"],
                unit=given["unit"],
                source=(_("Strona: %(name)s") % {"name": source})[:300] if source else "",
                by_id=person(request).pk,
                at=now(),
            )
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Szkic powstał ze strony. Przeczytaj go i wyślij do sprawdzenia."))
            return redirect("editing:draft", edition_id)
    return _sorting(request, form, rows, status=422)


def _sorting(request: HttpRequest, form: PageCardForm, rows: list[Row], status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "rows": [row for row in rows if not row.is_left],
        "left": [row for row in rows if row.is_left],
        "count": len(rows),
        "unknown": sum(not row.is_known and not row.is_left and row.target == OWN for row in rows),
        "targets": _targets(),
    }
    return render(request, "editing/importing/page.html", context, status=status)


def _targets() -> list[tuple[str, str]]:
    """Return the places to which a part can go, in the order of a card."""
    fixed = [(code, name) for code, name in headings.HEADINGS["pl"].items() if code not in headings.FOR_ADVISERS]
    return [
        (SUMMARY, _("Streszczenie")),
        (ANSWER, _("Odpowiedź")),
        *fixed,
        (OWN, _("własna sekcja z tym nagłówkiem")),
        (SKIP, _("pomiń")),
    ]


def _rows(parts: Iterable[Part], start: int = 0, *, is_left: bool = False) -> list[Row]:
    return [
        Row(number, part.heading, part.text, part.target, part.is_known, is_left)
        for number, part in enumerate(parts, start)
    ]


def _typed(data: QueryDict) -> list[Row]:
    """Return the parts as they came back, whatever was changed in them."""
    told = data.get("ile", "")
    count = min(int(told), 2 * MOST_PARTS) if told.isascii() and told.isdigit() and len(told) < 5 else 0
    known = {code for code, _name in _targets()}
    return [
        Row(
            number=number,
            heading=data.get(f"naglowek-{number}", "")[:120],
            text=data.get(f"tekst-{number}", ""),
            target=target if (target := data.get(f"cel-{number}", "")) in known else SKIP,
            is_known=data.get(f"znany-{number}", "") == "1",
            is_left=data.get(f"reszta-{number}", "") == "1",
        )
        for number in range(count)
    ]
