"""A matter comes into being: number, code, unit and both deadlines, in one transaction."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from infolinia.core import live
from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.core.numbers import matter_number, new_code
from infolinia.core.text import fold, one_line
from infolinia.matters import clocks, codes, wording
from infolinia.matters.models import Category, Kind, Matter, Status, StoryEvent
from infolinia.matters.operations import changing, letters
from infolinia.matters.operations.announcing import announce
from infolinia.matters.rules.service_hours import NeverOpen
from infolinia.matters.rules.shapes import Step
from infolinia.matters.shapes import MatterDraft, Registered


class CannotRegister(Cannot):
    """The matter can't be registered as given; `field` names the input to mend (a field of MatterDraft)."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


_LONGEST = 5000


@transaction.atomic
def register(*, draft: MatterDraft, by_id: int | None, at: datetime) -> Registered:
    """Register the matter and forward it at once to its category's unit; both deadlines start with the contact.

    The code is returned only here and, if the resident chose e-mail, in the confirmation. Raises `CannotRegister`.
    """
    category = _category(draft.category_code)
    _check(draft, category)
    code = new_code()
    matter = _matter(draft, category, by_id, at)
    matter.code_hash = codes.code_hash(matter.id, code)
    steps = _count(matter, category)
    matter.save(force_insert=True)
    why_here = _("Rodzaj „%(category)s” prowadzi %(unit)s.") % {"category": category.name, "unit": _unit_name(category)}
    _story(matter, why_here, by_id, at)
    letters.write("registered", matter, key=str(matter.id), at=at, secret=code)
    announce(matter, "registered")
    live.publish("unit", matter.unit_id)
    live.publish("board")
    return Registered(
        id=matter.id,
        number=matter.number,
        code=code,
        resident_due=wording.resident_due(matter, at),
        unit_due=wording.unit_due(matter, at),
        unit_id=category.unit_id or 0,
        unit_name=_unit_name(category),
        why_here=why_here,
        working=wording.step_lines(steps, at),
        danger_text=category.danger_text if matter.danger else "",
    )


@transaction.atomic
def new_code_for(*, matter_id: UUID, by_id: int, at: datetime) -> str:
    """Give the matter a new code, for a resident who lost theirs; the old one stops working. Shown only here."""
    matter = changing.begin("new_code", matter_id=matter_id, by_id=by_id)
    code = new_code()
    matter.code_hash = codes.code_hash(matter.id, code)
    changing.tell(matter, "code", by_id=by_id, at=at)
    changing.finish("new_code", matter)
    return code


def _count(matter: Matter, category: Category) -> tuple[Step, ...]:
    clocks.take_term(matter, category)
    try:
        return clocks.recount(matter, lead_days=category.unit_lead_days)
    except NeverOpen as error:
        text = _("Nie da się policzyć terminu: administrator nie wpisał jeszcze godzin pracy infolinii.")
        raise CannotRegister(text, "category_code") from error


def _category(code: str) -> Category:
    category = Category.objects.select_related("unit", "clock").filter(code=code, active=True).first()
    if category is None or category.unit is None:
        raise CannotRegister(_("Wybierz rodzaj zgłoszenia z listy."), "category_code")
    if category.unit.kind == "outside":
        raise CannotRegister(
            _("Tego nie załatwia miasto. Powiedz mieszkańcowi: %(text)s")
            % {"text": category.unit.hand_over_text or category.unit.name},
            "category_code",
        )
    return category


def _check(draft: MatterDraft, category: Category) -> None:
    if not draft.description.strip():
        raise CannotRegister(_("Wpisz jednym zdaniem, co się dzieje."), "description")
    if len(draft.description) > _LONGEST:
        raise CannotRegister(changing.too_long(len(draft.description)), "description")
    if draft.reply_channel not in wording.CHANNELS:
        raise CannotRegister(_("Wybierz, jak odpowiedzieć mieszkańcowi, albo „bez odpowiedzi”."), "reply_channel")
    if draft.reply_channel == "email" and "@" not in draft.reply_address:
        raise CannotRegister(_("Wpisz adres e-mail, na który wyślemy odpowiedź."), "reply_address")
    if draft.kind and draft.kind not in Kind.values:
        raise CannotRegister(_("Wybierz rodzaj sprawy z listy."), "kind")
    for question in category.questions:
        if question.get("required") and not draft.answers.get(question["code"], "").strip():
            raise CannotRegister(_("Zapytaj jeszcze: %(question)s") % {"question": question["label"]}, "answers")


def _matter(draft: MatterDraft, category: Category, by_id: int | None, at: datetime) -> Matter:
    """Return the matter, not yet saved, without its clocks and code."""
    place = draft.place
    matter = Matter(
        number=matter_number(city_day(at).year, _next_ordinal()),
        category=category,
        kind=draft.kind or category.kind,
        subject=one_line(draft.subject, 200) or category.name,
        description=draft.description.strip(),
        answers=dict(draft.answers),
        street=one_line(place.street, 120),
        house=one_line(place.house, 20),
        district=one_line(place.district, 60),
        place_note=one_line(place.note, 200),
        channel=draft.channel,
        danger=draft.danger,
        resident_id=draft.resident_id,
        conversation_id=draft.conversation_id,
        question_id=draft.question_id,
        reply_channel=draft.reply_channel,
        reply_address=one_line(draft.reply_address, 254),
        on_behalf_of=one_line(draft.on_behalf_of, 120),
        status=Status.NEW,
        unit=category.unit,
        started_at=draft.received_at or at,
        registered_at=at,
        registered_by_id=by_id,
    )
    matter.search_key = search_key(matter)
    return matter


def search_key(matter: Matter) -> str:
    """Return the text that a search looks through: number, subject, place and description, without diacritics."""
    parts = (matter.number, matter.znak, matter.subject, matter.street, matter.house, matter.district)
    return fold(" ".join((*parts, matter.place_note, matter.description)))


def _next_ordinal() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('matters_number')")
        return int(cursor.fetchone()[0])


def _unit_name(category: Category) -> str:
    return category.unit.name if category.unit else ""


def _story(matter: Matter, why_here: str, by_id: int | None, at: datetime) -> None:
    details = {"channel": matter.channel}
    StoryEvent.objects.bulk_create(
        [
            StoryEvent(
                matter=matter,
                kind="registered",
                at=matter.started_at,
                by_id=by_id,
                details=details,
                visible_to_resident=True,
            ),
            StoryEvent(
                matter=matter,
                kind="forwarded",
                at=at,
                by_id=by_id,
                unit_id=matter.unit_id,
                text=why_here,
                visible_to_resident=True,
            ),
        ]
    )
