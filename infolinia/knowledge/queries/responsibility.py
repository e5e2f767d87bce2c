"""Who handles what where, to read: one answer, the map as a list, and as a file."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.city.queries import UnitView
from infolinia.core.paging import BEGINNING, Beside, bounded_count, stretch
from infolinia.knowledge import mapping
from infolinia.knowledge.models import Responsibility
from infolinia.knowledge.rules import map_file
from infolinia.knowledge.rules.responsibility import Answer, Asked, house_number
from infolinia.knowledge.rules.responsibility import responsible as decide
from infolinia.knowledge.shapes_responsibility import MapLine, MapPage, Place, Responsible

PAGE = 50


def responsible(
    *,
    on: date,
    text: str = "",
    subject: str = "",
    category: str = "",
    district: str = "",
    street: str = "",
    number: str = "",
) -> Responsible:
    """Return who handles the matter at the place on the day: one body, or honestly that it is not known.

    `text` are the caller's words, `subject` and `category` the office's. A street, a house or a district named in the
    text count where they are not given; a street that lies in one district alone gives the district.
    """
    words = mapping.typed_words(text)
    found = mapping.place_in(words) if words else None
    place = _place(
        Place(district, street, number) if street or district or not found else _place_of(found.district, found)
    )
    said = [word for position, word in enumerate(words) if not found or position not in found.used]
    asked = Asked(
        on=on,
        tokens=frozenset(said),
        subject=subject,
        category=category,
        district=place.district,
        street=place.street,
        number=house_number(place.number),
    )
    return _told(decide(mapping.lines_for(asked.tokens, category), asked), place)


def map_line(line_id: int) -> MapLine | None:
    """Return one line of the map."""
    row = _rows().filter(pk=line_id).first()
    return _line(row, _units([row])) if row else None


def map_page(
    *, text: str = "", unit_id: int | None = None, on: date | None = None, beside: Beside = BEGINNING, size: int = PAGE
) -> MapPage:
    """Return a page of the map, the newest lines first; `on` leaves out what is not valid that day."""
    rows = _rows()
    if text:
        rows = rows.filter(
            Q(topic__icontains=text) | Q(words__icontains=text) | Q(street__name__icontains=text)
            | Q(district__name__icontains=text) | Q(unit__name__icontains=text)
        )  # fmt: skip
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    if on is not None:
        rows = rows.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    page = stretch(rows, by=("-id",), beside=beside, size=size)
    units = _units(page.rows)
    return MapPage(tuple(_line(row, units) for row in page.rows), bounded_count(rows), page.before, page.behind)


def export_map() -> str:
    """Return the whole map as a file that can be read in again."""
    rows = list(_rows().order_by("pk"))
    units = _units(rows)
    return map_file.write([_cells(row, units[row.unit_id]) for row in rows])


def _rows() -> QuerySet[Responsibility]:
    return Responsibility.objects.select_related("district", "street")


def _units(rows: Iterable[Responsibility]) -> dict[int, UnitView]:
    return city.units_by_id({row.unit_id for row in rows})


def _place_of(district: str, found: Any) -> Place:
    return Place(district, found.street, found.number)


def _place(place: Place) -> Place:
    """Return the place with the city's own spelling of the street, and its district where it has only one."""
    known = city.street(place.street) if place.street else None
    if known is None:
        return place
    only = known.districts[0] if len(known.districts) == 1 else ""
    return Place(place.district or only, known.name, place.number)


def _told(answer: Answer, place: Place) -> Responsible:
    wanted = [line.id for line in ((answer.line,) if answer.line else answer.options)]
    rows = {row.pk: row for row in _rows().filter(pk__in=wanted)} if wanted else {}
    units = _units(rows.values())
    shown = tuple(_line(rows[ident], units) for ident in wanted if ident in rows)
    if answer.line:
        return Responsible(answer.verdict.value, place, line=shown[0])
    return Responsible(answer.verdict.value, place, options=shown)


def _line(row: Responsibility, units: dict[int, UnitView]) -> MapLine:
    unit = units[row.unit_id]
    return MapLine(
        id=row.pk,
        topic=row.topic,
        subject=row.subject,
        subject_name=str(row.get_subject_display()) if row.subject else "",
        category_code=row.category_code,
        words=tuple(row.words),
        with_words=tuple(row.with_words),
        district=row.district.name if row.district else "",
        street=row.street.name if row.street else "",
        numbers=_numbers(row),
        parity=row.parity,
        parity_name=str(row.get_parity_display()),
        unit=unit,
        own_text=row.hand_over_text,
        hand_over=_hand_over(row.hand_over_text or unit.hand_over_text, unit),
        basis=row.basis,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        is_example=row.is_example,
    )


def _hand_over(text: str, unit: UnitView) -> str:
    """Return what to read out or send: what is said, then how to reach the body. Never a number nobody knows."""
    ways = (
        (_("Telefon: %(value)s"), unit.phone),
        (_("Godziny: %(value)s"), unit.hours_text),
        (_("Adres: %(value)s"), unit.place),
        (_("Strona: %(value)s"), unit.website),
    )
    said = text or _("Tą sprawą zajmuje się %(name)s.") % {"name": unit.name}
    body = said if unit.name in said else f"{said}\n{unit.name}"
    return "\n".join([body, *(words % {"value": value} for words, value in ways if value)])


def _numbers(row: Responsibility) -> str:
    low, high = row.number_from, row.number_to
    if low is not None and low == high:
        return str(low)
    return "" if low is None and high is None else f"{'' if low is None else low}–{'' if high is None else high}"


def _cells(row: Responsibility, unit: UnitView) -> dict[str, str]:
    outside = (
        {"nazwa": unit.name, "telefon": unit.phone, "godziny": unit.hours_text, "www": unit.website}
        if unit.is_outside
        else {}
    )
    return {
        "sprawa": row.topic, "temat": row.subject, "rodzaj": row.category_code, "slowa": " | ".join(row.words),
        "przy_tym": " | ".join(row.with_words), "dzielnica": row.district.name if row.district else "",
        "ulica": row.street.name if row.street else "", "numery": _numbers(row).replace("–", "-"),
        "strona": {"odd": "nieparzyste", "even": "parzyste"}.get(row.parity, ""), "kto": unit.code,
        "powiedz": row.hand_over_text, "podstawa": row.basis, "od": row.valid_from.isoformat(),
        "do": row.valid_to.isoformat() if row.valid_to else "", **outside,
    }  # fmt: skip
