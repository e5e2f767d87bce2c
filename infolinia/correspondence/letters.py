"""Letters to residents: a template with the values of one matter becomes a subject, a text and a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from infolinia.core.text import one_line
from infolinia.correspondence.smtp import SECRET_MARK

KINDS = ("registered", "answer", "question", "extended", "closed")


@dataclass(frozen=True)
class Letter:
    """A rendered letter."""

    subject: str
    text: str
    html: str


def render(kind: str, values: Mapping[str, object], *, language: str = "pl") -> Letter:
    """Return the letter of a kind (one of KINDS) with its values, in the resident's language.

    The code of a matter is not rendered: its place is marked and filled at the moment of sending.
    """
    context = {
        **values,
        "kind": kind,
        "code": SECRET_MARK,
        "city_name": settings.CITY_NAME,
        "city_phone": settings.CITY_PHONE,
        "status_url": f"{settings.PUBLIC_URL}/sprawdz",
    }
    with translation.override(language):
        subject = render_to_string(f"correspondence/{kind}.subject.txt", context)
        text = render_to_string(f"correspondence/{kind}.txt", context)
        html = render_to_string(f"correspondence/{kind}.html", context)
    return Letter(one_line(subject, 200), text.strip() + "\n", html)
