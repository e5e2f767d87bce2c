"""A card's whole life: made, owned, looked at again, withdrawn, brought back."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.forms import BooleanField, CharField, ChoiceField, DateInput, Form, HiddenInput, TextInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.city import queries as city
from infolinia.core.clock import city_day, now
from infolinia.core.errors import Cannot
from infolinia.core.text import fold, one_line
from infolinia.knowledge import operations as vocabulary
from infolinia.knowledge.operations import drafts, lifetime, tasks
from infolinia.knowledge.queries import workshop
from infolinia.knowledge.shapes_workshop import CardSettings
from infolinia.web.components.days import DayField
from infolinia.web.components.roles import person
from infolinia.web.components.telling import told
from infolinia.web.editing.access import answers_for, card_for, editor_only

LONGEST_TITLE, LONGEST_CODE, LONGEST_NOTE, MOST_PHRASES = 200, 60, 300, 10
NEXT_REVIEW = timedelta(days=182)


def _day(label: Any, hint: Any = "") -> DayField:
    widget = DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return DayField(label=label, help_text=hint, required=False, widget=widget)


class OwnerForm(Form):
    """Whose the card is and what it is about."""

    subject = ChoiceField(label=gettext_lazy("Temat"))
    unit = ChoiceField(
        label=gettext_lazy("Komórka odpowiedzialna"),
        required=False,
        help_text=gettext_lazy("Odpowiada za treść karty. Do niej trafi zgłoszenie zarejestrowane z tej karty."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "f-%s", **kwargs})
        units = [(unit.code, unit.name) for unit in city.units()]
        self.fields["subject"].choices = list(workshop.SUBJECTS)  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", _("jeszcze nie wiadomo")), *units]  # type: ignore[attr-defined]


class NewCardForm(OwnerForm):
    """A card that does not exist yet; its code is made from its title when none is typed."""

    title = CharField(
        label=gettext_lazy("Tytuł"),
        max_length=LONGEST_TITLE,
        help_text=gettext_lazy("Tak, jak nazwałby sprawę mieszkaniec: „Prawo jazdy”, nie „Wydanie uprawnień”."),
        error_messages={"required": gettext_lazy("Wpisz tytuł.")},
    )
    code = CharField(
        label=gettext_lazy("Kod"),
        max_length=LONGEST_CODE,
        required=False,
        widget=TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("Małe litery, cyfry i myślniki; zostaje na zawsze. Puste: powstanie z tytułu."),
    )
    field_order = ("title", "code", "subject", "unit")


class SettingsForm(OwnerForm):
    """What belongs to the card and not to its editions."""

    valid_from = _day(gettext_lazy("Ważna od"), gettext_lazy("Wcześniej karty nie widać. Puste: od zawsze."))
    valid_to = _day(gettext_lazy("Ważna do"), gettext_lazy("Ostatni dzień. Puste: bez końca."))


class RetireForm(Form):
    """When the card ends, and which one residents are led to instead."""

    day = _day(gettext_lazy("Ostatni dzień"), gettext_lazy("Puste: wycofaj od razu."))
    successor = CharField(
        label=gettext_lazy("Zastępuje ją karta"),
        required=False,
        max_length=LONGEST_CODE,
        help_text=gettext_lazy("Kod karty, na którą trafi mieszkaniec. Może zostać puste."),
        widget=TextInput(attrs={"list": "karty-do-wyboru", "autocomplete": "off", "spellcheck": "false"}),
    )
    sure = BooleanField(
        label=gettext_lazy("Wiem, że karta zniknie z szukania; jej wydania będzie można nadal czytać"),
        error_messages={"required": gettext_lazy("Potwierdź, że chcesz wycofać kartę.")},
    )


class ReviewedForm(Form):
    """„Checked, no changes”: when to look again."""

    next_due = _day(gettext_lazy("Następny przegląd do"))
    note = CharField(label=gettext_lazy("Uwaga"), required=False, max_length=LONGEST_NOTE)
    language = CharField(required=False, max_length=2, widget=HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_only
def new_card(request: HttpRequest) -> HttpResponse:
    """Make a card that nobody sees yet, with its first draft; `tytul` and `slowa` may come with the address."""
    phrases = _phrases(request)
    initial = {"title": one_line(request.GET.get("tytul", ""), LONGEST_TITLE), "subject": "inne"}
    form = NewCardForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        code = data["code"].strip() or _code_for(data["title"])
        try:
            draft_id = drafts.create_card(
                code=code,
                title=data["title"],
                subject=data["subject"],
                unit=data["unit"],
                by_id=person(request).pk,
                at=now(),
            )
        except drafts.CannotSave as refusal:
            _tell(form, refusal.faults or {"": str(refusal)})
        else:
            for words in phrases:
                _add_phrase(request, code, words)
            messages.success(request, _("Karta powstała. Zobaczą ją dopiero po opublikowaniu pierwszego wydania."))
            return redirect("editing:draft", draft_id)
    context = {"form": form, "phrases": phrases}
    return render(request, "editing/new_card.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_only
def settings(request: HttpRequest, code: str) -> HttpResponse:
    """Change whose the card is, what it is about and for which days it holds; this is at once, without a review."""
    card = card_for(person(request), code)
    initial = {
        "subject": card.subject_code,
        "unit": card.unit_code,
        "valid_from": card.valid_from,
        "valid_to": card.valid_to,
    }
    form = SettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            lifetime.change_card(code=code, by_id=person(request).pk, at=now(), **form.cleaned_data)
        except lifetime.CannotChangeCard as refusal:
            _tell(form, getattr(refusal, "faults", None) or {"": str(refusal)})
        else:
            messages.success(request, _("Dane karty zmieniono."))
            return redirect("editing:card", code)
    return render(request, "editing/settings.html", {"form": form, "card": card}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_only
def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Withdraw the card, perhaps in favour of another."""
    card = card_for(person(request), code)
    form = RetireForm(request.POST or None, auto_id="f-%s")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            lifetime.retire(
                card_code=code,
                by_id=person(request).pk,
                at=now(),
                successor=data["successor"].strip(),
                day=data["day"],
            )
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Karta wycofana."))
            return redirect("editing:card", code)
    context = {"form": form, "card": card, "cards": _others(card)}
    return render(request, "editing/retire.html", context, status=422 if form.errors else 200)


@require_POST
@editor_only
def bring_back(request: HttpRequest, code: str) -> HttpResponse:
    """Put a withdrawn card in force again."""
    card_for(person(request), code)
    with told(request, _("Karta znów obowiązuje.")):
        lifetime.bring_back(card_code=code, by_id=person(request).pk, at=now())
    return redirect("editing:card", code)


@require_POST
@answers_for
def reviewed(request: HttpRequest, code: str) -> HttpResponse:
    """Say that the card is still true, and when to look again."""
    card_for(person(request), code)
    form = ReviewedForm(request.POST)
    at = now()
    if not form.is_valid():
        messages.error(request, _("Wpisz dzień następnego przeglądu."))
        return redirect("editing:card", code)
    with told(request, _("Zapisano: karta sprawdzona, bez zmian.")):
        tasks.confirm_review(
            card_code=code,
            by_id=person(request).pk,
            at=at,
            next_due=form.cleaned_data["next_due"] or next_review(city_day(at)),
            note=form.cleaned_data["note"],
            language=form.cleaned_data["language"] or "pl",
        )
    return redirect("editing:card", code)


def next_review(today: date) -> date:
    """Return the day by which a card that was looked at today is looked at again: half a year on."""
    return today + NEXT_REVIEW


def _tell(form: Form, faults: dict[str, str]) -> None:
    for name, fault in faults.items():
        form.add_error(name if name in form.fields else None, fault)


def _phrases(request: HttpRequest) -> list[str]:
    """Return residents' words that came along, from the list of searches that found nothing."""
    given = request.POST.getlist("slowa") if request.method == "POST" else request.GET.getlist("slowa")
    return list(dict.fromkeys(words for text in given if (words := one_line(text, 120))))[:MOST_PHRASES]


def _add_phrase(request: HttpRequest, code: str, words: str) -> None:
    try:
        vocabulary.add_phrase(card_code=code, text=words)
    except Cannot as refusal:
        messages.warning(request, f"{words}: {refusal}")


def _code_for(title: str) -> str:
    """Return a code made of the title's words, cut between words."""
    code = slugify(fold(title)).replace("_", "-").strip("-")
    return code if len(code) <= LONGEST_CODE else code[: LONGEST_CODE + 1].rpartition("-")[0] or code[:LONGEST_CODE]


def _others(card: CardSettings) -> list[tuple[str, str]]:
    lines = workshop.shelf(at=now(), subject=card.subject_code, limit=300).lines
    return [(line.code, line.title) for line in lines if line.code != card.code and line.edition]
