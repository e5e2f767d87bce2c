"""What residents type when they report something by themselves: where, what, photos, and how to answer them."""

from secrets import token_urlsafe
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.core.phones import normalise
from infolinia.web.components.places import PlaceFields
from infolinia.web.components.uploads import FilesField

LONGEST = 5_000
WAYS = (("email", _("E-mailem")), ("sms", _("SMS-em")), ("none", _("Nie potrzebuję odpowiedzi: sprawdzę na stronie")))
TELLS = (("end", _("O tym, co ważne, i o wyniku")), ("all", _("O każdej zmianie")))
LAST_STEP = ("attachments", "reply_by", "email", "phone", "tells")


class ReportForm(PlaceFields):
    """Two steps of one form: what and where, then photos and the answer. An anonymous report is normal.

    Files come with the last step, because a page that is shown again can't keep what was chosen for it.
    """

    description = forms.CharField(
        label=_("Co się dzieje"),
        help_text=_("Wystarczy jedno zdanie. Nie podawaj numeru PESEL ani danych innych osób."),
        max_length=LONGEST,
        error_messages={"required": _("Napisz jednym zdaniem, co się dzieje.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    danger = forms.ChoiceField(
        label=_("Czy to zagraża komuś teraz?"),
        choices=(("", _("Nie")), ("on", _("Tak"))),
        initial="",
        required=False,
        widget=forms.RadioSelect,
    )
    attachments = FilesField()
    reply_by = forms.ChoiceField(
        label=_("Jak odpowiedzieć"),
        choices=WAYS,
        initial="email",
        widget=forms.RadioSelect,
        error_messages={"required": _("Wybierz, jak mamy odpowiedzieć.")},
    )
    email = forms.EmailField(
        label=_("Adres e-mail"),
        required=False,
        error_messages={"invalid": _("To nie wygląda na adres e-mail. Sprawdź, czy jest w nim znak @ i kropka.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Numer telefonu komórkowego"),
        help_text=_("Na przykład 500 000 014"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    tells = forms.ChoiceField(
        label=_("O czym pisać"), choices=TELLS, initial="end", required=False, widget=forms.RadioSelect
    )
    www = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))
    key = forms.CharField(max_length=64, widget=forms.HiddenInput, initial=lambda: token_urlsafe(16))

    def __init__(self, *args: Any, place_need: str, step: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place_need = place_need
        for name in LAST_STEP if step == 1 else ():
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Ask for the address that the chosen way needs, and only for that."""
        told = super().clean()
        way = told.get("reply_by")
        if way == "email" and not told.get("email") and "email" not in self.errors:
            self.add_error("email", _("Wpisz adres, na który odpowiemy."))
        if way == "sms":
            told["phone"] = normalise(told.get("phone", ""))
            if not told["phone"]:
                self.add_error("phone", _("Wpisz numer komórkowy: 9 cyfr, na przykład 500 000 014."))
        return told

    @property
    def lacks_first(self) -> bool:
        """Whether something of the first step is wrong: it has to be mended there."""
        return bool(set(self.errors) - set(LAST_STEP))

    @property
    def answer_to(self) -> str:
        """Return where the answer goes, once the form is valid."""
        told = self.cleaned_data
        return str({"email": told.get("email", ""), "sms": told.get("phone", "")}.get(told["reply_by"], ""))
