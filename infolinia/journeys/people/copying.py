"""The copy of everything about a person (RODO art. 15(3) and 20): one ZIP with a PDF to read, JSON, and the files."""

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as residents
from infolinia.core import personal
from infolinia.core.clock import city_time
from infolinia.core.errors import Cannot
from infolinia.core.pdf.setting import compiled
from infolinia.core.personal import File, Scopes, Section
from infolinia.core.text import one_line
from infolinia.journeys.people.catalogue import LINKS, TABLES, scopes_of

TEMPLATE = Path(__file__).parent / "typst" / "copy.typ"


class CannotCopy(Cannot):
    """There is nobody to make a copy of."""


def copy(*, resident_id: UUID, by_id: int, reason: str, at: datetime) -> bytes:
    """Return the ZIP of all that is kept about the person; that it was made stands in the log of readings.

    Names of the staff are not in it (C-579/21), nor what belongs to other people alone.
    """
    card = residents.person(resident_id)
    if card is None:
        raise CannotCopy(_("Tej osoby nie ma już w kartotece."))
    contacts.log_reading(
        staff_id=by_id, at=at, why="stated", what=_("kopia wszystkich danych"), resident_id=resident_id, reason=reason
    )
    scopes = scopes_of(resident_id)
    sections = [*personal.copied(TABLES, scopes), *personal.copied(LINKS, scopes)]
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("dane.pdf", _pdf(card.name, sections, at))
        packed.writestr("dane.json", _json(resident_id, sections, at))
        for one in files(scopes, at):
            packed.writestr(_safe(one.name), one.content)
    return target.getvalue()


def files(scopes: Scopes, at: datetime) -> Iterator[File]:
    """Yield every file that belongs to the person: sound, what was sent, what came."""
    for table in TABLES:
        if table.files:
            yield from table.files(list(table.of(scopes).values_list("pk", flat=True)), at)


def _json(resident_id: UUID, sections: Sequence[Section], at: datetime) -> str:
    told = {
        "format": "infolinia-person-1",
        "made_at": at.isoformat(),
        "controller": settings.CITY_NAME,
        "person": str(resident_id),
        "sections": [
            {
                "code": one.code,
                "title": one.title,
                "columns": dict(one.columns),
                "rows": [dict(row) for row in one.rows],
            }
            for one in sections
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _pdf(name: str, sections: Sequence[Section], at: datetime) -> bytes:
    data = {
        "title": _("Kopia danych osobowych"),
        "who": name or _("osoba bez nazwiska"),
        "office": settings.CITY_NAME,
        "made": _words(at),
        "intro": _(
            "To wszystkie dane, które o Tobie mamy w systemie infolinii. Pliki i nagrania są obok, w tej samej paczce."
        ),
        "empty": _("Nic tu nie ma."),
        "sections": [_for_print(one) for one in sections],
    }
    return compiled(TEMPLATE, data, at)


def _for_print(section: Section) -> Mapping[str, Any]:
    rows = [
        [
            [section.columns[name], _words(value)]
            for name, value in row.items()
            if value not in (None, "", [], {}, False)
        ]
        for row in section.rows
    ]
    return {"title": section.title[:1].upper() + section.title[1:], "rows": [row for row in rows if row]}


def _words(value: Any) -> str:
    """Return the value as a person reads it; control characters of hostile text go."""
    if value is True:
        return _("tak")
    if isinstance(value, datetime):
        return f"{city_time(value):%d.%m.%Y, %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_words(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_words(one) for one in value)
    return "\n".join(one_line(line, 4000) for line in str(value).splitlines())


def _safe(name: str) -> str:
    """Return the file's name without ways out of the folder in which it is unpacked."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("..", "/", ".")]
    return "/".join(one_line(part.replace(":", "-"), 120) for part in parts)
