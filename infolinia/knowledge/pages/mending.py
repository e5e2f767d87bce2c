"""End tags that old pages leave out, put where a browser would put them (HTML standard, optional tags)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from infolinia.knowledge.pages.errors import BadPage

DEEPEST_OPEN = 400
# What no reader of tags looks into: how it begins, and how it ends. Each is found in one pass over the page.
_UNREAD = ((re.compile("<!--"), re.compile("-->")),
           (re.compile(r"<script\b", re.I), re.compile(r"</script\s*>", re.I)),
           (re.compile(r"<style\b", re.I), re.compile(r"</style\s*>", re.I)),
           (re.compile(r"<textarea\b", re.I), re.compile(r"</textarea\s*>", re.I)))  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s>/])[^<>]*>")
_EMPTY = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
# A tag that opens: which open ones it ends, and up to which one these are looked for.
_ITEMS, _LISTS = frozenset({"li"}), frozenset({"ul", "ol", "menu"})
_TERMS, _DEFINED = frozenset({"dt", "dd"}), frozenset({"dl"})
_CELLS, _ROWS, _TABLES = frozenset({"td", "th"}), frozenset({"tr", "td", "th"}), frozenset({"table"})
_ENDS = {"li": (_ITEMS, _LISTS), "dt": (_TERMS, _DEFINED), "dd": (_TERMS, _DEFINED), "td": (_CELLS, _TABLES),
         "th": (_CELLS, _TABLES), "tr": (_ROWS, _TABLES)}  # fmt: skip
_BLOCKS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "li", "table", "tr", "td", "th", "div",
     "section", "article", "form", "blockquote", "pre", "hr", "details", "fieldset", "main", "footer", "header")
)  # fmt: skip
_KEEPS_PARAGRAPH = frozenset({"button", "td", "th", "table", "object"})


def mended(html: str) -> str:
    """Return the page with the end tags of paragraphs, items, terms, rows and cells written out; comments are gone.

    Raises `BadPage` where more is open at once than a page of text ever has.
    """
    for begins, ends in _UNREAD:
        html = "".join(_outside(html, begins, ends))
    return "".join(_pieces(html))


def _outside(text: str, begins: re.Pattern[str], ends: re.Pattern[str]) -> Iterator[str]:
    """Yield what stands outside; what begins and never ends is all the rest of the page."""
    place = 0
    while start := begins.search(text, place):
        yield text[place : start.start()]
        end = ends.search(text, start.end())
        if end is None:
            return
        place = end.end()
    yield text[place:]


def _pieces(text: str) -> Iterator[str]:
    place, is_open = 0, list[str]()
    for found in _TAG.finditer(text):
        yield text[place : found.start()]
        place = found.end()
        name = found[2].lower()
        if found[1]:
            yield from _closing(name, is_open)
        else:
            yield from _opening(name, is_open)
        yield found[0]
        if not found[1] and name not in _EMPTY and not found[0].endswith("/>"):
            is_open.append(name)
            if len(is_open) > DEEPEST_OPEN:
                raise BadPage(_("Strona jest zagnieżdżona zbyt głęboko."))
    yield text[place:]


def _opening(name: str, is_open: list[str]) -> Iterator[str]:
    if name in _BLOCKS:
        yield from _end({"p"}, _KEEPS_PARAGRAPH, is_open)
    if name in _ENDS:
        ended, up_to = _ENDS[name]
        yield from _end(ended, up_to, is_open)


def _closing(name: str, is_open: list[str]) -> Iterator[str]:
    """End what stands open inside the element that ends here; its own end tag follows."""
    if name in is_open:
        while (last := is_open.pop()) != name:
            yield f"</{last}>"


def _end(names: "frozenset[str] | set[str]", up_to: frozenset[str], is_open: list[str]) -> Iterator[str]:
    """End the outermost open element of these names that no element of `up_to` separates from here."""
    start = next((at for at in range(len(is_open) - 1, -1, -1) if is_open[at] in up_to), -1) + 1
    first = next((at for at in range(start, len(is_open)) if is_open[at] in names), None)
    if first is not None:
        while len(is_open) > first:
            yield f"</{is_open.pop()}>"
