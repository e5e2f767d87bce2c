"""Work instructions: the list, one with its editions, writing, approving, withdrawing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.knowledge import operations, queries
from infolinia.knowledge.shapes_loop import InstructionText
from infolinia.web.components.roles import person
from infolinia.web.components.telling import told
from infolinia.web.editing.access import editor_only, may_write, reader_only


class InstructionForm(forms.Form):
    """A short how-to text for advisers."""

    title = forms.CharField(
        label=gettext_lazy("Tytuł"),
        max_length=160,
        help_text=gettext_lazy("Zacznij od tego, co trzeba zrobić: Rozmowa z osobą, która nie mówi po polsku."),
    )
    text = forms.CharField(
        label=gettext_lazy("Jak to zrobić"),
        max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Krok po kroku. Listę zaczynaj od „1.” albo „-”, pogrubienie to **słowo**."),
    )
    tags = forms.CharField(
        label=gettext_lazy("Znaczniki"), required=False, max_length=300, help_text=gettext_lazy("Po przecinku.")
    )
    cards = forms.CharField(
        label=gettext_lazy("Kody kart, przy których ją pokazać"),
        required=False,
        max_length=1_000,
        help_text=gettext_lazy("Po przecinku. Puste: tylko w szukaniu."),
    )

    def told(self) -> dict[str, Any]:
        """Return what `write_instruction` takes."""
        data = self.cleaned_data
        return {
            "title": data["title"],
            "text": data["text"],
            "tags": _listed(data["tags"]),
            "card_codes": _listed(data["cards"]),
        }


@require_safe
@reader_only
def page(request: HttpRequest) -> HttpResponse:
    """List all instructions, those that wait for approval first."""
    staff = person(request)
    lines = queries.instruction_lines()
    context = {"at": now(), "lines": lines, "may_write": may_write(staff), "staff_id": staff.pk}
    return render(request, "editing/news/instructions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_only
def new(request: HttpRequest) -> HttpResponse:
    """Write a new instruction."""
    return _write(request, None, {})


@require_safe
@reader_only
def one(request: HttpRequest, instruction_id: int) -> HttpResponse:
    """Show an instruction as it is shown, the draft beside it, and its earlier editions."""
    staff = person(request)
    texts = queries.instruction_texts(instruction_id)
    draft = next((text for text in texts if text.state == "draft"), None)
    context = {
        "at": now(),
        "id": instruction_id,
        "shown": next((text for text in texts if text.state == "approved"), None),
        "draft": draft,
        "earlier": [text for text in texts if text.state == "replaced"],
        "line": next((line for line in queries.instruction_lines() if line.id == instruction_id), None),
        "may_write": may_write(staff),
        "may_approve": bool(draft and may_write(staff) and draft.author_id != staff.pk),
    }
    return render(request, "editing/news/instruction.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_only
def edit(request: HttpRequest, instruction_id: int) -> HttpResponse:
    """Write on the draft; without one the shown text is copied into a new draft."""
    newest = queries.instruction_texts(instruction_id)[0]
    return _write(request, instruction_id, _typed(newest))


@require_POST
@editor_only
def approve(request: HttpRequest, instruction_id: int) -> HttpResponse:
    """Show the draft to advisers."""
    queries.instruction_texts(instruction_id)
    with told(request, _("Zatwierdzono. Doradcy widzą nową treść.")):
        operations.approve_instruction(instruction_id=instruction_id, by=person(request).pk, at=now())
    return redirect("editing:instruction", instruction_id)


@require_POST
@editor_only
def withdraw(request: HttpRequest, instruction_id: int) -> HttpResponse:
    """Take the instruction off the desks."""
    queries.instruction_texts(instruction_id)
    operations.withdraw_instruction(instruction_id=instruction_id, at=now())
    messages.success(request, _("Instrukcja zniknęła ze stanowisk. Wróci po zatwierdzeniu nowego szkicu."))
    return redirect("editing:instruction", instruction_id)


def _write(request: HttpRequest, instruction_id: int | None, initial: dict[str, Any]) -> HttpResponse:
    form = InstructionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            ident = operations.write_instruction(
                **form.told(), by=person(request).pk, at=now(), instruction_id=instruction_id
            )
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Szkic zapisany. Zatwierdza go inna osoba."))
            return redirect("editing:instruction", ident)
    context = {"form": form, "id": instruction_id}
    return render(request, "editing/news/instruction_form.html", context, status=422 if form.errors else 200)


def _typed(text: InstructionText) -> dict[str, Any]:
    return {"title": text.title, "text": text.text, "tags": ", ".join(text.tags), "cards": ", ".join(text.card_codes)}


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
