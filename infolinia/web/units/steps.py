"""What an officer can do in a matter: each step with its words, its form and the operation behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from infolinia.city import queries as city
from infolinia.core.errors import Cannot
from infolinia.matters import operations as matters
from infolinia.matters import queries
from infolinia.matters.shapes import MatterView
from infolinia.web.units import forms

Perform = Callable[[UUID, Mapping[str, Any], int, datetime], None]


@dataclass(frozen=True)
class Step:
    """One step. `slug` stands in the address, `may` is what the matter must allow, `done` is said afterwards."""

    slug: str
    may: str
    name: Promise
    icon: str
    button: Promise
    done: Promise
    form: type[forms.StepForm]
    perform: Perform


def _take(ident: UUID, _data: Mapping[str, Any], by: int, at: datetime) -> None:
    matters.take(matter_id=ident, by_id=by, at=at)


def _answer(ident: UUID, data: Mapping[str, Any], by: int, at: datetime) -> None:
    matters.answer(matter_id=ident, text=data["text"], by_id=by, at=at)


def _ask(ident: UUID, data: Mapping[str, Any], by: int, at: datetime) -> None:
    matters.ask_resident(matter_id=ident, question=data["text"], answer_days=data["answer_days"], by_id=by, at=at)


def _return(ident: UUID, data: Mapping[str, Any], by: int, at: datetime) -> None:
    if data["target"] == "unit":
        matters.pass_on(matter_id=ident, to_unit_id=int(data["unit"]), reason=data["text"], by_id=by, at=at)
    else:
        matters.return_to_helpline(matter_id=ident, reason=data["text"], by_id=by, at=at)


def _extend(ident: UUID, data: Mapping[str, Any], by: int, at: datetime) -> None:
    matters.extend(matter_id=ident, new_day=data["new_day"], reason=data["text"], by_id=by, at=at)


def _served(ident: UUID, data: Mapping[str, Any], by: int, at: datetime) -> None:
    matters.notice_served(matter_id=ident, way=data["way"], day=data["day"], by_id=by, at=at)


def _close(ident: UUID, data: Mapping[str, Any], by: int, at: datetime) -> None:
    matters.close(matter_id=ident, result=data["result"], text=data["text"], basis=data["basis"], by_id=by, at=at)


def _wait(ident: UUID, data: Mapping[str, Any], by: int, at: datetime) -> None:
    matters.wait_for(matter_id=ident, whom=data["whom"], remind_on=data["remind_on"], by_id=by, at=at)


def _reply(ident: UUID, data: Mapping[str, Any], by: int, at: datetime) -> None:
    matters.resident_replied(matter_id=ident, text=data["text"], by_id=by, at=at)


def _resume(ident: UUID, data: Mapping[str, Any], by: int, at: datetime) -> None:
    matters.resume(matter_id=ident, text=data["text"], by_id=by, at=at)


def _sign(ident: UUID, _data: Mapping[str, Any], by: int, at: datetime) -> None:
    matters.to_sign(matter_id=ident, by_id=by, at=at)


def _note(ident: UUID, data: Mapping[str, Any], by: int, at: datetime) -> None:
    matters.add_note(matter_id=ident, text=data["text"], by_id=by, at=at)


def _znak(ident: UUID, data: Mapping[str, Any], by: int, at: datetime) -> None:
    matters.set_znak(matter_id=ident, znak=data["znak"], by_id=by, at=at)


def _reopen(ident: UUID, data: Mapping[str, Any], by: int, at: datetime) -> None:
    matters.reopen(matter_id=ident, text=data["text"], by_id=by, at=at)


STEPS = (
    Step(
        slug="przyjmij",
        may="take",
        name=_("Przyjmij"),
        icon="person-plus",
        button=_("Przyjmij sprawę"),
        done=_("Prowadzisz tę sprawę."),
        form=forms.TakeForm,
        perform=_take,
    ),
    Step(
        slug="odpisal",
        may="resident_replied",
        name=_("Mieszkaniec odpowiedział"),
        icon="play-circle",
        button=_("Zapisz odpowiedź"),
        done=_("Odpowiedź zapisana, zegar ruszył."),
        form=forms.ReplyForm,
        perform=_reply,
    ),
    Step(
        slug="odpowiedz",
        may="answer",
        name=_("Odpowiedz"),
        icon="chat-left-text",
        button=_("Wyślij odpowiedź"),
        done=_("Odpowiedź zapisana i przekazana mieszkańcowi."),
        form=forms.AnswerForm,
        perform=_answer,
    ),
    Step(
        slug="zapytaj",
        may="ask_resident",
        name=_("Zapytaj mieszkańca"),
        icon="question-circle",
        button=_("Wyślij pytanie"),
        done=_("Pytanie zapisane, zegar stoi do odpowiedzi."),
        form=forms.AskForm,
        perform=_ask,
    ),
    Step(
        slug="zwroc",
        may="return_to_helpline",
        name=_("Zwróć"),
        icon="arrow-return-left",
        button=_("Zwróć sprawę"),
        done=_("Sprawa poszła dalej."),
        form=forms.ReturnForm,
        perform=_return,
    ),
    Step(
        slug="przedluz",
        may="extend",
        name=_("Przedłuż z zawiadomieniem"),
        icon="calendar-plus",
        button=_("Przedłuż i zawiadom"),
        done=_("Termin przedłużony."),
        form=forms.ExtendForm,
        perform=_extend,
    ),
    Step(
        slug="zawiadomienie",
        may="notice_served",
        name=_("Zawiadomienie wysłane"),
        icon="send",
        button=_("Zapisz, że wyszło"),
        done=_("Zawiadomienie zapisane jako wysłane."),
        form=forms.NoticeForm,
        perform=_served,
    ),
    Step(
        slug="zamknij",
        may="close",
        name=_("Zamknij z wynikiem"),
        icon="check2-circle",
        button=_("Zamknij sprawę"),
        done=_("Sprawa zamknięta."),
        form=forms.CloseForm,
        perform=_close,
    ),
    Step(
        slug="wznow",
        may="resume",
        name=_("Wróć do pracy"),
        icon="arrow-clockwise",
        button=_("Wróć do pracy"),
        done=_("Sprawa wróciła do pracy."),
        form=forms.ResumeForm,
        perform=_resume,
    ),
    Step(
        slug="otworz",
        may="reopen",
        name=_("Otwórz ponownie"),
        icon="arrow-repeat",
        button=_("Otwórz sprawę"),
        done=_("Sprawa znów jest otwarta."),
        form=forms.ReopenForm,
        perform=_reopen,
    ),
)
# Smaller steps, below the story of the matter.
SIDE_STEPS = (
    Step(
        slug="notatka",
        may="add_note",
        name=_("Notatka"),
        icon="pencil",
        button=_("Zapisz notatkę"),
        done=_("Notatka zapisana."),
        form=forms.NoteForm,
        perform=_note,
    ),
    Step(
        slug="czekaj",
        may="wait_for",
        name=_("Czekamy na innych"),
        icon="hourglass-split",
        button=_("Zapisz, na kogo czekamy"),
        done=_("Sprawa czeka na innych, zegar idzie."),
        form=forms.WaitForm,
        perform=_wait,
    ),
    Step(
        slug="do-podpisu",
        may="to_sign",
        name=_("Do podpisu"),
        icon="pencil-square",
        button=_("Oznacz: do podpisu"),
        done=_("Sprawa czeka na podpis."),
        form=forms.SignForm,
        perform=_sign,
    ),
    Step(
        slug="znak",
        may="set_znak",
        name=_("Znak sprawy"),
        icon="hash",
        button=_("Zapisz znak"),
        done=_("Znak zapisany."),
        form=forms.ZnakForm,
        perform=_znak,
    ),
)
# What an operation calls an input, and what its field is called here.
FIELDS = {"question": "text", "reason": "text", "to_unit_id": "unit"}
BY_SLUG = {step.slug: step for step in (*STEPS, *SIDE_STEPS)}


def offered(view: MatterView) -> list[Step]:
    """Return the main steps that this person may take in the matter now."""
    return [step for step in STEPS if step.may in view.may]


def offered_beside(view: MatterView) -> list[Step]:
    """Return the smaller steps that this person may take."""
    return [step for step in SIDE_STEPS if step.may in view.may]


def form_for(step: Step, view: MatterView, typed: QueryDict | None = None) -> forms.StepForm:
    """Return the step's form, empty or with what was typed. It carries the version of the matter as shown."""
    extra: dict[str, Any] = {}
    initial: dict[str, Any] = {"version": view.version}
    if step.form is forms.ReturnForm:
        extra["units"] = [(str(unit.id), unit.name) for unit in city.units(outside=False) if unit.id != view.unit_id]
    if step.form is forms.CloseForm:
        extra["results"] = queries.results()
    if step.form is forms.ZnakForm:
        initial["znak"] = view.znak
    form = step.form(typed, prefix=None, initial=initial, auto_id=f"{step.slug}-%s", **extra)
    if step.form is forms.ExtendForm:
        form.fields["text"].help_text = _("Zawiadomienie ma zawierać: %(contents)s.") % {"contents": view.notice_text}
    return form


def field_of(form: forms.StepForm, refusal: Cannot) -> str | None:
    """Return the field of the form that a refusal speaks of, or nothing when it speaks of the whole."""
    named = str(getattr(refusal, "field", ""))
    name = FIELDS.get(named, named)
    return name if name in form.fields else None
