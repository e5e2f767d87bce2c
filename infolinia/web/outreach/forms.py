"""Fields of promises, campaigns and settings. They check that something was typed; the operations decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.outreach.queries import BASES, MEDIA, WAYS
from infolinia.outreach.queries import settings as settings_queries


class PromiseForm(forms.Form):
    """Whom to contact, about what, and when they like it."""

    medium = forms.ChoiceField(label=_("Jak się odezwać"), choices=MEDIA, widget=forms.RadioSelect, initial="phone")
    number = forms.CharField(label=_("Numer telefonu"), max_length=30, required=False)
    email = forms.CharField(label=_("Adres e-mail"), max_length=254, required=False)
    name = forms.CharField(label=_("Imię i nazwisko"), max_length=120, required=False)
    reason = forms.CharField(
        label=_("W jakiej sprawie"),
        max_length=120,
        help_text=_("Zobaczy to ten, kto zadzwoni, i mieszkaniec, gdy się nie dodzwonimy."),
        error_messages={"required": _("Napisz, w jakiej sprawie się odezwiemy.")},
    )
    windows = forms.CharField(
        label=_("Kiedy najlepiej"),
        max_length=200,
        required=False,
        help_text=_("Na przykład: pn 14–16; wt, czw po 17; jutro 9–11. Puste: o każdej porze, gdy dzwonimy."),
    )
    note = forms.CharField(
        label=_("Co powiedzieć"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ChangeForm(forms.Form):
    """Other hours, other words, another person."""

    windows = PromiseForm.base_fields["windows"]
    keeper = forms.ChoiceField(label=_("Kto dzwoni"), required=False)
    note = PromiseForm.base_fields["note"]

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("każdy, kto ma czas")), *((str(pk), name) for pk, name in people)]
        self.fields["keeper"].choices = choices  # type: ignore[attr-defined]


class WriteForm(forms.Form):
    """The message that keeps a promise of a written contact."""

    text = forms.CharField(
        label=_("Wiadomość"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Napisz wiadomość.")},
    )


class CampaignForm(forms.Form):
    """What the campaign is, and why it is allowed."""

    name = forms.CharField(
        label=_("Nazwa"),
        max_length=120,
        help_text=_("Widzą ją pracownicy; doradca mówi ją, gdy dzwoni."),
        error_messages={"required": _("Nazwij kampanię.")},
    )
    purpose = forms.ChoiceField(label=_("O czym"))
    way = forms.ChoiceField(label=_("Jak"), choices=WAYS, widget=forms.RadioSelect, initial="own")
    basis = forms.ChoiceField(label=_("Podstawa prawna"), choices=BASES, widget=forms.RadioSelect)
    basis_note = forms.CharField(
        label=_("Przepis albo dokument"),
        max_length=300,
        help_text=_("Na przykład: art. 7 ust. 1 pkt 2 ustawy o samorządzie gminnym. Zostaje przy każdej wiadomości."),
        error_messages={"required": _("Podaj przepis albo dokument.")},
    )

    def __init__(self, *args: Any, purposes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = purposes  # type: ignore[attr-defined]


class SheetForm(forms.Form):
    """A list of people."""

    sheet = forms.FileField(
        label=_("Plik CSV"),
        help_text=_("Kolumny: imię i nazwisko, telefon, e-mail, adres, język, numer sprawy. Do 20 000 osób."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": _("Wybierz plik."), "empty": _("Ten plik jest pusty.")},
    )


class MattersForm(forms.Form):
    """Residents of which matters; what is empty does not narrow."""

    category = forms.ChoiceField(label=_("Rodzaj sprawy"), required=False)
    unit = forms.ChoiceField(label=_("Komórka"), required=False)
    district = forms.ChoiceField(label=_("Dzielnica"), required=False)
    street = forms.CharField(label=_("Ulica"), max_length=120, required=False)
    registered_since = forms.DateField(
        label=_("Zarejestrowane od"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    waits_for_resident = forms.BooleanField(label=_("tylko czekające na mieszkańca"), required=False)

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in choices.items():
            self.fields[name].choices = [("", _("wszystkie")), *found]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The resident's answer after closing."""

    said = forms.ChoiceField(
        label=_("Czy ta sprawa jest załatwiona?"),
        choices=(("solved", _("Tak")), ("partly", _("Częściowo")), ("not_solved", _("Nie"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("Wybierz jedną z odpowiedzi.")},
    )
    comment = forms.CharField(
        label=_("Co jest nie tak albo co mogło być lepiej?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Przy odpowiedzi „Nie” to jest potrzebne: przeczyta to osoba, która poprawi sprawę."),
    )


SettingsForm = forms.modelform_factory(
    settings_queries.MODEL,
    exclude=("id",),
    widgets={"earliest": forms.TimeInput(format="%H:%M"), "latest": forms.TimeInput(format="%H:%M")},
)
