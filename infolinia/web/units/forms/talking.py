"""Words to and from the resident, and notes of the office."""

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.web.units.forms.base import REASON_LIMIT, StepForm, day_field, radio_field, words_field


class AnswerForm(StepForm):
    """An answer that does not end the matter."""

    text = words_field(
        _("Odpowiedź dla mieszkańca"), missing=_("Wpisz odpowiedź: mieszkaniec zobaczy ją słowo w słowo.")
    )
    is_full = forms.BooleanField(
        label=_("To odpowiedź na wszystko"),
        required=False,
        help_text=_("Zostanie tylko zamknąć sprawę. Gdy mieszkaniec jeszcze coś napisze, sprawa wróci do pracy."),
    )


class AskForm(StepForm):
    """A question to the resident; where a rule allows it, the clock stands until the answer."""

    text = words_field(
        _("Pytanie do mieszkańca"),
        hint=_("Napisz, czego brakuje. Mieszkaniec dostanie link i odpowie bez logowania."),
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

    def tell_clock(self, basis: str) -> None:
        """Say whether the matter's clock will stand, and by what rule."""
        stands = _("Do odpowiedzi zegar stoi (%(basis)s).") % {"basis": basis}
        runs = _("Zegar idzie dalej: tego terminu pytanie nie zatrzymuje.")
        self.fields["text"].help_text = f"{self.fields['text'].help_text} {stands if basis else runs}"


class ContactForm(StepForm):
    """How the resident is reached in this matter from now on, as they say it on the telephone or in a letter."""

    channel = radio_field(
        _("Jak dajemy znać"),
        [("email", _("e-mail")), ("sms", _("SMS")), ("phone", _("telefon")), ("none", _("bez odpowiedzi"))],
        missing=_("Wybierz, jak dajemy znać."),
    )
    address = forms.CharField(
        label=_("Adres e-mail albo numer telefonu"),
        required=False,
        max_length=254,
        help_text=_("Przeczytaj go mieszkańcowi, zanim zapiszesz: od teraz wszystko idzie tam."),
        error_messages={"max_length": _("Ten adres jest za długi.")},
    )
    tells = radio_field(
        _("O czym pisać"),
        [
            ("all", _("o każdej zmianie")),
            ("end", _("o tym, co ważne, i o wyniku")),
            ("nothing", _("tylko o tym, o czym musimy")),
        ],
        missing=_("Wybierz, o czym pisać."),
    )


class ReplyForm(StepForm):
    """What the resident answered by another way than the status page."""

    text = words_field(
        _("Co odpowiedział mieszkaniec"),
        hint=_("Od jutra termin biegnie dalej, a jego koniec przesunie się o dni postoju."),
        missing=_("Wpisz, co odpowiedział mieszkaniec."),
    )


class PlanForm(StepForm):
    """The day on which the work will be done; the resident is told."""

    day = day_field(
        _("Którego dnia"),
        hint=_("Mieszkaniec zobaczy ten dzień. Termin sprawy się nie zmienia."),
        missing=_("Wybierz dzień."),
    )
    text = words_field(
        _("Co dodać dla mieszkańca"),
        rows=2,
        limit=REASON_LIMIT,
        required=False,
        hint=_("Na przykład: proszę przestawić samochód."),
    )


class NoteForm(StepForm):
    """A note that only the office reads."""

    text = words_field(
        _("Notatka"), rows=2, limit=REASON_LIMIT, hint=_("Widzi ją tylko urząd."), missing=_("Wpisz notatkę.")
    )


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

    text = words_field(_("Dlaczego otwierasz ponownie"), rows=2, limit=REASON_LIMIT, missing=_("Wpisz powód."))


class SettleForm(StepForm):
    """What the supervisor decides about a matter that its resident says is not done."""

    only = {"unit": "decision-other_unit"}
    decision = radio_field(
        _("Co dalej"),
        [
            ("unit", _("wraca do komórki, która ją zamknęła")),
            ("other_unit", _("dostaje ją inna komórka")),
            ("closed", _("zostaje zamknięta, a mieszkaniec dowie się dlaczego")),
        ],
        missing=_("Wybierz, co dalej ze sprawą."),
    )
    unit = forms.ChoiceField(label=_("Komórka"), required=False)
    text = words_field(
        _("Uzasadnienie"),
        hint=_("Dla komórki: co ma zrobić. Gdy sprawa zostaje zamknięta: te słowa dostanie mieszkaniec."),
        missing=_("Wpisz uzasadnienie."),
    )
