"""What goes into which field, tried with an invented person's data; and the file itself."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from infolinia.core.clock import city_day, now
from infolinia.core.errors import Cannot
from infolinia.knowledge import operations, queries
from infolinia.knowledge.queries import FormView
from infolinia.knowledge.rules.form_data import DATA_NAMES
from infolinia.web.components.papers import pdf
from infolinia.web.components.roles import person
from infolinia.web.components.telling import told
from infolinia.web.editing.access import editor_only, may_write, reader_only

WORDS = {
    "name": gettext_lazy("imię i nazwisko"),
    "first_name": gettext_lazy("imię"),
    "last_name": gettext_lazy("nazwisko"),
    "phone": gettext_lazy("telefon"),
    "email": gettext_lazy("e-mail"),
    "address": gettext_lazy("adres w jednej linii"),
    "street": gettext_lazy("ulica"),
    "house": gettext_lazy("numer domu"),
    "postcode": gettext_lazy("kod pocztowy"),
    "city": gettext_lazy("miasto"),
    "today": gettext_lazy("dzisiejsza data"),
    "matter_number": gettext_lazy("numer sprawy"),
    "subject": gettext_lazy("czego dotyczy"),
}
# Nobody: every Polish letter is in it.
INVENTED = {
    "name": "Łucja Żółć-Śliwińska", "first_name": "Łucja", "last_name": "Żółć-Śliwińska", "phone": "500 000 014",
    "email": "lucja@example.org", "address": "ul. Źródlana 7 m. 2, 00-000 Gdynia", "street": "ul. Źródlana",
    "house": "7 m. 2", "postcode": "00-000", "city": "Gdynia", "matter_number": "INF-2026-000000",
    "subject": "Zażółć gęślą jaźń",
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@reader_only
def fields(request: HttpRequest, form_id: int) -> HttpResponse:
    """Show the fields of the file and what goes into them; an editor chooses."""
    form = _form(form_id)
    if request.method == "POST":
        return _choose(request, form)
    chosen = form.field_map or {}
    context = {
        "form": form,
        "rows": [
            (field, chosen.get(str(field["name"]), ""), f"pole-{place}") for place, field in enumerate(form.fields)
        ],
        "choices": [(name, WORDS[name]) for name in DATA_NAMES],
        "may_write": may_write(person(request)),
        "state": form.state(city_day(now())),
    }
    return render(request, "editing/forms/fields.html", context)


@require_safe
@reader_only
def trial(request: HttpRequest, form_id: int) -> HttpResponse:
    """Show the form filled with invented data; what does not fit is told on the page of fields."""
    form = _form(form_id)
    today = f"{city_day(now()):%d.%m.%Y}"
    try:
        paper = queries.filled_paper(form.id, INVENTED | {"today": today})
    except Cannot as refusal:
        messages.error(request, str(refusal))
        return redirect("editing:forms_fields", form.id)
    return pdf(paper.content, paper.filename, to_save=False)


@require_safe
@reader_only
def file(request: HttpRequest, form_id: int) -> HttpResponse:
    """Show the file as it is."""
    paper = queries.blank_paper(_form(form_id).id)
    return pdf(paper.content, paper.filename, to_save=False)


@editor_only
def _choose(request: HttpRequest, form: FormView) -> HttpResponse:
    names: list[Any] = [str(field["name"]) for field in form.fields]
    chosen = {name: request.POST.get(f"pole-{place}", "") for place, name in enumerate(names)}
    with told(request, _("Zapisano. Wypróbuj druk na wymyślonych danych.")):
        operations.map_form_fields(form_id=form.id, field_map={name: data for name, data in chosen.items() if data})
    return redirect("editing:forms_fields", form.id)


def _form(form_id: int) -> FormView:
    form = queries.form_by_id(form_id)
    if form is None or not form.has_file:
        raise Http404
    return form
