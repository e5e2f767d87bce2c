"""A card's text as a form holds it: each field with the values typed into it, faulty ones too.

Between the form and the draft: `from_post` reads what was sent, `from_draft` what is stored, `to_draft` gives what an
operation stores. Nothing is judged here.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import QueryDict

from infolinia.core.text import storable
from infolinia.knowledge.rules import headings
from infolinia.knowledge.rules.drafts import CardDraft, FeeLine, SectionText

Typed = dict[str, tuple[str, ...]]

TEXTS = (
    "title", "summary", "answer", "danger", "script", "for_residents", "memo", "instructions", "easy", "sign_video",
    "online", "clock", "term", "category", "question_set", "visit", "review_due",
)  # fmt: skip
LINES = ("questions", "sources")
CODES = ("channels", "forms", "related")
SECTION, HEADING, PEEK = "section-", "heading-", "peek-"
FEES = "fees"
FEE_PARTS = ("what", "amount", "valid_from", "valid_to", "confirmed")
QUESTIONS = "o-co-zapytac"
MARK = "pisano"
"""When the last key was pressed, by the clock of the browser: by it a tab knows whether the server has its text."""


def from_post(sent: QueryDict) -> Typed:
    """Return what a form sent. Fields that no card has are left out; NUL, which nothing can store, is too."""
    typed: Typed = {name: (_clean(sent.get(name, "")),) for name in (*TEXTS, *LINES)}
    typed |= {name: _several(sent.getlist(name)) for name in CODES}
    typed |= {name: (_clean(sent.get(name, "")),) for name in sent if name.startswith((SECTION, HEADING, PEEK))}
    typed[FEES] = tuple(fee_row(parts) for parts in _fee_rows(sent) if any(part.strip() for part in parts[:4]))
    return typed


def from_draft(draft: CardDraft) -> Typed:
    """Return the stored text as its form would send it unchanged."""
    typed: Typed = {name: (getattr(draft, name),) for name in TEXTS}
    typed |= {name: ("\n".join(getattr(draft, name)),) for name in LINES}
    typed |= {name: tuple(getattr(draft, name)) for name in CODES}
    stored = {section.code: section for section in draft.sections}
    for code in dict.fromkeys((*fixed_sections(), *stored)):
        section = stored.get(code, SectionText(code, ""))
        typed[SECTION + code], typed[PEEK + code] = (section.text,), (section.peek,)
        if code not in headings.HEADINGS["pl"] or section.heading:
            typed[HEADING + code] = (section.heading,)
    typed[FEES] = tuple(
        fee_row((fee.what, fee.amount, fee.valid_from, fee.valid_to, "yes" if fee.confirmed else "no"))
        for fee in draft.fees
    )
    return typed


def to_draft(typed: Mapping[str, Iterable[str]], stored: CardDraft) -> CardDraft:
    """Return the stored draft with everything that a form shows as it was typed; the rest stays."""
    texts: dict[str, Any] = {name: one(typed, name).strip() for name in TEXTS}
    texts |= {name: tuple(line for line in one(typed, name).splitlines() if line.strip()) for name in LINES}
    texts |= {name: _in_order(typed.get(name, ()), getattr(stored, name)) for name in CODES}
    sections = tuple(section for code in section_codes(typed) if (section := _section(typed, code)))
    return replace(stored, **texts, sections=sections, fees=tuple(_fee(row) for row in typed.get(FEES, ())))


def from_stored(stored: Mapping[str, Iterable[str]]) -> Typed:
    """Return a typed text that came back from the store, where tuples are lists."""
    return {name: tuple(values) for name, values in stored.items() if name != MARK}


def mark_of(values: Iterable[str]) -> str:
    """Return the moment of the last key as it was sent, or an empty text for what is none."""
    text = next(iter(values), "")
    return text if text.isascii() and text.isdigit() and len(text) < 16 else ""


def comparable(typed: Mapping[str, Iterable[str]]) -> Typed:
    """Return the text without what nobody means: white space around it, empty fields, the order of ticked boxes."""
    plain = {name: tuple(said.strip() for said in values) for name, values in typed.items()}
    plain |= {name: tuple(sorted(plain[name])) for name in CODES if name in plain}
    return {name: values for name, values in plain.items() if any(values)}


def one(typed: Mapping[str, Iterable[str]], name: str) -> str:
    """Return the only value of a field, or an empty text."""
    return next(iter(typed.get(name, ())), "")


def fixed_sections() -> list[str]:
    """Return the codes of the sections that every card's form offers, in their order."""
    return [code for code in headings.HEADINGS["pl"] if code != QUESTIONS]


def section_codes(typed: Mapping[str, Any]) -> list[str]:
    """Return the codes of all sections of the text, the fixed ones first and in order."""
    return headings.in_order([name.removeprefix(SECTION) for name in typed if name.startswith(SECTION)])


def fee_row(parts: Iterable[str]) -> str:
    """Return one fee as one value, so that rows can be compared and kept in order."""
    return json.dumps(list(parts), ensure_ascii=False)


def fee_parts(row: str) -> dict[str, str]:
    """Return the parts of one fee by their names."""
    return dict(zip(FEE_PARTS, json.loads(row), strict=True))


def _in_order(chosen: Iterable[str], stored: Iterable[str]) -> tuple[str, ...]:
    """Return the chosen codes in the order they were stored, new ones last: ticking boxes does not reorder."""
    wanted = dict.fromkeys(chosen)
    return tuple(dict.fromkeys([*(code for code in stored if code in wanted), *wanted]))


def _section(typed: Mapping[str, Iterable[str]], code: str) -> SectionText | None:
    text, peek, heading = (one(typed, start + code).strip() for start in (SECTION, PEEK, HEADING))
    return SectionText(code=code, text=text, heading=heading, peek=peek) if text or peek or heading else None


def _fee(row: str) -> FeeLine:
    parts = {key: said.strip() for key, said in fee_parts(row).items()}
    is_confirmed = parts.pop("confirmed") != "no"
    return FeeLine(**parts, confirmed=is_confirmed)


def _fee_rows(sent: QueryDict) -> list[Sequence[str]]:
    columns = [[_clean(said) for said in sent.getlist(f"fee-{part}")] for part in FEE_PARTS]
    return list(zip(*columns, strict=False))


def _several(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said for value in values if (said := _clean(value).strip())))


def _clean(text: str) -> str:
    return storable(text).replace("\r\n", "\n")
