"""How the starter city reaches the tables: records from JSON files in, rows by COPY out.

Tables are named through Django's registry, as in a migration, because these rows lie in the past and no operation
of a room would write them so.
"""

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model
from psycopg.types.json import Jsonb

DATA = Path(__file__).resolve().parent / "data"


def records(name: str) -> Any:
    """Return what the data file `name` holds, as JSON gives it."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def table(label: str) -> type[Model]:
    """Return the model named `room.Model`."""
    return apps.get_model(label)


def copy_rows(label: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the rows into the model's table with one COPY; keys are column names, missing ones take the default.

    Triggers run, so history is written as for any other insert.
    """
    if not rows:
        return
    fields = [field for field in table(label)._meta.concrete_fields if _is_written(field, rows[0])]
    name = connection.ops.quote_name(table(label)._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    with connection.cursor() as cursor, cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([_value(field, row) for field in fields])


@contextmanager
def without_history(labels: Sequence[str]) -> Iterator[None]:
    """Write rows of these tables without their history: a past made for measuring has nobody who asks for it.

    Constraints still hold. Needs a transaction.
    """
    names = [connection.ops.quote_name(table(label)._meta.db_table) for label in labels]
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in names:
            cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")


def _is_written(field: "Field[Any, Any]", row: Mapping[str, Any]) -> bool:
    generated = getattr(field, "generated", False) or field.get_internal_type() in ("BigAutoField", "AutoField")
    return field.column in row or not generated


def _value(field: "Field[Any, Any]", row: Mapping[str, Any]) -> Any:
    value = row[str(field.column)] if field.column in row else field.get_default()
    return Jsonb(value) if field.get_internal_type() == "JSONField" else value


def ids_by(label: str, key: str) -> dict[str, Any]:
    """Return the primary key of every row of the model by its text column `key`."""
    return dict(table(label)._default_manager.values_list(key, "pk"))


def dice(seed: str) -> random.Random:
    """Return a generator that gives the same draws for the same seed; nothing secret hangs on it."""
    return random.Random(seed)  # noqa: S311 - invented data, repeatable on purpose


def missing(label: str, key: str, wanted: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the wanted records whose `key` no row of the model has yet."""
    present = set(table(label)._default_manager.values_list(key, flat=True))
    return [record for record in wanted if record[key] not in present]
