"""The floor: every adviser, every waiting caller and every open offer at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

OFFLINE, READY, RINGING, TALKING, AFTER_CALL, BREAK = "offline", "ready", "ringing", "talking", "after_call", "break"
LEASE = timedelta(seconds=20)


@dataclass(frozen=True)
class Adviser:
    """One adviser. `idle_since` orders them: it is kept when an offer is lost through no fault of theirs."""

    id: int
    state: str
    since: datetime
    idle_since: datetime
    reason: str = ""
    phone_ready: bool = False
    call_id: str = ""

    @property
    def is_free(self) -> bool:
        """Whether a call may be offered now."""
        return self.state == READY and self.phone_ready


@dataclass(frozen=True)
class Caller:
    """One waiting caller. `arrived_at` is the first arrival on the line, kept through every fault and call-back."""

    call_id: str
    arrived_at: datetime

    @property
    def place(self) -> tuple[datetime, str]:
        """Return what callers are ordered by: first come, first served."""
        return self.arrived_at, self.call_id


@dataclass(frozen=True)
class Offer:
    """A lease: this call rings at this adviser until the given moment at most."""

    id: str
    call_id: str
    adviser_id: int
    until: datetime


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

    def longest_idle(self) -> Adviser | None:
        """Return the free adviser who has been without a call for longest."""
        free = (adviser for adviser in self.advisers.values() if adviser.is_free)
        return min(free, key=lambda adviser: (adviser.idle_since, adviser.id), default=None)

    def first_waiting(self) -> Caller | None:
        """Return the caller who arrived first among those to whom nobody is being rung."""
        offered = {offer.call_id for offer in self.offers.values()}
        waiting = (caller for caller in self.callers.values() if caller.call_id not in offered)
        return min(waiting, key=lambda caller: caller.place, default=None)
