"""Writing a template, seeing how it reads, and the second person's decision."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.core.text import storable
from infolinia.correspondence.operations import templates
from infolinia.correspondence.operations.templates import CannotChangeTemplate
from infolinia.correspondence.queries.templates import template_edition, template_view
from infolinia.correspondence.rules.purposes import PURPOSES
from infolinia.correspondence.shapes_templates import EditionLine, TemplateView
from infolinia.journeys.preview_template import preview
from infolinia.matters.queries.previewing import matters_to_preview
from infolinia.web.components.roles import person
from infolinia.web.components.telling import told
from infolinia.web.editing.letters import shown
from infolinia.web.editing.letters.access import approvers, may_approve, may_write, readers, writers

LONGEST = 9000


@require_POST
@writers
def start(request: HttpRequest, purpose: str, channel: str, language: str) -> HttpResponse:
    """Begin a draft with the text in force, or with that of an earlier edition."""
    if template_view(purpose, channel, language) is None:
        raise Http404
    number = request.POST.get("z", "")
    edition_id = 0
    with told(request):
        edition_id = templates.start_edition(
            purpose=purpose,
            channel=channel,
            language=language,
            by_id=person(request).pk,
            at=now(),
            from_number=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else None,
        )
    if edition_id:
        return redirect("editing:letter_draft", edition_id)
    return redirect("editing:letter", purpose, channel, language)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def page(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Show the draft or the text under review; each button of it says in `co` what it does."""
    found = template_edition(edition_id)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _show(request, *found)
    step = _STEPS.get(request.POST.get("co", ""))
    if step is None:
        raise Http404
    return step(request, *found)


@require_POST
@readers
def look(request: HttpRequest) -> HttpResponse:
    """Show how the typed text reads: with invented values, or with those of a real matter."""
    purpose, channel, language = (request.POST.get(name, "") for name in ("po_co", "kanal", "jezyk"))
    if template_view(purpose, channel, language) is None:
        raise Http404
    return render(request, "editing/letters/_look.html", _looks(request, purpose, channel, language))


def _looks(request: HttpRequest, purpose: str, channel: str, language: str) -> dict[str, object]:
    found = preview(
        purpose=purpose,
        channel=channel,
        language=language,
        subject=request.POST.get("temat", "")[:LONGEST],
        body=request.POST.get("tresc", "")[:LONGEST],
        at=now(),
        by_id=person(request).pk,
        matter_id=_matter(request),
    )
    text = found.composed.text if found.composed else ""
    return {"looks": found, "channel": channel, "plain": shown.plainness(text, language)}


def _matter(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("sprawa", ""))
    except ValueError:
        return None


@writers
def _save(request: HttpRequest, view: TemplateView, edition: EditionLine) -> HttpResponse:
    try:
        _stored(request, edition, now())
    except CannotChangeTemplate as refusal:
        return _show(request, view, edition, refusal)
    messages.success(request, _("Szkic zapisany."))
    return redirect("editing:letter_draft", edition.id)


@writers
def _send(request: HttpRequest, view: TemplateView, edition: EditionLine) -> HttpResponse:
    at = now()
    try:
        version = _stored(request, edition, at)
        templates.send_edition(edition_id=edition.id, version=version, by_id=person(request).pk, at=at)
    except CannotChangeTemplate as refusal:
        return _show(request, view, edition, refusal)
    messages.success(request, _("Oddane. Tekst sprawdzi druga osoba."))
    return redirect("editing:letter_draft", edition.id)


@writers
def _discard(request: HttpRequest, view: TemplateView, edition: EditionLine) -> HttpResponse:
    with told(request, _("Szkic usunięty. Obowiązuje to, co dotąd.")):
        templates.discard_edition(edition_id=edition.id)
    return redirect("editing:letter", view.purpose, view.channel, view.language)


@approvers
def _return(request: HttpRequest, view: TemplateView, edition: EditionLine) -> HttpResponse:
    reason = storable(request.POST.get("powod", ""))
    with told(request, _("To znów szkic.")):
        templates.return_edition(edition_id=edition.id, by_id=person(request).pk, at=now(), reason=reason)
    return redirect("editing:letter_draft", edition.id)


@approvers
def _approve(request: HttpRequest, view: TemplateView, edition: EditionLine) -> HttpResponse:
    try:
        number = templates.approve_edition(
            edition_id=edition.id, version=_version(request), by_id=person(request).pk, at=now()
        )
    except Cannot as refusal:
        return _show(request, view, edition, refusal)
    messages.success(request, _("Obowiązuje wydanie %(n)d.") % {"n": number})
    return redirect("editing:letter", view.purpose, view.channel, view.language)


_STEPS: dict[str, Callable[[HttpRequest, TemplateView, EditionLine], HttpResponse]] = {
    "zapisz": _save,
    "oddaj": _send,
    "usun": _discard,
    "zwroc": _return,
    "zatwierdz": _approve,
}


def _stored(request: HttpRequest, edition: EditionLine, at: datetime) -> int:
    return templates.save_edition(
        edition_id=edition.id,
        version=_version(request),
        subject=storable(request.POST.get("temat", "")),
        body=storable(request.POST.get("tresc", ""))[:LONGEST],
        by_id=person(request).pk,
        at=at,
    )


def _version(request: HttpRequest) -> int:
    text = request.POST.get("wersja", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _show(
    request: HttpRequest, view: TemplateView, edition: EditionLine, refusal: Cannot | None = None
) -> HttpResponse:
    me = person(request)
    typed = request.POST if refusal else {}
    subject, body = typed.get("temat", edition.subject), typed.get("tresc", edition.body)
    looks = preview(
        purpose=view.purpose,
        channel=view.channel,
        language=view.language,
        subject=subject,
        body=body,
        at=now(),
        by_id=me.pk,
    )
    context = {
        "at": now(),
        "view": view,
        "edition": edition,
        "title": shown.title(view.purpose, view.channel, view.language),
        "subject": subject,
        "body": body,
        "has_subject": view.channel != "sms" and PURPOSES[view.purpose].has_subject,
        "variables": shown.variable_rows(view.purpose, view.channel, view.language),
        "condition": shown.CONDITION,
        "matters": matters_to_preview(),
        "looks": looks,
        "channel": view.channel,
        "plain": shown.plainness(looks.composed.text if looks.composed else "", view.language),
        "difference": shown.difference(view.in_force, edition.subject, edition.body),
        "refusal": refusal,
        "may_write": may_write(me) and edition.state == "draft",
        "may_approve": edition.state == "review" and may_approve(me, edition.author_ids),
        "may_take_back": edition.state == "review" and me.pk in edition.author_ids,
    }
    return render(request, "editing/letters/draft.html", context, status=422 if refusal else 200)
