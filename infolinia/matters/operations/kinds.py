"""Kinds of matter as an office edits them: made, changed, moved, retired, brought back. It concerns new matters."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.core.errors import Cannot
from infolinia.core.phones import normalise
from infolinia.core.text import fold, one_line
from infolinia.matters import wording
from infolinia.matters.models import Category, Clock, Kind, PlaceNeed
from infolinia.matters.rules import kinds, questions
from infolinia.matters.rules.terms import BadTerm, parse_term
from infolinia.matters.shapes.kinds import KindText

DEEPEST = 3
_LONGEST_CODE = 60
_MOST_ANSWERS, _LONGEST_ANSWER = 20, 5000


class CannotSaveKind(Cannot):
    """The kind can't be kept so; `field` names the input to mend (a field of KindText), `position` its line."""

    def __init__(self, text: str, field: str = "", position: int = -1) -> None:
        super().__init__(text)
        self.field = field
        self.position = position


class KindWasChanged(CannotSaveKind):
    """Somebody else saved this kind after the form was opened."""


@transaction.atomic
def add_kind(text: KindText) -> str:
    """Make a kind, or a group when it has no unit; returns its code. Raises `CannotSaveKind`."""
    code = _new_code(text)
    if Category.objects.filter(code=code).exists():
        raise CannotSaveKind(_("Taki kod ma już inny rodzaj. Wpisz inny."), "code")
    row = Category(code=code)
    _write(row, text)
    row.save(force_insert=True)
    return code


@transaction.atomic
def change_kind(text: KindText) -> None:
    """Change the kind with the text's code, questions and ready answers included; open matters stay as they are.

    Raises `KindWasChanged` when somebody saved it since, `CannotSaveKind` for what is wrong.
    """
    row = _locked(text.code)
    if row.version != text.version:
        raise KindWasChanged(_("Ktoś zmienił ten rodzaj, gdy był tu otwarty. Sprawdź zmiany i zapisz jeszcze raz."))
    if row.unit_id and not text.unit:
        raise CannotSaveKind(_("Ten rodzaj ma już sprawy albo komórkę. Zamiast czyścić komórkę, wycofaj go."), "unit")
    if not row.unit_id and text.unit and row.children.exists():
        raise CannotSaveKind(_("W tym dziale są inne rodzaje, więc sam nie może mieć komórki."), "unit")
    _write(row, text)
    _save(row)


@transaction.atomic
def retire_kind(*, code: str, version: int) -> None:
    """Take the kind out of use: it can't be chosen any more, its open matters go on. A group must be empty first."""
    row = _locked(code)
    _same(row, version)
    if row.children.filter(active=True).exists():
        raise CannotSaveKind(_("W tym dziale są jeszcze rodzaje w użyciu. Najpierw je przenieś albo wycofaj."))
    row.active = False
    _save(row)


@transaction.atomic
def restore_kind(*, code: str, version: int) -> None:
    """Bring the kind back into use; where it lies must be in use."""
    row = _locked(code)
    _same(row, version)
    if row.parent and not row.parent.active:
        raise CannotSaveKind(_("Dział tego rodzaju jest wycofany. Najpierw przywróć dział."))
    if row.unit and row.unit.valid_to:
        raise CannotSaveKind(_("Komórka tego rodzaju kończy działanie. Najpierw wpisz inną komórkę."), "unit")
    row.active = True
    _save(row)


def _locked(code: str) -> Category:
    rows = Category.objects.select_for_update(of=("self",)).select_related("parent", "unit")
    row = rows.filter(code=code).first()
    if row is None:
        raise CannotSaveKind(_("Nie ma takiego rodzaju."), "code")
    return row


def _same(row: Category, version: int) -> None:
    if row.version != version:
        raise KindWasChanged(_("Ktoś zmienił ten rodzaj, gdy był tu otwarty. Sprawdź zmiany i zapisz jeszcze raz."))


def _save(row: Category) -> None:
    row.version += 1
    row.save()


def _write(row: Category, text: KindText) -> None:
    """Put the text into the row, each part checked."""
    row.name = one_line(text.name, 120)
    if not row.name:
        raise CannotSaveKind(_("Wpisz nazwę."), "name")
    row.parent = _parent(row, text)
    row.unit_id = _unit_id(text.unit, "unit")
    row.clock = _clock(text.clock)
    row.promise, row.promise_confirmed = _promise(text, bool(row.unit_id))
    row.kind = _among(text.kind, Kind.values, "kind")
    row.place_need = _among(text.place_need, PlaceNeed.values, "place_need")
    row.unit_lead_days = _number(text.unit_lead_days, 0, 60, "unit_lead_days")
    row.priority = _number(text.priority, 1, 5, "priority")
    row.danger, row.danger_text = text.danger, text.danger_text.strip()
    row.danger_unit_id, row.danger_phone = _unit_id(text.danger_unit, "danger_unit"), _phone(text.danger_phone)
    row.is_public = _is_public(text, row)
    row.card_code = text.card_code.strip()
    row.hint = one_line(text.hint, 300)
    row.answer_texts = _ready(text)
    row.questions = _questions(text, row.questions)


def _is_public(text: KindText, row: Category) -> bool:
    if not (text.is_public and row.unit_id):
        return False
    if not kinds.may_be_public(row.kind):
        said = _(
            "Sam na stronie mieszkaniec zgłasza tylko interwencje i pytania. Skargi, wnioski i petycje mają druki."
        )
        raise CannotSaveKind(said, "is_public")
    return True


def _parent(row: Category, text: KindText) -> Category | None:
    """Return the group above; never the kind itself or one below it, never a kind with a unit, never too deep."""
    if not text.parent:
        return None
    parent = Category.objects.select_related("parent__parent").filter(code=text.parent).first()
    if parent is None or parent.unit_id:
        raise CannotSaveKind(_("Wybierz dział z listy."), "parent")
    above: Category | None = parent
    depth = 1
    while above is not None:
        if row.pk is not None and above.pk == row.pk:
            raise CannotSaveKind(_("Dział nie może leżeć w sobie samym ani w tym, co jest pod nim."), "parent")
        above, depth = above.parent, depth + 1
    if depth + _levels_below(row) > DEEPEST:
        raise CannotSaveKind(_("To byłoby za głęboko: najwyżej dział, poddział i rodzaj."), "parent")
    if row.active and not parent.active:
        raise CannotSaveKind(_("Ten dział jest wycofany. Wybierz inny."), "parent")
    return parent


def _levels_below(row: Category) -> int:
    if row.pk is None or not row.children.exists():
        return 0
    return 2 if Category.objects.filter(parent__parent=row).exists() else 1


def _unit_id(code: str, field: str) -> int | None:
    if not code:
        return None
    unit = city.unit(code)
    if unit is None:
        raise CannotSaveKind(_("Wybierz komórkę z listy."), field)
    return unit.id


def _clock(code: str) -> Clock | None:
    if not code:
        return None
    clock = Clock.objects.filter(code=code).first()
    if clock is None:
        raise CannotSaveKind(_("Wybierz termin z katalogu."), "clock")
    return clock


def _promise(text: KindText, has_unit: bool) -> tuple[str, bool]:
    """Return the city's own term and whether it is confirmed; a kind with a unit has some term."""
    if has_unit and not (text.clock or text.promise.strip()):
        raise CannotSaveKind(_("Wybierz termin z katalogu albo wpisz obietnicę miasta."), "promise")
    if not text.promise.strip():
        return "", False
    try:
        term = parse_term(text.promise)
    except BadTerm as error:
        raise CannotSaveKind(str(error), "promise") from error
    return f"{term.length} {term.unit}", text.promise_confirmed


def _among(code: str, codes: list[Any], field: str) -> str:
    if code not in codes:
        raise CannotSaveKind(_("Wybierz jedno z listy."), field)
    return code


def _number(value: int, lowest: int, highest: int, field: str) -> int:
    if not lowest <= value <= highest:
        raise CannotSaveKind(_("Wpisz liczbę od %(low)d do %(high)d.") % {"low": lowest, "high": highest}, field)
    return value


def _phone(typed: str) -> str:
    """Return the number to dial; short numbers of the emergency services stay as they are."""
    digits = "".join(typed.split())
    if not digits or (digits.isascii() and digits.isdigit() and 3 <= len(digits) <= 5):
        return digits
    number = normalise(typed)
    if not number:
        raise CannotSaveKind(_("Wpisz numer: 9 cyfr albo krótki numer służb."), "danger_phone")
    return number


def _ready(text: KindText) -> list[dict[str, str]]:
    """Return the ready answers; each has a name and words."""
    if len(text.answer_texts) > _MOST_ANSWERS:
        raise CannotSaveKind(
            _("Gotowych odpowiedzi może być najwyżej %(most)d.") % {"most": _MOST_ANSWERS}, "answer_texts"
        )
    found = []
    for position, one in enumerate(text.answer_texts):
        name, words = one_line(one.get("name", ""), 80), one.get("text", "").strip()
        if not name or not words:
            raise CannotSaveKind(_("Gotowa odpowiedź ma nazwę i treść."), "answer_texts", position)
        if len(words) > _LONGEST_ANSWER:
            raise CannotSaveKind(_("Ta gotowa odpowiedź jest za długa."), "answer_texts", position)
        found.append({"name": name, "text": words})
    return found


def _questions(text: KindText, before: Any) -> list[dict[str, Any]]:
    """Return the set as it is stored. A question whose words changed is a new one: old answers keep the old words.

    Codes that are not stored yet are only names by which conditions of this same text refer to a question.
    """
    stored = before if isinstance(before, list) else []
    labels = {str(one.get("code")): str(one.get("label", "")) for one in stored}
    renamed: dict[str, str] = {}
    taken = set(labels)
    asked = []
    for one in text.questions:
        code, label = str(one.get("code", "")), " ".join(str(one.get("label", "")).split())
        if labels.get(code) != label:
            fresh = _free_code(label, taken)
            renamed[code], code = fresh, fresh
        taken.add(code)
        asked.append({**one, "code": code})
    for one in asked:
        when = one.get("when")
        if when and when.get("question") in renamed:
            one["when"] = {**when, "question": renamed[when["question"]]}
    try:
        return questions.plain(questions.read(asked), stored)
    except questions.BadQuestions as bad:
        first = bad.faults[0]
        raise CannotSaveKind(wording.say(first.phrase), "questions", first.position) from bad


def _free_code(label: str, taken: set[str]) -> str:
    """Return a readable code that no question of this kind ever had."""
    stem = slugify(fold(label))[:32].strip("-") or "pytanie"
    if stem not in taken:
        return stem
    return next(f"{stem}-{number}" for number in range(2, len(taken) + 3) if f"{stem}-{number}" not in taken)


def _new_code(text: KindText) -> str:
    code = text.code.strip() or slugify(fold(text.name))[:_LONGEST_CODE].strip("-")
    if not code or slugify(code) != code or len(code) > _LONGEST_CODE:
        raise CannotSaveKind(_("Kod może mieć małe litery, cyfry i myślniki, najwyżej 60 znaków."), "code")
    return code
