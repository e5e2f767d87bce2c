"""Pages of long lists."""

from datetime import datetime

from django.db.models import QuerySet

from infolinia.matters.models import Matter
from infolinia.matters.queries.lines import lines
from infolinia.matters.shapes import Page

PER_PAGE = 50
COUNTED = 1000  # further than this nobody pages; the count stops there


def page_of(found: QuerySet[Matter], at: datetime, page: int) -> Page:
    """Return one page of the matters (from 1; out of range: the nearest one) and how many there are, up to 1000."""
    total = found.order_by().values("pk")[:COUNTED].count()
    pages = max(-(-total // PER_PAGE), 1)
    number = min(max(page, 1), pages)
    rows = found[(number - 1) * PER_PAGE : number * PER_PAGE]
    return Page(tuple(lines(rows, at)), number, pages, total)
