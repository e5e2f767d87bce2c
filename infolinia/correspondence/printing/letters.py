"""A letter as tagged PDF (PDF/UA-1): the city's header, the address where the envelope's window is, the text."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from infolinia.core.pdf.setting import LARGE_SIZE, NORMAL_SIZE, compiled
from infolinia.correspondence.rules import envelope, letter_text

TEMPLATES = Path(__file__).parent / "typst"
_ADDRESS_SIZES = (11, 10, 9, 8)


@dataclass(frozen=True)
class Sheet:
    """A letter ready in words. `sender` are the lines of the header, `addressee` those of the window."""

    title: str
    text: str
    language: str
    sender: Sequence[str]
    addressee: Sequence[str]
    date: str
    footer: str
    enclosures_heading: str
    return_line: str = ""
    reference: str = ""
    enclosures: Sequence[str] = ()
    is_large: bool = False


def letter_pdf(sheet: Sheet, at: datetime) -> bytes:
    """Return the letter as PDF/UA-1. Large print has 18 points, more room between lines, and the same address."""
    told = asdict(sheet)
    told |= {
        "blocks": [asdict(block) for block in letter_text.blocks(told.pop("text"))],
        "window": asdict(envelope.address_area()),
        "folds": envelope.FOLDS,
        "size": LARGE_SIZE if sheet.is_large else NORMAL_SIZE,
        "address_sizes": _ADDRESS_SIZES,
        "words": {"enclosures": told.pop("enclosures_heading")},
    }
    return compiled(TEMPLATES / "letter.typ", told, at)
