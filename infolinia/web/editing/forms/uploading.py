"""A new form, or a new version of one: its file is checked before anything is kept."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from infolinia.city import queries as city
from infolinia.core.clock import city_day, now
from infolinia.knowledge import operations, queries
from infolinia.knowledge.operations import CannotKeepForm, CannotTakePdf, NewVersion
from infolinia.knowledge.pdf.checking import LARGEST
from infolinia.web.components.roles import person
from infolinia.web.editing.access import editor_only

_FIELDS = {"valid_from": "valid_from", "valid_to": "valid_to", "code": "code", "version": "version", "title": "title"}


class VersionForm(forms.Form):
    """What an editor says of a version. Whether it can stand beside the others the operation decides."""

    code = forms.SlugField(
        label=gettext_lazy("Kod"), max_length=60, help_text=gettext_lazy("Małe litery bez polskich znaków, myślniki.")
    )
    title = forms.CharField(label=gettext_lazy("Tytuł"), max_length=200)
    version = forms.CharField(
        label=gettext_lazy("Wersja"), max_length=40, help_text=gettext_lazy("Tak jak na druku, na przykład 1.09.2026.")
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Język"), choices=[("pl", "polski"), ("en", "English"), ("uk", "українська")]
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Postać"),
        choices=[("standard", gettext_lazy("zwykły")), ("large_print", gettext_lazy("duży druk"))],
    )
    valid_from = forms.DateField(
        label=gettext_lazy("Obowiązuje od"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    valid_to = forms.DateField(
        label=gettext_lazy("Obowiązuje do"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Puste: do odwołania. Poprzednia wersja skończy się dzień przed nową."),
    )
    unit = forms.ChoiceField(label=gettext_lazy("Komórka"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Uwaga"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Na przykład kto podpisuje."),
    )
    file = forms.FileField(
        label=gettext_lazy("Plik PDF"),
        help_text=gettext_lazy("Najwyżej 20 MB, bez hasła i skryptów."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [(str(unit.id), unit.name) for unit in city.units(outside=False)]
        self.fields["unit"].choices = [("", "–"), *units]  # type: ignore[attr-defined]

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuse what is too large before it is read."""
        given: UploadedFile[Any] = self.cleaned_data["file"]
        if given.size and given.size > LARGEST:
            raise forms.ValidationError(str(CannotTakePdf("large")))
        return given


@require_http_methods(["GET", "HEAD", "POST"])
@editor_only
def new(request: HttpRequest, code: str = "") -> HttpResponse:
    """Take a version of a form, a new one or another version of `code`."""
    form = VersionForm(request.POST or None, request.FILES or None, initial=_initial(code))
    if request.method == "POST" and form.is_valid():
        form_id = _kept(request, form)
        if form_id:
            messages.success(request, _("Dodano. Sprawdź, co wpisujemy w które pole."))
            return redirect("editing:forms_fields", form_id)
    context = {"form": form, "code": code}
    return render(request, "editing/forms/new.html", context, status=422 if form.errors else 200)


def _kept(request: HttpRequest, form: VersionForm) -> int | None:
    told = {name: value for name, value in form.cleaned_data.items() if name not in ("file", "unit")}
    version = NewVersion(**told, unit_id=int(form.cleaned_data["unit"]) if form.cleaned_data["unit"] else None)
    try:
        content = form.cleaned_data["file"].read()
        return operations.add_form_version(new=version, content=content, by=person(request).pk, at=now())
    except CannotTakePdf as refusal:
        form.add_error("file", str(refusal))
    except CannotKeepForm as refusal:
        form.add_error(_FIELDS.get(refusal.field), str(refusal))
    return None


def _initial(code: str) -> dict[str, object]:
    on = city_day(now())
    if not code:
        return {"valid_from": on}
    history = queries.form_history(code, on)
    if history is None:
        raise Http404
    last = history.versions[0]
    return {
        "code": code,
        "title": last.title,
        "unit": str(last.unit_id or ""),
        "note": last.note,
        "language": last.language,
        "kind": last.kind,
        "valid_from": on,
    }
