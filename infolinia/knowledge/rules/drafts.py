"""What an edition says before it is stored, and how an import record becomes one."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

LONGEST_TEXT = 20_000
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGES = ("pl", "en", "uk")


@dataclass(frozen=True)
class SectionText:
    """A section as its editor wrote it, in Markdown."""

    code: str
    text: str
    heading: str = ""
    peek: str = ""


@dataclass(frozen=True)
class FeeLine:
    """A fee as it is stored: an amount in złoty as text (empty: the unit names it) and its days as ISO dates."""

    what: str
    amount: str = ""
    valid_from: str = ""
    valid_to: str = ""
    confirmed: bool = True


@dataclass(frozen=True)
class CardDraft:
    """Everything an edition of a card says, checked and ready to be published."""

    code: str
    title: str
    subject: str = ""
    unit: str = ""
    language: str = "pl"
    summary: str = ""
    answer: str = ""
    danger: str = ""
    script: str = ""
    memo: str = ""
    sections: tuple[SectionText, ...] = ()
    questions: tuple[str, ...] = ()
    fees: tuple[FeeLine, ...] = ()
    clock: str = ""
    term: str = ""
    category: str = ""
    visit: str = ""
    channels: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    reviewed_on: str = ""
    review_due: str = ""
    is_example: bool = False
    extra: dict[str, Any] = field(default_factory=dict)

    def fingerprint(self) -> str:
        """Return a digest of all that is said: the same content is never published twice."""
        said = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


class BadDraft(Exception):
    """The record cannot become a card; the text lists every reason."""


def draft(value: object) -> CardDraft:
    """Return the card an import record describes; raises `BadDraft` naming every fault at once.

    Keys that the format does not know are kept in `extra` and unknown sections stay sections.
    """
    if not isinstance(value, dict):
        raise BadDraft("rekord musi być obiektem { }")
    faults: list[str] = []
    taken = {
        key: _checked(key, value[key], reader, faults) for key, reader in _READERS.items() if value.get(key) is not None
    }
    for key in ("code", "title"):
        if not taken.get(key) and not any(fault.startswith(f"{key}:") for fault in faults):
            faults.append(f"{key}: brakuje")
    if faults:
        raise BadDraft("; ".join(faults))
    extra = {key: value[key] for key in value if key not in _READERS}
    return CardDraft(**taken, extra=extra)


def record(card: CardDraft) -> dict[str, Any]:
    """Return the card as an import record: what `draft` would read back as the same card."""
    told = {key: item for key, item in asdict(card).items() if item and key not in ("sections", "extra")}
    plain = {key: list(item) if isinstance(item, tuple) else item for key, item in told.items()}
    if card.language == "pl":
        plain.pop("language", None)
    plain["sections"] = {section.code: _section_value(section) for section in card.sections}
    return {**plain, **card.extra}


def _section_value(section: SectionText) -> str | dict[str, str]:
    if not (section.heading or section.peek):
        return section.text
    return {key: item for key, item in asdict(section).items() if item and key != "code"}


def _checked(key: str, value: object, reader: Callable[[Any], Any], faults: list[str]) -> Any:
    try:
        return reader(value)
    except ValueError as error:
        faults.append(f"{key}: {error}")
        return None


def _code(value: object) -> str:
    if not isinstance(value, str) or not _CODE.fullmatch(value) or len(value) > 60:
        raise ValueError("kod to najwyżej 60 małych liter bez polskich znaków, cyfr i myślników")
    return value


def _optional_code(value: object) -> str:
    return _code(value) if value else ""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("oczekiwano tekstu")
    if len(value) > LONGEST_TEXT or "\x00" in value:
        raise ValueError(f"najwyżej {LONGEST_TEXT} znaków, bez znaku zerowego")
    return value.strip()


def _line(limit: int) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = " ".join(_text(value).split())
        if len(text) > limit:
            raise ValueError(f"najwyżej {limit} znaków")
        return text

    return read


def _lines(limit: int) -> Callable[[object], tuple[str, ...]]:
    def read(value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise ValueError("oczekiwano listy tekstów")
        return tuple(dict.fromkeys(line for item in value if (line := _line(limit)(item))))

    return read


def _codes(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("oczekiwano listy kodów")
    return tuple(_code(item) for item in value)


def _day(value: object) -> str:
    text = _text(value)
    if text:
        date.fromisoformat(text)
    return text


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("oczekiwano true albo false")
    return value


def _language(value: object) -> str:
    if value not in _LANGUAGES:
        raise ValueError("język to pl, en albo uk")
    return str(value)


def _sections(value: object) -> tuple[SectionText, ...]:
    if not isinstance(value, dict):
        raise ValueError("oczekiwano obiektu kod → tekst")
    return tuple(_section(code, item) for code, item in value.items() if item)


def _section(code: str, value: object) -> SectionText:
    name = _line(60)(code)
    if not name:
        raise ValueError("sekcja bez kodu")
    if isinstance(value, list):
        return SectionText(code=name, text="\n".join(f"- {line}" for line in _lines(2_000)(value)))
    if isinstance(value, dict):
        heading, peek = _line(120)(value.get("heading", "")), _line(120)(value.get("peek", ""))
        return SectionText(code=name, text=_text(value.get("text", "")), heading=heading, peek=peek)
    return SectionText(code=name, text=_text(value))


def _fees(value: object) -> tuple[FeeLine, ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError("oczekiwano listy opłat")
    return tuple(_fee(item) for item in value)


def _fee(item: dict[str, object]) -> FeeLine:
    amount = item.get("amount")
    text = "" if amount is None else str(amount).replace(",", ".").strip()
    try:
        wrong = text != "" and not (Decimal(text).is_finite() and Decimal(text) >= 0)
    except InvalidOperation:
        wrong = True
    if wrong:
        raise ValueError(f"kwota {text!r} nie jest liczbą")
    return FeeLine(
        what=_line(120)(item.get("what", "")),
        amount=text,
        valid_from=_day(item.get("valid_from", "")),
        valid_to=_day(item.get("valid_to", "")),
        confirmed=_flag(item.get("confirmed", True)),
    )


_READERS: dict[str, Callable[[Any], Any]] = {
    "code": _code,
    "title": _line(200),
    "subject": _optional_code,
    "unit": _optional_code,
    "language": _language,
    "summary": _text,
    "answer": _text,
    "danger": _text,
    "script": _text,
    "memo": _text,
    "sections": _sections,
    "questions": _lines(300),
    "fees": _fees,
    "clock": _optional_code,
    "term": _line(160),
    "category": _optional_code,
    "visit": _optional_code,
    "channels": _lines(60),
    "forms": _codes,
    "related": _codes,
    "sources": _lines(300),
    "phrases": _lines(120),
    "reviewed_on": _day,
    "review_due": _day,
    "is_example": _flag,
}
