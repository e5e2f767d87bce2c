"""The language of a page that has an address of its own in each: `?jezyk=uk`; without it, the reader's choice."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
PARAMETER = "jezyk"
POLISH = "pl"


@dataclass(frozen=True)
class Version:
    """One language version of a page: its code, its name in itself, its address, and whether it is shown."""

    code: str
    name: str
    address: str
    is_shown: bool


def in_asked_language(view: View[P]) -> View[P]:
    """Show the whole page in the language of its address; an unknown one is as none."""

    @wraps(view)
    def shown(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        language = asked_language(request)
        if not language:
            return view(request, *args, **kwargs)
        with translation.override(language):
            response = view(request, *args, **kwargs)
            response["Content-Language"] = language
            return response

    return cast(View[P], shown)


def asked_language(request: HttpRequest) -> str:
    """Return the language that the address asks for, or an empty text."""
    asked = request.GET.get(PARAMETER, "")
    return asked if asked in dict(settings.LANGUAGES) else ""


def language_context(request: HttpRequest) -> dict[str, object]:
    """Return what templates need: the parameter to carry on to other pages, and where the language form leads back."""
    asked = asked_language(request)
    kept = {name: str(value) for name, value in request.GET.items() if name != PARAMETER}
    return {
        "asked_language": asked,
        "carry": mark_safe(f"?{PARAMETER}={asked}") if asked else "",  # noqa: S308 - one of three codes
        "language_next": f"{request.path}?{urlencode(kept)}" if kept else request.path,
    }


def said_in(language: str) -> SafeString:
    """Return the attribute for an element whose text is in another language than the page, with a space before it."""
    shown = translation.get_language() or POLISH
    return mark_safe("" if language == shown else f' lang="{language}"')  # noqa: S308 - a code of ours
