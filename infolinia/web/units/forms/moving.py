"""A matter goes elsewhere, waits, or is given a new end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.matters.operations.notices import WAYS
from infolinia.matters.rules.returning import REASONS
from infolinia.web.units.forms.base import REASON_LIMIT, StepForm, day_field, radio_field, words_field


class TakeForm(StepForm):
    """Taking a new matter needs nothing but the click."""


class SignForm(StepForm):
    """Marking a draft as waiting for a signature needs nothing but the click."""


class ReturnForm(StepForm):
    """A matter that came to the wrong unit: back to the helpline, or on to the right unit."""

    only = {"unit": "target-unit"}
    target = radio_field(
        _("Dokąd"),
        [("helpline", _("do infolinii")), ("unit", _("do innej komórki"))],
        initial="helpline",
        missing=_("Wybierz, dokąd idzie sprawa."),
    )
    unit = forms.ChoiceField(label=_("Komórka"), required=False, help_text=_("Gdy wiesz, kto powinien ją dostać."))
    reason_code = radio_field(
        _("Powód"),
        [(code, _(reason.words)) for code, reason in REASONS.items()],
        hint=_("Z powodów uczą się reguły kierowania: ta sama sprawa nie trafi do Was drugi raz."),
        missing=_("Wybierz powód: bez niego sprawa wróci do Was."),
    )
    text = words_field(
        _("Co jeszcze warto wiedzieć"),
        rows=2,
        limit=REASON_LIMIT,
        required=False,
        hint=_("Przeczyta to następna osoba, która dostanie sprawę."),
    )

    def clean(self) -> dict[str, Any]:
        """A chosen way to another unit needs the unit."""
        cleaned = super().clean() or {}
        if cleaned.get("target") == "unit" and not cleaned.get("unit"):
            self.add_error("unit", _("Wybierz komórkę z listy."))
        return cleaned


class WaitForm(StepForm):
    """Waiting for somebody outside the unit, or for a season; the clock stands only where the law allows it."""

    only = {"whom": "kind-not-season", "stands": "kind-may-stop", "evidence": "kind-may-stop"}
    kind = radio_field(
        _("Na co czeka sprawa"),
        [
            ("unit", _("na inną komórkę urzędu")),
            ("body", _("na inny organ albo instytucję")),
            ("season", _("na porę roku, na przykład koniec mrozów")),
        ],
        initial="unit",
        missing=_("Wybierz, na co czeka sprawa."),
    )
    whom = forms.CharField(
        label=_("Na kogo czekamy"),
        max_length=120,
        required=False,
        help_text=_("Na przykład: wodociągi."),
    )
    remind_on = day_field(
        _("Do kiedy"),
        required=False,
        hint=_("Tego dnia przypomnimy o sprawie. Po porze roku sprawa sama wróci wtedy do pracy."),
    )
    stands = forms.BooleanField(label=_("Zegar mieszkańca stoi"), required=False)
    evidence = forms.CharField(
        label=_("Z czego wynika postój"),
        required=False,
        max_length=300,
        help_text=_("Pismo, przepis albo dokument: zostanie w historii sprawy."),
    )

    def allow_standing(self, basis: str) -> None:
        """Offer to stop the clock where a rule allows it, and say which; otherwise don't offer it at all."""
        if not basis:
            del self.fields["stands"], self.fields["evidence"]
            return
        self.fields["stands"].help_text = _("Tylko gdy przyczyna nie zależy od urzędu (%(basis)s).") % {"basis": basis}

    def clean(self) -> dict[str, Any]:
        """Whoever waits for people must say for whom."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") != "season" and not cleaned.get("whom", "").strip():
            self.add_error("whom", _("Wpisz, na kogo czekacie."))
        return cleaned


class ResumeForm(StepForm):
    """There is no use in waiting any longer, or the other side has done its part."""

    text = words_field(_("Dlaczego"), rows=2, limit=REASON_LIMIT, missing=_("Wpisz krótko, co się zmieniło."))


class ContractForm(StepForm):
    """Work for a hired firm, by a mailed link."""

    contractor = forms.CharField(
        label=_("Wykonawca"),
        max_length=160,
        error_messages={"required": _("Wpisz, kto to zrobi.")},
    )
    to_email = forms.EmailField(
        label=_("E-mail wykonawcy"),
        help_text=_("Wykonawca dostanie link: przyjmie zlecenie, poda dzień i prześle zdjęcia, bez konta."),
        error_messages={
            "required": _("Wpisz adres e-mail."),
            "invalid": _("Wpisz adres, na przykład biuro@example.org."),
        },
    )
    text = words_field(
        _("Co jest do zrobienia"),
        hint=_("Wykonawca zobaczy te słowa, miejsce i rodzaj sprawy. Opisu mieszkańca nie zobaczy."),
        missing=_("Wpisz, co jest do zrobienia."),
    )
    days = forms.IntegerField(
        label=_("Link działa (dni)"),
        initial=30,
        min_value=1,
        max_value=180,
        error_messages={
            "required": _("Wpisz liczbę dni."),
            "min_value": _("Co najmniej 1 dzień."),
            "max_value": _("Najwyżej 180 dni."),
            "invalid": _("Wpisz liczbę dni, na przykład 30."),
        },
    )
    shown_files = forms.MultipleChoiceField(
        label=_("Które pliki zobaczy wykonawca"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Tego pliku już nie ma w sprawie.")},
    )
    shows_resident = forms.BooleanField(
        label=_("Pokaż wykonawcy, jak skontaktować się z mieszkańcem"),
        required=False,
        help_text=_("Tylko gdy bez tego nie da się tego zrobić."),
    )

    def choose_files(self, choices: list[tuple[str, str]]) -> None:
        """Offer the files of the matter, none of them chosen: a photo may show more than the work."""
        if not choices:
            del self.fields["shown_files"]
            return
        self.choose("shown_files", choices)


class SplitForm(StepForm):
    """Parts of the matter for other units, up to three at once."""

    unit_1 = forms.ChoiceField(label=_("Pierwsza część: komórka"), error_messages={"required": _("Wybierz komórkę.")})
    text_1 = words_field(_("Co ma zrobić"), rows=2, limit=REASON_LIMIT, missing=_("Wpisz, co ma zrobić ta komórka."))
    unit_2 = forms.ChoiceField(label=_("Druga część: komórka"), required=False)
    text_2 = words_field(_("Co ma zrobić"), rows=2, limit=REASON_LIMIT, required=False)
    unit_3 = forms.ChoiceField(label=_("Trzecia część: komórka"), required=False)
    text_3 = words_field(_("Co ma zrobić"), rows=2, limit=REASON_LIMIT, required=False)

    def clean(self) -> dict[str, Any]:
        """A unit and its words go together."""
        cleaned = super().clean() or {}
        for number in ("2", "3"):
            unit, words = cleaned.get(f"unit_{number}"), cleaned.get(f"text_{number}", "").strip()
            if unit and not words:
                self.add_error(f"text_{number}", _("Wpisz, co ma zrobić ta komórka."))
            if words and not unit:
                self.add_error(f"unit_{number}", _("Wybierz komórkę."))
        return cleaned


class ExtendForm(StepForm):
    """A new end, with the notice that KPA art. 36 asks for."""

    new_day = day_field(_("Nowy termin"), missing=_("Wybierz nowy dzień."))
    text = words_field(
        _("Powód przedłużenia"),
        limit=REASON_LIMIT,
        missing=_("Wpisz powód: zawiadomienie bez niego jest wadliwe."),
    )


class NoticeForm(StepForm):
    """How the notice of a new end went out."""

    way = radio_field(
        _("Jak wysłano zawiadomienie"), list(WAYS.items()), missing=_("Wybierz, jak wysłano zawiadomienie.")
    )
    day = day_field(_("Którego dnia"), missing=_("Wybierz dzień."))
