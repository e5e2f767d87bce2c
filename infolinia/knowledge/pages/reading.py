"""A saved page of a service card as parts: headings, what stands under them, and which section each means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from django.utils.translation import gettext as _
from markdownify import MarkdownConverter

from infolinia.knowledge.pages.cleaning import cleaned
from infolinia.knowledge.pages.errors import BadPage
from infolinia.knowledge.rules.page_headings import OWN, SKIP, SUMMARY, is_heading, section_of

MOST_PARTS = 60
LONGEST_PART = 20_000
LONGEST_PAGE = 200_000
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "caption", "legend"}
_BLOCKS = {"p", "ul", "ol", "table", "dl", "div", "section", "article", "details", "form", "fieldset", "blockquote",
           "main", "body", "header", "footer", "center", "font", "span", "tbody", "thead", "tr", "td", "th", "dd", "li",
           "address", "pre", "figure", "figcaption", "hr", "[document]", "html", "aside"}  # fmt: skip
_GOES_INTO = {"div", "section", "article", "details", "form", "fieldset", "main", "body", "header", "footer", "center",
              "[document]", "html", "aside", "tbody", "thead", "figure", "dl"}  # fmt: skip
_SAFE_LINK = re.compile(r"(https?://|tel:|mailto:)", re.IGNORECASE)
_BOLD = re.compile(r"^(?:\d+[.)]\s*)?\*\*([^*\n]{3,120}?)\*\*[ \t]*:?", re.MULTILINE)
_BLANK = re.compile(r"\n{3,}")
_TITLE_ENDS = re.compile(r"\s+[-|–—»:]\s+")


@dataclass(frozen=True)
class Part:
    """A piece of the page: its heading there, its text in Markdown, and where it belongs in a card.

    `target` is the code of a section, or one of `rules.page_headings`: the summary, an own section, to be skipped.
    `is_known` says that the heading was recognised; parts without a heading are what was left over.
    """

    heading: str
    text: str
    target: str
    is_known: bool


@dataclass(frozen=True)
class Page:
    """A page read: the title that its card may have, its parts in order, and what belongs to no part."""

    title: str
    parts: tuple[Part, ...]
    left: tuple[Part, ...]


def read_page(html: str) -> Page:
    """Return the parts of a page; raises `BadPage` for a page that has no text or cannot be read."""
    own_title, main = cleaned(html)
    if len(main.get_text()) > LONGEST_PAGE:
        raise BadPage(_("Na tej stronie jest za dużo tekstu na jedną kartę."))
    first = main.find("h1")
    title = _line(first) if isinstance(first, Tag) else ""
    if isinstance(first, Tag):
        first.decompose()
    found = [_part(heading, text) for heading, text in _gathered(main) if text or heading]
    parts = [part for part in found if part.heading and part.text]
    left = [part for part in found if not part.heading]
    if left and not any(part.target == SUMMARY for part in parts):
        parts.insert(0, replace(left.pop(0), target=SUMMARY))
    unclaimed = [replace(part, text=part.heading, heading="") for part in found if part.heading and not part.text]
    return Page(
        title=(title or _TITLE_ENDS.split(own_title)[0])[:200],
        parts=tuple(parts[:MOST_PARTS]),
        left=(*left, *unclaimed, *(replace(part, target=SKIP) for part in parts[MOST_PARTS:]))[:MOST_PARTS],
    )


def _part(heading: str, text: str) -> Part:
    known = section_of(heading) if heading else ""
    return Part(heading[:120], text[:LONGEST_PART], known or (OWN if heading else SKIP), bool(known))


def _gathered(main: Tag) -> Iterator[tuple[str, str]]:
    """Yield each heading with the Markdown under it; text before the first heading has none."""
    heading, under = "", list[str]()
    for kind, value in _pieces(main):
        if kind == "heading":
            if heading or under:
                yield from _told(heading, under)
            heading, under = value, []
        elif value:
            under.append(value)
    yield from _told(heading, under)


def _told(heading: str, under: list[str]) -> Iterator[tuple[str, str]]:
    if heading:
        yield heading, _BLANK.sub("\n\n", "\n\n".join(under)).strip()
    else:
        yield from (("", text) for text in under)


def _pieces(tag: Tag) -> Iterator[tuple[str, str]]:
    """Yield headings and texts in the order of the page."""
    loose: list[PageElement] = []
    for child in list(tag.children):
        is_block = isinstance(child, Tag) and (child.name in _BLOCKS - {"span", "font"} or child.name in _HEADINGS)
        if not is_block:
            loose.append(child)
            continue
        yield from _flush(loose)
        yield from _block(child)  # type: ignore[arg-type]
    yield from _flush(loose)


def _flush(loose: list[PageElement]) -> Iterator[tuple[str, str]]:
    html = "".join(_source(item) for item in loose)
    loose.clear()
    if html.strip():
        yield from _bold_start(_markdown(BeautifulSoup(html, "html.parser")))


def _block(tag: Tag) -> Iterator[tuple[str, str]]:
    if tag.name in _HEADINGS:
        line = _line(tag)
        yield ("heading", line) if line and (is_heading(line) or section_of(line)) else ("text", line)
    elif tag.name == "table":
        yield from _table(tag)
    elif tag.name == "dd" or tag.name in _GOES_INTO:
        yield from _pieces(tag)
    elif tag.name in ("ul", "ol") and (rows := _list_of_headings(tag)):
        for row in rows:
            yield from _pieces(row)
    else:
        yield from _bold_start(_markdown(tag))


def _table(tag: Tag) -> Iterator[tuple[str, str]]:
    """Yield a table's rows as parts where its first column holds headings, else the table whole."""
    rows = [list(row.find_all(["th", "td"], recursive=False)) for row in tag.find_all("tr")]
    rows = [row for row in rows if row]
    named = [row for row in rows if len(row) in (2, 3) and section_of(_line(row[-2])) and is_heading(_line(row[-2]))]
    if len(named) >= 2 and len(named) * 2 >= len(rows):
        for row in rows:
            if len(row) >= 2:
                yield "heading", _line(row[-2])
                yield from _cell(row[-1])
            else:
                yield from _cell(row[0])
    elif rows and all(len(row) == 1 for row in rows):
        for row in rows:
            yield from _pieces(row[0])
    elif tag.find("table") or not tag.get_text(strip=True):
        for row in rows:
            for cell in row:
                yield from _pieces(cell)
    else:
        yield "text", _markdown(tag)


def _cell(cell: Tag) -> Iterator[tuple[str, str]]:
    cell.name = "div"  # what it holds stands alone from here on
    yield "text", _markdown(cell)


def _list_of_headings(tag: Tag) -> list[Tag]:
    """Return the items of a list whose items are the parts of the card (numbered bold headings), else nothing."""
    items = tag.find_all("li", recursive=False)
    named = [item for item in items if _own_heading(item)]
    return items if len(named) >= 3 and len(named) * 2 >= len(items) else []


def _own_heading(item: Tag) -> bool:
    first = next(
        (child for child in item.children if not (isinstance(child, NavigableString) and not child.strip())), None
    )
    return isinstance(first, Tag) and first.name in {"strong", "b", *_HEADINGS, "p"} and bool(section_of(_line(first)))


def _bold_start(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text; each line that begins with a bold heading that is known, or is nothing else, begins a part."""
    heads = [found for found in _BOLD.finditer(text) if _names_part(found, text)]
    if before := text[: heads[0].start() if heads else len(text)].strip():
        yield "text", before
    for found, following in zip_longest(heads, heads[1:]):
        yield "heading", found[1].strip(" :")
        rest = text[found.end() : following.start() if following else len(text)]
        if rest := rest.strip(" :–-\n"):
            yield "text", rest


def _names_part(found: re.Match[str], text: str) -> bool:
    name = found[1].strip(" :")
    is_alone = found.start() == 0 and not text[found.end() :].strip(" :\n")
    return is_heading(name) and (is_alone or bool(section_of(name)))


class _Converter(MarkdownConverter):
    """Markdown that cards know: no pictures, no headings, links only to pages, telephones and mail."""

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Keep a link that is safe, else its words."""
        address = str(el.get("href") or "").strip()
        words = " ".join(text.split())
        if not words or not _SAFE_LINK.match(address) or re.search(r"[\s<>()]", address):
            return text
        return f"[{words}]({address})"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Set a heading inside a part in bold."""
        return f"\n\n**{' '.join(text.split())}**\n\n" if text.strip() else ""


_CONVERTER = _Converter(bullets="-", strong_em_symbol="*", escape_misc=False, table_infer_header=True)


def _markdown(tag: Tag) -> str:
    """Return the Markdown of what an element holds."""
    if not tag.get_text(strip=True):
        return ""
    made = _CONVERTER.convert_soup(tag)
    lines = [line.rstrip() for line in made.replace("\xa0", " ").splitlines()]
    return _BLANK.sub("\n\n", "\n".join(lines)).strip()


def _source(item: PageElement) -> str:
    return item.output_ready() if isinstance(item, NavigableString) else str(item)


def _line(tag: Tag) -> str:
    return " ".join(tag.get_text(" ", strip=True).split()).strip(" :•–-")
