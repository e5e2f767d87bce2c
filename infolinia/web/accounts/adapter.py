"""How staff sign in: no self-registration, accounts are made by an administrator."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from infolinia.core.address import client_address
from infolinia.core.clock import now
from infolinia.journeys import leave_work
from infolinia.web.accounts.elsewhere import works_elsewhere
from infolinia.web.components.look import remember_language


class StaffAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's rules for this product, and its refusals in words that say what to do."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("To konto jest wyłączone. Zgłoś się do administratora."),
        "username_password_mismatch": _(
            "Login albo hasło się nie zgadza. Wpisz hasło jeszcze raz i sprawdź, czy nie działa Caps Lock. "
            "Nowe hasło ustawi administrator."
        ),
        "too_many_login_attempts": _("Za dużo nieudanych prób. Odczekaj 5 minut i spróbuj jeszcze raz."),
        "incorrect_password": _("Hasło się nie zgadza. Wpisz je jeszcze raz."),
        "enter_current_password": _("Obecne hasło się nie zgadza. Wpisz je jeszcze raz."),
        "rate_limited": _("Za dużo prób w krótkim czasie. Odczekaj kilka minut."),
    }

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failures by login and address together: nobody locks a colleague out from elsewhere."""
        return f"{credentials.get('username', '').lower()} {client_address(request)}"

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers themselves."""
        return False

    def logout(self, request: HttpRequest) -> None:
        """End the session, and with the person's last one their phones and their being at work."""
        staff_id, at = request.user.pk, now()
        super().logout(request)
        if staff_id and not works_elsewhere(staff_id=staff_id, at=at):
            leave_work.leave(staff_id=staff_id, at=at)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Show the screens in the language this person works in."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_language(response, user.screen_language)
        return response


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: their secrets lie encrypted in the database, so a copy of it alone opens no account."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Ten kod nie pasuje. Wpisz kod, który aplikacja pokazuje teraz, albo kod zapasowy."),
        "cannot_generate_recovery_codes": _("Najpierw dodaj aplikację albo klucz, potem kody zapasowe."),
    }

    def encrypt(self, text: str) -> str:
        """Encrypt a secret with a key made of the installation's own."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt what `encrypt` made, also with an earlier key of the installation."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    boxes: list[Fernet] = []
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        digest = hashlib.sha256(b"mfa:" + str(key).encode()).digest()
        boxes.append(Fernet(base64.urlsafe_b64encode(digest)))
    return MultiFernet(boxes)
