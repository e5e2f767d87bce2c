"""When no card answers: a word to the editors that one is missing, or a question to the supervisor on shift."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from infolinia.core.clock import now
from infolinia.knowledge import operations as knowledge
from infolinia.web.desk.views.common import asked_question, for_advisers, me

QUESTION_STANDS = timedelta(hours=2)
NO_NAMES = gettext_lazy("Bez danych mieszkańca.")


class MissingCard(forms.Form):
    """What was looked for, and what the card should say."""

    text = forms.CharField(
        label=gettext_lazy("Czego szukasz"),
        max_length=200,
        error_messages={"required": gettext_lazy("Wpisz kilka słów: o co pyta mieszkaniec.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(
        label=gettext_lazy("Co trzeba wiedzieć (niekonieczne)"),
        help_text=NO_NAMES,
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@require_http_methods(["GET", "POST"])
@for_advisers
def no_card(request: HttpRequest) -> HttpResponse:
    """Put the words on the editors' list of what is asked and has no card."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        asked = asked_question(request)
        knowledge.note_no_card(
            text=form.cleaned_data["text"],
            note=form.cleaned_data["note"],
            staff_id=me(request).pk,
            question_id=asked[1].id if asked else None,
            at=now(),
        )
        return _sent(request, _("Zapisano. Redaktor zobaczy to na liście „Szukane bez skutku”."))
    return _ask(request, form, "desk:no_card", _("Nie ma karty"), _("Wyślij do redaktora"))


@require_http_methods(["GET", "POST"])
@for_advisers
def ask_supervisor(request: HttpRequest) -> HttpResponse:
    """Show the question to the supervisors on shift, for two hours."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        at = now()
        title = _("%(name)s pyta: %(text)s") % {"name": me(request).display_name, "text": form.cleaned_data["text"]}
        knowledge.post_news(
            title=title[:160],
            text=form.cleaned_data["note"],
            by=me(request).pk,
            at=at,
            important=True,
            valid_to=at + QUESTION_STANDS,
            roles=("supervisor",),
        )
        return _sent(request, _("Kierownik widzi już Twoje pytanie. Możesz obiecać, że oddzwonimy."))
    return _ask(request, form, "desk:ask_supervisor", _("Pytanie do kierownika"), _("Zapytaj"))


def _form(request: HttpRequest) -> MissingCard:
    if request.method == "POST":
        return MissingCard(request.POST)
    return MissingCard(initial={"text": request.GET.get("q", "")[:200]})


def _ask(request: HttpRequest, form: MissingCard, name: str, title: str, send: str) -> HttpResponse:
    context = {"form": form, "action": reverse(name), "title": title, "send": send}
    return render(request, "desk/parts/no_card_form.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest, said: str) -> HttpResponse:
    return render(request, "desk/parts/no_card_sent.html", {"said": said})
