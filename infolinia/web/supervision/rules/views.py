"""Pages of the rules: the list, one queue, and what advisers can do. Each is tried before it is switched on."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.routing.supervision import operations, queries, settings
from infolinia.web.components.roles import only, person
from infolinia.web.supervision.rules import forms
from infolinia.web.supervision.rules.trial import tried

TRY = "proba"


@require_safe
@only("supervisor")
def page(request: HttpRequest) -> HttpResponse:
    """Show every queue with its rules in words, the skills, and how the office listens."""
    return _list(request)


@require_POST
@only("supervisor")
def add(request: HttpRequest, what: str) -> HttpResponse:
    """Have one more queue or skill."""
    form = forms.NameForm(request.POST)
    if form.is_valid():
        make = settings.add_queue if what == "kolejka" else settings.add_skill
        try:
            code = make(name=form.cleaned_data["name"], by_id=person(request).pk, at=now())
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("supervision:rules_queue", code) if code else redirect("supervision:rules")
    return _list(request, **{f"new_{'queue' if what == 'kolejka' else 'skill'}": form})


@require_POST
@only("supervisor")
def shown(request: HttpRequest) -> HttpResponse:
    """Let advisers see who listens, or not."""
    operations.show_listening(on=request.POST.get("pokaz") == "1", by_id=person(request).pk, at=now())
    messages.success(request, _("Zapisane."))
    return redirect("supervision:rules")


@require_http_methods(["GET", "HEAD", "POST"])
@only("supervisor")
def queue(request: HttpRequest, code: str) -> HttpResponse:
    """Show one queue; try what was typed, or let the line work by it."""
    draft = next((one for one in settings.queue_drafts() if one.code == code), None)
    if draft is None:
        raise Http404
    form, needs = _queue_forms(request, draft)
    context: dict[str, Any] = {"at": now(), "draft": draft, "form": form, "needs": needs}
    if request.method == "POST" and form.is_valid() and needs.is_valid():
        wanted = form.draft(tuple(need for one in needs if (need := one.draft())))
        try:
            if request.POST.get("co") == TRY:
                context["trial"] = tried(lambda: settings.write_queue(wanted), now())
                context["is_tried"] = True
            else:
                settings.save_queue(wanted, by_id=person(request).pk, at=now())
                messages.success(request, _("Linia pracuje już według nowych zasad."))
                return redirect("supervision:rules")
        except Cannot as refusal:
            form.add_error(None, str(refusal))
    context["refused"] = bool(request.method == "POST" and (form.errors or needs.total_error_count()))
    return render(request, "supervision/rules_queue.html", context, status=422 if context["refused"] else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@only("supervisor")
def people(request: HttpRequest) -> HttpResponse:
    """Show what each adviser can do and how they work; try it, or let the line work by it."""
    data = request.POST if request.method == "POST" else None
    rows = [forms.PersonForm(data, person=one) for one in settings.people_drafts()]
    context: dict[str, Any] = {"at": now(), "rows": rows, "skills": queries.skills()}
    # Every row is looked at, so that all mistakes are shown at once.
    is_valid = data is not None and not [row for row in rows if not row.is_valid()]
    if is_valid:
        wanted = [row.draft() for row in rows]
        if request.POST.get("co") == TRY:
            context["trial"] = tried(lambda: settings.write_people(wanted), now())
            context["is_tried"] = True
        else:
            settings.save_people(wanted, by_id=person(request).pk, at=now())
            messages.success(request, _("Linia pracuje już według nowych zasad."))
            return redirect("supervision:rules")
    status = 422 if data is not None and not is_valid else 200
    return render(request, "supervision/rules_people.html", context, status=status)


def _queue_forms(request: HttpRequest, draft: settings.QueueDraft) -> tuple[forms.QueueForm, Any]:
    if request.method == "POST":
        return forms.QueueForm(request.POST, code=draft.code), forms.Needs(request.POST, prefix="needs")
    first = {name: getattr(draft, name) for name in forms.QueueForm.base_fields}
    needs = [vars(need) for need in draft.needs]
    return forms.QueueForm(initial=first, code=draft.code), forms.Needs(initial=needs, prefix="needs")


def _list(request: HttpRequest, **more: Any) -> HttpResponse:
    names, skills = {one.code: one.name for one in queries.queue_states()}, dict(queries.skills())
    context = {
        "at": now(),
        "queues": [(one, names.get(one.overflow_to, "")) for one in settings.queue_drafts()],
        "skills": skills,
        "people": settings.people_drafts(),
        "is_shown": queries.listening_is_shown(),
        "new_queue": forms.NameForm(auto_id="kolejka-%s"),
        "new_skill": forms.NameForm(auto_id="umiejetnosc-%s"),
    }
    return render(request, "supervision/rules.html", context | more, status=422 if more else 200)
