"""A message to everybody who works now: it appears on each desk as shift news."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from infolinia.city.rules.calendar import end_of_day
from infolinia.core.clock import city_day, now
from infolinia.knowledge import operations as knowledge
from infolinia.web.components.days import DayField
from infolinia.web.components.roles import only, person


class NewsForm(forms.Form):
    """The words of the message; it runs out at the end of the day unless a later day is chosen."""

    title = forms.CharField(
        label=gettext_lazy("Co się dzieje"),
        max_length=160,
        help_text=gettext_lazy("Jedno zdanie, na przykład: Awaria systemu dowodów, nie umawiamy odbiorów."),
        error_messages={"required": gettext_lazy("Wpisz, co się dzieje.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Co mówić mieszkańcom"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    last_day = DayField(
        label=gettext_lazy("Pokazuj do dnia"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Puste: tylko dziś."),
    )
    important = forms.BooleanField(label=gettext_lazy("Ważne: pokaż na samej górze"), required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@only("supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show the form, and post the message to the desks."""
    at = now()
    form = NewsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        knowledge.post_news(
            title=data["title"],
            text=data["text"],
            important=data["important"],
            by=person(request).pk,
            at=at,
            valid_to=end_of_day(data["last_day"] or city_day(at)),
        )
        messages.success(request, _("Wiadomość jest na wszystkich stanowiskach."))
        return redirect("supervision:board")
    return render(request, "supervision/news.html", {"form": form}, status=422 if form.is_bound else 200)
