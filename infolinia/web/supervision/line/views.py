"""The line: what everybody hears now, and the menu. An urgent message is switched in one click."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.core.clock import now
from infolinia.telephony import line_operations as operations
from infolinia.telephony import line_queries as queries
from infolinia.telephony import trunks
from infolinia.telephony.menus import queries as menu
from infolinia.telephony.voicemails.queries import waiting_messages
from infolinia.web.components.roles import only, person
from infolinia.web.components.telling import told

ROWS = {"rows": 3, "class": "form-control"}
REFUSED = 422


class Message(forms.Form):
    """An urgent message, prepared in peace."""

    name = forms.CharField(
        label=gettext_lazy("Nazwa"),
        max_length=80,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        help_text=gettext_lazy("Tylko dla nas, na przykład: awaria wody."),
    )
    text_pl = forms.CharField(
        label=gettext_lazy("Po polsku"),
        max_length=operations.EMERGENCY_LIMIT,
        widget=forms.Textarea(attrs=ROWS),
        help_text=gettext_lazy("Co się stało, kogo dotyczy, do kiedy. Najwyżej 400 znaków."),
    )
    text_en = forms.CharField(
        label=gettext_lazy("Po angielsku"),
        required=False,
        max_length=operations.EMERGENCY_LIMIT,
        widget=forms.Textarea(attrs=ROWS | {"lang": "en"}),
        help_text=gettext_lazy("Puste: usłyszą po polsku."),
    )
    text_uk = forms.CharField(
        label=gettext_lazy("Po ukraińsku"),
        required=False,
        max_length=operations.EMERGENCY_LIMIT,
        widget=forms.Textarea(attrs=ROWS | {"lang": "uk"}),
        help_text=gettext_lazy("Puste: usłyszą po polsku."),
    )


@require_safe
@only("supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show what callers hear and meet before an adviser."""
    at = now()
    waiting, late = waiting_messages(at)
    context = {
        "at": at,
        "messages_prepared": queries.emergencies(),
        "recorded": queries.recorded_emergencies(),
        "choices": menu.choices(),
        "written": menu.written(),
        "may_add": bool(menu.free_keys()),
        "plan": queries.line_plan(),
        "alarms": trunks.open_alarms(),
        "waiting": waiting,
        "late": late,
    }
    return render(request, "supervision/line.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@only("supervisor", "admin")
def message(request: HttpRequest, message_id: int | None = None) -> HttpResponse:
    """Prepare a message, or change one."""
    found = next((one for one in queries.emergencies() if one.id == message_id), None)
    if message_id is not None and found is None:
        raise Http404
    form = Message(request.POST or None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        kept = operations.keep_emergency(message_id=message_id, **form.cleaned_data)
        messages.success(request, _("Zapisane. Posłuchaj, jak to brzmi, albo nagraj własnym głosem."))
        return redirect("supervision:emergency_voices", kept)
    context = {"form": form, "found": found}
    return render(request, "supervision/emergency.html", context, status=REFUSED if form.errors else 200)


@require_POST
@only("supervisor", "admin")
def switch(request: HttpRequest, message_id: int, act: str) -> HttpResponse:
    """Let everybody hear the message, or no more; or remove it."""
    if all(one.id != message_id for one in queries.emergencies()) or act not in ("wlacz", "wylacz", "usun"):
        raise Http404
    with told(request, _SAID[act]()):
        if act == "usun":
            operations.remove_emergency(message_id=message_id)
        else:
            operations.switch_emergency(message_id=message_id, on=act == "wlacz", by_id=person(request).pk, at=now())
    return redirect("supervision:line")


def _initial(found: queries.EmergencyLine | None) -> dict[str, str]:
    if found is None:
        return {}
    return {"name": found.name, "text_pl": found.text, "text_en": found.text_en, "text_uk": found.text_uk}


_SAID = {
    "wlacz": lambda: _("Komunikat włączony: dzwoniący go słyszą, na stronach stoi od razu."),
    "wylacz": lambda: _("Komunikat wyłączony."),
    "usun": lambda: _("Komunikat usunięty."),
}
