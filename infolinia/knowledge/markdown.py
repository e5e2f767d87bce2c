"""The safe subset of Markdown that cards are written in: paragraphs, lists, emphasis, tables and plain links."""

import html
import re
from collections.abc import MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

_ALLOWED_LINK = re.compile(r"(https?://|tel:|mailto:)", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_INSIDE_WORDS = re.compile(r"</?(?:a|code|em|mark|strong)\b[^>]*>")


class _SafeMarkdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        """Allow addresses of pages, telephones and mail; everything else stays text."""
        return bool(_ALLOWED_LINK.match(url.strip()))


def _parser(*, breaks: bool = False) -> _SafeMarkdown:
    parser = _SafeMarkdown("commonmark", {"html": False, "breaks": breaks})
    parser.enable("table").disable(
        ["image", "heading", "lheading", "code", "fence", "html_block", "html_inline", "reference"]
    )
    parser.add_render_rule("link_open", _link)
    return parser


def _link(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, environment: MutableMapping[str, Any]
) -> str:
    tokens[place].attrSet("rel", "noopener noreferrer")
    return renderer.renderToken(tokens, place, options, environment)


_PARSER = _parser()
_KEEPING_LINES = _parser(breaks=True)


def render(text: str) -> str:
    """Return safe HTML of the text; raw HTML in it is shown as text, never obeyed."""
    return str(_PARSER.render(text)).strip()


def render_verses(text: str) -> str:
    """Return safe HTML of a text whose every line stays a line of its own, as easy-to-read texts are set."""
    return str(_KEEPING_LINES.render(text)).strip()


def render_line(text: str) -> str:
    """Return safe HTML of one line, without a paragraph around it."""
    return str(_PARSER.renderInline(" ".join(text.split()))).strip()


def plain(rendered: str) -> str:
    """Return the words of HTML made by `render`, on one line."""
    return " ".join(html.unescape(_TAG.sub(" ", _INSIDE_WORDS.sub("", rendered))).split())
