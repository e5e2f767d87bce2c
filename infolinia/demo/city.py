"""The starter city itself: units, hours, districts and streets."""

from datetime import date, time

from django.db import transaction

from infolinia.core.text import fold, sort_key
from infolinia.demo import store

VALID_FROM = date(2025, 1, 1)


@transaction.atomic
def load_city() -> None:
    """Add what the starter city lacks; what an office has changed since stays as it is."""
    _units()
    _hours()
    _districts()
    _streets()


def _units() -> None:
    unit = store.table("city.Unit")
    wanted = store.missing("city.Unit", "code", store.records("units"))
    plain = [{name: value for name, value in record.items() if name != "parent"} for record in wanted]
    unit._default_manager.bulk_create(
        [unit(**record, valid_from=VALID_FROM, sort_key=sort_key(record["name"])) for record in plain]
    )
    ids = store.ids_by("city.Unit", "code")
    for parent in {record["parent"] for record in wanted if record.get("parent")}:
        children = [record["code"] for record in wanted if record.get("parent") == parent]
        unit._default_manager.filter(code__in=children).update(parent_id=ids[parent])


def _hours() -> None:
    hours = store.table("city.OpeningHours")
    if hours._default_manager.exists():
        return
    hours._default_manager.bulk_create(
        [
            hours(
                weekday=record["weekday"],
                opens=time.fromisoformat(record["opens"]),
                closes=time.fromisoformat(record["closes"]),
            )
            for record in store.records("hours")
        ]
    )


def _districts() -> None:
    district = store.table("city.District")
    wanted = store.missing("city.District", "name", [{"name": name} for name in store.records("districts")])
    district._default_manager.bulk_create(
        [district(name=record["name"], sort_key=sort_key(record["name"])) for record in wanted]
    )


def _streets() -> None:
    street = store.table("city.Street")
    wanted = store.missing("city.Street", "name", store.records("streets"))
    street._default_manager.bulk_create(
        [
            street(name=record["name"], sort_key=sort_key(bare), search_key=fold(bare))
            for record in wanted
            for bare in [record["name"].removeprefix("ul. ")]
        ]
    )
    streets, districts = store.ids_by("city.Street", "name"), store.ids_by("city.District", "name")
    through = street._meta.get_field("districts").remote_field.through  # type: ignore[union-attr]
    through._default_manager.bulk_create(
        [
            through(street_id=streets[record["name"]], district_id=districts[name])
            for record in wanted
            for name in record["districts"]
        ]
    )
