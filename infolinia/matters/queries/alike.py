"""Open matters that may be about the same thing as what is being typed: near in place and time, or in like words."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from infolinia.city.rules.houses import house_key, house_number
from infolinia.core.clock import city_day
from infolinia.core.text import fold
from infolinia.knowledge.search.lemmas import lemmas
from infolinia.matters import wording
from infolinia.matters.models import Category, Matter
from infolinia.matters.rules import likeness
from infolinia.matters.rules.likeness import Point, Seen
from infolinia.matters.shapes import Place
from infolinia.matters.shapes.following import AlikeLine

_LONGEST_TYPED = 400
# Each branch stops early and runs on its own index of open matters, so a million of settled ones costs nothing.
_CANDIDATES = """
    WITH same_kind AS MATERIALIZED (
        SELECT id, search_key FROM matters_matter
        WHERE status <> 'closed' AND category_id = %(category)s AND registered_at > %(recent)s
        ORDER BY registered_at DESC LIMIT 300
    ), like_words AS (
        SELECT id FROM same_kind WHERE %(words)s <> ''
        ORDER BY word_similarity(%(words)s, search_key) DESC LIMIT 15
    ), near AS (
        SELECT id FROM matters_matter
        WHERE status <> 'closed' AND latitude IS NOT NULL
            AND latitude BETWEEN %(south)s AND %(north)s AND longitude BETWEEN %(west)s AND %(east)s
        ORDER BY registered_at DESC LIMIT 25
    ), along AS (
        SELECT id FROM matters_matter
        WHERE status <> 'closed' AND street <> '' AND street = %(street)s
        ORDER BY registered_at DESC LIMIT 25
    )
    SELECT id FROM like_words UNION SELECT id FROM near UNION SELECT id FROM along
"""
_NOWHERE = (0.0, 0.0, -1.0, -1.0)


def alike(
    *,
    category_code: str,
    place: Place,
    point: Point | None,
    text: str,
    at: datetime,
    limit: int = 5,
    public_only: bool = False,
    without: UUID | None = None,
) -> list[AlikeLine]:
    """Return the open matters most likely about the same thing, the likeliest first, in three statements.

    `point` is latitude and longitude. `public_only` leaves those of kinds that residents report themselves; `without`
    leaves out one matter. Parts of matters never show: their whole does.
    """
    category = Category.objects.filter(code=category_code).values_list("id", flat=True).first()
    ids = _candidates(category, place, point, text, at)
    wanted = [one for one in ids if one != without]
    rows = Matter.objects.filter(id__in=wanted, parent=None).select_related("unit", "category")
    if public_only:
        rows = rows.filter(category__is_public=True)
    typed = likeness.stems(text[:_LONGEST_TYPED], lemmas)
    seen = [(_seen(row, category, place, point, typed, at), row) for row in rows]
    found = sorted((pair for pair in seen if likeness.is_alike(pair[0])), key=lambda pair: -likeness.rank(pair[0]))
    return [_line(one, row, at) for one, row in found[:limit]]


def public_line(matter_id: UUID, at: datetime) -> AlikeLine | None:
    """Return what anybody may know of an open matter that residents report themselves, or None."""
    rows = Matter.objects.exclude(status="closed").filter(parent=None, category__is_public=True)
    row = rows.select_related("unit", "category").filter(pk=matter_id).first()
    if row is None:
        return None
    days = (city_day(at) - city_day(row.registered_at)).days
    return _line(Seen(True, None, False, False, None, 0.0, days), row, at)


def _candidates(category: int | None, place: Place, point: Point | None, text: str, at: datetime) -> list[UUID]:
    south, west, north, east = likeness.box_around(point, likeness.NEAR_METRES) if point else _NOWHERE
    values: dict[str, Any] = {
        "category": category or 0,
        "recent": at - timedelta(days=likeness.TEXT_DAYS),
        "words": fold(text)[:_LONGEST_TYPED].strip(),
        "street": place.street.strip(),
        "south": south,
        "west": west,
        "north": north,
        "east": east,
    }
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, values)
        return [row[0] for row in cursor.fetchall()]


def _seen(
    row: Matter, category: int | None, place: Place, point: Point | None, typed: frozenset[frozenset[str]], at: datetime
) -> Seen:
    theirs = None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)
    same_street = bool(place.street.strip()) and fold(row.street) == fold(place.street.strip())
    houses = house_key(place.house), house_key(row.house)
    numbers = (house_number(place.house), house_number(row.house))
    return Seen(
        is_same_kind=row.category_id == category,
        metres=likeness.metres_between(point, theirs) if point and theirs else None,
        is_same_street=same_street,
        is_same_house=same_street and bool(houses[0]) and houses[0] == houses[1],
        numbers_apart=abs(numbers[0] - numbers[1]) if all(numbers) else None,
        likeness=likeness.likeness(typed, likeness.stems(f"{row.subject} {row.description}"[:_LONGEST_TYPED], lemmas)),
        days=(city_day(at) - city_day(row.registered_at)).days,
    )


def _line(seen: Seen, row: Matter, at: datetime) -> AlikeLine:
    return AlikeLine(
        id=row.id,
        number=row.number,
        subject=row.subject,
        title=row.category.name,
        place=wording.place(row),
        public_place=", ".join(part for part in (row.street, row.district) if part),
        status=wording.status_words(row.status),
        due=wording.resident_due(row, at).words,
        registered_at=row.registered_at,
        followers=row.follower_count,
        metres=seen.metres,
        likeness=seen.likeness,
        is_same_kind=seen.is_same_kind,
        is_public=row.category.is_public,
        unit_id=row.unit_id,
        unit_name=row.unit.short_name if row.unit else _("Infolinia"),
        why=", ".join(wording.say(phrase) for phrase in likeness.why(seen)),
    )
