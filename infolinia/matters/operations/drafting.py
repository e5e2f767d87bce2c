"""From what somebody gave to a matter that may be stored: what is missing is named, what is hostile is plain text."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.core.numbers import matter_number
from infolinia.core.text import fold, one_line
from infolinia.matters import steering, wording
from infolinia.matters.models import Category, EnteredFrom, Matter, PlaceNeed, Status, Tells
from infolinia.matters.operations import changing
from infolinia.matters.rules import kinds, questions
from infolinia.matters.shapes import MatterDraft

if TYPE_CHECKING:
    from django.db.models import QuerySet

_ORDINAL = "nextval('matters_number')"
_LONGEST = 5000
_LONGEST_KEY = 80


@dataclass(frozen=True)
class Opening:
    """What a new matter begins with: its kind, its ordinal of the year's number, and the state of the rules."""

    category: Category
    ordinal: int
    stamp: steering.Stamp


class CannotRegister(Cannot):
    """The matter can't be registered as given; `field` names the input to mend (a field of MatterDraft).

    Where it is an answer, `question` is the code of its question.
    """

    def __init__(self, text: str, field: str = "", question: str = "") -> None:
        super().__init__(text)
        self.field = field
        self.question = question


def category_to_register(code: str) -> Category:
    """Return the kind of matter with its unit, clock and duty; refused where the city does not settle such things."""
    return _settled_here(_kinds(code).first())


def opening(code: str) -> Opening:
    """Return what a new matter begins with, in one statement. Refused as by `category_to_register`."""
    stamps = {name: RawSQL(statement, ()) for name, statement in steering.STAMPS.items()}  # noqa: S611 - fixed texts
    numbered = _kinds(code).annotate(ordinal=RawSQL(_ORDINAL, ()), **stamps)  # noqa: S611 - a fixed text
    category = _settled_here(numbered.first())
    read = vars(category)
    return Opening(category, read["ordinal"], (read["rules_stamp"], read["kinds_stamp"]))


def _kinds(code: str) -> "QuerySet[Category]":
    rows = Category.objects.select_related("unit", "clock", "danger_unit")
    return rows.filter(code=code, active=True).order_by()


def _settled_here(category: Category | None) -> Category:
    if category is None or category.unit is None:
        raise CannotRegister(_("Wybierz rodzaj zgłoszenia z listy."), "category_code")
    if category.unit.kind == "outside":
        raise CannotRegister(
            _("Tego nie załatwia miasto. Powiedz mieszkańcowi: %(text)s")
            % {"text": category.unit.hand_over_text or category.unit.name},
            "category_code",
        )
    return category


def check(draft: MatterDraft, category: Category) -> None:
    """Refuse a draft that lacks what the city needs; raises `CannotRegister` for the first thing to mend."""
    if not draft.description.strip():
        raise CannotRegister(_("Wpisz jednym zdaniem, co się dzieje."), "description")
    if len(draft.description) > _LONGEST:
        raise CannotRegister(changing.too_long(len(draft.description)), "description")
    _check_reply(draft)
    _check_codes(draft, category)
    _check_place(draft, category)
    if not draft.is_asked:
        return
    for fault in questions.check(asked_of(category), draft.answers, with_photos=draft.entered_from == "public"):
        raise CannotRegister(wording.say(fault.phrase), "answers", fault.code)


def asked_of(category: Category) -> tuple[questions.Question, ...]:
    """Return the set of questions of the kind; a set that was stored wrong asks nothing rather than stop a caller."""
    try:
        return questions.read(category.questions)
    except questions.BadQuestions:
        return ()


def matter_of(
    draft: MatterDraft, category: Category, by_id: int | None, at: datetime, ordinal: int | None = None
) -> Matter:
    """Return the matter, not yet saved, without its clocks, unit and code. Without an ordinal it takes the next one."""
    place, point = draft.place, draft.point or (None, None)
    matter = Matter(
        number=matter_number(city_day(at).year, ordinal or _next_ordinal()),
        category=category,
        kind=draft.kind or category.kind,
        subject=one_line(draft.subject, 200) or category.name,
        description=draft.description.strip(),
        answers=_answers(draft, category),
        street=one_line(place.street, 120),
        house=one_line(place.house, 20),
        district=one_line(place.district, 60),
        place_note=one_line(place.note, 200),
        latitude=point[0],
        longitude=point[1],
        channel=draft.channel,
        danger=draft.danger,
        entered_from=draft.entered_from,
        request_key=draft.request_key or None,
        parent_id=draft.parent_id,
        resident_id=draft.resident_id,
        conversation_id=draft.conversation_id,
        question_id=draft.question_id,
        reply_channel=draft.reply_channel,
        reply_address=one_line(draft.reply_address, 254),
        tells=draft.tells,
        language=draft.language,
        on_behalf_of=one_line(draft.on_behalf_of, 120),
        status=Status.NEW,
        started_at=draft.received_at or at,
        with_unit_since=at,
        registered_at=at,
        registered_by_id=by_id,
    )
    matter.search_key = search_key(matter)
    return matter


def search_key(matter: Matter) -> str:
    """Return the text that a search looks through: number, subject, place and description, without diacritics."""
    parts = (matter.number, matter.znak, matter.subject, matter.street, matter.house, matter.district)
    return fold(" ".join((*parts, matter.place_note, matter.description)))


def _check_reply(draft: MatterDraft) -> None:
    if draft.reply_channel not in wording.CHANNELS:
        raise CannotRegister(_("Wybierz, jak odpowiedzieć mieszkańcowi, albo „bez odpowiedzi”."), "reply_channel")
    if draft.reply_channel == "email" and "@" not in draft.reply_address:
        raise CannotRegister(_("Wpisz adres e-mail, na który wyślemy odpowiedź."), "reply_address")


def _check_codes(draft: MatterDraft, category: Category) -> None:
    if draft.kind and draft.kind not in kinds.alternatives(category.kind):
        raise CannotRegister(_("Wybierz rodzaj sprawy z listy."), "kind")
    if draft.entered_from and draft.entered_from not in EnteredFrom.values:
        raise CannotRegister(_("Nie wiadomo, jak ta sprawa weszła."), "entered_from")
    if draft.tells not in Tells.values:
        raise CannotRegister(_("Wybierz, o czym pisać do mieszkańca."), "tells")
    if len(draft.request_key) > _LONGEST_KEY:
        raise CannotRegister(_("Klucz żądania jest za długi."), "request_key")


def _check_place(draft: MatterDraft, category: Category) -> None:
    if draft.point and not (-90 <= draft.point[0] <= 90 and -180 <= draft.point[1] <= 180):
        raise CannotRegister(_("Ten punkt nie leży na mapie. Wskaż miejsce jeszcze raz."), "point")
    has_place = bool(draft.point or draft.place.street.strip() or draft.place.note.strip())
    if category.place_need == PlaceNeed.REQUIRED and not has_place and draft.is_asked:
        raise CannotRegister(_("Podaj miejsce: ulicę i numer, punkt na mapie albo opis."), "place")


def _answers(draft: MatterDraft, category: Category) -> dict[str, str]:
    """Return the answers to the kind's own questions, and those to another set, which stand under their words."""
    own = questions.kept(asked_of(category), draft.answers)
    known = {str(one.get("code", "")) for one in category.questions}
    return own | {code: text for code, text in draft.answers.items() if code not in known and text}


def _next_ordinal() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_ORDINAL}")
        return int(cursor.fetchone()[0])
