"""Fields of the pages of people. They check that something was typed; what may be written the operations decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.contacts.operations import PersonDraft, PointDraft
from infolinia.contacts.queries import people_log, records
from infolinia.web.components.days import DayField
from infolinia.web.people.words import CHANNELS, PURPOSES

WAYS = (
    ("", _("nie wybrano")),
    ("phone", _("telefon")),
    ("sms", _("SMS")),
    ("email", _("e-mail")),
    ("post", _("list")),
)
LANGUAGES = (("pl", _("polski")), ("uk", _("ukraiński")), ("en", _("angielski")))
KINDS = (
    ("phone", _("telefon")),
    ("email", _("e-mail")),
    ("letter", _("adres do listów")),
    ("edelivery", _("adres do e-Doręczeń")),
)
MUST = {"required": _("Uzupełnij to pole.")}


def _day(label: Any) -> DayField:
    return DayField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class Plain(forms.Form):
    """A form whose mistakes our own words tell, not the browser's."""

    use_required_attribute = False


class FindForm(Plain):
    """A name, a number or an address. Sent in the body, so that no address line or log keeps it."""

    q = forms.CharField(
        label=_("Nazwisko, numer telefonu albo e-mail"),
        max_length=120,
        error_messages={"required": _("Wpisz, kogo szukasz.")},
    )


class PersonForm(Plain):
    """What somebody is called and needs."""

    name = forms.CharField(
        label=_("Imię i nazwisko"),
        max_length=120,
        required=False,
        help_text=_("Może zostać puste: nazwisko nie jest potrzebne."),
    )
    preferred_channel = forms.ChoiceField(label=_("Jak woli się kontaktować"), choices=WAYS, required=False)
    needs = forms.MultipleChoiceField(
        label=_("Czego potrzebuje w kontakcie"),
        choices=records.NEEDS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Zaznacz, co mamy robić. Nie zapisujemy chorób ani orzeczeń."),
    )
    need = forms.CharField(
        label=_("Co jeszcze mamy robić"),
        max_length=120,
        required=False,
        help_text=_("Na przykład: dzwonić po 16, pisać krótkimi zdaniami."),
    )
    sure = forms.BooleanField(label=_("Sprawdzone: ta notatka nie mówi o zdrowiu"), required=False)
    language = forms.ChoiceField(label=_("Język"), choices=LANGUAGES)
    is_child = forms.BooleanField(label=_("To dziecko"), required=False)
    adult_on = _day(_("Pełnoletnie od dnia"))

    def draft(self) -> PersonDraft:
        """Return what was typed."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "sure"}
        return PersonDraft(**told)


class PointForm(Plain):
    """A number or an address."""

    kind = forms.ChoiceField(label=_("Rodzaj"), choices=KINDS)
    value = forms.CharField(
        label=_("Numer albo adres"),
        max_length=254,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Adres do listów wpisz w wierszach: kto, ulica z numerem, kod z miejscowością."),
        error_messages=MUST,
    )
    label = forms.CharField(
        label=_("Czyj albo jaki"), max_length=60, required=False, help_text=_("Na przykład: praca, córka, po 16.")
    )
    is_main = forms.BooleanField(label=_("Główny: tego używamy najpierw"), required=False)
    valid_from = _day(_("Od dnia"))
    valid_until = _day(_("Do dnia"))

    def draft(self) -> PointDraft:
        """Return what was typed."""
        return PointDraft(**self.cleaned_data)


class DecisionForm(Plain):
    """A consent or an objection, or either taken back."""

    kind = forms.ChoiceField(
        label=_("Co ta osoba powiedziała"),
        choices=tuple(records.DECISIONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Wybierz, co zapisać.")},
    )
    purpose = forms.ChoiceField(label=_("W jakim celu"), choices=tuple(PURPOSES.items()))
    channel = forms.ChoiceField(label=_("Jakim sposobem"), choices=tuple(CHANNELS.items()), required=False)
    words = forms.CharField(
        label=_("Słowa"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Przy zgodzie: słowa, na które ta osoba powiedziała „tak”. To dowód zgody."),
    )


class ActingForm(Plain):
    """Somebody who acts for the person."""

    name = forms.CharField(label=_("Imię i nazwisko tego, kto działa"), max_length=120, error_messages=MUST)
    phone = forms.CharField(label=_("Telefon"), max_length=30, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    right = forms.ChoiceField(label=_("Jako kto"), choices=records.RIGHTS)
    basis = forms.CharField(
        label=_("Dokument"),
        max_length=160,
        required=False,
        help_text=_("Postanowienie sądu albo pełnomocnictwo, z datą. Rodzic nie musi."),
    )
    valid_until = _day(_("Do dnia"))


class MergeForm(Plain):
    """Why the two are one person."""

    reason = forms.CharField(
        label=_("Skąd wiadomo, że to ta sama osoba"),
        max_length=200,
        help_text=_("Na przykład: potwierdziła w rozmowie oba numery."),
        error_messages=MUST,
    )


class CopyForm(Plain):
    """The request for a copy."""

    reason = forms.CharField(
        label=_("Znak sprawy albo data prośby"),
        max_length=200,
        error_messages=MUST,
        help_text=_("Na kopię urząd ma miesiąc od dnia, w którym przyszła prośba (art. 12 ust. 3 RODO)."),
    )


class EraseForm(Plain):
    """The request for erasure, confirmed by a word that nobody types by accident."""

    ground = forms.ChoiceField(label=_("Podstawa"), choices=people_log.GROUNDS)
    reason = forms.CharField(
        label=_("Znak sprawy"),
        max_length=200,
        error_messages=MUST,
        help_text=_("Bez nazwisk: ten wpis zostaje na zawsze."),
    )
    with_matters = forms.BooleanField(
        label=_("Usuń także zakończone sprawy"),
        required=False,
        help_text=_("Tylko gdy nie trzeba ich trzymać według przepisów o archiwach (art. 17 ust. 3 RODO)."),
    )
    sure = forms.CharField(label=_("Wpisz: USUŃ"), max_length=10, error_messages=MUST)

    def clean_sure(self) -> str:
        """Refuse anything but the word."""
        if self.cleaned_data["sure"].strip().upper() != "USUŃ":
            raise forms.ValidationError(_("Wpisz słowo USUŃ."))
        return "USUŃ"


class CallForm(Plain):
    """Who calls, and in whose name."""

    wants_anonymity = forms.BooleanField(label=_("Chce zostać anonimowy"), required=False)
    speaks_for_name = forms.CharField(
        label=_("Dzwoni w imieniu (imię i nazwisko)"),
        max_length=120,
        required=False,
        help_text=_("Puste: we własnym imieniu."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a name of somebody else for whom nobody is to be known."""
        told = dict(super().clean() or {})
        if told.get("wants_anonymity") and told.get("speaks_for_name"):
            self.add_error("speaks_for_name", _("Anonimowej rozmowy nie łączymy z nikim. Wybierz jedno."))
        return told
