"""How the answer to a resident goes: the fields of every form by which residents write to the city."""

from secrets import token_urlsafe
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.core.phones import normalise


class ReplyFields(forms.Form):
    """A way, the address that it needs, a trap for robots (`www`), and the form's own `key`: sent twice, it is one."""

    ways = (("email", _("E-mailem")), ("sms", _("SMS-em")), ("none", _("Nie potrzebuję odpowiedzi")))

    reply_by = forms.ChoiceField(
        label=_("Jak odpowiedzieć"),
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
    www = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))
    key = forms.CharField(max_length=64, widget=forms.HiddenInput, initial=lambda: token_urlsafe(16))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply_by"].choices = self.ways  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the address that the chosen way needs, and only for that."""
        told: dict[str, Any] = super().clean() or {}
        way = told.get("reply_by")
        if way == "email" and not told.get("email") and "email" not in self.errors:
            self.add_error("email", _("Wpisz adres, na który odpowiemy."))
        if way == "sms":
            told["phone"] = normalise(told.get("phone", ""))
            if not told["phone"]:
                self.add_error("phone", _("Wpisz numer komórkowy: 9 cyfr, na przykład 500 000 014."))
        return told

    @property
    def answer_to(self) -> str:
        """Return where the answer goes, once the form is valid."""
        told = self.cleaned_data
        return str({"email": told.get("email", ""), "sms": told.get("phone", "")}.get(told["reply_by"], ""))
