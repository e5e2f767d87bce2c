"""What stands in a swept world: rows made of what a test names and whatever fits, their marks, and their names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import models
from pypdf import PdfWriter

from infolinia.city.models import Staff
from infolinia.contacts.models import Conversation
from infolinia.core.clock import now
from infolinia.matters.models import Matter

Row = TypeVar("Row", bound=models.Model)
MARK = "sekretn"
NAME, EMAIL, PHONE = "Halina Sekretna", "sekretna@example.org", "500000093"
WORDS, NOTE, FILE = "opis-sekretny", "notatka-sekretna", "plik-sekretny"


def row(model: type[Row], **given: Any) -> Row:
    """Store a row with what was given and, where it must have more, whatever fits."""
    for one in model._meta.concrete_fields:
        named = one.name in given or one.attname in given
        filled = one.null or one.has_default() or one.has_db_default() or isinstance(one, models.AutoField)
        if not named and not filled and not one.blank:
            given[one.attname] = _anything(one)
    return model._default_manager.create(**given)


def _anything(one: "models.Field[Any, Any]") -> Any:
    kind = one.get_internal_type()
    if one.choices:
        return next(code for code, _label in one.flatchoices if code)
    if one.is_relation:
        return one.related_model._default_manager.order_by("pk").values_list("pk", flat=True)[0]
    if kind in {"CharField", "TextField", "SlugField", "URLField"}:
        return f"zwykle-{uuid4().hex}"[: one.max_length or 40]
    at = now()
    plain: Mapping[str, Any] = {"DateTimeField": at, "DateField": at.date(), "BinaryField": b"x", "UUIDField": uuid4()}
    return plain.get(kind, 1)


def pdf(title: str) -> bytes:
    """Return an empty page that says in the clear what it is."""
    made, paper = BytesIO(), PdfWriter()
    paper.add_blank_page(width=100, height=100)
    paper.add_metadata({"/Title": title})
    paper.write(made)
    return made.getvalue()


@dataclass
class World:
    """The rows by the names that addresses give them, the people who look, and a key of another program."""

    at: datetime
    matter: Matter
    owner: Staff
    strangers: dict[str, Staff]
    key: str
    by_argument: dict[tuple[str, str], Any] = field(default_factory=dict)
    by_address: dict[tuple[str, str], Any] = field(default_factory=dict)


def conversation(channel: str, owner: Staff | None, resident: UUID, at: datetime, **more: Any) -> Conversation:
    """Store a conversation of the resident's, all of it marked."""
    person = {"caller_number": PHONE, "caller_name": NAME, "caller_address": EMAIL, "note": NOTE}
    return row(
        Conversation, channel=channel, adviser=owner, resident_id=resident, arrived_at=at, answered_at=at,
        **(person | more),
    )  # fmt: skip
