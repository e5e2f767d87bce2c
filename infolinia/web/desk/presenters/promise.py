"""What the registering panel promises before anything is stored: the unit, the two ends, the district."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from infolinia.city import queries as city
from infolinia.core.text import storable
from infolinia.matters import queries as matters
from infolinia.web.desk.forms import split_place


def preview(values: Mapping[str, Any], at: datetime) -> dict[str, object]:
    """Return unit and deadlines of the chosen kind, and the address's districts."""
    category, place, kind = (_text(values, name) for name in ("category", "place", "kind"))
    street, house = split_place(place)
    known = city.place(street, house) if street else None
    districts = known.districts if known else ()
    chosen = _district(known, _text(values, "district"))
    return {
        "promise": matters.promise(
            category, at, chosen, kind, street=street, house=house, text=_text(values, "description")
        )
        if category
        else None,
        "districts": districts,
        "all_districts": () if len(districts) == 1 else city.districts(),
        "district": chosen,
        "is_known_street": known is not None,
        "is_danger": bool(values.get("danger")),
    }


def _text(values: Mapping[str, Any], name: str) -> str:
    return storable(str(values.get(name, "")))


def _district(known: city.PlaceFound | None, typed: str) -> str:
    """Return the district: the house's own, else the one that was chosen as long as the street runs through it."""
    if known is None:
        return typed
    return known.district or (typed if typed in known.districts else "")
