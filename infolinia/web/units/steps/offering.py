"""Which steps a person is offered, and each step's form with what only this matter knows."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from infolinia.city import queries as city
from infolinia.core.errors import Cannot
from infolinia.matters import queries
from infolinia.matters.shapes import MatterView
from infolinia.web.units import forms
from infolinia.web.units.steps.table import SIDE_STEPS, STEPS, Step

# What an operation calls an input, and what its field is called here.
FIELDS = {
    "question": "text",
    "reason": "text",
    "to_unit_id": "unit",
    "until": "day",
    "unit_id": "unit_1",
    "description": "text_1",
    "into": "same_as",
}
# Steps whose words may come ready from the kind of matter.
WITH_READY_WORDS = frozenset({"odpowiedz", "zamknij"})
READY = "gotowa"


def offered(view: MatterView) -> list[Step]:
    """Return the main steps that this person may take in the matter now."""
    return [step for step in STEPS if step.may in view.may]


def offered_beside(view: MatterView) -> list[Step]:
    """Return the smaller steps that this person may take."""
    return [step for step in SIDE_STEPS if step.may in view.may]


def form_for(
    step: Step, view: MatterView, typed: QueryDict | None = None, query: Mapping[str, str] | None = None
) -> forms.StepForm:
    """Return the step's form, empty, with ready words that were asked for, or with what was typed.

    It carries the version of the matter as shown.
    """
    initial: dict[str, Any] = {"version": view.version}
    if step.form is forms.ZnakForm:
        initial["znak"] = view.znak
    if step.form is forms.ContactForm:
        initial |= {"channel": view.reply_channel, "address": view.reply_address, "tells": view.tells}
    if step.slug in WITH_READY_WORDS:
        initial["text"] = _ready(view, query or {})
    form = step.form(typed, initial=initial, auto_id=f"{step.slug}-%s")
    _prepare(form, view)
    return form


def field_of(form: forms.StepForm, refusal: Cannot) -> str | None:
    """Return the field of the form that a refusal speaks of, or nothing when it speaks of the whole."""
    named = str(getattr(refusal, "field", ""))
    name = named if named in form.fields else FIELDS.get(named, named)
    return name if name in form.fields else None


def _prepare(form: forms.StepForm, view: MatterView) -> None:
    """Give the form what depends on the matter: units to choose from, results, what the law allows here."""
    if isinstance(form, forms.ReturnForm | forms.SettleForm):
        form.choose("unit", _units(view), empty=_("wybierz komórkę"))
    elif isinstance(form, forms.SplitForm):
        for number in ("1", "2", "3"):
            form.choose(f"unit_{number}", _units(view), empty=_("wybierz komórkę"))
    elif isinstance(form, forms.CloseForm):
        form.choose("result", queries.results())
        form.know_parts(view.open_parts)
    elif isinstance(form, forms.WaitForm):
        form.allow_standing(view.standing_basis)
    elif isinstance(form, forms.AskForm):
        form.tell_clock(view.question_basis)
    elif isinstance(form, forms.ContractForm):
        form.choose_files(queries.pictures_of(view.id))
    elif isinstance(form, forms.ExtendForm):
        form.fields["text"].help_text = _("Zawiadomienie ma zawierać: %(contents)s.") % {"contents": view.notice_text}


def _units(view: MatterView) -> list[tuple[str, str]]:
    return [(str(unit.id), unit.name) for unit in city.units(outside=False) if unit.id != view.unit_id]


def _ready(view: MatterView, query: Mapping[str, str]) -> str:
    """Return the words of the ready answer that the address names by its place in the list."""
    chosen = query.get(READY, "")
    place = int(chosen) if chosen.isdecimal() and len(chosen) < 4 else -1
    return view.ready_answers[place][1] if 0 <= place < len(view.ready_answers) else ""
