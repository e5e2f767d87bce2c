"""PDF files on their way to a browser: named, taken for nothing else, and able to do nothing."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

YEAR_SECONDS = 365 * 24 * 60 * 60
# A viewer inside the browser needs its own styles; a sandbox keeps whatever the file says from acting as this site.
_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; object-src 'none'; frame-ancestors 'none'"


def pdf(content: bytes, filename: str, *, to_save: bool) -> HttpResponse:
    """Return the file, to be saved or shown. What holds a resident's data is kept by no cache."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(to_save, filename) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _POLICY
    response["Cache-Control"] = "no-store"
    response["Content-Length"] = str(len(content))
    return response


def lasting_pdf(content: bytes, filename: str, sha256: str, *, to_save: bool = False) -> HttpResponse:
    """Return a file whose address names its checksum: it never changes, so every cache may keep it."""
    response = pdf(content, filename, to_save=to_save)
    response["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    response["ETag"] = f'"{sha256}"'
    return response
