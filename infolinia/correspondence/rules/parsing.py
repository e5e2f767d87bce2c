"""A letter's bytes become its parts. Nothing here raises: what cannot be read is named and the rest is kept."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import collapse_rfc2231_value, getaddresses, parsedate_to_datetime

from infolinia.correspondence.rules import reports
from infolinia.correspondence.rules.incoming import Parsed, Part, Signs
from infolinia.correspondence.rules.plain_text import from_html, tidy

MOST_PARTS, DEEPEST = 60, 6
MOST_TEXT = 200_000
MOST_HEAD = 4_000
OWN_MARK = "X-Infolinia"
# What the standard library raises over head lines that no program ever wrote in good faith.
_FAULTS = (ValueError, LookupError, AssertionError, TypeError, AttributeError, MessageError)
_ID = re.compile(r"<[^<>\s]{3,250}>")
_DAEMON = re.compile(r"^(mailer-daemon|postmaster|mail-daemon)@")
_AUTO_HEADS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply-From", "X-Mail-Autoreply")


def parse(raw: bytes) -> Parsed:
    """Return the letter's parts; the worst garbage becomes a letter without a sender, with what can be read of it."""
    try:
        return _taken_apart(raw)
    except (*_FAULTS, RecursionError, MemoryError):
        return Parsed(text=tidy(decoded(raw[:MOST_TEXT], None)), defects=("cut_off",))


def _taken_apart(raw: bytes) -> Parsed:
    mail = message_from_bytes(raw, policy=compat32)
    walk = _Walk()
    walk.read(mail, 0)
    sender_name, sender = _first_address(mail, "From")
    return Parsed(
        message_id=(_ids(mail, "Message-ID")[:1] and _ids(mail, "Message-ID")[0]) or "",
        answers_to=_thread(mail),
        sender=sender,
        sender_name=sender_name,
        reply_to=_first_address(mail, "Reply-To")[1],
        recipients=tuple(address for _, address in _addresses(mail, "To", "Cc", "Delivered-To")),
        subject=head(mail, "Subject"),
        sent_at=_date(mail),
        text=walk.text(),
        parts=tuple(walk.parts),
        signs=_signs(mail, sender),
        report=reports.report_in(mail, sender),
        defects=tuple(walk.defects),
    )


def head(mail: Message, name: str) -> str:
    """Return one head line decoded and on one line; unknown character sets are guessed."""
    value = mail.get(name)
    if value is None:
        return ""
    try:
        pieces = decode_header(str(value)[:MOST_HEAD])
        text = "".join(decoded(piece, charset) if isinstance(piece, bytes) else piece for piece, charset in pieces)
    except _FAULTS:
        text = str(value)[:MOST_HEAD]
    return " ".join(_told(text).split())


def decoded(content: bytes, charset: str | None) -> str:
    """Return the bytes as text: by the declared set, else UTF-8, else the set of old Polish mail; NULs go."""
    for name in (charset, "utf-8", "cp1250"):
        try:
            if name:
                return content.decode(name).replace("\0", "")
        except (LookupError, UnicodeError):
            continue
    return content.decode("utf-8", errors="replace").replace("\0", "")


class _Walk:
    """Collects texts and attachments; a tree too deep or too wide is cut off, and that is said."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.parts: list[Part] = []
        self.defects: list[str] = []
        self._seen = 0

    def read(self, part: Message, depth: int) -> None:
        """Take one node of the tree."""
        self._seen += 1
        if depth > DEEPEST or self._seen > MOST_PARTS:
            if "cut_off" not in self.defects:
                self.defects.append("cut_off")
            return
        kind, payload = part.get_content_type(), part.get_payload()
        if not isinstance(payload, list):
            self._leaf(part, kind)
            return
        children = [child for child in payload if isinstance(child, Message)]
        if kind == "message/rfc822" and children:
            self._enclosed(children[0], depth)
        elif kind == "multipart/alternative":
            self._best_of(children, depth)
        elif kind not in ("message/delivery-status", "message/disposition-notification"):
            for child in children:
                self.read(child, depth + 1)

    def text(self) -> str:
        """Return what was collected, as much of it as a person would read."""
        return tidy("\n\n".join(self.texts)[: 4 * MOST_TEXT])[:MOST_TEXT]

    def _best_of(self, children: list[Message], depth: int) -> None:
        """Of several forms of one text take the plain one when it says anything; of the others only attachments."""
        before = len(self.texts), len(self.parts)
        plain = [child for child in children if child.get_content_type() == "text/plain"]
        rest = [child for child in children if child not in plain]
        for child in plain:
            self.read(child, depth + 1)
        said = any(text.strip() for text in self.texts[before[0] :]) or len(self.parts) > before[1]
        written = len(self.texts)
        for child in rest:
            self.read(child, depth + 1)
        if said:
            del self.texts[written:]

    def _enclosed(self, mail: Message, depth: int) -> None:
        """A letter inside the letter: its text becomes an attachment that can be read, its attachments stay."""
        walk = _Walk()
        walk._seen = self._seen
        walk.read(mail, depth + 1)
        self._seen = walk._seen
        lines = [f"{name}: {head(mail, name)}" for name in ("From", "To", "Date", "Subject") if mail.get(name)]
        text = "\n".join([*lines, "", walk.text()])
        name = f"{head(mail, 'Subject')[:60] or 'list'}.txt"
        self.parts += [Part(name, "text/plain", text.encode()), *walk.parts]
        self.defects += [one for one in walk.defects if one not in self.defects]

    def _leaf(self, part: Message, kind: str) -> None:
        name = _name(part)
        content = _content(part)
        is_text = kind in ("text/plain", "text/html") and not name and part.get_content_disposition() != "attachment"
        if kind in ("message/delivery-status", "message/disposition-notification", "text/rfc822-headers"):
            return
        if not is_text:
            if content or name:
                self.parts.append(Part(name, kind, content))
            return
        text = decoded(content, _charset(part))
        self.texts.append(from_html(text[: 4 * MOST_TEXT]) if kind == "text/html" else text)


def _content(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except _FAULTS:
        content = None
    if isinstance(content, bytes):
        return content
    payload = part.get_payload()
    return payload.encode("utf-8", errors="replace") if isinstance(payload, str) else b""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError):
        return None


def _name(part: Message) -> str:
    try:
        found = part.get_param("filename", None, "content-disposition") or part.get_param("name", None)
        text = collapse_rfc2231_value(found) if found else ""
        pieces = decode_header(text) if text else []
        whole = "".join(decoded(piece, charset) if isinstance(piece, bytes) else piece for piece, charset in pieces)
    except _FAULTS:
        return "bez-nazwy"
    return _told(whole)[:200]


def _addresses(mail: Message, *names: str) -> Iterator[tuple[str, str]]:
    for name in names:
        values = [str(value)[:MOST_HEAD] for value in mail.get_all(name, [])]
        try:
            found = getaddresses(values)
        except _FAULTS:
            continue
        for shown, address in found:
            if "@" in address:
                yield _decoded_name(shown), _told(address).strip().lower()[:254]


def _first_address(mail: Message, name: str) -> tuple[str, str]:
    return next(_addresses(mail, name), ("", ""))


def _decoded_name(text: str) -> str:
    try:
        pieces = decode_header(text)
        whole = "".join(decoded(piece, charset) if isinstance(piece, bytes) else piece for piece, charset in pieces)
    except _FAULTS:
        whole = text
    return " ".join(_told(whole).split())[:120]


def _ids(mail: Message, name: str) -> tuple[str, ...]:
    return tuple(_ID.findall(_told(" ".join(str(value) for value in mail.get_all(name, []))[: 4 * MOST_HEAD])))


def _thread(mail: Message) -> tuple[str, ...]:
    """Return the ids this letter answers, the nearest first (RFC 5322, 3.6.4)."""
    near, far = _ids(mail, "In-Reply-To"), reversed(_ids(mail, "References"))
    return tuple(dict.fromkeys([*near, *far]))[:50]


def _date(mail: Message) -> datetime | None:
    try:
        told = parsedate_to_datetime(str(mail.get("Date", "")))
        return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _signs(mail: Message, sender: str) -> Signs:
    path = str(mail.get("Return-Path", "")).strip()
    return Signs(
        auto_submitted=head(mail, "Auto-Submitted").partition(";")[0].strip().lower(),
        precedence=head(mail, "Precedence").lower(),
        says_auto=any(mail.get(name) is not None for name in _AUTO_HEADS),
        from_list=mail.get("List-Id") is not None,
        empty_return_path=path == "<>",
        from_daemon=bool(_DAEMON.match(sender)),
        ours=mail.get(OWN_MARK) is not None,
        hops=len(mail.get_all("Received", [])),
    )


def _told(text: str) -> str:
    """Return the text without NULs and lone surrogates, which no database keeps."""
    return text.replace("\0", "").encode("utf-8", errors="replace").decode()
