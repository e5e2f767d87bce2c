"""Reads of the register of streets: a place from an address, addresses from their first letters or from a point."""

import math
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from infolinia.city.models import AddressPoint, Street
from infolinia.city.rules.addresses import bare_street, split_address
from infolinia.city.rules.houses import house_key, keys_to_try
from infolinia.core.text import fold

Point = tuple[float, float]
_METRES_OF_DEGREE = 111_195


@dataclass(frozen=True)
class PlaceFound:
    """An address that the register knows, at least its street.

    `district` is the house's own, or the street's only one; empty where it may be any of `districts`. `house` is as the
    register writes it when it `is_house_known`, otherwise as it was typed.
    """

    street_id: int
    street: str
    house: str
    district: str
    districts: tuple[str, ...]
    point: Point | None
    is_house_known: bool


@dataclass(frozen=True)
class AddressHit:
    """One suggestion while an address is typed: a street, or a house of one."""

    text: str
    street: str
    house: str
    districts: tuple[str, ...]
    was: str = ""


@dataclass(frozen=True)
class AddressNear:
    """The nearest address to a point."""

    street: str
    house: str
    district: str
    metres: int


def place(street: str, house: str = "") -> PlaceFound | None:
    """Return the place of an address, by the street's present or a former name; None for a street nobody knows.

    Three statements with the districts.
    """
    row = _street(street)
    if row is None:
        return None
    point = _house(row.pk, house)
    districts = tuple(district.name for district in row.districts.all())
    return PlaceFound(
        street_id=row.pk,
        street=row.name,
        house=point.house if point else house.strip(),
        district=_district(point, districts),
        districts=districts,
        point=_point(point),
        is_house_known=point is not None,
    )


def addresses_like(text: str, limit: int = 8) -> list[AddressHit]:
    """Return what the typed beginning of an address may become: streets, and houses as soon as a number begins.

    Diacritics may be missing; a former name leads to the present one.
    """
    street, house = split_address(text)
    if house and (row := _street(street)):
        return _houses_like(row, house, limit)
    rows = streets_named_like(text, limit)
    return [
        AddressHit(row.name, row.name, "", tuple(district.name for district in row.districts.all()), _was(row, text))
        for row in rows
    ]


def streets_named_like(text: str, limit: int) -> list[Street]:
    """Return the streets of the register whose name or former name, or a word of it, starts with the text."""
    wanted = fold(bare_street(text)).strip()
    if not wanted:
        return []
    named = Q(search_key__startswith=wanted) | Q(search_key__contains=f" {wanted}")
    formerly = Q(former_key__contains=f"|{wanted}") | Q(former_key__contains=f" {wanted}")
    rows = Street.objects.filter(named | formerly, valid_to=None).prefetch_related("districts")
    # First those whose own name begins so.
    later = ExpressionWrapper(~Q(search_key__startswith=wanted), BooleanField())
    return list(rows.order_by(later, "sort_key")[:limit])


def nearest_address(point: Point, within: int = 300) -> AddressNear | None:
    """Return the nearest address no further than so many metres, or None. One statement on the index of points."""
    up = within / _METRES_OF_DEGREE
    across = up / max(math.cos(math.radians(point[0])), 0.01)
    box = AddressPoint.objects.filter(
        valid_to=None,
        latitude__range=(point[0] - up, point[0] + up),
        longitude__range=(point[1] - across, point[1] + across),
    )
    squeeze = math.cos(math.radians(point[0])) ** 2
    apart = (F("latitude") - point[0]) * (F("latitude") - point[0]) + squeeze * (F("longitude") - point[1]) * (
        F("longitude") - point[1]
    )
    row = box.select_related("street", "district").annotate(apart=apart).order_by("apart").first()
    if row is None:
        return None
    metres = round(math.sqrt(row.apart) * _METRES_OF_DEGREE)
    if metres > within:
        return None
    return AddressNear(row.street.name, row.house, row.district.name if row.district else "", metres)


def is_in_city(point: Point, within: int = 3_000) -> bool:
    """Whether the point lies in the city as far as the register of addresses tells; without one any point does."""
    return (
        nearest_address(point, within) is not None or not AddressPoint.objects.filter(latitude__isnull=False).exists()
    )


def points_of(addresses: Collection[tuple[str, str]]) -> dict[tuple[str, str], Point]:
    """Return the points of addresses (street, house) that the register knows, for many at once; two statements."""
    keys = {fold(bare_street(street)) for street, _house in addresses}
    streets = {row.search_key: row.pk for row in Street.objects.filter(search_key__in=keys)}
    rows = AddressPoint.objects.filter(street_id__in=streets.values(), latitude__isnull=False, valid_to=None)
    known = {(row.street_id, row.house_key): (row.latitude, row.longitude) for row in rows}
    found: dict[tuple[str, str], Point] = {}
    for street, house in addresses:
        number = streets.get(fold(bare_street(street)))
        point = known.get((number, house_key(house))) if number else None
        if point and point[0] is not None and point[1] is not None:
            found[street, house] = point[0], point[1]
    return found


def _street(name: str) -> Street | None:
    bare = fold(bare_street(name))
    if not bare:
        return None
    known = Street.objects.prefetch_related("districts").order_by("pk")
    row = known.filter(search_key=bare).first()
    if row is not None:
        return row
    formerly = known.filter(former_key__contains=f"|{bare}")
    return next((each for each in formerly[:5] if bare in each.former_key.split("|")), None)


def _house(street_id: int, house: str) -> AddressPoint | None:
    keys = keys_to_try(house)
    if not keys:
        return None
    rows = {row.house_key: row for row in _houses(street_id).filter(house_key__in=keys)}
    return next((rows[key] for key in keys if key in rows), None)


def _houses(street_id: int) -> QuerySet[AddressPoint]:
    return AddressPoint.objects.filter(street_id=street_id, valid_to=None).select_related("district")


def _houses_like(street: Street, house: str, limit: int) -> list[AddressHit]:
    rows = _houses(street.pk).filter(house_key__startswith=house_key(house)).order_by("sort_number", "house_key")
    only = tuple(district.name for district in street.districts.all())
    hits = [
        AddressHit(f"{street.name} {row.house}", street.name, row.house, (row.district.name,) if row.district else only)
        for row in rows[:limit]
    ]
    # A register without this house must not stand in the way of who knows better.
    return hits or [AddressHit(f"{street.name} {house}", street.name, house, only)]


def _district(point: AddressPoint | None, districts: tuple[str, ...]) -> str:
    if point and point.district:
        return point.district.name
    return districts[0] if len(districts) == 1 else ""


def _point(point: AddressPoint | None) -> Point | None:
    if point is None or point.latitude is None or point.longitude is None:
        return None
    return point.latitude, point.longitude


def _was(street: Street, text: str) -> str:
    """Return the former name that was typed, where the present one doesn't begin so."""
    wanted = fold(bare_street(text))
    if street.search_key.startswith(wanted) or f" {wanted}" in street.search_key:
        return ""
    names = [name.strip() for name in street.former_names.split(",")]
    return next((name for name in names if wanted in fold(name)), "")
