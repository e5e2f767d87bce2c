"""The words of a piece of shift news, for whom it is and how long: one form for supervisors and editors."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from infolinia.city.rules.calendar import end_of_day
from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.knowledge import operations
from infolinia.knowledge.queries.news import SUBJECTS
from infolinia.knowledge.shapes_loop import NewsLine
from infolinia.web.components.days import DayField
from infolinia.web.components.roles import person

LANGUAGES = (("uk", _("ukraiński")), ("en", _("angielski")), ("pjm", _("polski język migowy")))
ROLES = (
    ("adviser", _("doradcy")),
    ("supervisor", _("kierownicy")),
    ("editor", _("redaktorzy")),
    ("officer", _("referenci")),
)


class NewsForm(forms.Form):
    """The news runs out at the end of the day unless a later day is chosen."""

    title = forms.CharField(
        label=_("Co się dzieje"),
        max_length=160,
        help_text=_("Jedno zdanie, na przykład: Awaria systemu dowodów, nie umawiamy odbiorów."),
        error_messages={"required": _("Wpisz, co się dzieje.")},
    )
    text = forms.CharField(
        label=_("Co mówić mieszkańcom"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    last_day = DayField(
        label=_("Pokazuj do dnia"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Puste: tylko dziś."),
    )
    important = forms.BooleanField(label=_("Ważne: pokaż na samej górze"), required=False)
    card = forms.CharField(
        label=_("Karta, której dotyczy (kod)"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"list": "karty"}),
    )
    roles = forms.MultipleChoiceField(
        label=_("Dla kogo"),
        required=False,
        choices=ROLES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nic nie zaznaczone: doradcy."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Tylko dla mówiących w języku"), required=False, choices=LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    subjects = forms.MultipleChoiceField(
        label=_("Tylko dla zajmujących się tematem"),
        required=False,
        choices=SUBJECTS,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kto nie ma wpisanych tematów, dostaje wszystkie."),
    )

    def told(self, at: datetime) -> dict[str, Any]:
        """Return what `post_news` and `edit_news` take."""
        data = self.cleaned_data
        return {
            "title": data["title"],
            "text": data["text"],
            "important": data["important"],
            "valid_to": end_of_day(data["last_day"] or city_day(at)),
            "roles": data["roles"],
            "languages": data["languages"],
            "subjects": data["subjects"],
            "card_code": data["card"].strip(),
        }


def is_posted(request: HttpRequest, form: NewsForm, at: datetime) -> bool:
    """Post what was sent and say whether that is done; a refusal stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        operations.post_news(**form.told(at), by=person(request).pk, at=at)
    except Cannot as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def as_typed(news: NewsLine) -> dict[str, Any]:
    """Return a piece of news as the form's first values."""
    return {
        "title": news.title,
        "text": news.text,
        "last_day": city_day(news.valid_to) if news.valid_to else None,
        "important": news.important,
        "card": news.card_code,
        "roles": list(news.roles),
        "languages": list(news.languages),
        "subjects": list(news.subjects),
    }
