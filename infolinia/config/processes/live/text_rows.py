"""What a conversation by text needs of the database: read and written directly, without loading the rooms."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString
from uuid import UUID

from psycopg_pool import AsyncConnectionPool

from infolinia.contacts.rules.transcript import ADVISER, RESIDENT, Change, Line, lines

TYPED = "typed"
"""The channel of PostgreSQL on which every change is told to whoever shows the conversation."""

_STATE = """
    SELECT state, adviser_id, ended_at IS NOT NULL FROM contacts_conversation AS talk
    WHERE id = %s AND (
        channel = 'chat' OR EXISTS (SELECT FROM telephony_calltext AS beside WHERE beside.conversation_id = talk.id)
    )
"""
_CHANGES = """
    SELECT side, number, line, position, removed, inserted, ends_line, at
    FROM contacts_typed WHERE conversation_id = %s ORDER BY id
"""
# One statement: the right to write, the change itself, and the word to the other side, which is sent at commit.
_WRITE = """
    WITH allowed AS (
        SELECT id FROM contacts_conversation
        WHERE id = %(conversation)s AND ended_at IS NULL AND (
            (%(side)s = 'resident' AND state IN ('arrived', 'waiting', 'ringing', 'talking'))
            OR (state = 'talking' AND adviser_id = %(staff)s)
        )
    ), written AS (
        INSERT INTO contacts_typed
            (conversation_id, side, number, line, position, removed, inserted, ends_line, at)
        SELECT id, %(side)s, %(number)s, %(line)s, %(position)s, %(removed)s, %(inserted)s, %(ends)s, clock_timestamp()
        FROM allowed
        ON CONFLICT (conversation_id, side, number) DO NOTHING
        RETURNING id
    ), told AS (SELECT pg_notify('typed', %(word)s) FROM written)
    SELECT (SELECT count(*) FROM allowed), (SELECT count(*) FROM told)
"""
_SEEN = {
    RESIDENT: "UPDATE telephony_chat SET resident_seen_at = clock_timestamp() WHERE conversation_id = %s",
    ADVISER: "UPDATE telephony_chat SET adviser_seen_at = clock_timestamp() WHERE conversation_id = %s",
}


@dataclass(frozen=True)
class Standing:
    """Where a conversation stands in which people write."""

    state: str
    adviser_id: int | None
    is_over: bool


@dataclass(frozen=True)
class Written:
    """Everything written so far, the number of each side's next change, and how many characters each typed."""

    lines: list[Line]
    next_number: dict[str, int]
    typed: dict[str, int]


@dataclass(frozen=True)
class TextRows:
    """Reads and writes of conversations by text."""

    pool: AsyncConnectionPool[Any]

    async def standing(self, conversation: UUID) -> Standing | None:
        """Return where the conversation stands; none when nobody may write in it."""
        rows = await self._asked(_STATE, [conversation])
        return Standing(*rows[0]) if rows else None

    async def written(self, conversation: UUID) -> Written:
        """Return everything written so far."""
        changes = [Change(*row) for row in await self._asked(_CHANGES, [conversation])]
        numbers, typed = dict.fromkeys((RESIDENT, ADVISER), 0), dict.fromkeys((RESIDENT, ADVISER), 0)
        for change in changes:
            numbers[change.side] = max(numbers[change.side], change.number + 1)
            typed[change.side] += len(change.inserted)
        return Written(lines(changes), numbers, typed)

    async def write(self, conversation: UUID, staff_id: int | None, change: Change) -> bool:
        """Keep the change and tell the other side; one that was kept before stays. False: nobody may write any more."""
        word = {"c": str(conversation), "side": change.side, **as_frame(change)}
        given = {
            "conversation": conversation,
            "staff": staff_id,
            "side": change.side,
            "number": change.number,
            "line": change.line,
            "position": change.position,
            "removed": change.removed,
            "inserted": change.inserted,
            "ends": change.ends_line,
            "word": json.dumps(word, ensure_ascii=False),
        }
        rows = await self._asked(_WRITE, given)
        return bool(rows and rows[0][0])

    async def seen(self, conversation: UUID, side: str) -> None:
        """Write that this side's page is there now."""
        await self._asked(_SEEN[side], [conversation])

    async def tell(self, word: dict[str, object]) -> None:
        """Tell everybody who shows the conversation something that is not kept: who came, who left."""
        await self._asked("SELECT pg_notify(%s, %s)", [TYPED, json.dumps(word)])

    async def _asked(self, statement: LiteralString, given: Sequence[object] | Mapping[str, object]) -> list[Any]:
        """Ask to the end, although the page that asked may go away meanwhile.

        To break a statement off takes a connection of its own and seconds, and the page's end would wait for it.
        """

        async def whole() -> list[Any]:
            async with self.pool.connection() as connection:
                cursor = await connection.execute(statement, given)
                return await cursor.fetchall() if cursor.description else []

        return await asyncio.shield(whole())


def as_frame(change: Change) -> dict[str, object]:
    """Return the change as both pages send and receive it."""
    return {
        "n": change.number,
        "line": change.line,
        "at": change.position,
        "del": change.removed,
        "ins": change.inserted,
        "end": change.ends_line,
    }
