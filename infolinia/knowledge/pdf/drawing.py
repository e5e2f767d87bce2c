"""Text in a field, drawn with a typeface of ours that has Polish and Ukrainian letters, embedded where it is used."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from pypdf import PdfReader
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from infolinia.core.pdf.setting import FONTS

FACE = "Noto Sans"
LARGEST, SMALLEST, STEP = 11.0, 6.0, 0.5
PADDING, LEADING = 2.0, 1.2


@dataclass(frozen=True)
class Box:
    """A field's place: width and height in points; `size` 0 lets the text choose; `cells` are boxes of one letter."""

    width: float
    height: float
    size: float = 0
    is_long: bool = False
    cells: int = 0
    align: int = 0


@dataclass(frozen=True)
class Drawn:
    """One page for each text, and which of them did not fit: their ends are cut off."""

    pages: PdfReader
    overflowing: frozenset[int]


def draw(texts: Sequence[tuple[str, Box]]) -> Drawn:
    """Draw each text on a page of its field's size."""
    face = _face()
    out, cut = BytesIO(), set()
    canvas = Canvas(out, pageCompression=1, invariant=1)
    for position, (text, box) in enumerate(texts):
        canvas.setPageSize((box.width, box.height))
        if not _write(canvas, face, text, box):
            cut.add(position)
        canvas.showPage()
    canvas.save()
    return Drawn(PdfReader(out), frozenset(cut))


def _write(canvas: Canvas, face: str, text: str, box: Box) -> bool:
    if box.cells:
        return _write_cells(canvas, face, text, box)
    return (
        _write_lines(canvas, face, text, box) if box.is_long else _write_line(canvas, face, " ".join(text.split()), box)
    )


def _write_line(canvas: Canvas, face: str, text: str, box: Box) -> bool:
    room = box.width - 2 * PADDING
    size = _start(box)
    while size > SMALLEST and stringWidth(text, face, size) > room:
        size -= STEP
    shown = text
    while shown and stringWidth(shown, face, size) > room:
        shown = shown[:-1]
    left = {
        1: (box.width - stringWidth(shown, face, size)) / 2,
        2: box.width - PADDING - stringWidth(shown, face, size),
    }
    canvas.setFont(face, size)
    canvas.drawString(left.get(box.align, PADDING), (box.height - size) / 2 + size * 0.22, shown)
    return shown == text


def _write_lines(canvas: Canvas, face: str, text: str, box: Box) -> bool:
    size = min(_start(box), LARGEST)
    lines = _wrapped(text, face, size, box.width - 2 * PADDING)
    while size > SMALLEST and len(lines) * size * LEADING > box.height - 2 * PADDING:
        size -= STEP
        lines = _wrapped(text, face, size, box.width - 2 * PADDING)
    fitting = max(int((box.height - 2 * PADDING) / (size * LEADING)), 1)
    canvas.setFont(face, size)
    for row, line in enumerate(lines[:fitting]):
        canvas.drawString(PADDING, box.height - PADDING - size - row * size * LEADING, line)
    return len(lines) <= fitting


def _write_cells(canvas: Canvas, face: str, text: str, box: Box) -> bool:
    letters = "".join(text.split())
    width = box.width / box.cells
    size = min(_start(box), width * 1.2)
    canvas.setFont(face, size)
    for position, letter in enumerate(letters[: box.cells]):
        canvas.drawCentredString((position + 0.5) * width, (box.height - size) / 2 + size * 0.22, letter)
    return len(letters) <= box.cells


def _start(box: Box) -> float:
    return box.size or max(min(box.height * 0.7, LARGEST), SMALLEST)


def _wrapped(text: str, face: str, size: float, room: float) -> list[str]:
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split():
            wider = f"{line} {word}".strip()
            if stringWidth(wider, face, size) <= room:
                line = wider
                continue
            lines += [line] if line else []
            *broken, line = _broken(word, face, size, room)
            lines += broken
        lines.append(line)
    return lines


def _broken(word: str, face: str, size: float, room: float) -> list[str]:
    """Return the pieces of a word that is longer than a line."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and stringWidth(pieces[-1] + letter, face, size) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@cache
def _face() -> str:
    registerFont(TTFont("InfoliniaForms", str(FONTS / "NotoSans_400Regular.ttf")))
    return "InfoliniaForms"
