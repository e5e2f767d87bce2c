"""The ways around the product: what stands in the top bar for each role, and where each role starts."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_CARDS = ("public:cards", _("Karty usług"))
_DESK = ("desk:home", _("Stanowisko"))
_PAPER = ("desk:paper", _("Z papieru"))
_INBOX = ("units:inbox", _("Skrzynka"))
_MATTERS = ("units:matters", _("Wszystkie sprawy"))
_FIGURES = ("supervision:figures", _("Sprawy w komórkach"))
_STEERING = ("supervision:steering", _("Kierowanie spraw"))
_WARNINGS = ("warnings:list", _("Ostrzeżenia"))
_CAME_BACK = ("supervision:reopened", _("Mieszkaniec mówi: nie zrobione"))
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
_PROGRAMS = ("partners:home", _("Inne programy"))
_ADMIN = ("admin:index", _("Administracja"))

_Way = tuple[str, Promise]


@dataclass(frozen=True)
class _Group:
    """Ways that open under one word: a bar of more than seven takes a second row."""

    text: Promise
    ways: tuple[_Way, ...]


def _reaching(*ways: _Way) -> _Group:
    return _Group(_("Kontakt"), ways)


def _matters(*ways: _Way) -> _Group:
    return _Group(_("Sprawy"), ways)


def _people(*ways: _Way) -> _Group:
    return _Group(_("Osoby i dane"), ways)


def _knowing(*ways: _Way) -> _Group:
    return _Group(_("Karty"), ways)


_BY_ROLE: dict[str, tuple[_Way | _Group, ...]] = {
    "adviser": (_DESK, _PAPER, _CONTACTS, _VOICEMAIL, _PEOPLE, _MATTERS, _CARDS),
    "officer": (_INBOX, _WARNINGS, _MATTERS, _KNOWLEDGE, _CARDS),
    "supervisor": (
        _BOARD,
        _LINE,
        _REGISTER,
        _matters(_MATTERS, _FIGURES, _CAME_BACK, _STEERING, _PAPER),
        _reaching(_CONTACTS, _CAMPAIGNS, _LETTERS, _MAIL, _SENDING),
        _people(_PEOPLE, _READINGS),
        _knowing(_KNOWLEDGE, _CARDS),
    ),
    "editor": (_KNOWLEDGE, _CARDS),
    "admin": (
        _ADMIN,
        _BOARD,
        _LINE,
        _INBOX,
        _matters(_MATTERS, _FIGURES, _CAME_BACK, _STEERING, _PROGRAMS),
        _reaching(_CAMPAIGNS, _LETTERS, _MAIL, _SENDING),
        _people(_PEOPLE, _ERASURES),
        _knowing(_KNOWLEDGE, _CARDS),
    ),
}


@dataclass(frozen=True)
class Link:
    """One way in the top bar, or a word under which `links` open."""

    url: str
    text: str
    is_current: bool
    links: tuple["Link", ...] = ()


def links(request: HttpRequest) -> list[Link]:
    """Return the ways that the signed-in person's role has, the open one marked; none for a guest."""
    role = getattr(request.user, "role", "")
    ways = _ways(request, role)
    path = reverse("units:inbox") if role == "officer" and request.path.startswith("/sprawy/") else request.path
    flat = [way for each in ways for way in (each.ways if isinstance(each, _Group) else (each,))]
    current = max((url for url in (reverse(name) for name, _text in flat) if path.startswith(url)), key=len, default="")
    return [_link(way, current) for way in ways]


def _link(way: _Way | _Group, current: str) -> Link:
    if isinstance(way, _Group):
        below = tuple(_link(each, current) for each in way.ways)
        return Link("", str(way.text), any(each.is_current for each in below), below)
    name, text = way
    return Link(reverse(name), str(text), reverse(name) == current)


def _ways(request: HttpRequest, role: str) -> tuple[_Way | _Group, ...]:
    """Return the ways of the role; officers of the post room have its screen too."""
    unit = getattr(request.user, "unit", None) if role == "officer" else None
    extra = (_MAIL,) if unit is not None and unit.code == settings.POST_ROOM else ()
    return (*_BY_ROLE.get(role, ()), *extra)


def start_url(role: str) -> str:
    """Return where a person of this role begins the day."""
    first = next(iter(_BY_ROLE.get(role, ())), None)
    return reverse(first[0] if isinstance(first, tuple) else "public:home")
