"""Letters as tagged PDF (PDF/UA-1): set by typst from a template of ours, with our own typeface and nothing else."""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from infolinia.core.pdf.setting import NORMAL_SIZE, compiled

TEMPLATES = Path(__file__).parent.parent / "data" / "typst"


@dataclass(frozen=True)
class Letter:
    """A cover letter, ready in words. `addressee` are the lines of the window; `size` is that of the text in points."""

    title: str
    language: str
    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    reference: str
    date: str
    paragraphs: tuple[str, ...]
    enclosures: tuple[str, ...]
    closing: tuple[str, ...]
    footer: str
    enclosures_heading: str
    size: int = NORMAL_SIZE


def letter_pdf(letter: Letter, at: datetime) -> bytes:
    """Return the letter as PDF/UA-1: tagged, with a language and a title."""
    told = asdict(letter)
    return compiled(TEMPLATES / "letter.typ", told | {"words": {"enclosures": told.pop("enclosures_heading")}}, at)
