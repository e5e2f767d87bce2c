"""What the pages behind mailed links share: who may open one, what is kept of it, and what they say when it is over."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from infolinia.matters import operations as matters
from infolinia.web.components.days import DayField
from infolinia.web.components.uploads import FilesField
from infolinia.web.public.views import line_now

GONE = 410
LONGEST = 2000


class Answer(forms.Form):
    """The answer to a question, in words, with files."""

    text = forms.CharField(
        label=_("Twoja odpowiedź"),
        max_length=LONGEST,
        error_messages={"required": _("Napisz odpowiedź.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    attachments = FilesField()


class Accept(forms.Form):
    """A contractor takes the order, and may say when they will come."""

    day = DayField(
        label=_("Kiedy to zrobicie"),
        help_text=_("Jeśli już wiadomo. Mieszkaniec się o tym dowie."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Wpisz dzień w postaci RRRR-MM-DD.")},
    )


class Day(Accept):
    """Another day, or the first one."""

    day = DayField(
        label=_("Kiedy to zrobicie"),
        help_text=_("Mieszkaniec się o tym dowie."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Wybierz dzień."), "invalid": _("Wpisz dzień w postaci RRRR-MM-DD.")},
    )


class Done(forms.Form):
    """What was done, with photos."""

    text = forms.CharField(
        label=_("Co zrobiliście"),
        max_length=LONGEST,
        error_messages={"required": _("Napisz krótko, co zostało zrobione.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    attachments = FilesField(label=_("Zdjęcia po pracy"))


class Refuse(forms.Form):
    """Why the contractor will not do it."""

    text = forms.CharField(
        label=_("Dlaczego tego nie zrobicie"),
        max_length=LONGEST,
        error_messages={"required": _("Napisz dlaczego. Miasto poszuka kogoś innego.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def opened(token: str, purpose: str, at: datetime) -> UUID | None:
    """Return the link of this token, or None: the same for one that never was, was taken back or is over.

    A token has 115 random bits: there is nothing to slow down.
    """
    return matters.open_link(token=token, purpose=purpose, at=at) if token.isalnum() else None


def over(request: HttpRequest, at: datetime) -> HttpResponse:
    """Say kindly that this address leads nowhere."""
    return kept_to_its_reader(render(request, "public/guest_gone.html", line_now(at), status=GONE))


def kept_to_its_reader(response: HttpResponse) -> HttpResponse:
    """Return the answer marked so that no search engine, no page behind a link and no store learns the address."""
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"  # "no-referrer" would take the origin from our own forms too
    response["Cache-Control"] = "private, no-store"
    return response
