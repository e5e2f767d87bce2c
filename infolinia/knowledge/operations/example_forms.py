"""The example forms of the starter city: real PDFs with fields, made where a version has no file yet."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from infolinia.city import queries as city
from infolinia.core.clock import city_day
from infolinia.core.text import fold
from infolinia.knowledge.models import Form, FormFile
from infolinia.knowledge.operations.indexing import index_forms
from infolinia.knowledge.pdf.inspecting import inspect
from infolinia.knowledge.pdf.making import Blank, Field, Part, make

FIELDS = Path(__file__).parent.parent / "data" / "form_fields.json"
_LEAD = "Pola można wypełnić w komputerze albo długopisem, drukowanymi literami."
_HEADINGS = ("Kto składa druk", "Podpis")


@dataclass(frozen=True)
class _Words:
    """What one form says: its parts with their fields, and which data go into which field."""

    title: str
    lead: str
    parts: tuple[Part, ...]
    field_map: dict[str, str]


@transaction.atomic
def load_example_forms(*, office: str, at: datetime) -> int:
    """Give every example version its file, and add large prints, older versions and other languages; returns how many.

    Does nothing, quickly, when all are there. What an office has added stays as it is.
    """
    told = json.loads(FIELDS.read_text(encoding="utf-8"))
    _add_versions(told)
    bare = list(Form.objects.filter(is_example=True, content=None))
    units = city.units_by_id({form.unit_id for form in bare if form.unit_id})
    for form in bare:
        unit = units.get(form.unit_id or 0)
        _give_file(form, _words(form, told), office, unit.name if unit else "", at)
    if bare:
        index_forms(day=city_day(at))
    return len(bare)


def _add_versions(told: dict[str, Any]) -> None:
    """Add the rows of versions that the starter list of forms does not name."""
    examples = Form.objects.filter(is_example=True, language="pl", kind=Form.Kind.STANDARD)
    latest = {form.code: form for form in examples.order_by("valid_from")}
    wanted = [_like(latest[code], kind=Form.Kind.LARGE_PRINT) for code in told["large_print"] if code in latest]
    wanted += [
        _like(latest[each["code"]], language=each["language"], title=each["title"])
        for each in told["languages"]
        if each["code"] in latest
    ]
    wanted += [_before(latest[each["code"]], each) for each in told["older"] if each["code"] in latest]
    known = set(Form.objects.values_list("code", "version", "language", "kind"))
    taken = set(Form.objects.filter(is_example=False).values_list("code", flat=True))
    Form.objects.bulk_create(
        form
        for form in wanted
        if form.code not in taken and (form.code, form.version, form.language, form.kind) not in known
    )


def _like(form: Form, **other: str) -> Form:
    facts = {
        "code": form.code, "version": form.version, "title": form.title, "note": form.note, "unit_id": form.unit_id,
        "valid_from": form.valid_from, "valid_to": form.valid_to, "is_example": True,
    }  # fmt: skip
    return Form(**facts | other)


def _before(form: Form, told: dict[str, str]) -> Form:
    older = _like(form, version=told["version"])
    older.valid_from = date.fromisoformat(told["valid_from"])
    older.valid_to = form.valid_from - timedelta(days=1)
    return older


def _give_file(form: Form, words: _Words, office: str, unit: str, at: datetime) -> None:
    blank = Blank(
        title=words.title,
        number=f"wersja {form.version}",
        office=office,
        unit=unit,
        lead=words.lead,
        footer=f"Druk przykładowy · {form.code} · wersja {form.version}",
        parts=words.parts,
        language=form.language,
        is_large=form.kind == Form.Kind.LARGE_PRINT,
    )
    content = make(blank, datetime.combine(form.valid_from, time(), UTC))
    facts = inspect(content)
    form.content, _is_new = FormFile.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={"content": content, "size": len(content), "checked_at": at, **facts},
    )
    form.field_map = words.field_map
    form.note = ", ".join(part for part in form.note.split(", ") if "stron" not in part)
    form.save(update_fields=["content", "field_map", "note"])


def _words(form: Form, told: dict[str, Any]) -> _Words:
    key = form.code, form.language
    other = next((each for each in told["languages"] if (each["code"], each["language"]) == key), None)
    if other:
        first, middle, last = other["headings"]
        parts = [(first, other["person"]), (middle, other["parts"]), (last, other["sign"])]
        return _read(other["title"], other["lead"], parts)
    own = told["forms"].get(form.code) or [["Sprawa", ["Czego dotyczy|wide", "Opis|long"]]]
    parts = [(_HEADINGS[0], told["person"]), *map(tuple, own), (_HEADINGS[1], told["sign"])]
    return _read(form.title, _LEAD, parts)


def _read(title: str, lead: str, parts: Iterable[tuple[str, Sequence[str]]]) -> _Words:
    field_map: dict[str, str] = {}
    made = tuple(
        Part(heading, tuple(_field(text, field_map, part, place) for place, text in enumerate(fields)))
        for part, (heading, fields) in enumerate(parts)
    )
    return _Words(title, lead, made, field_map)


def _field(text: str, field_map: dict[str, str], part: int, place: int) -> Field:
    """Return the field that a line like `Adres|wide=address` describes."""
    rest, _sign, data = text.partition("=")
    label, *how = rest.split("|")
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in fold(label)).strip("_")
    name = f"{part}{place}_{plain or data or 'pole'}"[:60]
    if data:
        field_map[name] = data
    kind = next((each for each in how if each in ("long", "box")), "text")
    return Field(name=name, label=label, kind=kind, wide="wide" in how or kind == "long")
