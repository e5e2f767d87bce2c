"""Letters as tagged PDF (PDF/UA-1): set by typst from a template of ours, with our own typeface and nothing else."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from typst import Compiler

from infolinia.knowledge.pdf.drawing import FONTS

TEMPLATES = Path(__file__).parent.parent / "data" / "typst"
NORMAL_SIZE, LARGE_SIZE = 11, 18


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
    return compiled("letter.typ", told | {"words": {"enclosures": told.pop("enclosures_heading")}}, at)


def compiled(template: str | Path, data: Mapping[str, object], at: datetime) -> bytes:
    """Return the template set with the data, as a tagged PDF whose identity hangs on its content and `at` alone.

    A template of another room is given by its whole path; it may read files of its own folder only.
    """
    pdf = _compiler(template, data).compile(format="pdf", pdf_standards=["ua-1"], timestamp=at.replace(microsecond=0))
    if not isinstance(pdf, bytes):
        raise TypeError(type(pdf))
    return pdf


def measured(template: str, data: Mapping[str, object], label: str) -> list[dict[str, object]]:
    """Return the values of the template's metadata with the label, as typst placed them."""
    found = _compiler(template, data).query(f"<{label}>", field="value")
    return list(json.loads(found) if isinstance(found, str) else found)


def _compiler(template: str | Path, data: Mapping[str, object]) -> Compiler:
    path = TEMPLATES / template
    return Compiler(
        input=str(path),
        root=str(path.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
    )
