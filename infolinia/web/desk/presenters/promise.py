"""What the registering panel promises before anything is stored: the unit, the two ends, the district, what is near."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from infolinia.city import queries as city
from infolinia.matters import queries as matters
from infolinia.web.desk.forms import split_place


def preview(values: Mapping[str, Any], at: datetime) -> dict[str, object]:
    """Return unit and deadlines of the chosen kind, the street's districts, and similar matters nearby."""
    category, place = str(values.get("category", "")), str(values.get("place", ""))
    kind = str(values.get("kind", ""))
    street, _house = split_place(place)
    hits = [hit for hit in city.streets_like(street, 5) if hit.name.casefold() == street.casefold()] if street else []
    districts = hits[0].districts if hits else ()
    chosen = str(values.get("district", "")) or (districts[0] if len(districts) == 1 else "")
    return {
        "promise": matters.promise(category, at, chosen, kind) if category else None,
        "near": matters.similar(category, street, at, 3) if category and hits else [],
        "districts": districts,
        "all_districts": () if len(districts) == 1 else city.districts(),
        "district": chosen,
        "is_known_street": bool(hits),
        "is_danger": bool(values.get("danger")),
    }
