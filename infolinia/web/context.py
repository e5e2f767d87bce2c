"""What every template may use without asking."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from infolinia.core import phones
from infolinia.web.components.look import SCREEN_LANGUAGES, chosen_theme
from infolinia.web.components.navigation import links
from infolinia.web.live_address import live_base
from infolinia.web.middleware import seconds_left


def city(request: HttpRequest) -> dict[str, object]:
    """Return the city's name and number, the reader's language and look, and the ways around the product."""
    return {
        "city_name": settings.CITY_NAME,
        "city_phone": settings.CITY_PHONE,
        "city_phone_link": phones.normalise(settings.CITY_PHONE) or settings.CITY_PHONE,
        "live_url": live_base(request),
        "screen_language": get_language() or settings.LANGUAGE_CODE,
        "screen_languages": SCREEN_LANGUAGES,
        "theme": chosen_theme(request),
        "session_seconds": SimpleLazyObject(lambda: seconds_left(request)),
        "navigation": SimpleLazyObject(lambda: links(request)),
    }
