"""Fields of the matter page. They only check that something was typed; what may be done the operation decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.matters.operations.notices import WAYS
from infolinia.web.components.days import DayField

TEXT_LIMIT = 5_000
REASON_LIMIT = 2_000


class StepForm(forms.Form):
    """Any step in a matter: it carries the version of the matter that its author saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


def _text(label: Any, *, rows: int = 3, limit: int = TEXT_LIMIT, hint: Any = "", missing: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=limit,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing, "max_length": _("Ten tekst jest za długi. Skróć go.")},
    )


class TakeForm(StepForm):
    """Taking a new matter needs nothing but the click."""


class AnswerForm(StepForm):
    """An answer that does not end the matter."""

    text = _text(_("Odpowiedź dla mieszkańca"), missing=_("Wpisz odpowiedź: mieszkaniec zobaczy ją słowo w słowo."))


class AskForm(StepForm):
    """A question to the resident; the clock stands until the answer."""

    text = _text(
        _("Pytanie do mieszkańca"),
        hint=_("Napisz, czego brakuje i jak to przysłać. Do odpowiedzi zegar stoi."),
        missing=_("Wpisz, o co pytasz mieszkańca."),
    )
    answer_days = forms.IntegerField(
        label=_("Czas na odpowiedź (dni)"),
        help_text=_("Co najmniej 7 dni (KPA art. 64 § 2)."),
        initial=7,
        min_value=7,
        max_value=60,
        error_messages={
            "required": _("Wpisz liczbę dni."),
            "min_value": _("Daj co najmniej 7 dni."),
            "max_value": _("Daj najwyżej 60 dni."),
            "invalid": _("Wpisz liczbę dni, na przykład 7."),
        },
    )


class ReturnForm(StepForm):
    """A matter that came to the wrong unit: back to the helpline, or on to the right unit."""

    target = forms.ChoiceField(
        label=_("Dokąd"),
        widget=forms.RadioSelect,
        choices=[("helpline", _("do infolinii")), ("unit", _("do innej komórki"))],
        initial="helpline",
        error_messages={"required": _("Wybierz, dokąd idzie sprawa.")},
    )
    unit = forms.ChoiceField(label=_("Komórka"), required=False, help_text=_("Gdy wiesz, kto powinien ją dostać."))
    text = _text(
        _("Powód"),
        rows=2,
        limit=REASON_LIMIT,
        hint=_("Przeczyta go następna osoba, która dostanie sprawę."),
        missing=_("Wpisz powód: bez niego sprawa wróci do Was."),
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the type for the checker
        field.choices = [("", _("wybierz komórkę")), *units]

    def clean(self) -> dict[str, Any]:
        """A chosen way to another unit needs the unit."""
        cleaned = super().clean() or {}
        if cleaned.get("target") == "unit" and not cleaned.get("unit"):
            self.add_error("unit", _("Wybierz komórkę z listy."))
        return cleaned


class ExtendForm(StepForm):
    """A new end, with the notice that KPA art. 36 asks for."""

    new_day = DayField(
        label=_("Nowy termin"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Wybierz nowy dzień."),
            "invalid": _("Wpisz dzień, na przykład 2026-12-15."),
        },
    )
    text = _text(
        _("Powód przedłużenia"),
        limit=REASON_LIMIT,
        missing=_("Wpisz powód: zawiadomienie bez niego jest wadliwe."),
    )


class NoticeForm(StepForm):
    """How the notice of a new end went out."""

    way = forms.ChoiceField(
        label=_("Jak wysłano zawiadomienie"),
        widget=forms.RadioSelect,
        choices=list(WAYS.items()),
        error_messages={"required": _("Wybierz, jak wysłano zawiadomienie.")},
    )
    day = DayField(
        label=_("Którego dnia"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Wybierz dzień."), "invalid": _("Wpisz dzień, na przykład 2026-12-15.")},
    )


class CloseForm(StepForm):
    """The end of a matter: a result and the words the resident gets."""

    result = forms.ChoiceField(
        label=_("Wynik"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Wybierz wynik.")},
    )
    text = _text(
        _("Tekst dla mieszkańca"),
        hint=_("Napisz, co zrobiono albo dlaczego nie. Te słowa dostanie mieszkaniec."),
        missing=_("Wpisz, co zrobiono: sprawy nie można zamknąć bez tekstu."),
    )
    basis = forms.CharField(
        label=_("Podstawa odmowy"),
        required=False,
        max_length=200,
        help_text=_("Tylko przy odmowie: przepis albo powód."),
    )

    def __init__(self, *args: Any, results: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["result"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the type for the checker
        field.choices = results


class NoteForm(StepForm):
    """A note that only the office reads."""

    text = _text(
        _("Notatka"),
        rows=2,
        limit=REASON_LIMIT,
        hint=_("Widzi ją tylko urząd."),
        missing=_("Wpisz notatkę."),
    )


class WaitForm(StepForm):
    """Waiting for somebody outside the unit; the clock runs on."""

    whom = forms.CharField(
        label=_("Na kogo czekamy"),
        max_length=120,
        help_text=_("Na przykład: wodociągi. Zegar idzie dalej."),
        error_messages={"required": _("Wpisz, na kogo czekacie.")},
    )
    remind_on = DayField(
        label=_("Przypomnij mi"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Wpisz dzień, na przykład 2026-12-15.")},
    )


class SignForm(StepForm):
    """Marking a draft as waiting for a signature needs nothing but the click."""


class ReplyForm(StepForm):
    """What the resident answered by another way than the status page."""

    text = _text(
        _("Co odpowiedział mieszkaniec"),
        hint=_("Od jutra termin biegnie dalej, a jego koniec przesunie się o dni postoju."),
        missing=_("Wpisz, co odpowiedział mieszkaniec."),
    )


class ResumeForm(StepForm):
    """There is no use in waiting any longer, or the other side has done its part."""

    text = _text(_("Dlaczego"), rows=2, limit=REASON_LIMIT, missing=_("Wpisz krótko, co się zmieniło."))


class ZnakForm(StepForm):
    """The case number of the office's own case system."""

    znak = forms.CharField(
        label=_("Znak sprawy"),
        max_length=60,
        error_messages={"required": _("Wpisz znak sprawy.")},
        help_text=_("Z systemu EZD, na przykład ZP.7230.118.2026. Tu tylko się do niego odwołujemy."),
    )


class ReopenForm(StepForm):
    """A closed matter that is not settled after all."""

    text = _text(_("Dlaczego otwierasz ponownie"), rows=2, limit=REASON_LIMIT, missing=_("Wpisz powód."))
