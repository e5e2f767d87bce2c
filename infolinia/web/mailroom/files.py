"""Files of the post room: pages for the printer, and lists for the post and for counters."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from infolinia.core.clock import now
from infolinia.correspondence.printing import books, queries
from infolinia.correspondence.printing.queries import RunLine
from infolinia.web.components.papers import pdf
from infolinia.web.mailroom.reading import log_reading, whose
from infolinia.web.mailroom.rights import clerks


@require_safe
@clerks
def run_pdf(request: HttpRequest, run_id: int) -> HttpResponse:
    """Return all pages of the run."""
    line, content = _run(request, run_id, "drukowanie"), queries.run_pdf(run_id)
    if content is None:
        raise Http404
    return pdf(content, f"listy-{line.day:%Y-%m-%d}-{line.id}.pdf", to_save=False)


@require_safe
@clerks
def paper_pdf(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Return the pages of one letter."""
    line, content = queries.paper(paper_id), queries.paper_pdf(paper_id)
    if line is None or content is None:
        raise Http404
    log_reading(request, f"list {paper_id}", now(), "drukowanie", whose=whose([line]))
    return pdf(content, f"list-{paper_id}.pdf", to_save=False)


@require_safe
@clerks
def book_pdf(request: HttpRequest, run_id: int) -> HttpResponse:
    """Return the posting book to be printed and stamped."""
    line = _run(request, run_id, "książka nadawcza")
    content = books.book_pdf(queries.book(run_id), number=line.id, day=line.day, at=now())
    return pdf(content, f"ksiazka-nadawcza-{line.day:%Y-%m-%d}-{line.id}.pdf", to_save=False)


@require_safe
@clerks
def book_csv(request: HttpRequest, run_id: int) -> HttpResponse:
    """Return the posting book for the post's own program or a spreadsheet."""
    line = _run(request, run_id, "książka nadawcza")
    response = HttpResponse(books.book_csv(queries.book(run_id)), content_type="text/csv; charset=utf-8")
    name = f"ksiazka-nadawcza-{line.day:%Y-%m-%d}-{line.id}.csv"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _run(request: HttpRequest, run_id: int, reason: str) -> RunLine:
    """Return the run; that its papers were read, and whose they are, is logged."""
    found = queries.run(run_id)
    if found is None:
        raise Http404
    line, papers = found
    log_reading(request, f"wydruk {run_id}", now(), reason, whose=whose(papers))
    return line
