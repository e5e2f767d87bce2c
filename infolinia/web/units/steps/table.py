"""The steps of the matter page as a table: their words, their forms, and what they do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from infolinia.web.units import forms
from infolinia.web.units.steps import performing

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


STEPS = (
    Step(
        slug="przyjmij",
        may="take",
        name=_("Przyjmij"),
        icon="person-plus",
        button=_("Przyjmij sprawę"),
        done=_("Prowadzisz tę sprawę."),
        form=forms.TakeForm,
        perform=performing.take,
    ),
    Step(
        slug="zdecyduj",
        may="settle_reopened",
        name=_("Zdecyduj"),
        icon="arrow-repeat",
        button=_("Zapisz decyzję"),
        done=_("Decyzja zapisana."),
        form=forms.SettleForm,
        perform=performing.settle,
    ),
    Step(
        slug="odpisal",
        may="resident_replied",
        name=_("Mieszkaniec odpowiedział"),
        icon="play-circle",
        button=_("Zapisz odpowiedź"),
        done=_("Odpowiedź mieszkańca zapisana."),
        form=forms.ReplyForm,
        perform=performing.reply,
    ),
    Step(
        slug="odpowiedz",
        may="answer",
        name=_("Odpowiedz"),
        icon="chat-left-text",
        button=_("Wyślij odpowiedź"),
        done=_("Odpowiedź zapisana. Historia sprawy mówi, jak poszła do mieszkańca."),
        form=forms.AnswerForm,
        perform=performing.answer,
    ),
    Step(
        slug="zapytaj",
        may="ask_resident",
        name=_("Zapytaj mieszkańca"),
        icon="question-circle",
        button=_("Wyślij pytanie"),
        done=_("Pytanie zapisane."),
        form=forms.AskForm,
        perform=performing.ask,
    ),
    Step(
        slug="zwroc",
        may="return_to_helpline",
        name=_("Zwróć"),
        icon="arrow-return-left",
        button=_("Zwróć sprawę"),
        done=_("Sprawa poszła dalej."),
        form=forms.ReturnForm,
        perform=performing.send_away,
    ),
    Step(
        slug="przedluz",
        may="extend",
        name=_("Przedłuż z zawiadomieniem"),
        icon="calendar-plus",
        button=_("Przedłuż i zawiadom"),
        done=_("Termin przedłużony."),
        form=forms.ExtendForm,
        perform=performing.extend,
    ),
    Step(
        slug="zawiadomienie",
        may="notice_served",
        name=_("Zawiadomienie wysłane"),
        icon="send",
        button=_("Zapisz, że wyszło"),
        done=_("Zawiadomienie zapisane jako wysłane."),
        form=forms.NoticeForm,
        perform=performing.served,
    ),
    Step(
        slug="zamknij",
        may="close",
        name=_("Zamknij z wynikiem"),
        icon="check2-circle",
        button=_("Zamknij sprawę"),
        done=_("Sprawa zamknięta."),
        form=forms.CloseForm,
        perform=performing.close,
    ),
    Step(
        slug="wznow",
        may="resume",
        name=_("Wróć do pracy"),
        icon="arrow-clockwise",
        button=_("Wróć do pracy"),
        done=_("Sprawa wróciła do pracy."),
        form=forms.ResumeForm,
        perform=performing.resume,
    ),
    Step(
        slug="otworz",
        may="reopen",
        name=_("Otwórz ponownie"),
        icon="arrow-repeat",
        button=_("Otwórz sprawę"),
        done=_("Zapisane. Sprawa nie jest już zamknięta."),
        form=forms.ReopenForm,
        perform=performing.reopen,
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
        perform=performing.note,
    ),
    Step(
        slug="zaplanuj",
        may="plan",
        name=_("Zaplanuj dzień"),
        icon="calendar-event",
        button=_("Zapisz dzień"),
        done=_("Dzień zapisany."),
        form=forms.PlanForm,
        perform=performing.plan,
    ),
    Step(
        slug="czekaj",
        may="wait_for",
        name=_("Czekamy na innych"),
        icon="hourglass-split",
        button=_("Zapisz, na co czekamy"),
        done=_("Sprawa czeka."),
        form=forms.WaitForm,
        perform=performing.wait,
    ),
    Step(
        slug="zlec",
        may="contract",
        name=_("Zleć wykonawcy"),
        icon="person-badge",
        button=_("Zleć i wyślij link"),
        done=_("Zlecone. Wykonawca dostanie link e-mailem."),
        form=forms.ContractForm,
        perform=performing.contract,
    ),
    Step(
        slug="wykonane",
        may="contractor_done",
        name=_("Wykonawca skończył"),
        icon="check2",
        button=_("Zapisz, że skończył"),
        done=_("Zapisane. Sprawdź i zamknij sprawę."),
        form=forms.NoteForm,
        perform=performing.contractor_done,
    ),
    Step(
        slug="podziel",
        may="split",
        name=_("Podziel na części"),
        icon="diagram-3",
        button=_("Podziel sprawę"),
        done=_("Części poszły do komórek."),
        form=forms.SplitForm,
        perform=performing.split,
    ),
    Step(
        slug="do-podpisu",
        may="to_sign",
        name=_("Do podpisu"),
        icon="pencil-square",
        button=_("Oznacz: do podpisu"),
        done=_("Sprawa czeka na podpis."),
        form=forms.SignForm,
        perform=performing.sign,
    ),
    Step(
        slug="kontakt",
        may="change_channel",
        name=_("Sposób kontaktu"),
        icon="telephone",
        button=_("Zapisz sposób kontaktu"),
        done=_("Zapisane. Od teraz mieszkaniec dowiaduje się tą drogą."),
        form=forms.ContactForm,
        perform=performing.change_channel,
    ),
    Step(
        slug="znak",
        may="set_znak",
        name=_("Znak sprawy"),
        icon="hash",
        button=_("Zapisz znak"),
        done=_("Znak zapisany."),
        form=forms.ZnakForm,
        perform=performing.znak,
    ),
)
BY_SLUG = {step.slug: step for step in (*STEPS, *SIDE_STEPS)}
