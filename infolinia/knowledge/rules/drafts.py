"""What an edition says before it is stored, and how an import record becomes one."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from infolinia.knowledge.rules import fields

LARGEST_CARD = 120_000
MOST_SECTIONS = 60


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
    for_residents: str = ""
    easy: str = ""
    sign_video: str = ""
    online: str = ""
    question_set: str = ""
    instructions: str = ""
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    def size(self) -> int:
        """Return how many signs the card's texts hold."""
        told = (value for value in vars(self).values() if isinstance(value, str))
        listed = (line for value in (self.questions, self.channels, self.sources, self.phrases) for line in value)
        return sum(map(len, (*told, *listed, *(part.text for part in self.sections))))

    def fingerprint(self) -> str:
        """Return a digest of all that is said: the same content is never published twice."""
        said = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


class BadDraft(Exception):
    """The record cannot become a card; the text lists every reason, `args` holds them one by one as `key: why`."""

    def __str__(self) -> str:
        return "; ".join(map(str, self.args))


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
    extra = {key: value[key] for key in value if key not in _READERS}
    kept = _checked("nieznane klucze", extra, fields.extra, faults)
    faults += _crossed(taken)
    if faults:
        raise BadDraft(*faults)
    card = CardDraft(**taken, extra=kept)
    if card.size() > LARGEST_CARD:
        raise BadDraft(f"cała karta: najwyżej {LARGEST_CARD} znaków razem")
    return card


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


def _crossed(taken: dict[str, Any]) -> list[str]:
    """Return the faults that two fields make together."""
    faults = []
    if taken.get("valid_from") and taken.get("valid_to") and taken["valid_from"] > taken["valid_to"]:
        faults.append("valid_to: dzień jest wcześniejszy niż valid_from")
    if taken.get("successor") and taken["successor"] == taken.get("code"):
        faults.append("successor: karta nie może zastępować samej siebie")
    return faults


def _sections(value: object) -> tuple[SectionText, ...]:
    if not isinstance(value, dict):
        raise ValueError("oczekiwano obiektu kod → tekst")
    found = [_section(code, item) for code, item in value.items() if item]
    if len(found) > MOST_SECTIONS:
        raise ValueError(f"najwyżej {MOST_SECTIONS} sekcji")
    if len({section.code for section in found}) < len(found):
        raise ValueError("ta sama sekcja jest dwa razy")
    return tuple(section for section in found if section.text or section.heading or section.peek)


def _section(code: str, value: object) -> SectionText:
    name = fields.line(60)(code)
    if not name:
        raise ValueError("sekcja bez kodu")
    if isinstance(value, list):
        return SectionText(code=name, text="\n".join(f"- {line}" for line in fields.lines(2_000)(value)))
    if isinstance(value, dict):
        _only(value, ("text", "heading", "peek"), f"sekcja {name}")
        heading, peek = fields.line(120)(value.get("heading", "")), fields.line(120)(value.get("peek", ""))
        return SectionText(code=name, text=fields.text(value.get("text", "")), heading=heading, peek=peek)
    return SectionText(code=name, text=fields.text(value))


def _fees(value: object) -> tuple[FeeLine, ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError("oczekiwano listy opłat")
    return tuple(_fee(item) for item in value)


def _fee(item: dict[str, object]) -> FeeLine:
    _only(item, tuple(FeeLine.__dataclass_fields__), "opłata")
    fee = FeeLine(
        what=fields.line(120)(item.get("what") or ""),
        amount=fields.amount(item.get("amount")),
        valid_from=fields.day(item.get("valid_from") or ""),
        valid_to=fields.day(item.get("valid_to") or ""),
        confirmed=fields.flag(item.get("confirmed", True)),
    )
    if fee.valid_from and fee.valid_to and fee.valid_from > fee.valid_to:
        raise ValueError("opłata kończy się, zanim się zacznie")
    return fee


def _only(value: dict[str, object], known: tuple[str, ...], where: str) -> None:
    """Refuse what would be lost: a key inside a section or a fee that has no place to be kept."""
    if foreign := sorted(str(key) for key in value if key not in known):
        raise ValueError(f"{where}: nie znam „{foreign[0][:40]}”; znam: {', '.join(known)}")


_READERS: dict[str, fields.Reader] = {
    "code": fields.code,
    "title": fields.line(200),
    "subject": fields.optional_code,
    "unit": fields.optional_code,
    "language": fields.language,
    "summary": fields.text,
    "answer": fields.text,
    "danger": fields.text,
    "script": fields.text,
    "memo": fields.text,
    "sections": _sections,
    "questions": fields.lines(300),
    "fees": _fees,
    "clock": fields.clock_code,
    "term": fields.line(160),
    "category": fields.optional_code,
    "visit": fields.optional_code,
    "channels": fields.lines(60),
    "forms": fields.codes,
    "related": fields.codes,
    "sources": fields.lines(300),
    "phrases": fields.lines(120),
    "reviewed_on": fields.day,
    "review_due": fields.day,
    "is_example": fields.flag,
    "for_residents": fields.text,
    "easy": fields.text,
    "sign_video": fields.address,
    "online": fields.address,
    "question_set": fields.optional_code,
    "instructions": fields.text,
    "valid_from": fields.day,
    "valid_to": fields.day,
    "successor": fields.optional_code,
}
