"""Plain text out of what people's programs write: HTML without its tricks, and answers without what they quote."""

import re
import unicodedata
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol"}
)
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "svg"})
_VOID = frozenset(
    {"br", "img", "hr", "meta", "link", "input", "col", "wbr", "area", "base", "embed", "source", "track"}
)
_IN_HEAD = frozenset({"title", "style", "script", "meta", "link", "base", "noscript", "template", "object"})
# Elements whose end a page need not write: the next block, or the end of what they stand in, ends them.
_UNENDED = frozenset({"p", "li", "tr", "td", "th", "dt", "dd", "option"})
_RUNS = frozenset({"script", "style", "template"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:\.0*)?(?![\d.])", re.IGNORECASE)
MOST_LINES, LONGEST_MARK = 2_000, 600
_MARKS = frozenset("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad")
# Where a program begins to repeat what it answers, in the languages that residents of the city write.
_QUOTES = re.compile(
    r"^\s*(?:"
    r"-{2,}\s*(?:Original Message|Wiadomość oryginalna|Oryginalna wiadomość|Treść oryginalnej wiadomości"
    r"|Forwarded message|Wiadomość przekazana|Исходное сообщение|Оригінальне повідомлення)\s*-{2,}"
    r"|(?:W dniu|Dnia|On|pon\.?|wt\.?|śr\.?|czw\.?|pt\.?|sob\.?|niedz\.?),?\s.{4,160}"
    r"(?:pisze|napisał|napisała|napisał\(a\)|wrote|użytkownik .{1,120} napisał)\s*:"
    r"|(?:Від|Від кого|Вт|Пн|Ср|Чт|Пт|Сб|Нд).{4,160}(?:пише|написав|написала)\s*:"
    r"|_{20,}"
    r")\s*$",
    re.IGNORECASE,
)
_OUTLOOK = re.compile(r"^\s*\**(?:Od|From|Від)\s*:\**\s.+", re.IGNORECASE)
_OUTLOOK_NEXT = re.compile(r"^\s*\**(?:Wysłano|Data|Sent|Date|Do|To|Надіслано)\s*:", re.IGNORECASE)


def tidy(text: str) -> str:
    """Return hostile text with one kind of line end, without control signs and marks that turn letters round."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    clean = ("".join(letter for letter in line if _shows(letter)).rstrip() for line in lines)
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(clean)).strip()


def _shows(letter: str) -> bool:
    return letter == "\t" or (letter not in _MARKS and unicodedata.category(letter) not in ("Cc", "Cs", "Co"))


def from_html(page: str) -> str:
    """Return what a person would read of the page: no scripts, nothing hidden, links with their true address.

    A page that would then say nothing at all is read with what it hides: an empty letter helps nobody.
    """
    whole = _whole_tags(page)
    return _read(whole, hides=True) or _read(whole, hides=False)


def _whole_tags(page: str) -> str:
    """Return the page without what only begins, a tag or a comment: the parser looks for its end again and again."""
    comments_end = page.rfind("-->") + 1
    page = page[:comments_end] + page[comments_end:].replace("<!--", "")
    page = page.replace("<![", "<!")
    unfinished = re.compile(r"<[A-Za-z/!?]").search(page, page.rfind(">") + 1)
    return page[: unfinished.start()] if unfinished else page


def _read(page: str, *, hides: bool) -> str:
    reader = _Reader(hides)
    try:
        reader.feed(page)
        reader.close()
    except (ValueError, AssertionError):
        pass  # what was read before the fault is kept
    text = "".join(reader.said)
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self, hides: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._hides = hides
        self.said: list[str] = []
        self._silent: list[str] = []
        self._link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._end_before(tag)
        if self._silent or self._is_silent(tag, given):
            if tag not in _VOID:
                self._silent.append(tag)
            return
        if tag in _BLOCKS:
            self.said.append("\n")
        if tag == "li":
            self.said.append("– ")
        if tag == "img" and given.get("alt"):
            self.said.append(f"[{given['alt']}]")
        if tag == "a" and given.get("href"):
            self._link = (given["href"] or "", len(self.said))

    def _is_silent(self, tag: str, given: dict[str, str | None]) -> bool:
        if not self._hides:
            return tag in _RUNS
        return tag in _SILENT or bool(_HIDDEN.search(given.get("style") or "")) or "hidden" in given

    def _end_before(self, tag: str) -> None:
        """End what is silent and what this tag ends by its beginning: a head by the body, a paragraph by the next."""
        if (self._silent == ["head"] and tag not in _IN_HEAD) or (tag == "body" and "head" in self._silent):
            self._silent.clear()
        elif self._silent and self._silent[-1] in {"p", tag} & _UNENDED and tag in _UNENDED | (_BLOCKS - {"br"}):
            self._silent.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._silent and self._silent[0] in _UNENDED and tag in _BLOCKS and tag not in self._silent:
            self._silent.clear()  # what it stands in ends
        if self._silent:
            if tag in self._silent:
                while self._silent.pop() != tag:
                    pass
            return
        if tag == "a" and self._link:
            self._end_link()
        if tag in _BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(re.sub(r"\s+", " ", data))

    def _end_link(self) -> None:
        """Say where the link goes when its words do not: the usual trick is to write one address and mean another."""
        href, since = self._link or ("", 0)
        self._link = None
        words = "".join(self.said[since:]).strip()
        goes_out = href.startswith(("http://", "https://"))
        if goes_out and href.rstrip("/") not in (words.rstrip("/"), f"https://{words}", f"http://{words}"):
            self.said.append(f" <{href[:500]}>")


def without_quote(text: str) -> tuple[str, str]:
    """Return what the person wrote now, and what their program repeated of earlier letters below it.

    Someone who answers between the lines of a quotation loses nothing: then there is no quotation to put away.
    """
    lines = text.split("\n")
    below = _below(lines)
    last_own = max((index for index, line in enumerate(lines) if line.strip() and not line.startswith(">")), default=-1)
    has_fresh = False
    for index, line in enumerate(lines[:MOST_LINES]):
        if has_fresh and _begins_quote(lines, index, below[index + 1]):
            return "\n".join(lines[:index]).strip(), "\n".join(lines[index:]).strip()
        if line.startswith(">") and index > last_own:
            fresh = "\n".join(lines[:index]).strip()
            return (fresh, "\n".join(lines[index:]).strip()) if fresh else (text, "")
        has_fresh = has_fresh or bool(line.strip())
    return text, ""


def _below(lines: list[str]) -> list[tuple[int, int]]:
    """Return, for each line, how many lines from it on say anything, and how many of them are marked as quoted."""
    found = [(0, 0)]
    for line in reversed(lines):
        said, marked = found[-1]
        found.append((said + bool(line.strip()), marked + line.lstrip().startswith(">")))
    return found[::-1]


def _begins_quote(lines: list[str], index: int, below: tuple[int, int]) -> bool:
    line = lines[index]
    if len(line) > LONGEST_MARK:
        return False
    if _OUTLOOK.match(line) and any(_OUTLOOK_NEXT.match(each) for each in _next_said(lines, index)):
        return True
    joined = f"{line} {lines[index + 1][:LONGEST_MARK]}" if index + 1 < len(lines) else line
    if not (_QUOTES.match(line) or (len(line) > 20 and _QUOTES.match(joined))):
        return False
    said, marked = below
    return not marked or marked >= said - 1


def _next_said(lines: list[str], index: int) -> list[str]:
    """Return the four lines below that say anything; further than twenty down nothing belongs to a head."""
    return [each for each in lines[index + 1 : index + 21] if each.strip()][:4]


def plain_subject(subject: str) -> str:
    """Return the subject without `Re:`, `Odp:`, `Fwd:` and their like: what letters of one thread share."""
    text = re.sub(
        r"^\s*(?:(?:re|odp|fw|fwd|pd|sv|aw|вiдп|відп)\s*(?:\[\d+\])?\s*:\s*)+", "", subject, flags=re.IGNORECASE
    )
    return " ".join(text.split())
