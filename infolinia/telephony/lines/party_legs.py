"""The legs of third parties: their ids name the talk and the party, so the engine alone tells who is in a talk."""

from collections.abc import Iterable

from infolinia.telephony.ari.events import Channel
from infolinia.telephony.lines.call import Call, is_party
from infolinia.telephony.lines.leaving import OUT, told_by

ASIDE, AGAIN, PURPOSE = "aside", "again", "party"
"""A colleague's telephone, one whose page was loaded again, and the purpose of calls over a trunk."""


def leg_of(key: str) -> str:
    """Return the id of a colleague's leg."""
    return f"{ASIDE}~{key}"


def party_legs(call: Call, channels: Iterable[Channel]) -> list[Channel]:
    """Return the legs of the call's parties, in the order in which they were called."""
    legs = [channel for channel in channels if key_of(channel.id).rpartition("~")[0].startswith(f"{call.id}~")]
    return sorted((leg for leg in legs if is_party(key_of(leg.id))), key=lambda leg: _called_at(leg.id))


def is_party_leg(channel_id: str) -> bool:
    """Tell whether the channel is a leg of somebody called into a talk."""
    return is_party(key_of(channel_id))


def key_of(leg: str) -> str:
    """Return the key of the party whose leg it is; empty for the leg of somebody else.

    `aside~<key>` and `again~<key>~<ms>` are a colleague's, `out~party~<key>~<attempt>` anybody else's.
    """
    prefix, _, rest = leg.partition("~")
    if prefix in (ASIDE, AGAIN):
        return rest if prefix == ASIDE else rest.rpartition("~")[0]
    told = told_by(leg) if prefix == OUT else None
    return told[1] if told and told[0] == PURPOSE else ""


def _called_at(leg: str) -> int:
    """Return when this leg was called, in milliseconds; of one over a trunk when its party was."""
    return int((leg if leg.startswith(f"{AGAIN}~") else key_of(leg)).rpartition("~")[2])
