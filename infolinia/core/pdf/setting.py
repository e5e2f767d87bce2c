"""Pages set by typst as tagged PDF (PDF/UA-1), with our own typeface and nothing of the machine's."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from typst import Compiler

FONTS = Path(__file__).resolve().parents[3] / "frontend" / "dist" / "print"
NORMAL_SIZE, LARGE_SIZE = 11, 18  # of the text, in points


def compiled(template: Path, data: Mapping[str, object], at: datetime) -> bytes:
    """Return the template set with the data, as a tagged PDF whose identity hangs on its content and `at` alone.

    The template may read files of its own folder only.
    """
    pdf = _compiler(template, data).compile(format="pdf", pdf_standards=["ua-1"], timestamp=at.replace(microsecond=0))
    if not isinstance(pdf, bytes):
        raise TypeError(type(pdf))
    return pdf


def measured(template: Path, data: Mapping[str, object], label: str) -> list[dict[str, object]]:
    """Return the values of the template's metadata with the label, as typst placed them."""
    found = _compiler(template, data).query(f"<{label}>", field="value")
    return list(json.loads(found) if isinstance(found, str) else found)


def _compiler(template: Path, data: Mapping[str, object]) -> Compiler:
    return Compiler(
        input=str(template),
        root=str(template.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
    )
