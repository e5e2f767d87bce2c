"""allauth's forms with our words: each field says plainly what to type, and nothing hides in a placeholder."""

from collections.abc import Mapping
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


def _say(form: forms.Form, labels: Mapping[str, Any], hints: Mapping[str, Any] | None = None) -> None:
    for name, label in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, (hints or {}).get(name, "")
        field.widget.attrs.pop("placeholder", None)


class SignIn(LoginForm):  # type: ignore[misc]
    """Login and password. A refusal keeps the login and empties the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"login": _("Login"), "password": _("Hasło")})
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")


class ConfirmPassword(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before a change that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"password": _("Hasło")})


class NewPassword(ChangePasswordForm):  # type: ignore[misc]
    """The old password and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("Obecne hasło"),
            "password1": _("Nowe hasło"),
            "password2": _("Nowe hasło jeszcze raz"),
        }
        hint = _("Co najmniej 12 znaków. Najłatwiej pamięta się kilka zwykłych słów obok siebie.")
        _say(self, labels, {"password1": hint})


class SecondStep(AuthenticateForm):  # type: ignore[misc]
    """A code of the phone's application, or one of the spare codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"code": _("Kod")}, {"code": _("6 cyfr z aplikacji w telefonie albo kod zapasowy.")})


class ConfirmByCode(ReauthenticateByCodeForm):  # type: ignore[misc]
    """A code once more, before a change that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"code": _("Kod")}, {"code": _("6 cyfr z aplikacji w telefonie albo kod zapasowy.")})


class StartTotp(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new application: proof that it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"code": _("Kod z aplikacji")}, {"code": _("6 cyfr, które aplikacja pokazuje teraz.")})


class NewKey(AddWebAuthnForm):  # type: ignore[misc]
    """The name of a new security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"name": _("Nazwa klucza")}, {"name": _("Na przykład „czarny, przy kluczach do biura”.")})


class RenamedKey(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, {"name": _("Nazwa klucza")})
