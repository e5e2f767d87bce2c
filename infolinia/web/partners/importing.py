"""Matters of another system from a file: what would come of it first, then all of them or none."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from infolinia.core.clock import now
from infolinia.core.text import decoded
from infolinia.matters.operations import ImportReport, import_matters
from infolinia.matters.rules.importing import COLUMNS, REQUIRED
from infolinia.web.components.roles import only, person

SALT, ONE_DAY = "import-of-matters", 24 * 60 * 60
LARGEST = 20 * 1024 * 1024
# What travels in the page between the trial and the press: below what a form may hold.
LONGEST_KEPT = 2_000_000
SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@only("admin")
def page(request: HttpRequest) -> HttpResponse:
    """Take a file and show what would come of it; on the second press take it."""
    if request.method != "POST":
        return _page(request, {}, status=200)
    if kept := request.POST.get("plik", ""):
        return _take(request, kept)
    given = request.FILES.get("csv")
    return _try(request, given) if given else _page(request, {"fault": _("Wybierz plik CSV.")})


@require_safe
@only("admin")
def pattern(request: HttpRequest) -> HttpResponse:
    """Send a file with the columns and a line to start from."""
    line = dict.fromkeys(COLUMNS, "") | {
        "numer": "2026/15",
        "rodzaj": "dziura-w-jezdni",
        "przyjeto": "2026-11-02 10:15",
    }
    line |= {"opis": _("Dziura przy przystanku."), "ulica": "Żaglowa", "dom": "12", "stan": "w toku"}
    text = f"\ufeff{';'.join(COLUMNS)}\r\n{';'.join(line.values())}\r\n"
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wzor-spraw.csv"'
    return response


def _try(request: HttpRequest, given: "UploadedFile[Any]") -> HttpResponse:
    told: dict[str, object] = {"name": given.name}
    data = given.read(LARGEST + 1)
    if len(data) > LARGEST:
        return _page(request, told | {"fault": _("Plik jest za duży. Podziel go na mniejsze.")})
    text = decoded(data)
    report = import_matters(text=text, by_id=person(request).pk, at=now(), is_trial=True)
    if report.faults:
        return _page(request, told | {"report": report})
    kept = signing.dumps(text, salt=SALT, compress=True)
    if len(kept) > LONGEST_KEPT:
        way = _("Ten plik jest za duży na stronę. Wczytaj go na serwerze poleceniem: infolinia matters import PLIK.")
        return _page(request, told | {"report": report, "fault": way})
    return _page(request, told | {"report": report, "kept": kept}, status=200)


def _take(request: HttpRequest, kept: str) -> HttpResponse:
    try:
        text = signing.loads(kept, salt=SALT, max_age=ONE_DAY)
    except signing.BadSignature:
        return _page(request, {"fault": _("Podgląd wygasł. Wybierz plik jeszcze raz.")})
    report = import_matters(text=text, by_id=person(request).pk, at=now(), is_trial=False)
    if report.faults:
        return _page(request, {"report": report})
    said = ngettext("Wczytano %(n)d sprawę.", "Wczytano %(n)d spraw.", report.new) % {"n": report.new}
    messages.success(request, said)
    return redirect("partners:import")


def _page(request: HttpRequest, context: dict[str, object], status: int = 422) -> HttpResponse:
    report = context.get("report")
    faults = report.faults if isinstance(report, ImportReport) else ()
    more = {"faults": faults[:SHOWN], "fault_count": len(faults), "required": REQUIRED}
    return render(request, "partners/import.html", context | more, status=status)
