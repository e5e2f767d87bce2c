"""The difference between two texts of a card, field by field, as safe HTML with names that editors know."""

from collections.abc import Iterable
from html import escape

from django.utils.translation import gettext_lazy as _

from infolinia.knowledge.rules import headings
from infolinia.knowledge.rules.diff import Span, rows
from infolinia.knowledge.rules.drafts import CardDraft, FeeLine, SectionText
from infolinia.knowledge.shapes_editions import DiffRow, FieldDiff

LABELS = {
    "title": _("Tytuł"),
    "summary": _("Streszczenie"),
    "answer": _("Odpowiedź"),
    "for_residents": _("Odpowiedź dla mieszkańców"),
    "danger": _("Zagrożenie"),
    "script": _("Do przeczytania na głos"),
    "easy": _("Tekst łatwy do czytania"),
    "sign_video": _("Film w języku migowym"),
    "online": _("Usługa przez internet"),
    "questions": _("O co zapytać"),
    "memo": _("Tylko dla doradcy"),
    "instructions": _("Instrukcja pracy"),
    "fees": _("Opłaty"),
    "clock": _("Zegar z katalogu terminów"),
    "term": _("Termin słowami"),
    "category": _("Rodzaj zgłoszenia"),
    "question_set": _("Zestaw pytań"),
    "visit": _("Rodzaj wizyty"),
    "channels": _("Jak załatwić"),
    "forms": _("Druki"),
    "related": _("Karty pokrewne"),
    "sources": _("Źródła"),
    "review_due": _("Sprawdzić do"),
}
_SECTIONS_AFTER = "questions"


def difference(left: CardDraft | None, right: CardDraft | None) -> tuple[FieldDiff, ...]:
    """Return the fields that the two say differently, in the order of a card; nobody's text counts as empty."""
    before, after = _texts(left), _texts(right)
    language = (right or left or CardDraft("", "")).language
    return tuple(
        FieldDiff(key, _label(key, language, left, right), rows_side_by_side(before.get(key, ""), after.get(key, "")))
        for key in _in_order([*before, *after])
        if before.get(key, "") != after.get(key, "")
    )


def rows_side_by_side(before: str, after: str) -> tuple[DiffRow, ...]:
    """Return two texts line beside line as safe HTML, the changed words marked."""
    return tuple(DiffRow(_marked(row.left, "del"), _marked(row.right, "ins"), row.kind) for row in rows(before, after))


def _texts(card: CardDraft | None) -> dict[str, str]:
    """Return each field of a card as lines of text."""
    if card is None:
        return {}
    told = {key: _text(getattr(card, key)) for key in LABELS}
    return {**told, **{f"sections.{part.code}": _section(part) for part in card.sections}}


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return "\n".join(_fee(item) if isinstance(item, FeeLine) else str(item) for item in value)  # type: ignore[attr-defined]


def _fee(fee: FeeLine) -> str:
    days = f"{fee.valid_from or '…'} – {fee.valid_to or '…'}" if fee.valid_from or fee.valid_to else ""
    told = (fee.what, f"{fee.amount} zł" if fee.amount else "", days, "" if fee.confirmed else "(?)")
    return " | ".join(filter(None, told))


def _section(part: SectionText) -> str:
    return "\n".join(filter(None, (part.heading, part.peek, part.text)))


def _in_order(keys: Iterable[str]) -> list[str]:
    """Return the keys once each: the fields as they are edited, the sections after the questions."""
    told = list(dict.fromkeys(keys))
    codes = headings.in_order([key.removeprefix("sections.") for key in told if key.startswith("sections.")])
    sections = [f"sections.{code}" for code in codes]
    place = list(LABELS).index(_SECTIONS_AFTER) + 1
    fields = list(LABELS)
    return [key for key in (*fields[:place], *sections, *fields[place:]) if key in told]


def _label(key: str, language: str, *cards: CardDraft | None) -> str:
    code = key.removeprefix("sections.")
    if code == key:
        return str(LABELS[key])
    parts = [part for card in cards if card for part in card.sections if part.code == code]
    return headings.heading(code, language, next((part.heading for part in parts if part.heading), ""))


def _marked(spans: Iterable[Span], tag: str) -> str:
    return "".join(f"<{tag}>{escape(one.text)}</{tag}>" if one.is_changed else escape(one.text) for one in spans)
