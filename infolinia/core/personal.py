"""Where data of people lie: each room names its tables once, and copies, erasures and merges follow these names.

A table hangs on a person by its fields: a conversation by its resident, a recording by its conversation. Rooms list
their tables from the person outwards, so that one walk finds every row.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

from infolinia.core import retention

RESIDENT = "resident"
Ids = frozenset[Any]
Scopes = dict[str, Ids]
"""Which rows are a person's, by what they hang on: residents, conversations, matters, messages and so on."""


@dataclass(frozen=True)
class File:
    """One file in the copy of somebody's data."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Table:
    """One table with data of people.

    `hangs` maps a field to what it names; `gives` names what the table's own keys are called further on. `told` are the
    fields that the person's copy shows; without any the rows are technical and only counted. `files` returns what
    belongs to the rows beside the table; `erase_files` looks at the rows and returns what destroys it when they are
    gone. A table with `blanks` keeps its rows: erasing empties these fields. `moves` is false where a merge leaves the
    rows with the record that they were written for.
    """

    model: str
    hangs: Mapping[str, str]
    gives: str = ""
    told: Sequence[str] = ()
    title: str | Promise = ""
    files: Callable[[Sequence[Any], datetime], Iterable[File]] | None = None
    erase_files: Callable[[Sequence[Any], datetime], Callable[[], object]] | None = None
    moves: bool = True
    blanks: Mapping[str, Any] = field(default_factory=dict)

    @property
    def rows(self) -> QuerySet[Any]:
        """Return the whole table."""
        whole: QuerySet[Any] = apps.get_model(self.model)._default_manager.all()
        return whole

    def of(self, scopes: Scopes) -> QuerySet[Any]:
        """Return the rows that hang on what is in the scopes; once walked, a table is what the walk found of it."""
        if self.gives in scopes:
            return self.rows.filter(pk__in=scopes[self.gives])
        wanted = Q(pk__in=())
        for name, scope in self.hangs.items():
            if scopes.get(scope):
                wanted |= Q(**{f"{name}__in": scopes[scope]})
        return self.rows.filter(wanted)


@dataclass(frozen=True)
class Section:
    """One table of a person's copy: column names with their labels, and rows in words."""

    code: str
    title: str
    columns: Mapping[str, str]
    rows: tuple[Mapping[str, Any], ...]


def walk(tables: Sequence[Table], scopes: Scopes) -> Scopes:
    """Return the scopes with all that hangs on them, table after table; what was named before stays named."""
    found = dict(scopes)
    for table in tables:
        if table.gives:
            known = found.pop(table.gives, frozenset())
            found[table.gives] = known | frozenset(table.of(found).values_list("pk", flat=True))
    return found


def copied(tables: Sequence[Table], scopes: Scopes) -> Iterator[Section]:
    """Yield each table's rows for the person's copy, empty tables left out."""
    for table in tables:
        if table.told and (rows := list(table.of(scopes).order_by("pk"))):
            model = apps.get_model(table.model)
            columns = {name: _label(model, name) for name in table.told}
            title = str(table.title or model._meta.verbose_name_plural)
            told = tuple({name: _said(row, name) for name in table.told} for row in rows)
            yield Section(table.model, title, columns, told)


def counted(tables: Sequence[Table], scopes: Scopes) -> dict[str, int]:
    """Return how many rows of each table are the person's, by the table's name; empty ones are left out."""
    counts = {table.model: 0 for table in tables}
    for table in tables:
        counts[table.model] += table.of(scopes).count()
    return {name: count for name, count in counts.items() if count}


def erase(tables: Sequence[Table], scopes: Scopes, *, at: datetime, kind: str) -> dict[str, int]:
    """Erase the rows with their history, the outermost first, or blank in them what names the person.

    Runs in the caller's transaction, in which nobody else's triggers are lifted than those of these tables.
    """
    gone: dict[str, int] = {}
    ids = [(table, list(table.of(scopes).values_list("pk", flat=True))) for table in tables]
    afterwards = [table.erase_files(keys, at) for table, keys in ids if table.erase_files and keys]
    with retention.erasing(kind, before=at, at=at, past=_triggers(tables)) as tally:
        for table, keys in reversed(ids):
            if not keys:
                continue
            if table.blanks:
                _blank(table, keys)
                continue
            _strike(table, keys)
            gone[table.model] = gone.get(table.model, 0) + len(keys)
        for finish in afterwards:
            finish()
        tally.count = len(scopes.get(RESIDENT, ())) or sum(gone.values())
    return dict(sorted(gone.items()))


def move(tables: Sequence[Table], *, from_id: Any, to_id: Any) -> dict[str, list[Any]]:
    """Let everything of one resident be another's; returns which rows of which field moved, to be taken back."""
    moved: dict[str, list[Any]] = {}
    for table in tables:
        for name in _own_fields(table):
            rows = table.rows.filter(**{name: from_id})
            if keys := list(rows.values_list("pk", flat=True)):
                table.rows.filter(pk__in=keys).update(**{name: to_id})
                moved[f"{table.model}.{name}"] = [str(key) for key in keys]
    return moved


def move_back(tables: Sequence[Table], moved: Mapping[str, Sequence[Any]], *, from_id: Any, to_id: Any) -> None:
    """Take a move back for the rows that are still where it put them."""
    for table in tables:
        for name in _own_fields(table):
            if keys := moved.get(f"{table.model}.{name}"):
                table.rows.filter(pk__in=keys, **{name: from_id}).update(**{name: to_id})


def amiss(tables: Sequence[Table]) -> list[str]:
    """Return what of these names is no field of its table: for the test that keeps the list true."""
    wrong = []
    for table in tables:
        model = apps.get_model(table.model)
        for name in (*table.hangs, *table.told, *table.blanks):
            try:
                model._meta.get_field(name.split("__")[0])
            except FieldDoesNotExist:
                wrong.append(f"{table.model}.{name}")
    return wrong


def _own_fields(table: Table) -> list[str]:
    return (
        [name for name, scope in table.hangs.items() if scope == RESIDENT and "__" not in name] if table.moves else []
    )


def _triggers(tables: Sequence[Table]) -> list[str]:
    """Return the triggers that stand in the way of erasing: those that protect rows and that would copy them again."""
    found = set()
    for table in tables:
        for trigger in getattr(apps.get_model(table.model)._meta, "triggers", ()):
            found.add(f"{table.model}:{trigger.name}")
    return sorted(found)


def _strike(table: Table, keys: Sequence[Any]) -> None:
    model = apps.get_model(table.model)
    retention.strike(model._default_manager.filter(pk__in=keys))
    if hasattr(model, "pgh_event_model"):
        retention.forget_history(model, keys)


def _blank(table: Table, keys: Sequence[Any]) -> None:
    """Blank the fields in the rows and in what their history keeps."""
    model = apps.get_model(table.model)
    model._default_manager.filter(pk__in=keys).update(**table.blanks)
    if events := getattr(model, "pgh_event_model", None):
        kept = {field.name for field in events._meta.concrete_fields}
        rest = {name: value for name, value in table.blanks.items() if name in kept}
        events._default_manager.filter(pgh_obj_id__in=list(keys)).update(**rest)


def _label(model: type[Model], name: str) -> str:
    label = str(getattr(model._meta.get_field(name.split("__")[0]), "verbose_name", name))
    return label[:1].upper() + label[1:]


def _said(row: Any, name: str) -> Any:
    """Return the value as a machine and a person can read it: choices in words, moments as they are."""
    shown = getattr(row, f"get_{name}_display", None)
    if shown is not None:
        return str(shown())
    value: Any = row
    for part in name.split("__"):
        value = getattr(value, part, None)
    if isinstance(value, Model):
        return str(value)
    return value
