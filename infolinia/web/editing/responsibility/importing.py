"""The map from a file: what it would do first, then all of it or nothing; and the map as a file."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from infolinia.core.clock import city_day, now
from infolinia.knowledge import operations, queries
from infolinia.knowledge.operations import CannotImportMap
from infolinia.knowledge.queries import MapImport
from infolinia.knowledge.rules import map_file
from infolinia.web.editing.access import editor_only, reader_only

SALT = "responsibility-map"
ONE_DAY = 24 * 60 * 60
# What travels in the page between the preview and the press: below what a form may hold.
LONGEST_KEPT = 2_000_000


@require_http_methods(["GET", "HEAD", "POST"])
@editor_only
def page(request: HttpRequest) -> HttpResponse:
    """Take a file, show what it would do; on the second press take it."""
    if request.method != "POST":
        return _page(request)
    if kept := request.POST.get("plik", ""):
        return _take(request, kept)
    given = request.FILES.get("csv")
    if given is None:
        return _page(request, {"fault": _("Wybierz plik CSV.")})
    return _preview(request, given)


@require_safe
@reader_only
def export(request: HttpRequest) -> HttpResponse:
    """Send the whole map."""
    return _csv(queries.export_map(), f"kto-czym-{city_day(now()):%Y-%m-%d}.csv")


@require_safe
@reader_only
def pattern(request: HttpRequest) -> HttpResponse:
    """Send a file with the columns and one line to start from."""
    example = {
        "sprawa": "Latarnie", "slowa": "latarnia | lampa", "kto": "zdiz-oswietlenie", "od": "2026-01-01",
        "ulica": "", "numery": "",
    }  # fmt: skip
    return _csv(map_file.write([example]), "wzor-mapy.csv")


def _preview(request: HttpRequest, given: "UploadedFile[Any]") -> HttpResponse:
    if given.size and given.size > map_file.LARGEST:
        return _page(request, {"fault": _("Plik jest za duży: najwyżej 2 MB.")})
    data = given.read()
    try:
        done = operations.check_map(data=data, at=now())
    except CannotImportMap as refusal:
        return _page(request, {"fault": str(refusal), "name": given.name})
    if done.faults:
        return _page(request, {"faults": done.faults, "name": given.name})
    kept = signing.dumps(data.decode("utf-8-sig"), salt=SALT, compress=True)
    if len(kept) > LONGEST_KEPT:
        return _page(request, {"fault": _("Plik jest za duży na jeden raz. Podziel go na części."), "name": given.name})
    return _page(request, {"done": done, "kept": kept, "name": given.name}, status=200)


def _take(request: HttpRequest, kept: str) -> HttpResponse:
    try:
        data = signing.loads(kept, salt=SALT, max_age=ONE_DAY).encode()
        done = operations.import_map(data=data, at=now())
    except signing.BadSignature:
        return _page(request, {"fault": _("Podgląd wygasł. Wybierz plik jeszcze raz.")})
    except CannotImportMap as refusal:
        return _page(request, {"fault": str(refusal), "faults": refusal.faults})
    messages.success(request, _said(done))
    return redirect("editing:responsibility")


def _said(done: MapImport) -> str:
    count = len(done.added) + len(done.changed)
    return ngettext("Wczytano %(n)d wpis.", "Wczytano %(n)d wpisów.", count) % {"n": count}


def _page(request: HttpRequest, context: dict[str, object] | None = None, status: int = 422) -> HttpResponse:
    return render(
        request, "editing/responsibility/import.html", context or {}, status=status if context is not None else 200
    )


def _csv(text: str, name: str) -> HttpResponse:
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
