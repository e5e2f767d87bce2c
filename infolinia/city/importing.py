"""The register of streets from a file: what it would do, then all of it or nothing. Nothing is ever lost by it.

A street that changed its name is known by its code and keeps the old name; what the register no longer has gets its
last day and stays, because matters and the map of responsibility point to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from infolinia.city.models import AddressPoint, District, Street
from infolinia.city.rules import street_file
from infolinia.city.rules.addresses import bare_street
from infolinia.city.rules.houses import house_key, house_number
from infolinia.city.rules.street_file import Fault, Row, StreetFile
from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.core.text import fold

SHOWN = 50  # of each kind of difference, in words; the rest is counted
_BATCH = 2_000
_FORMER = 300


class CannotImportStreets(Cannot):
    """Nothing of the file was taken; `faults` lists what to mend, line by line."""

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


@dataclass
class Told:
    """One kind of difference: how many there are, and the first of them in words."""

    count: int = 0
    shown: list[str] = field(default_factory=list)

    def add(self, words: str) -> None:
        """Count one more."""
        self.count += 1
        if len(self.shown) < SHOWN:
            self.shown.append(words)


@dataclass
class StreetImport:
    """What a file does to the register, kind by kind; `faults` stop all of it."""

    rows: int = 0
    districts_added: Told = field(default_factory=Told)
    streets_added: Told = field(default_factory=Told)
    streets_renamed: Told = field(default_factory=Told)
    streets_changed: Told = field(default_factory=Told)
    streets_ended: Told = field(default_factory=Told)
    points_added: Told = field(default_factory=Told)
    points_changed: Told = field(default_factory=Told)
    points_ended: Told = field(default_factory=Told)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """Return how many things the file changes."""
        return sum(told.count for told in vars(self).values() if isinstance(told, Told))


def check_streets(*, data: bytes, is_whole: bool, at: datetime) -> StreetImport:
    """Return what the file would do, with every fault, and change nothing. Raises `CannotImportStreets` for no table.

    `is_whole` says that the file is the whole register: what it lacks has ended.
    """
    with transaction.atomic():
        done = _take(data, is_whole, at)
        transaction.set_rollback(True)
    return done


@transaction.atomic
def import_streets(*, data: bytes, is_whole: bool, at: datetime) -> StreetImport:
    """Take every line of the file, or nothing of it: then `CannotImportStreets` lists what to mend."""
    done = _take(data, is_whole, at)
    if done.faults:
        raise CannotImportStreets(_("Plik ma błędy, więc nic z niego nie wzięto."), done.faults)
    return done


def _take(data: bytes, is_whole: bool, at: datetime) -> StreetImport:
    try:
        found = street_file.read(data)
    except street_file.BadStreetFile as error:
        raise CannotImportStreets(str(error), [Fault(error.line, str(error))]) from error
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('city-street-import', 0))")
    taking = _Taking(city_day(at))
    taking.done.faults += found.faults
    taking.take(found, is_whole=is_whole)
    taking.done.faults.sort(key=lambda fault: fault.line)
    return taking.done


class _Taking:
    """One file on its way into the register."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.done = StreetImport()
        self.districts = {row.name.casefold(): row for row in District.objects.all()}
        self.streets = list(Street.objects.prefetch_related("districts"))
        self.by_key = {street.search_key: street for street in self.streets}
        self.by_code = {street.register_code: street for street in self.streets if street.register_code}
        self.runs_through = {street.pk: {district.pk for district in street.districts.all()} for street in self.streets}

    def take(self, file: StreetFile, *, is_whole: bool) -> None:
        """Take the streets first, then their houses; what a whole register lacks ends."""
        self.done.rows = len(file.rows)
        named: dict[int, set[int]] = {}
        owners = []
        for row in file.rows:
            street = self._street(row)
            owners.append(street)
            if district := self._district(row.district):
                named.setdefault(street.pk, set()).add(district.pk)
        for street in dict.fromkeys(owners):
            self._run_through(street, named.get(street.pk, set()), is_whole=is_whole)
        self._houses(zip(file.rows, owners, strict=True), is_whole=is_whole and file.has_houses)
        if is_whole:
            self._end_streets({street.pk for street in owners})

    def _district(self, name: str) -> District | None:
        if not name:
            return None
        known = self.districts.get(name.casefold())
        if known is None:
            known = District(name=name)
            known.save()
            self.districts[name.casefold()] = known
            self.done.districts_added.add(name)
        return known

    def _street(self, row: Row) -> Street:
        key = fold(bare_street(row.street))
        street = self.by_code.get(row.code) if row.code else None
        street = street or self.by_key.get(key)
        if street is None:
            return self._new_street(row, key)
        if row.code and street.register_code and street.register_code != row.code and street.search_key == key:
            self.done.faults.append(
                Fault(row.line, f"ulica „{row.street}” ma już w rejestrze kod {street.register_code}")
            )
            return street
        self._renew(street, row, key)
        return street

    def _new_street(self, row: Row, key: str) -> Street:
        bare = bare_street(row.street)
        street = Street(name=f"ul. {bare}" if bare != row.street else row.street, register_code=row.code)
        street.save()
        self.by_key[key] = street
        if row.code:
            self.by_code[row.code] = street
        self.runs_through[street.pk] = set()
        self.done.streets_added.add(row.street)
        return street

    def _renew(self, street: Street, row: Row, key: str) -> None:
        """Take the street's new name, its code, and its coming back to the register."""
        changed = []
        if street.search_key != key:
            if key in self.by_key:
                self.done.faults.append(Fault(row.line, f"ulica „{row.street}” jest już w rejestrze pod innym kodem"))
                return
            self.done.streets_renamed.add(f"{street.name} → {row.street}")
            former = [name for name in street.former_names.split(", ") if name]
            street.former_names = ", ".join(dict.fromkeys([street.name, *former]))[:_FORMER]
            self.by_key[key] = self.by_key.pop(street.search_key)
            street.name = row.street
            changed.append("name")
        if row.code and not street.register_code:
            street.register_code = row.code
            self.by_code[row.code] = street
            changed.append("register_code")
        if street.valid_to is not None:
            street.valid_to = None
            self.done.streets_changed.add(_("%(street)s: znów w rejestrze") % {"street": street.name})
            changed.append("valid_to")
        if changed:
            street.save()

    def _run_through(self, street: Street, named: set[int], *, is_whole: bool) -> None:
        stored = self.runs_through[street.pk]
        wanted = named if is_whole and named else stored | named
        if wanted == stored:
            return
        street.districts.set(wanted)
        if stored:
            names = ", ".join(sorted(row.name for row in self.districts.values() if row.pk in wanted))
            self.done.streets_changed.add(f"{street.name}: {names}")
        self.runs_through[street.pk] = wanted

    def _houses(self, pairs: Iterable[tuple[Row, Street]], *, is_whole: bool) -> None:
        stored = {(row.street_id, row.house_key): row for row in AddressPoint.objects.select_related("district")}
        seen: dict[tuple[int, str], Row] = {}
        fresh: list[AddressPoint] = []
        changed: list[AddressPoint] = []
        for row, street in pairs:
            mark = street.pk, house_key(row.house)
            if not row.house:
                continue
            if mark in seen:
                self._repeated(seen[mark], row)
                continue
            seen[mark] = row
            self._house(row, street, stored.get(mark), fresh, changed)
        gone = [point for mark, point in stored.items() if mark not in seen and point.valid_to is None]
        if is_whole:
            changed += self._end_points(gone)
        AddressPoint.objects.bulk_create(fresh, batch_size=_BATCH)
        fields = ["house", "district", "latitude", "longitude", "valid_to"]
        AddressPoint.objects.bulk_update(changed, fields, batch_size=_BATCH // 4)

    def _repeated(self, first: Row, row: Row) -> None:
        if (first.point, first.district) != (row.point, row.district):
            text = f"{row.street} {row.house} jest już w wierszu {first.line}, z innym miejscem"
            self.done.faults.append(Fault(row.line, text))

    def _house(
        self,
        row: Row,
        street: Street,
        known: AddressPoint | None,
        fresh: list[AddressPoint],
        changed: list[AddressPoint],
    ) -> None:
        district = self._district(row.district)
        latitude, longitude = row.point or (None, None)
        words = f"{street.name} {row.house}"
        if known is None:
            fresh.append(
                AddressPoint(
                    street=street,
                    house=row.house,
                    district=district,
                    latitude=latitude,
                    longitude=longitude,
                    house_key=house_key(row.house),
                    sort_number=house_number(row.house),
                )
            )
            self.done.points_added.add(words)
            return
        before = known.house, known.district_id, known.latitude, known.longitude, known.valid_to
        known.house, known.valid_to = row.house, None
        # What the file does not say of a house stays as it was.
        known.district = district or known.district
        known.latitude, known.longitude = (latitude, longitude) if row.point else (known.latitude, known.longitude)
        if before == (known.house, known.district_id, known.latitude, known.longitude, None):
            self.done.unchanged += 1
            return
        changed.append(known)
        self.done.points_changed.add(words)

    def _end_points(self, gone: list[AddressPoint]) -> list[AddressPoint]:
        names = {street.pk: street.name for street in self.streets}
        for point in gone:
            point.valid_to = self.today
            self.done.points_ended.add(f"{names.get(point.street_id, '')} {point.house}")
        return gone

    def _end_streets(self, kept: set[int]) -> None:
        gone = [street for street in self.streets if street.pk not in kept and street.valid_to is None]
        for street in gone:
            street.valid_to = self.today
            self.done.streets_ended.add(street.name)
        Street.objects.bulk_update(gone, ["valid_to"], batch_size=_BATCH // 4)
