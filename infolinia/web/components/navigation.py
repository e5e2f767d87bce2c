"""The ways around the product: what stands in the top bar for each role, and where each role starts."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_CARDS = ("public:cards", _("Karty usług"))
_DESK = ("desk:home", _("Stanowisko"))
_INBOX = ("units:inbox", _("Skrzynka"))
_MATTERS = ("units:matters", _("Wszystkie sprawy"))
_BOARD = ("supervision:board", _("Tablica"))
_REGISTER = ("supervision:register", _("Rozmowy"))
_CONTACTS = ("outreach:list", _("Do oddzwonienia"))
_CAMPAIGNS = ("outreach:campaigns", _("Kampanie"))
_LINE = ("supervision:line", _("Linia"))
_VOICEMAIL = ("voicemail:list", _("Poczta głosowa"))
_MAIL = ("mailroom:home", _("Poczta papierowa"))
_LETTERS = ("supervision:letters", _("Listy"))
_SENDING = ("supervision:sending", _("Wysyłka"))
_PEOPLE = ("people:find", _("Osoby"))
_READINGS = ("supervision:readings", _("Wglądy"))
_ERASURES = ("supervision:erasures", _("Usuwanie danych"))
_KNOWLEDGE = ("editing:home", _("Wiedza"))
_ADMIN = ("admin:index", _("Administracja"))

_BY_ROLE: dict[str, tuple[tuple[str, Promise], ...]] = {
    "adviser": (_DESK, _CONTACTS, _VOICEMAIL, _PEOPLE, _MATTERS, _CARDS),
    "officer": (_INBOX, _MATTERS, _KNOWLEDGE, _CARDS),
    "supervisor": (
        _BOARD,
        _LINE,
        _REGISTER,
        _CONTACTS,
        _CAMPAIGNS,
        _LETTERS,
        _MAIL,
        _SENDING,
        _PEOPLE,
        _READINGS,
        _MATTERS,
        _KNOWLEDGE,
        _CARDS,
    ),
    "editor": (_KNOWLEDGE, _CARDS),
    "admin": (
        _ADMIN,
        _BOARD,
        _LINE,
        _INBOX,
        _LETTERS,
        _CAMPAIGNS,
        _MAIL,
        _SENDING,
        _PEOPLE,
        _MATTERS,
        _KNOWLEDGE,
        _CARDS,
        _ERASURES,
    ),
}


@dataclass(frozen=True)
class Link:
    """One way in the top bar."""

    url: str
    text: str
    is_current: bool


def links(request: HttpRequest) -> list[Link]:
    """Return the ways that the signed-in person's role has, the open one marked; none for a guest."""
    role = getattr(request.user, "role", "")
    found = [(reverse(name), str(text)) for name, text in _ways(request, role)]
    path = reverse("units:inbox") if role == "officer" and request.path.startswith("/sprawy/") else request.path
    current = max((url for url, _text in found if path.startswith(url)), key=len, default="")
    return [Link(url, text, url == current) for url, text in found]


def _ways(request: HttpRequest, role: str) -> tuple[tuple[str, Promise], ...]:
    """Return the ways of the role; officers of the post room have its screen too."""
    unit = getattr(request.user, "unit", None) if role == "officer" else None
    extra = (_MAIL,) if unit is not None and unit.code == settings.POST_ROOM else ()
    return (*_BY_ROLE.get(role, ()), *extra)


def start_url(role: str) -> str:
    """Return where a person of this role begins the day."""
    ways = _BY_ROLE.get(role, ())
    return reverse(ways[0][0] if ways else "public:home")
