"""The responsibility map from a file: what it would do, then all of it or nothing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.city import operations as city_writes
from infolinia.city import queries as city
from infolinia.city.operations import Body, CannotKeepBody
from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.knowledge.map_lines import (
    CannotKeepLine,
    Names,
    bare,
    city_names,
    crossing,
    days_meet,
    facts,
    filled,
    lock_map,
    overlap,
)
from infolinia.knowledge.mapping import line_of
from infolinia.knowledge.models import Responsibility
from infolinia.knowledge.rules import map_file
from infolinia.knowledge.rules.map_file import Fault, Row
from infolinia.knowledge.rules.responsibility import Line, conflict
from infolinia.knowledge.shapes_responsibility import MapImport

EXAMPLES = Path(__file__).parent.parent / "data" / "responsibility.csv"


class CannotImportMap(Cannot):
    """Nothing of the file was taken; `faults` lists what to mend, line by line."""

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults


def check_map(*, data: bytes, at: datetime) -> MapImport:
    """Return what the file would do, with every fault, and change nothing. Raises `CannotImportMap` for no table."""
    with transaction.atomic():
        done = _take(data, at)
        transaction.set_rollback(True)
    return done


@transaction.atomic
def import_map(*, data: bytes, at: datetime) -> MapImport:
    """Take every line of the file, or nothing of it: then `CannotImportMap` lists what to mend."""
    done = _take(data, at)
    if done.faults:
        raise CannotImportMap(_("Plik ma błędy, więc nic z niego nie wzięto."), done.faults)
    return done


@transaction.atomic
def load_example_map(at: datetime) -> int:
    """Put the starter city's lines on an empty map; returns how many. What an office has made stays as it is."""
    if Responsibility.objects.exists():
        return 0
    rows = map_file.read(EXAMPLES.read_bytes()).rows
    for row in rows:
        known = city.unit(row.unit) if row.body_name else None
        if row.body_name and not (known and known.phone):
            city_writes.keep_body(body=_body(row), on=city_day(at))
    names = city_names()
    made = [filled(Responsibility(is_example=True), row, names, at) for row in rows if _is_known(row, names)]
    Responsibility.objects.bulk_create(made)
    return len(made)


def _take(data: bytes, at: datetime) -> MapImport:
    try:
        found = map_file.read(data)
    except map_file.BadMap as error:
        raise CannotImportMap(str(error), (Fault(error.line, str(error)),)) from error
    lock_map()
    done = _Taking(at)
    done.take(found.rows)
    return replace(done.told(), faults=tuple(sorted((*found.faults, *done.faults), key=lambda fault: fault.line)))


class _Taking:
    """One file on its way into the map; what is taken is undone by the transaction when there is a fault."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.names = city_names()
        self.stored = {
            (line.key, line.valid_from): line for line in Responsibility.objects.select_related("district", "street")
        }
        self.by_key: dict[str, list[Responsibility]] = {}
        self.by_street: dict[tuple[int | None, int | None], list[tuple[Responsibility, Line]]] = {}
        for line in self.stored.values():
            self._know(line)
        self.fresh: list[Responsibility] = []
        self.seen: dict[tuple[str, date], int] = {}
        self.added: list[str] = []
        self.changed: list[str] = []
        self.ended: list[str] = []
        self.bodies_added: dict[str, str] = {}
        self.bodies_changed: dict[str, str] = {}
        self.unchanged = 0
        self.faults: list[Fault] = []

    def told(self) -> MapImport:
        return MapImport(
            tuple(self.added), tuple(self.changed), tuple(self.ended), self.unchanged,
            tuple(self.bodies_added.values()), tuple(self.bodies_changed.values()),
        )  # fmt: skip

    def take(self, rows: Iterable[Row]) -> None:
        """Take the rows, and remember what is wrong in which; a later row ends an open one on the same thing."""
        lines = [(row.line, line) for row in rows if (line := self._read(row))]
        _end_open(line for _number, line in lines)
        for number, line in lines:
            try:
                self._keep(number, line)
            except CannotKeepLine as error:
                self.faults.append(Fault(number, str(error)))
        Responsibility.objects.bulk_create(self.fresh, batch_size=500)

    def _read(self, row: Row) -> Responsibility | None:
        try:
            self._keep_body(row)
            return filled(Responsibility(), row, self.names, self.at)
        except (CannotKeepLine, CannotKeepBody) as error:
            self.faults.append(Fault(row.line, str(error)))
        return None

    def _keep(self, number: int, line: Responsibility) -> None:
        mark = line.key, line.valid_from
        if mark in self.seen:
            raise CannotKeepLine(_("powtarza wiersz %(line)d") % {"line": self.seen[mark]})
        self.seen[mark] = number
        known = self.stored.get(mark)
        if known and facts(known) == facts(line):
            self.unchanged += 1
            return
        if known:
            line.pk, line.is_example = known.pk, False
        self._make_room(line, known)
        if known:
            line.save()
            self.by_key[line.key].remove(known)
            place = line.street_id, line.district_id
            self.by_street[place] = [pair for pair in self.by_street.get(place, []) if pair[0] is not known]
        else:
            self.fresh.append(line)
        self._know(line)
        (self.changed if known else self.added).append(line.topic)

    def _make_room(self, line: Responsibility, known: Responsibility | None) -> None:
        for other in self.by_key.get(line.key, ()):
            if other is not known and days_meet(line, other):
                if other.valid_from >= line.valid_from:
                    raise CannotKeepLine(overlap(other))
                other.valid_to, other.changed_at = line.valid_from - timedelta(days=1), self.at
                if other.pk:
                    other.save()
                self.ended.append(other.topic)
        beside = self.by_street.get((line.street_id, line.district_id), []) if line.street_id else []
        mine = line_of(line, is_placed=False) if beside else None
        for other, said in beside:
            if other is not known and mine and conflict(mine, said):
                raise CannotKeepLine(crossing(other))

    def _know(self, line: Responsibility) -> None:
        self.by_key.setdefault(line.key, []).append(line)
        if line.street_id:
            pair = line, line_of(line, is_placed=False)
            self.by_street.setdefault((line.street_id, line.district_id), []).append(pair)

    def _keep_body(self, row: Row) -> None:
        if not (row.body_name or row.body_phone or row.body_hours or row.body_website):
            return
        is_new = row.unit not in self.names.units
        if is_new and not row.body_name:
            raise CannotKeepBody(_("nie znamy komórki „%(code)s”: podaj też nazwę instytucji") % {"code": row.unit})
        before = city.unit(row.unit)
        ident = city_writes.keep_body(body=_body(row), on=city_day(self.at))
        after = city.unit(row.unit)
        if is_new and after:
            self.names.units[row.unit] = ident
            self.bodies_added[row.unit] = after.name
        elif before != after and after and row.unit not in self.bodies_added:
            self.bodies_changed[row.unit] = after.name


def _end_open(lines: Iterable[Responsibility]) -> None:
    later: dict[str, date] = {}
    for line in sorted(lines, key=lambda line: line.valid_from, reverse=True):
        starts = later.get(line.key)
        if line.valid_to is None and starts and starts > line.valid_from:
            line.valid_to = starts - timedelta(days=1)
        later[line.key] = line.valid_from


def _is_known(row: Row, names: Names) -> bool:
    street = not row.street or bare(row.street) in names.streets
    district = not row.district or row.district.casefold() in names.districts
    return row.unit in names.units and street and district


def _body(row: Row) -> Body:
    return Body(
        code=row.unit, name=row.body_name, phone=row.body_phone, hours_text=row.body_hours, website=row.body_website
    )
