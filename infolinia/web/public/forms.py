"""What residents type on the public pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.core.numbers import CODE_LENGTH, clean_code, clean_matter_number
from infolinia.telephony.callbacks import operations
from infolinia.telephony.rules import codes
from infolinia.web.components.uploads import FilesField

MESSAGE_LENGTH = 2000


class CheckMatter(forms.Form):
    """The number and the code of a matter: together they prove the right to see its state."""

    number = forms.CharField(
        label=_("Numer sprawy"),
        help_text=_("Na przykład INF-2026-48213"),
        max_length=40,
        error_messages={"required": _("Wpisz numer sprawy. Masz go w wiadomości od nas albo z rozmowy.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
    code = forms.CharField(
        label=_("Kod"),
        help_text=_("6 znaków"),
        max_length=20,
        error_messages={"required": _("Wpisz kod. Stoi obok numeru sprawy.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )

    def clean_number(self) -> str:
        """Return the number in its stored form."""
        return clean_matter_number(self.cleaned_data["number"])

    def clean_code(self) -> str:
        """Return the code in its stored form; refuse one that cannot be a code before anything is looked up."""
        code = clean_code(self.cleaned_data["code"])
        if len(code) != CODE_LENGTH:
            raise forms.ValidationError(_("Kod ma 6 liter i cyfr. Sprawdź, czy niczego nie brakuje."))
        return code


class Message(forms.Form):
    """What a resident adds to their matter."""

    text = forms.CharField(
        label=_("Wiadomość do komórki"),
        help_text=_("Na przykład numer słupa. Bez danych innych osób."),
        max_length=MESSAGE_LENGTH,
        error_messages={"required": _("Napisz, co chcesz dodać.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    attachments = FilesField()


class ChangeChannel(forms.Form):
    """How to tell the resident from now on, and how much."""

    channel = forms.ChoiceField(
        label=_("Jak mamy dawać znać"),
        choices=(
            ("email", _("E-mailem")),
            ("sms", _("SMS-em")),
            ("phone", _("Telefonicznie")),
            ("none", _("Wcale: sprawdzę tutaj")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Wybierz, jak mamy dawać znać.")},
    )
    email = forms.CharField(
        label=_("Nowy adres e-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Nowy numer telefonu"),
        help_text=_("Na przykład 500 000 014"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    tells = forms.ChoiceField(
        label=_("O czym pisać"),
        choices=(
            ("all", _("O każdej zmianie")),
            ("end", _("Tylko o tym, co ważne, i o wyniku")),
            ("nothing", _("Tylko o tym, o czym musimy napisać")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Wybierz, o czym pisać.")},
    )

    @property
    def address(self) -> str:
        """Return the address that goes with the chosen way, once the form is valid."""
        told = self.cleaned_data
        return str({"email": told["email"], "sms": told["phone"], "phone": told["phone"]}.get(told["channel"], ""))

    @property
    def address_field(self) -> str:
        """Return which field a refusal of the address stands at."""
        return "email" if self.cleaned_data["channel"] == "email" else "phone"


class AskForCallBack(forms.Form):
    """Whom to call back. Only the number is needed."""

    number = forms.CharField(
        label=_("Numer telefonu"),
        help_text=_("Na przykład 500 000 014"),
        max_length=20,
        error_messages={"required": _("Wpisz numer, na który mamy zadzwonić.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    subject = forms.CharField(
        label=_("W jakiej sprawie (jeśli chcesz)"),
        help_text=_("Kilka słów. Bez danych innych osób."),
        max_length=200,
        required=False,
    )
    name = forms.CharField(
        label=_("Imię (jeśli chcesz)"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail (jeśli chcesz)"),
        help_text=_("Napiszemy tylko wtedy, gdy nie uda się dodzwonić."),
        required=False,
        error_messages={"invalid": _("To nie wygląda na adres e-mail. Sprawdź, czy jest w nim znak @ i kropka.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_number(self) -> str:
        """Return the number in its stored form; refuse one that the line may not call."""
        number = operations.allowed(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(
                _("Na ten numer nie możemy oddzwonić. Wpisz polski numer komórkowy albo stacjonarny: 9 cyfr.")
            )
        return number


class JoinByCode(forms.Form):
    """The code that an adviser dictates: it lets this browser into the call."""

    code = forms.CharField(
        label=_("Kod od doradcy"),
        help_text=_("6 cyfr, na przykład 482 915"),
        max_length=20,
        error_messages={"required": _("Wpisz kod, który poda doradca.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Return the digits; refuse what cannot be a code before anything is looked up."""
        if not codes.in_form(self.cleaned_data["code"]):
            raise forms.ValidationError(_("Kod ma 6 cyfr. Sprawdź, czy niczego nie brakuje."))
        return codes.clean(self.cleaned_data["code"])
