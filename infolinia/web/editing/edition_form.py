"""The forms of editors' screens. They only show and carry what is typed: operations judge it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import CharField, CheckboxSelectMultiple, ChoiceField, Form, MultipleChoiceField, Textarea, TextInput
from django.utils.translation import gettext_lazy as _

from infolinia.web.editing.typed import CODES, LINES, TEXTS, Typed, one

CHANNELS = ("osobiście", "pocztą", "e-Doręczenia", "online", "e-mail", "telefonicznie")
Choices = Mapping[str, Iterable[tuple[str, Any]]]


def _line(label: Any, hint: Any = "", longest: int = 200, **attributes: Any) -> CharField:
    widget = TextInput(attrs={"maxlength": longest, "autocomplete": "off", **attributes})
    return CharField(label=label, help_text=hint, required=False, widget=widget)


def _text(label: Any, hint: Any = "", rows: int = 3) -> CharField:
    return CharField(label=label, help_text=hint, required=False, widget=Textarea(attrs={"rows": rows}))


def _several(label: Any, hint: Any = "") -> MultipleChoiceField:
    return MultipleChoiceField(label=label, help_text=hint, required=False, widget=CheckboxSelectMultiple, choices=())


class EditionForm(Form):
    """What one edition says, without its sections and fees, which have rows of their own."""

    title = _line(_("Tytuł"), _("Tak, jak nazwałby sprawę mieszkaniec: „Prawo jazdy”, nie „Wydanie uprawnień”."))
    summary = _text(_("Streszczenie"), _("Jedno zdanie pod tytułem: o czym jest karta."), rows=2)
    answer = _text(_("Odpowiedź"), _("Jedno, dwa zdania z opłatą, terminem i miejscem. Doradca widzi je najpierw."))
    for_residents = _text(
        _("Odpowiedź dla mieszkańców"),
        _("Wypełnij, gdy odpowiedź wyżej mówi do doradcy („przyjmij zgłoszenie”). Puste: ta sama odpowiedź."),
        rows=2,
    )
    danger = _text(_("Zagrożenie"), _("Tylko gdy chodzi o życie lub zdrowie: kto i dokąd ma dzwonić od razu."), rows=2)
    script = _text(_("Do przeczytania na głos"), _("Pisz tak, jak się mówi. Bez skrótów."))
    questions = _text(_("O co zapytać"), _("Jedno pytanie w wierszu. Doradca zadaje je po kolei."))
    memo = _text(_("Tylko dla doradcy"), _("Mieszkańcy tego nie widzą."), rows=2)
    instructions = _text(_("Instrukcja pracy"), _("Co doradca robi krok po kroku w systemach urzędu."))
    clock = ChoiceField(
        label=_("Zegar z katalogu terminów"), required=False, help_text=_("Ile urząd ma czasu i z czego to wynika.")
    )
    term = _line(
        _("Termin słowami"),
        _("Na przykład: 1 miesiąc, trudne sprawy 2. Znak {termin} wstawia czas z katalogu."),
        longest=160,
    )
    category = ChoiceField(
        label=_("Rodzaj zgłoszenia"), required=False, help_text=_("Wypełni się sam, gdy doradca zarejestruje sprawę.")
    )
    question_set = _line(_("Zestaw pytań"), _("Kod zestawu pytań, które padną przy rejestracji."), longest=60)
    visit = _line(_("Rodzaj wizyty"), _("Kod rodzaju wizyty, którą można umówić."), longest=60)
    channels = _several(_("Jak załatwić"))
    online = _line(_("Usługa przez internet"), _("Adres zaczyna się od https://"), longest=300, inputmode="url")
    forms = _several(_("Druki"))
    related = _several(_("Karty pokrewne"))
    easy = _text(
        _("Tekst łatwy do czytania"), _("Krótkie zdania, jedno o jednym. Bez trudnych słów i bez skrótów."), rows=4
    )
    sign_video = _line(
        _("Film w języku migowym"), _("Adres filmu zaczyna się od https://"), longest=300, inputmode="url"
    )
    sources = _text(_("Podstawa i źródła"), _("Jedno w wierszu: przepis albo adres strony."))
    review_due = _line(
        _("Sprawdzić do"), _("Najpóźniej tego dnia ktoś sprawdzi, czy karta jest aktualna."), type="date"
    )

    def __init__(self, typed: Typed, *, choices: Choices, faults: Mapping[str, str] | None = None) -> None:
        """Show what is typed and what is wrong with it; a code that no catalogue knows stays chosen."""
        initial: dict[str, Any] = {name: one(typed, name) for name in (*TEXTS, *LINES)}
        initial |= {name: list(typed.get(name, ())) for name in CODES}
        super().__init__(initial=initial, auto_id="f-%s")
        for name, offered in choices.items():
            chosen = initial[name] if isinstance(initial[name], list) else [initial[name]]
            self._offer(name, list(offered), [code for code in chosen if code])
        for name, fault in (faults or {}).items():
            self.errors[name if name in self.fields else NON_FIELD_ERRORS] = self.error_class([fault])

    def _offer(self, name: str, offered: list[tuple[str, Any]], chosen: list[str]) -> None:
        codes = {code for part in offered for code in _codes(part)}
        self.fields[name].choices = [*offered, *((code, code) for code in chosen if code not in codes)]  # type: ignore[attr-defined]


def _codes(part: tuple[str, Any]) -> list[str]:
    return [code for code, _name in part[1]] if isinstance(part[1], list) else [part[0]]
