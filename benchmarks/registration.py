"""Registering a matter through the whole of Django, against a bare transaction that writes the same rows.

Each round: an adviser's POST with a filled panel (session, rights, form, one journey, the answer's page), then the rows
that it wrote are written once more by plain SQL in one transaction, triggers and indexes included. Both run one after
the other on one connection each, so what is told is registrations per second of one core and of one connection.
"""

import os
import statistics
import sys
import time
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.apps import apps
from django.contrib.auth import get_user_model
from psycopg import sql

from benchmarks._city import city, person
from infolinia.core.clock import now

ROUNDS = int(os.environ.get("INFOLINIA_BENCH_ROUNDS", "150"))
WARM_UP = 10
# Rows as they stand, with their own identities replaced: (table, how its rows of the matter are found).
COPIES = (
    ("contacts_resident", "id = (SELECT resident_id FROM matters_matter WHERE id = %(matter)s)"),
    ("contacts_contactpoint", "resident_id = (SELECT resident_id FROM matters_matter WHERE id = %(matter)s)"),
    ("matters_matter", "id = %(matter)s"),
    ("matters_storyevent", "matter_id = %(matter)s"),
    ("correspondence_message", "matter_id = %(matter)s"),
)
UPDATES = (
    "UPDATE contacts_conversation SET resident_id = %(resident)s WHERE id = %(conversation)s",
    "UPDATE contacts_question SET outcome = 'registered', matter_id = %(new)s WHERE conversation_id = %(conversation)s",
)


def main() -> int:
    """Print both and their ratio."""
    with city() as address, psycopg.connect(address, autocommit=True) as bare:
        measure(bare)
    return 0


def measure(bare: psycopg.Connection[Any]) -> None:
    """Register and write in turns, so that a busy moment of the machine falls on both."""
    desk = Desk(bare)
    through: list[tuple[float, float]] = []
    rows: list[float] = []
    for turn in range(WARM_UP + ROUNDS):
        call = desk.call()
        busy, began = time.process_time(), time.perf_counter()
        matter = desk.register(call, turn)
        through.append((time.perf_counter() - began, time.process_time() - busy))
        again = desk.call()
        statements = written_again(bare, matter, again)
        began = time.perf_counter()
        with bare.transaction():
            for statement, values in statements:
                bare.execute(statement, values)
        rows.append(time.perf_counter() - began)
    report(through[WARM_UP:], rows[WARM_UP:], len(statements))


def report(through: list[tuple[float, float]], rows: list[float], statements: int) -> None:
    """Say how many registrations a second each way gives, and how far they are apart."""
    wall, own = (statistics.median(one[part] for one in through) for part in (0, 1))
    plain = statistics.median(rows)
    print(f"{len(rows)} rounds; the bare transaction has {statements} statements")
    print(f"through Django:   {wall * 1000:7.1f} ms, {1 / wall:7.0f} a second; {1 / own:5.0f} a second of one core")
    print(f"bare transaction: {plain * 1000:7.1f} ms, {1 / plain:7.0f} a second")
    print(f"ratio: {wall / plain:.1f}")


class Desk:
    """Zofia at her desk, with a call for each registration."""

    def __init__(self, bare: psycopg.Connection[Any]) -> None:
        self._bare = bare
        self._adviser = get_user_model().objects.get(username="doradca")
        self._client = person("doradca")

    def call(self) -> UUID:
        """Return a conversation in which one question is open; the one before is closed."""
        calls, at = apps.get_model("contacts", "Conversation").objects, now()
        calls.filter(adviser=self._adviser, state="talking").update(state="closed")
        call = calls.create(
            channel="phone",
            state="talking",
            adviser=self._adviser,
            arrived_at=at,
            answered_at=at,
            engine_call_id=uuid4(),
        )
        questions = apps.get_model("contacts", "Question").objects
        questions.create(conversation=call, position=1, subject="Dziura w jezdni", saved_at=at)
        return UUID(str(call.pk))

    def register(self, call: UUID, turn: int) -> UUID:
        """Send the filled panel; returns the matter that came of it."""
        filled = {
            "rozmowa": str(call),
            "pytanie": str(self._question(call)[0]),
            "category": "dziura-w-jezdni",
            "place": "Żaglowa 12",
            "description": "Głęboka dziura przy przystanku, auta omijają ją pod prąd.",
            "reply_channel": "email",
            "email": f"mieszkaniec{turn}@example.org",
            "name": f"Halina Zatoka {turn}",
        }
        answer = self._client.post("/stanowisko/zgloszenie", filled)
        matter = self._question(call)[1]
        assert matter, (answer.status_code, answer.content.decode()[:2000])
        return UUID(str(matter))

    def _question(self, call: UUID) -> tuple[int, UUID | None]:
        row = self._bare.execute("SELECT id, matter_id FROM contacts_question WHERE conversation_id = %s", [call])
        found = row.fetchone()
        assert found
        return found[0], found[1]


def written_again(bare: psycopg.Connection[Any], matter: UUID, call: UUID) -> list[tuple[Any, dict[str, Any]]]:
    """Return the statements that write the matter's rows once more under other identities, for another call."""
    new, resident = uuid4(), uuid4()
    question = bare.execute("SELECT id FROM contacts_question WHERE conversation_id = %s", [call]).fetchone()
    replaced = {
        "contacts_resident": {"id": str(resident)},
        "contacts_contactpoint": {"resident_id": str(resident)},
        "matters_matter": {
            "id": str(new),
            "number": f"B-{new.hex[:16]}",
            "resident_id": str(resident),
            "conversation_id": str(call),
            "question_id": question[0] if question else None,
        },
        "matters_storyevent": {"matter_id": str(new)},
        "correspondence_message": {"id": str(uuid4()), "matter_id": str(new), "key": new.hex},
    }
    found: list[tuple[Any, dict[str, Any]]] = []
    for table, which in COPIES:
        statement = f"SELECT to_jsonb(t) FROM {table} t WHERE {which}"  # noqa: S608 - names of this file
        for (row,) in bare.execute(statement, {"matter": matter}).fetchall():
            if isinstance(row["id"], int):
                del row["id"]
            names = sql.SQL(", ").join(map(sql.Identifier, row))
            into = sql.SQL("INSERT INTO {t} ({names}) SELECT {names} FROM jsonb_populate_record(NULL::{t}, %(row)s)")
            values = {"row": psycopg.types.json.Jsonb({**row, **replaced[table]})}
            found.append((into.format(t=sql.Identifier(table), names=names), values))
    ids = {"new": new, "resident": resident, "conversation": call}
    return [*found, *((statement, ids) for statement in UPDATES)]


if __name__ == "__main__":
    sys.exit(main())
