"""Many papers bound to one file for the printer: each begins on a new sheet, printed on both sides."""

from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter


def bind(papers: Sequence[bytes]) -> bytes:
    """Return all pages in order; a paper with an odd number of pages is followed by an empty one."""
    writer = PdfWriter()
    for paper in papers:
        pages = PdfReader(BytesIO(paper)).pages
        for page in pages:
            writer.add_page(page)
        if len(pages) % 2:
            writer.add_blank_page(width=pages[-1].mediabox.width, height=pages[-1].mediabox.height)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
