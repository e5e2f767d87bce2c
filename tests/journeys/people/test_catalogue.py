"""Whoever adds a table must say whether it holds data of people: otherwise a copy or an erasure would pass it by."""

from django.apps import apps

from infolinia.core import personal
from infolinia.journeys.people.catalogue import KEPT, LINKS, ROOMS, TABLES

NAMED_WHOLLY = [room for room in ROOMS if hasattr(room, "WITHOUT_PEOPLE")]


def test_every_table_of_rooms_with_residents_is_named() -> None:
    unnamed, gone = [], []
    for room in NAMED_WHOLLY:
        app = room.__name__.split(".")[1]
        named = {table.model for table in (*room.TABLES, *room.LINKS)} | set(room.WITHOUT_PEOPLE)
        real = {
            model._meta.label
            for model in apps.get_app_config(app).get_models()
            if not hasattr(model, "pgh_tracked_model")
        }
        unnamed += sorted(real - named)
        gone += sorted(named - real)
    assert unnamed == [], "say in personal.py of the room whether these hold data of people"
    assert gone == [], "these tables are no more"


def test_every_field_that_is_named_is_there() -> None:
    assert personal.amiss([table for table in (*TABLES, *LINKS, *KEPT) if "pk" not in table.hangs]) == []


def test_what_a_table_hangs_on_is_given_before_it() -> None:
    given = {personal.RESIDENT}
    for table in TABLES:
        waits_for = set(table.hangs.values()) - given
        assert len(waits_for) < len(set(table.hangs.values())), table.model
        given |= {table.gives}
