"""What mail servers and readers' programs report of messages of ours (RFC 3464, RFC 8098), or write as prose."""

import re
from email.message import Message

from infolinia.correspondence.rules.incoming import DELAYED, DELIVERED, DISPLAYED, EXPANDED, FAILED, RELAYED, Report

_ID = re.compile(r"<[^<>\s]{3,250}>")
_CODE = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_DAEMON = re.compile(r"^(mailer-daemon|postmaster|mail-daemon)@")
_WAITS = re.compile(r"delay|will (?:keep|continue|retry)|opóźni|not yet been delivered|warning", re.IGNORECASE)
_FAILS = re.compile(
    r"undeliver|delivery (?:has )?failed|failure notice|returned mail|niedostarcz|nie dostarczono"
    r"|could not be delivered|wasn't delivered|nie udało się dostarczyć|mail delivery (?:failed|system)",
    re.IGNORECASE,
)
_ACTIONS = {one: one for one in (FAILED, DELAYED, DELIVERED, RELAYED, EXPANDED)}
_BODY = 100_000


def report_in(mail: Message, sender: str) -> Report | None:
    """Return the report that the letter carries, or nothing when it is no report."""
    kind = str(mail.get_param("report-type", "")).lower() if mail.get_content_type() == "multipart/report" else ""
    if kind == "delivery-status":
        return _delivery(mail)
    if kind == "disposition-notification":
        return _disposition(mail)
    if _DAEMON.match(sender) or str(mail.get("Return-Path", "")).strip() == "<>":
        return _guessed(mail)
    return None


def _delivery(mail: Message) -> Report:
    groups = _groups(mail, "message/delivery-status")
    told = [group for group in groups if group.get("Action")] or groups
    worst = min(told, key=lambda group: _order(_value(group, "Action")), default=None)
    action = _ACTIONS.get(_value(worst, "Action").lower(), "") if worst else ""
    code = _found_code(_value(worst, "Status") if worst else "")
    return Report(
        action=action or _action_of(code),
        about=_returned_ids(mail),
        recipient=_after_type(_value(worst, "Final-Recipient") or _value(worst, "Original-Recipient"))[:254],
        code=code,
        reason=_after_type(_value(worst, "Diagnostic-Code"))[:300],
    )


def _disposition(mail: Message) -> Report | None:
    group = next(iter(_groups(mail, "message/disposition-notification")), None)
    if group is None:
        return None
    said = _value(group, "Disposition").lower()
    own = tuple(_ID.findall(_value(group, "Original-Message-ID")))
    displayed = "displayed" in said.rpartition(";")[2]
    recipient = _after_type(_value(group, "Final-Recipient"))[:254]
    return Report(DISPLAYED if displayed else RELAYED, own or _returned_ids(mail), recipient)


def _guessed(mail: Message) -> Report | None:
    """Return the report that a server wrote as a plain letter: only when it names a message and says what became of it.

    An automatic answer may come with an empty return path too; one that says nothing of failure is none of these.
    """
    text = f"{mail.get('Subject', '')}\n{_all_text(mail)}"
    failed_for = str(mail.get("X-Failed-Recipients", "")).strip()
    if not failed_for and not _FAILS.search(text):
        return None
    waits = not failed_for and bool(_WAITS.search(str(mail.get("Subject", ""))))
    code = _found_code(text)
    return Report(
        action=DELAYED if waits or code.startswith("4") else FAILED,
        about=tuple(dict.fromkeys(_ID.findall(text)))[:20],
        recipient=failed_for[:254],
        code=code,
        reason=" ".join(_all_text(mail).split())[:300],
    )


def _groups(mail: Message, kind: str) -> list[Message]:
    """Return the groups of fields of the report's machine part, however a server wrapped them."""
    found: list[Message] = []
    for part in mail.walk():
        if part.get_content_type() == kind:
            payload = part.get_payload()
            found += [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else [part]
    return found


def _returned_ids(mail: Message) -> tuple[str, ...]:
    """Return the Message-IDs of what came back: the head of the returned letter, else whatever looks like one."""
    ids: list[str] = []
    for part in mail.walk():
        if part is mail:
            continue
        if part.get_content_type() == "text/rfc822-headers":
            ids += _ID.findall(" ".join(re.findall(r"(?im)^message-id:\s*(\S+)", _text(part))))
        elif part.get("Message-ID"):
            ids += _ID.findall(str(part.get("Message-ID")))
    return tuple(dict.fromkeys(ids or _ID.findall(_all_text(mail))))[:20]


def _all_text(mail: Message) -> str:
    texts = (_text(part) for part in mail.walk() if part.get_content_maintype() == "text")
    return "\n".join(texts)[:_BODY]


def _text(part: Message) -> str:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return ""
    return content.decode("utf-8", errors="replace")[:_BODY] if isinstance(content, bytes) else ""


def _value(group: Message | None, name: str) -> str:
    return " ".join(str(group.get(name, "")).split()) if group is not None else ""


def _after_type(value: str) -> str:
    """Return `a@b` of `rfc822; a@b`."""
    return value.partition(";")[2].strip() if ";" in value else value


def _found_code(text: str) -> str:
    found = _CODE.search(text)
    return found.group(1) if found else ""


def _action_of(code: str) -> str:
    return {"2": DELIVERED, "4": DELAYED}.get(code[:1], FAILED)


def _order(action: str) -> int:
    """Return how bad it is: one report may speak of several recipients, and ours has one."""
    order = (FAILED, DELAYED, RELAYED, EXPANDED, DELIVERED)
    return order.index(action.lower()) if action.lower() in order else len(order)
