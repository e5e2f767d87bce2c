"""One kind of matter as it is typed: what it is, whose, by when, what when it is dangerous, and what is asked."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.city import queries as city
from infolinia.knowledge import queries as knowledge
from infolinia.matters.queries import kinds
from infolinia.matters.shapes import KindText
from infolinia.web.editing.kinds.rows import AnswerRows, QuestionRows


class KindForm(forms.Form):
    """A kind without its questions. Without a unit it is a group, and only its name and place in the tree matter."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)
    name = forms.CharField(
        label=_("Nazwa"), max_length=120, help_text=_("Tak, jak powie mieszkaniec: „Nie świeci latarnia”."),
        error_messages={"required": _("Wpisz nazwę.")},
    )  # fmt: skip
    parent = forms.ChoiceField(label=_("W dziale"), required=False)
    hint = forms.CharField(
        label=_("Kiedy wybrać ten rodzaj"), max_length=300, required=False,
        help_text=_("Jedno zdanie dla doradcy i mieszkańca, gdy dwa rodzaje są podobne."),
    )  # fmt: skip
    unit = forms.ChoiceField(
        label=_("Komórka"), required=False,
        help_text=_("Dostaje sprawę od razu, jeśli reguły kierowania nie mówią inaczej. Puste: to jest dział."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Rodzaj sprawy"))
    priority = forms.TypedChoiceField(
        label=_("Pilność"), coerce=int,
        choices=[(1, _("1 – najpilniejsze")), (2, "2"), (3, _("3 – zwykłe")), (4, "4"), (5, _("5 – może poczekać"))],
    )  # fmt: skip
    promise = forms.CharField(
        label=_("Obietnica miasta"), max_length=40, required=False,
        help_text=_("Na przykład: 3 working days, 14 days, 24 service hours. Ma pierwszeństwo przed katalogiem."),
    )  # fmt: skip
    promise_confirmed = forms.BooleanField(label=_("Urząd potwierdził tę obietnicę"), required=False)
    clock = forms.ChoiceField(label=_("Termin z katalogu"), required=False)
    unit_lead_days = forms.IntegerField(
        label=_("Cel komórki: o ile dni roboczych wcześniej"), min_value=0, max_value=60, initial=1
    )
    place_need = forms.ChoiceField(label=_("Miejsce"))
    card_code = forms.ChoiceField(label=_("Karta usługi"), required=False)
    is_public = forms.BooleanField(
        label=_("Mieszkaniec może to zgłosić na stronie"), required=False,
        help_text=_(
            "Pokazuje się pod „Zgłoś sprawę”, z tymi samymi pytaniami. Takie interwencje, także te z telefonu, widzi "
            "potem każdy w otwartych danych (Open311): ulicę bez numeru domu, stan i dzień, bez słów mieszkańca."
        ),
    )  # fmt: skip
    danger = forms.BooleanField(label=_("Może zagrażać zdrowiu albo życiu"), required=False)
    danger_text = forms.CharField(
        label=_("Co powiedzieć, gdy zagraża"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    danger_unit = forms.ChoiceField(
        label=_("Kto ma dyżur"), required=False, help_text=_("Puste: komórka, która prowadzi sprawę.")
    )
    danger_phone = forms.CharField(
        label=_("Numer dyżurny"), required=False, max_length=20, help_text=_("Puste: telefon tej komórki.")
    )

    def __init__(self, *args: Any, current: KindText | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "r-%s", **kwargs})
        for name, choices in _choices(current).items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def text(self, before: KindText, asked: QuestionRows, ready: AnswerRows) -> KindText:
        """Return the kind with what was typed; the rest as it was."""
        told = dict(self.cleaned_data)
        told["version"] = told["version"] or 0
        return replace(before, **told, questions=tuple(asked.stored()), answer_texts=tuple(ready.stored()))


class NewKindForm(KindForm):
    """A kind that is not there yet; its code is made from its name when none is typed."""

    code = forms.SlugField(
        label=_("Kod"), max_length=60, required=False,
        help_text=_("Małe litery, cyfry i myślniki; zostaje na zawsze. Puste: powstanie z nazwy."),
        error_messages={"invalid": _("Kod może mieć małe litery, cyfry i myślniki, najwyżej 60 znaków.")},
    )  # fmt: skip


def as_typed(text: KindText) -> dict[str, Any]:
    """Return a stored kind as the form shows it."""
    return {name: value for name, value in vars(text).items() if name not in ("questions", "answer_texts")}


def _choices(current: KindText | None) -> Mapping[str, list[tuple[str, Any]]]:
    units = [(unit.code, unit.name) for unit in city.units()]
    own = current.code if current else ""
    return {
        "parent": [
            ("", _("na górze")), *((one.code, one.path) for one in kinds.kind_groups() if one.code != own)
        ],
        "unit": [("", _("żadna: to jest dział")), *units],
        "danger_unit": [("", _("komórka, która prowadzi sprawę")), *units],
        "kind": list(kinds.kind_choices()),
        "clock": [("", _("żaden")), *kinds.clock_choices()],
        "place_need": list(kinds.place_choices()),
        "card_code": [("", _("żadna")), *_cards()],
    }  # fmt: skip


def _cards() -> list[tuple[str, str]]:
    return [(link.code, link.title) for subject in knowledge.all_cards() for link in subject.cards]
