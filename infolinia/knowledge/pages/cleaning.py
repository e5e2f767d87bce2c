"""A page without what is not its text: scripts, styles, forms, trackers, navigation and what nobody sees."""

import codecs
import re
from contextlib import suppress

from bs4 import BeautifulSoup
from bs4.element import Comment, PageElement, Tag
from django.utils.translation import gettext as _

from infolinia.knowledge.pages.errors import BadPage
from infolinia.knowledge.pages.mending import mended

LARGEST_PAGE = 3_000_000
DEEPEST = 120
MOST_TAGS = 20_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_CODINGS = {"utf-8", "iso8859-2", "cp1250", "cp1252", "iso8859-1", "ascii", "utf-16"}
_GONE = ("script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg", "math", "canvas",
         "img", "picture", "video", "audio", "map", "link", "meta", "base", "input", "select", "textarea", "nav",
         "dialog", "portal", "frame", "frameset")  # fmt: skip
_GONE_ROLES = {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar"}
_GONE_NAMES = re.compile(
    r"(^|[-_ ])(cookies?|rodo-?banner|breadcrumbs?|okruszki|menu|navbar|navigation|sidebar|share|social|skip-?links?|"
    r"wyszukiwarka|search|pagination|print|drukuj|newsletter|banner)($|[-_ ])",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAIN = ("main", "[role=main]", "#content", "#tresc", "#main", ".content", "article", "#page", "body")


_HEADING_TAGS = ["h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "summary"]


def decoded(data: bytes) -> str:
    """Return the page's text in the coding it names, or the likeliest; raises `BadPage` for what is no page."""
    if len(data) > LARGEST_PAGE:
        raise BadPage(_("Strona jest za duża: najwyżej %(size)s MB.") % {"size": LARGEST_PAGE // 1_000_000})
    for coding in _codings(data):
        with suppress(UnicodeDecodeError):
            return data.decode(coding).lstrip("\ufeff")
    raise BadPage(_("Nie wiadomo, w jakim kodowaniu jest strona. Zapisz ją w UTF-8."))


def cleaned(html: str) -> tuple[str, Tag]:
    """Return the document's own title and the element that holds its text; raises `BadPage` where there is none."""
    if len(html) > LARGEST_PAGE:
        raise BadPage(_("Strona jest za duża: najwyżej %(size)s MB.") % {"size": LARGEST_PAGE // 1_000_000})
    if html.count("<") > MOST_TAGS:
        raise BadPage(_("Strona ma zbyt wiele znaczników."))
    soup = BeautifulSoup(mended(html.replace("\x00", "")), "html.parser")
    if _depth(soup) > DEEPEST:
        raise BadPage(_("Strona jest zagnieżdżona zbyt głęboko."))
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    main = _main(soup)
    _drop(main)
    if not main.get_text(strip=True):
        raise BadPage(_("Na tej stronie nie ma tekstu."))
    return title, main


def _codings(data: bytes) -> list[str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    if b"\x00" in data[:1_000]:
        raise BadPage(_("To nie jest strona HTML."))
    named = _CHARSET.search(data[:4_000])
    told = []
    if named:
        with suppress(LookupError):
            told = [codecs.lookup(named[1].decode("ascii")).name]
    return [coding for coding in (*told, "utf-8", "cp1250", "iso8859-2") if coding in _CODINGS]


def _depth(soup: BeautifulSoup) -> int:
    deepest, depths = 0, {id(soup): 0}
    for tag in soup.find_all(True):
        depths[id(tag)] = depth = depths[id(tag.parent)] + 1
        deepest = max(deepest, depth)
    return deepest


def _main(soup: BeautifulSoup) -> Tag:
    """Return the element that holds the page's text: the first of the usual ones that holds enough of it."""
    everything = len(soup.get_text())
    for selector in _MAIN:
        found = soup.select_one(selector)
        if found and len(found.get_text()) > min(200, everything // 3):
            return found
    return soup


def _drop(main: Tag) -> None:
    for comment in main.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in main.find_all(["header", "footer", "aside"]):
        if tag.parent is not None and not tag.find(["h1", "table", "dl"]):
            tag.decompose()
    for tag in main.find_all(_GONE):
        _gone(tag)
    for tag in main.find_all("button"):
        (tag.unwrap if tag.find_parent(_HEADING_TAGS) else tag.decompose)()
    for tag in main.find_all(_is_unseen):
        _gone(tag)


def _gone(tag: PageElement) -> None:
    if isinstance(tag, Tag) and not tag.decomposed:
        tag.decompose()


def _is_unseen(tag: Tag) -> bool:
    names = " ".join([*(tag.get_attribute_list("class") or []), tag.get("id") or ""])  # type: ignore[list-item]
    return bool(
        tag.has_attr("hidden")
        or tag.get("aria-hidden") == "true"
        or tag.get("role") in _GONE_ROLES
        or _UNSEEN.search(str(tag.get("style") or ""))
        or (tag.name not in ("body", "main", "article") and _GONE_NAMES.search(names))
    )
