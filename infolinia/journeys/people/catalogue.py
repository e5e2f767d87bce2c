"""All tables with data of people, room after room, from the person outwards."""

from collections.abc import Sequence
from uuid import UUID

from infolinia.contacts import personal as contacts
from infolinia.contacts import queries as residents
from infolinia.core import personal
from infolinia.core.personal import RESIDENT, Scopes, Table
from infolinia.correspondence import personal as correspondence
from infolinia.knowledge import personal as knowledge
from infolinia.matters import personal as matters
from infolinia.outreach import personal as outreach
from infolinia.partners import personal as partners
from infolinia.routing import personal as routing
from infolinia.telephony import personal as telephony

ROOMS = (contacts, matters, correspondence, outreach, telephony, routing, knowledge, partners)
TABLES: Sequence[Table] = tuple(table for room in ROOMS for table in room.TABLES)
LINKS: Sequence[Table] = tuple(table for room in ROOMS for table in room.LINKS)
KEPT: Sequence[Table] = (*matters.KEPT, *correspondence.KEPT)


def scopes_of(resident_id: UUID) -> Scopes:
    """Return everything that hangs on the person, with the records that were merged into theirs."""
    group = residents.merged_groups([resident_id])[resident_id]
    return personal.walk(TABLES, {RESIDENT: frozenset(group)})
