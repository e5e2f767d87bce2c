"""Messages to the desks: to all at work, to those with a skill, to one; and who has read them."""

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.routing.supervision import messages, queries
from infolinia.web.components.roles import only, person
from infolinia.web.supervision.forms import BroadcastForm

SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@only("supervisor")
def page(request: HttpRequest) -> HttpResponse:
    """Show the form and the last messages with who has not read them; send one."""
    form = BroadcastForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _send(request, form)
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            flash.success(request, _("Wiadomość jest na stanowiskach."))
            return redirect("supervision:messages")
    context = {"at": now(), "form": form, "lines": queries.messages(limit=SHOWN)}
    return render(request, "supervision/messages.html", context, status=422 if form.errors else 200)


def _send(request: HttpRequest, form: BroadcastForm) -> None:
    kind, _colon, whom = form.cleaned_data["audience"].partition(":")
    text, by_id, at = form.cleaned_data["text"], person(request).pk, now()
    if kind == "skill":
        messages.send_to_skilled(skill=whom, text=text, by_id=by_id, at=at)
    elif kind == "staff":
        messages.send_to_one(staff_id=int(whom), text=text, by_id=by_id, at=at)
    else:
        messages.send_to_all(text=text, by_id=by_id, at=at)
