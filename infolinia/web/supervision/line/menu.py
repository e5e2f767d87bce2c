"""The caller's menu: a key for each subject, in the order in which the line says them."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.routing import queries as routing
from infolinia.telephony.line_queries import line_languages
from infolinia.telephony.menus import operations, queries
from infolinia.telephony.menus.queries import ChoiceLine
from infolinia.web.components.roles import only, person

CONTROL = {"class": "form-control"}
REFUSED = 422
ACTS = ("wyzej", "nizej", "usun")


class ChoiceForm(forms.Form):
    """One key of the menu."""

    key = forms.ChoiceField(
        label=gettext_lazy("Klawisz"),
        help_text=gettext_lazy("Linia mówi klawisze po kolei. 0 to zawsze doradca, gwiazdka powtarza menu."),
    )
    text = forms.CharField(
        label=gettext_lazy("O czym"),
        max_length=operations.TEXT_LIMIT,
        widget=forms.TextInput(attrs=CONTROL),
        help_text=gettext_lazy("W języku tej pozycji, na przykład: Drogi i chodniki. Klawisz linia powie sama."),
        error_messages={"required": gettext_lazy("Napisz, o czym jest ta pozycja.")},
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Język rozmowy"),
        help_text=gettext_lazy("W tym języku linia powie tę pozycję i wszystko po jej wyborze."),
    )
    queue_code = forms.ChoiceField(label=gettext_lazy("Kolejka"), help_text=gettext_lazy("Tu dzwoniący zaczeka."))

    def __init__(self, data: object, *, found: ChoiceLine | None) -> None:
        super().__init__(data, initial=_initial(found))  # type: ignore[arg-type]
        keys = sorted({*queries.free_keys(), *([found.key] if found else [])})
        offered = {
            "key": [(key, key) for key in keys],
            "language": line_languages(),
            "queue_code": [(one.code, one.name) for one in routing.queues()],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            self.fields[name].widget.attrs["class"] = "form-select"


@require_http_methods(["GET", "HEAD", "POST"])
@only("supervisor", "admin")
def choice(request: HttpRequest, choice_id: int | None = None) -> HttpResponse:
    """Have one more key, or change one."""
    found = None if choice_id is None else _found(choice_id)
    form = ChoiceForm(request.POST or None, found=found)
    if request.method == "POST" and form.is_valid():
        try:
            draft = operations.ChoiceDraft(**form.cleaned_data)
            operations.keep_choice(choice_id=choice_id, draft=draft, by_id=person(request).pk, at=now())
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Zapisane. Nowe menu słychać po kilku sekundach, na stronie stoi od razu."))
            return redirect("supervision:line")
    context = {"form": form, "found": found, "has_keys": bool(form.fields["key"].choices)}  # type: ignore[attr-defined]
    return render(request, "supervision/menu_choice.html", context, status=REFUSED if form.errors else 200)


@require_POST
@only("supervisor", "admin")
def act(request: HttpRequest, choice_id: int, what: str) -> HttpResponse:
    """Move a key up or down, or take it off the menu."""
    found = _found(choice_id)
    if what not in ACTS:
        raise Http404
    by_id, at = person(request).pk, now()
    if what == "usun":
        operations.remove_choice(choice_id=choice_id, by_id=by_id, at=at)
        messages.success(request, _("„%(text)s” nie ma już w menu.") % {"text": found.text})
    else:
        operations.move_choice(choice_id=choice_id, up=what == "wyzej", by_id=by_id, at=at)
        messages.success(request, _("Kolejność zmieniona. Słychać ją po kilku sekundach."))
    return redirect("supervision:line")


def _found(choice_id: int) -> ChoiceLine:
    found = next((one for one in queries.choices() if one.id == choice_id), None)
    if found is None:
        raise Http404
    return found


def _initial(found: ChoiceLine | None) -> dict[str, str]:
    if found is None:
        return {}
    return {"key": found.key, "text": found.text, "language": found.language, "queue_code": found.queue_code}
