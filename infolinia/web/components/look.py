"""How a reader wants the screens: the language and the look, both kept in cookies so that guests have them too."""

from typing import Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SCREEN_LANGUAGES = (("pl", "Polski"), ("en", "English"), ("uk", "Українська"))
THEME_COOKIE = "infolinia_theme"
YEAR_SECONDS = 365 * 24 * 60 * 60

Theme = Literal["light", "dark", ""]


def chosen_theme(request: HttpRequest) -> Theme:
    """Return the chosen look, or an empty text: as the system has it."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in ("light", "dark") else ""  # type: ignore[return-value]


def remember_theme(response: HttpResponse, theme: Theme) -> None:
    """Keep the look for a year; a script may read the cookie to switch in place."""
    if theme:
        response.set_cookie(
            THEME_COOKIE, theme, max_age=YEAR_SECONDS, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")


def remember_language(response: HttpResponse, language: str) -> None:
    """Keep the language of the screens for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
