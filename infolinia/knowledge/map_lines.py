"""Lines of the responsibility map in the making: names looked up, and whether a line fits beside the others."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.core.errors import Cannot
from infolinia.knowledge.models import Responsibility, Subject
from infolinia.knowledge.rules.map_file import Row


class CannotKeepLine(Cannot):
    """The line of the map is not taken; the text says why."""


@dataclass(frozen=True)
class Names:
    """The city's names and their ids, read once for a file."""

    units: dict[str, int]
    outside: frozenset[str]
    districts: dict[str, int]
    streets: dict[str, int]


def filled(line: Responsibility, row: Row, names: Names, at: datetime) -> Responsibility:
    """Return the line with what the row says; raises `CannotKeepLine` for names that the city does not know."""
    line.topic, line.subject, line.category_code = row.topic, _subject(row.subject), row.category
    line.words, line.with_words = list(row.words), list(row.with_words)
    line.unit_id = _known(names.units, row.unit, _("nie znamy komórki „%(name)s”"))
    line.district_id = (
        _known(names.districts, row.district, _("nie znamy dzielnicy „%(name)s”")) if row.district else None
    )
    line.street_id = _known(names.streets, bare(row.street), _("nie znamy ulicy „%(name)s”")) if row.street else None
    line.number_from, line.number_to, line.parity = row.number_from, row.number_to, row.parity
    line.hand_over_text, line.basis = row.hand_over_text, row.basis
    line.valid_from, line.valid_to, line.changed_at = row.valid_from, row.valid_to, at
    line.key = _key(line)
    return line


def _known(ids: dict[str, int], name: str, refusal: str) -> int:
    if name.casefold() not in ids:
        raise CannotKeepLine(refusal % {"name": name})
    return ids[name.casefold()]


def _subject(text: str) -> str:
    by_name = {str(name).casefold(): code for code, name in Subject.choices}
    code = by_name.get(text.casefold(), text)
    if code and code not in Subject.values:
        raise CannotKeepLine(_("nie znamy tematu „%(name)s”") % {"name": text})
    return code


def city_names() -> Names:
    units = city.units()
    return Names(
        units={unit.code: unit.id for unit in units},
        outside=frozenset(unit.code for unit in units if unit.is_outside),
        districts={name.casefold(): ident for name, ident in city.districts_by_name().items()},
        streets={bare(street.name): street.id for street in city.streets()},
    )


def bare(street: str) -> str:
    return street.casefold().removeprefix("ulica").removeprefix("ul.").strip()


def _key(line: Responsibility) -> str:
    """Return what two lines share when they speak of the same matter at the same place."""
    parts = [
        line.subject, line.category_code, sorted(line.words), sorted(line.with_words), line.district_id,
        line.street_id, line.number_from, line.number_to, line.parity,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


_TOLD = ("topic", "unit_id", "hand_over_text", "basis", "valid_to", "key")


def facts(line: Responsibility) -> tuple[object, ...]:
    return tuple(getattr(line, name) for name in _TOLD)


def days_meet(line: Responsibility, other: Responsibility) -> bool:
    last, other_last = line.valid_to or date.max, other.valid_to or date.max
    return line.valid_from <= other_last and other.valid_from <= last


def overlap(other: Responsibility) -> str:
    return _("od %(day)s obowiązuje już inny wpis o tej sprawie w tym miejscu: podaj wcześniejszy dzień „do”") % {
        "day": f"{other.valid_from:%d.%m.%Y}"
    }


def crossing(other: Responsibility) -> str:
    return _("numery krzyżują się z wpisem „%(topic)s”: te same domy miałyby dwóch gospodarzy") % {"topic": other.topic}


def lock_map() -> None:
    """Let one writer at a time decide, so that two can't each find the same place free."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('responsibility-map', 0))")
