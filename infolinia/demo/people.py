"""Invented residents. Their telephone numbers are from a range that no operator gives out."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from infolinia.core.phones import normalise
from infolinia.core.text import fold
from infolinia.demo import store

_NAMES = UUID("8c8d0a9e-0f0a-5f0c-9a52-7a2f6f5e21d3")
NUMBERS = 100
LARGE = 1000


@dataclass(frozen=True)
class Person:
    """A resident as the generator uses them; `number` is E.164."""

    id: UUID
    name: str
    number: str
    email: str
    channel: str
    need: str
    language: str


def residents(*, large: bool) -> list[Person]:
    """Return the residents of the starter city, or ten times as many for measuring."""
    data = store.records("people")
    rng = store.dice("residents")
    named = {person["number"]: person for person in data["known"]}
    return [_person(number, named, data, rng) for number in range(LARGE if large else NUMBERS)]


def _person(ordinal: int, named: dict[int, dict[str, Any]], data: dict[str, list[str]], rng: random.Random) -> Person:
    first, last = rng.choice(data["first_names"]), rng.choice(data["last_names"])
    drawn = {
        "name": f"{first} {last}",
        "channel": rng.choices(["phone", "email", "sms", ""], [3, 3, 2, 2])[0],
        "need": rng.choices(["", *data["needs"]], [20, *[1] * len(data["needs"])])[0],
        "language": rng.choices(["pl", "uk", "en"], [93, 5, 2])[0],
    }
    known = {**drawn, **named.get(ordinal, {})}
    address = fold(known["name"]).replace(" ", ".")
    return Person(
        id=uuid5(_NAMES, str(ordinal)),
        name=known["name"],
        number=normalise(f"500000{ordinal:03d}"),
        email=f"{address}.{ordinal:02d}@example.org" if ordinal % 3 else "",
        channel=known["channel"],
        need=known["need"],
        language=known["language"],
    )


def load(people: list[Person], *, at: datetime) -> None:
    """Write the residents with their numbers and addresses."""
    since = at - timedelta(days=400)
    store.copy_rows(
        "contacts.Resident",
        [
            {
                "id": person.id,
                "name": person.name,
                "preferred_channel": person.channel,
                "need": person.need,
                "language": person.language,
                "created_at": since,
            }
            for person in people
        ],
    )
    points = [point for person in people for point in _points(person)]
    store.copy_rows("contacts.ContactPoint", points)


def _points(person: Person) -> Iterator[dict[str, Any]]:
    yield {"resident_id": person.id, "kind": "phone", "value": person.number}
    if person.email:
        yield {"resident_id": person.id, "kind": "email", "value": person.email}
