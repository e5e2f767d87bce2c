"""The editor's form: fields, sections in their order, fees in rows, the Polish text beside a translation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from infolinia.knowledge.rules import headings
from infolinia.knowledge.rules.drafts import CardDraft
from infolinia.web.editing import catalogues
from infolinia.web.editing.edition_form import EditionForm
from infolinia.web.editing.typed import (
    FEES,
    HEADING,
    PEEK,
    SECTION,
    Typed,
    fee_parts,
    from_draft,
    one,
    section_codes,
)

EMPTY_FEES = 1
ADVISERS_ONLY = headings.FOR_ADVISERS


@dataclass(frozen=True)
class SectionField:
    """One section: its fixed heading (or the editor's own), its text, and what the Polish card says there."""

    code: str
    heading: str
    text: str
    peek: str
    own_heading: str | None
    source: str


@dataclass(frozen=True)
class FeeField:
    """One row of fees as it is typed; `number` counts from 1 for those who cannot see the row."""

    number: int
    what: str = ""
    amount: str = ""
    valid_from: str = ""
    valid_to: str = ""
    confirmed: str = "yes"


def shown(
    typed: Typed,
    *,
    language: str,
    source: CardDraft | None,
    at: datetime,
    faults: Mapping[str, str] | None = None,
    more_fees: int = EMPTY_FEES,
) -> dict[str, Any]:
    """Return what the form's template needs; `source` is the Polish text that a translation stands beside."""
    polish = from_draft(source) if source else {}
    return {
        "form": EditionForm(typed, choices=catalogues.choices(typed, at), faults=faults),
        "faults": faults or {},
        "sections": sections(typed, language, polish),
        "fees": fees(typed, more_fees),
        "source": {name: one(polish, name) for name in polish},
        "clock_words": catalogues.clock_words(typed),
        "language": language,
    }


def sections(typed: Typed, language: str, polish: Typed) -> list[SectionField]:
    """Return the sections in their order; those that only this card has come last, with a heading to type."""
    return [
        SectionField(
            code=code,
            heading=headings.heading(code, language, one(typed, HEADING + code)),
            text=one(typed, SECTION + code),
            peek=one(typed, PEEK + code),
            own_heading=one(typed, HEADING + code) if HEADING + code in typed else None,
            source=one(polish, SECTION + code),
        )
        for code in section_codes(typed)
    ]


def fees(typed: Typed, more: int = EMPTY_FEES) -> list[FeeField]:
    """Return the rows of fees and some empty ones after them."""
    rows = [FeeField(number, **fee_parts(row)) for number, row in enumerate(typed.get(FEES, ()), 1)]
    return [*rows, *(FeeField(number) for number in range(len(rows) + 1, len(rows) + 1 + more))]
