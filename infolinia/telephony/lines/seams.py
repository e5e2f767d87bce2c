"""Where the parts of the line plug in: each is a part's own reaction to something that the exchange was told."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from infolinia.routing.rules.floor import Offer
from infolinia.telephony.ari.events import Bridge, Channel, EngineEvent
from infolinia.telephony.lines.call import Call

Told = dict[str, Any]
Join = Callable[[Call, Offer, datetime], None]
Mend = Callable[[Mapping[str, Channel], list[Bridge], datetime], None]


class Seams:
    """What is done by others. Legs of a part have ids `prefix~…`; all is looked up by that prefix."""

    receive: Callable[[Call, Mapping[str, str], datetime], None]
    """A caller came in, for the first time or back from the fallback queue, with the channel's variables."""
    join_call_back: Join
    join_text: Join
    """An adviser took an offer that is no call of the engine's."""

    wants_call_back: Callable[[Call], bool]
    """Whether the caller asked for a call-back before they came in, and can have one."""

    def __init__(self) -> None:
        self.wants_call_back = lambda _call: False
        self.entered: dict[str, Callable[[Channel, list[str], datetime], None]] = {}
        """A leg entered the application with arguments that begin with this word."""
        self.cut: dict[str, Callable[[str, datetime], None]] = {}
        """A leg with this prefix left the application or is gone; may be told twice."""
        self.destroyed: dict[str, Callable[[str, int, datetime], None]] = {}
        """A leg with this prefix is gone, with the engine's cause (Q.850)."""
        self.dialled: dict[str, Callable[[str, str], None]] = {}
        """A leg with this prefix rings at the other side, or its operator plays something."""
        self.heard: dict[str, Callable[[Call, datetime], None]] = {}
        """A sound of this kind ended."""
        self.keyed: list[Callable[[Call, str, datetime], None]] = []
        """A caller pressed a key; all are told, in order."""
        self.wishes: dict[str, Callable[[Told, datetime], None]] = {}
        """A screen asked for something of this kind."""
        self.last_words: list[Callable[[Call, datetime], bool]] = []
        """The adviser ended the talk: returns whether there is something to say to the caller before it ends."""
        self.cut_off: list[Callable[[Call, datetime], None]] = []
        """A fault of ours cut this caller off."""
        self.adopting: list[Mend] = []
        self.mending: list[Mend] = []
        """After our restart, before and after legs that nobody knows are put in order."""
        self.followers: dict[str, list[Callable[[EngineEvent], None]]] = {}

    def follow(self, kind: str, act: Callable[[EngineEvent], None]) -> None:
        """Let `act` see every event of this kind, after the exchange's own handler."""
        self.followers.setdefault(kind, []).append(act)
