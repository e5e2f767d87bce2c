"""The register of streets from a file, for administrators: what it would do first, then all of it or nothing."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from infolinia.city.importing import CannotImportStreets, StreetImport, check_streets, import_streets
from infolinia.city.rules import street_file
from infolinia.core.clock import now
from infolinia.web.components.roles import only

SALT = "street-register"
ONE_DAY = 24 * 60 * 60
# What travels in the page between the preview and the press: below what a form may hold.
LONGEST_KEPT = 2_000_000


@require_http_methods(["GET", "HEAD", "POST"])
@only("admin")
def page(request: HttpRequest) -> HttpResponse:
    """Take a file, show what it would do; on the second press take it."""
    if request.method != "POST":
        return _page(request, {}, status=200)
    is_whole = request.POST.get("calosc") == "on"
    if kept := request.POST.get("plik", ""):
        return _take(request, kept, is_whole)
    given = request.FILES.get("csv")
    if given is None:
        return _page(request, {"fault": _("Wybierz plik CSV."), "is_whole": is_whole})
    return _preview(request, given, is_whole)


@require_safe
@only("admin")
def pattern(request: HttpRequest) -> HttpResponse:
    """Send a file with the columns and two lines to start from."""
    response = HttpResponse("\ufeff" + street_file.pattern(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wzor-ulic.csv"'
    return response


def _preview(request: HttpRequest, given: "UploadedFile[Any]", is_whole: bool) -> HttpResponse:
    told: dict[str, object] = {"name": given.name, "is_whole": is_whole}
    data = given.read(street_file.LARGEST + 1)
    try:
        done = check_streets(data=data, is_whole=is_whole, at=now())
    except CannotImportStreets as refusal:
        return _page(request, told | {"fault": str(refusal)})
    if done.faults:
        return _page(request, told | {"faults": done.faults})
    kept = signing.dumps(data.decode("utf-8-sig"), salt=SALT, compress=True)
    if len(kept) > LONGEST_KEPT:
        text = _("Ten plik jest za duży na stronę. Wczytaj go na serwerze poleceniem: infolinia streets import PLIK.")
        return _page(request, told | {"done": done, "fault": text})
    return _page(request, told | {"done": done, "kept": kept}, status=200)


def _take(request: HttpRequest, kept: str, is_whole: bool) -> HttpResponse:
    try:
        data = signing.loads(kept, salt=SALT, max_age=ONE_DAY).encode()
        done = import_streets(data=data, is_whole=is_whole, at=now())
    except signing.BadSignature:
        return _page(request, {"fault": _("Podgląd wygasł. Wybierz plik jeszcze raz.")})
    except CannotImportStreets as refusal:
        return _page(request, {"fault": str(refusal), "faults": refusal.faults})
    messages.success(request, _said(done))
    return redirect("places:import")


def _said(done: StreetImport) -> str:
    text = ngettext("Wczytano rejestr ulic: %(n)d zmiana.", "Wczytano rejestr ulic: %(n)d zmian.", done.changes)
    return text % {"n": done.changes}


def _page(request: HttpRequest, context: dict[str, object], status: int = 422) -> HttpResponse:
    kinds = _kinds(context["done"]) if isinstance(context.get("done"), StreetImport) else ()
    return render(request, "places/import.html", context | {"kinds": kinds}, status=status)


def _kinds(done: Any) -> tuple[tuple[str, Any], ...]:
    return (
        (_("Nowe dzielnice"), done.districts_added),
        (_("Nowe ulice"), done.streets_added),
        (_("Zmieniona nazwa ulicy"), done.streets_renamed),
        (_("Zmiany ulic"), done.streets_changed),
        (_("Ulice, których już nie ma"), done.streets_ended),
        (_("Nowe adresy"), done.points_added),
        (_("Zmienione adresy"), done.points_changed),
        (_("Adresy, których już nie ma"), done.points_ended),
    )
