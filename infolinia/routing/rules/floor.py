"""The floor: every adviser, every waiting caller and every open offer at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from infolinia.routing.rules.needs import ANYBODY, Wanted

VOICE, TEXT = "voice", "text"
OFFLINE, READY, RINGING, TALKING, AFTER_CALL, BREAK = "offline", "ready", "ringing", "talking", "after_call", "break"
LEASE = timedelta(seconds=20)


@dataclass(frozen=True)
class Capacity:
    """How many conversations by text one person has at once: alone, and beside a call."""

    texts: int = 0
    beside_call: int = 0


VOICE_ONLY = Capacity()


@dataclass(frozen=True)
class Adviser:
    """One adviser. `idle_since` orders them: it is kept when an offer is lost through no fault of theirs.

    `texts` are the conversations by text they have now; what they declined is not offered to them again before they
    choose to be ready. `back_to` is what they did before a colleague called them into a talk. The work after a call may
    last `after_call` (nothing: until they end it), this time until `until`.
    """

    id: int
    state: str
    since: datetime
    idle_since: datetime
    reason: str = ""
    phone_ready: bool = False
    call_id: str = ""
    skills: Mapping[str, int] = field(default_factory=dict)
    capacity: Capacity = VOICE_ONLY
    texts: frozenset[str] = frozenset()
    declined: frozenset[str] = frozenset()
    back_to: str = ""
    after_call: timedelta | None = None
    until: datetime | None = None

    @property
    def is_free(self) -> bool:
        """Whether a call may be offered now."""
        return self.state == READY and self.phone_ready and len(self.texts) <= self.capacity.beside_call

    @property
    def is_free_for_text(self) -> bool:
        """Whether one more conversation by text may be offered now."""
        if self.state == TALKING:
            return len(self.texts) < self.capacity.beside_call
        return self.state == READY and len(self.texts) < self.capacity.texts

    @property
    def can_be_called_up(self) -> bool:
        """Whether a supervisor may let a call ring here, also on a break or beside the desk."""
        return self.phone_ready and self.state in (READY, BREAK, AFTER_CALL, OFFLINE)

    @property
    def is_here(self) -> bool:
        """Whether a caller may wait for this very person: at work, though perhaps in a call."""
        return self.state in (READY, RINGING, TALKING, AFTER_CALL) and self.phone_ready


@dataclass(frozen=True)
class Caller:
    """One waiting caller. `arrived_at` is the first arrival on the line, kept through every fault and call-back.

    `head_start` is the priority: the caller stands where one stands who came so much earlier. Until `prefers_until`
    the caller waits for the preferred adviser, as long as that person is here. Until `reserved_until` a supervisor has
    given the caller to one person, whatever that person's skills and state: a phone that can ring is enough. With
    `spares_rare` the caller rings at whoever of the able is most easily replaced, not at the longest idle.
    """

    call_id: str
    arrived_at: datetime
    wanted: Wanted = ANYBODY
    head_start: timedelta = timedelta(0)
    prefers: int | None = None
    prefers_until: datetime | None = None
    medium: str = VOICE
    spares_rare: bool = False
    reserved_for: int | None = None
    reserved_until: datetime | None = None

    @property
    def place(self) -> tuple[datetime, str]:
        """Return what callers are ordered by: first come, first served, head starts counted."""
        return self.stands_since, self.call_id

    @property
    def stands_since(self) -> datetime:
        """Return the moment from which the wait counts: for the place and for needs that relax alike."""
        return self.arrived_at - self.head_start


@dataclass(frozen=True)
class Offer:
    """A lease: this call rings at this adviser until the given moment at most.

    `before` is what the adviser did, with `before_reason`: who is called up from a break goes back to it when the
    caller leaves.
    """

    id: str
    call_id: str
    adviser_id: int
    until: datetime
    medium: str = VOICE
    before: str = READY
    before_reason: str = ""


@dataclass(frozen=True)
class Floor:
    """All that a decision needs. It is never changed, only replaced."""

    advisers: Mapping[int, Adviser] = field(default_factory=dict)
    callers: Mapping[str, Caller] = field(default_factory=dict)
    offers: Mapping[str, Offer] = field(default_factory=dict)
    lease: timedelta = LEASE

    def with_adviser(self, adviser: Adviser) -> "Floor":
        """Return the floor with this adviser as given."""
        return replace(self, advisers={**self.advisers, adviser.id: adviser})

    def with_caller(self, caller: Caller) -> "Floor":
        """Return the floor with this caller waiting."""
        return replace(self, callers={**self.callers, caller.call_id: caller})

    def without_caller(self, call_id: str) -> "Floor":
        """Return the floor where this caller does not wait."""
        return replace(self, callers={key: value for key, value in self.callers.items() if key != call_id})

    def with_offer(self, offer: Offer) -> "Floor":
        """Return the floor with this offer open."""
        return replace(self, offers={**self.offers, offer.id: offer})

    def without_offer(self, offer_id: str) -> "Floor":
        """Return the floor where this offer is closed."""
        return replace(self, offers={key: value for key, value in self.offers.items() if key != offer_id})

    def offer_to(self, adviser_id: int) -> Offer | None:
        """Return the offer that rings at the adviser."""
        return next((offer for offer in self.offers.values() if offer.adviser_id == adviser_id), None)

    def offer_of(self, call_id: str) -> Offer | None:
        """Return the offer of the call."""
        return next((offer for offer in self.offers.values() if offer.call_id == call_id), None)
