"""Fields of programs and their addresses. They check that something was typed; the operations decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.partners.rules import rights
from infolinia.web.partners.words import EVENTS, RIGHTS


class PartnerForm(forms.Form):
    """What a program is and may."""

    name = forms.CharField(
        label=_("Nazwa"), max_length=120, error_messages={"required": _("Wpisz, jak nazywa się ten program.")}
    )
    contact = forms.CharField(
        label=_("Kto za nim stoi"),
        max_length=200,
        required=False,
        help_text=_("Firma albo wydział i adres, pod który pisać, gdy coś nie działa."),
    )
    rights = forms.MultipleChoiceField(
        label=_("Co może"), choices=list(RIGHTS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    sees = forms.ChoiceField(label=_("Które sprawy widzi"), widget=forms.RadioSelect, initial="own")
    unit_id = forms.ChoiceField(
        label=_("Komórka"), required=False, help_text=_("Tylko gdy program widzi sprawy jednej komórki.")
    )

    def __init__(self, *args: Any, sees: list[tuple[str, str]], units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sees"].choices = sees  # type: ignore[attr-defined]
        choices = [("", _("wybierz")), *((str(pk), name) for pk, name in units)]
        self.fields["unit_id"].choices = choices  # type: ignore[attr-defined]


class WebhookForm(forms.Form):
    """An address and what it hears."""

    url = forms.CharField(
        label=_("Adres"),
        max_length=500,
        help_text=_(
            "Pod ten adres wysyłamy powiadomienia, podpisane. Nie ma w nich danych mieszkańca. Wychodzą, dopóki "
            "program ma klucz i może sprawdzać stan spraw albo je czytać."
        ),
        error_messages={"required": _("Wpisz pełny adres, na przykład https://program.example.org/infolinia.")},
    )
    hears = forms.MultipleChoiceField(
        label=_("O czym słyszy"),
        choices=[(code, EVENTS[code]) for code in rights.EVENTS],
        widget=forms.CheckboxSelectMultiple,
        initial=list(rights.EVENTS),
        error_messages={"required": _("Wybierz, o czym ten adres ma słyszeć.")},
    )


class ChangedWebhookForm(WebhookForm):
    """The same, and whether it is told at all."""

    is_active = forms.BooleanField(label=_("Wysyłaj powiadomienia"), required=False)
