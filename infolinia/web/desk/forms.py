"""The desk's two forms: registering a matter, and telling what is wrong with a card."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.city.rules.addresses import split_address
from infolinia.knowledge.queries import CardView
from infolinia.matters.shapes import CategoryLine
from infolinia.web.components.places import PlaceFields

NO_REPLY = "none"
_CODE = re.compile(r"[-\w]{1,60}")
CHANNELS = (
    ("", _("wybierz")),
    ("sms", _("SMS")),
    ("phone", _("telefon")),
    ("email", _("e-mail")),
    (NO_REPLY, _("bez odpowiedzi")),
)


# The list of kinds is long: it is read when it is shown, not when a chosen kind comes back.
Kinds = Callable[[], list[CategoryLine]]


def split_place(text: str) -> tuple[str, str]:
    """Return street and house number of what was typed: `ul. Żaglowa 12/3` is `ul. Żaglowa` and `12/3`."""
    return split_address(text)


class KindField(forms.ChoiceField):
    """A kind chosen from the list. Whether there is such a kind is judged where it is registered, once."""

    def valid_value(self, value: object) -> bool:
        """Take any code that may be looked up."""
        return _CODE.fullmatch(str(value)) is not None


class RegistrationForm(PlaceFields):
    """What the adviser asks while the caller speaks. Everything about the person may stay empty."""

    category = KindField(
        label=_("Rodzaj"),
        error_messages={
            "required": _("Wybierz rodzaj zgłoszenia z listy."),
            "invalid_choice": _("Wybierz rodzaj zgłoszenia z listy."),
        },
    )
    description = forms.CharField(
        label=_("Co się dzieje"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Wpisz jednym zdaniem, co się dzieje.")},
    )
    reply_channel = forms.ChoiceField(
        label=_("Odpowiedź dla mieszkańca"),
        choices=CHANNELS,
        error_messages={"required": _("Wybierz, jak odpowiedzieć mieszkańcowi, albo „bez odpowiedzi”.")},
    )
    email = forms.EmailField(
        label=_("Adres e-mail"),
        required=False,
        error_messages={"invalid": _("To nie wygląda na adres e-mail. Sprawdź, czy jest w nim znak @ i kropka.")},
    )
    phone = forms.CharField(label=_("Numer telefonu"), max_length=30, required=False)
    name = forms.CharField(label=_("Imię i nazwisko (niekonieczne)"), max_length=120, required=False)
    on_behalf_of = forms.CharField(label=_("W czyim imieniu (niekonieczne)"), max_length=120, required=False)
    danger = forms.BooleanField(required=False)
    kind = forms.CharField(required=False, max_length=12)

    def __init__(self, *args: Any, categories: Kinds, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = cache(lambda: _grouped(categories()))  # type: ignore[attr-defined]
        for name in self.errors if self.is_bound else ():
            if name in self.fields:
                self.fields[name].widget.attrs |= {"aria-invalid": "true"}

    def input_of(self, field: str) -> str | None:
        """Return the input at which a refusal about this part of a draft stands, or None for the whole form."""
        name = {"category_code": "category", "reply_address": "email"}.get(field, field)
        return name if name in self.fields else None


class CardErrorForm(forms.Form):
    """One word to the card's owner."""

    section = forms.ChoiceField(label=_("Której części to dotyczy"), required=False)
    text = forms.CharField(
        label=_("Co jest nie tak"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Napisz, co jest nie tak i jak powinno być.")},
    )

    def __init__(self, *args: Any, card: CardView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = [("", _("cała karta")), *((section.code, section.heading) for section in card.sections)]
        self.fields["section"].choices = parts  # type: ignore[attr-defined]


def _grouped(categories: list[CategoryLine]) -> list[Any]:
    """Return the choices under the names of their topmost groups; those without a group stand alone."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for line in categories:
        groups.setdefault(line.path[0] if line.path else "", []).append((line.code, line.name))
    alone = groups.pop("", [])
    return [("", _("wybierz rodzaj")), *alone, *groups.items()]
