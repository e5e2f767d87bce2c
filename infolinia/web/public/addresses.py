"""Addresses of residents' pages as the world knows them: whole, and one for each language."""

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from infolinia.web.public.language import PARAMETER, POLISH


def page(name: str) -> str:
    """Return the address of a residents' page."""
    return f"{settings.PUBLIC_URL}{reverse(f'public:{name}')}"


def subject(code: str) -> str:
    """Return the address of a subject's cards."""
    return f"{settings.PUBLIC_URL}{reverse('public:subject', args=[code])}"


def card(code: str, language: str = POLISH) -> str:
    """Return the address of a card in the language."""
    own = f"{settings.PUBLIC_URL}{reverse('public:card', args=[code])}"
    return own if language == POLISH else f"{own}?{urlencode({PARAMETER: language})}"
