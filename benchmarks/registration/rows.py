"""The rows of one registration written once more by plain SQL: the least that registering can take."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

Statement = tuple[Any, dict[str, Any]]
# Rows as they stand, with their own identities replaced: (table, how its rows of the matter are found).
COPIES = (
    ("contacts_resident", "id = (SELECT resident_id FROM matters_matter WHERE id = %(matter)s)"),
    ("contacts_contactpoint", "resident_id = (SELECT resident_id FROM matters_matter WHERE id = %(matter)s)"),
    ("matters_matter", "id = %(matter)s"),
    ("matters_storyevent", "matter_id = %(matter)s"),
    ("correspondence_message", "matter_id = %(matter)s"),
    (
        "procrastinate_jobs",
        "args->>'message_id' = (SELECT id::text FROM correspondence_message WHERE matter_id = %(matter)s)",
    ),
    (
        "partners_seenrequest",
        "answer->>'number' = (SELECT number FROM matters_matter WHERE id = %(matter)s AND request_key IS NOT NULL)",
    ),
)
OF_THE_CALL = (
    "UPDATE contacts_conversation SET resident_id = %(resident)s WHERE id = %(conversation)s",
    "UPDATE contacts_question SET outcome = 'registered', matter_id = %(new)s WHERE conversation_id = %(conversation)s",
)


@dataclass(frozen=True)
class Call:
    """The conversation, with its question, to which the copy belongs."""

    conversation_id: UUID
    question_id: int


def written_again(bare: psycopg.Connection[Any], matter: UUID, call: Call | None) -> list[Statement]:
    """Return the statements that write the matter's rows once more under other identities, for another call."""
    new, resident, message = uuid4(), uuid4(), uuid4()
    replaced: dict[str, dict[str, Any]] = {
        "contacts_resident": {"id": str(resident)},
        "contacts_contactpoint": {"resident_id": str(resident)},
        "matters_matter": {
            "id": str(new),
            "number": f"B-{new.hex[:16]}",
            "resident_id": str(resident) if call else None,
            "request_key": None,
            "conversation_id": str(call.conversation_id) if call else None,
            "question_id": call.question_id if call else None,
        },
        "matters_storyevent": {"matter_id": str(new)},
        "correspondence_message": {"id": str(message), "matter_id": str(new), "key": new.hex},
        "procrastinate_jobs": {"args": {"message_id": str(message)}},
        "partners_seenrequest": {"key": new.hex},
    }
    found = [
        _insert(table, {**row, **replaced[table]})
        for table, which in COPIES
        for row in _rows(bare, table, which, matter)
    ]
    if call is None:
        return found
    ids = {"new": new, "resident": resident, "conversation": call.conversation_id}
    return [*found, *((statement, ids) for statement in OF_THE_CALL)]


def _rows(bare: psycopg.Connection[Any], table: str, which: str, matter: UUID) -> list[dict[str, Any]]:
    statement = f"SELECT to_jsonb(t) FROM {table} t WHERE {which}"  # noqa: S608 - names of this file
    rows = [row for (row,) in bare.execute(statement, {"matter": matter}).fetchall()]
    return [{name: value for name, value in row.items() if name != "id" or isinstance(value, str)} for row in rows]


def _insert(table: str, row: dict[str, Any]) -> Statement:
    names = sql.SQL(", ").join(map(sql.Identifier, row))
    into = sql.SQL("INSERT INTO {t} ({names}) SELECT {names} FROM jsonb_populate_record(NULL::{t}, %(row)s)")
    return into.format(t=sql.Identifier(table), names=names), {"row": psycopg.types.json.Jsonb(row)}
