"""What happens to the floor. Events may come twice, late or in any order; each is safe to repeat."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from infolinia.routing.rules.floor import VOICE, VOICE_ONLY, Caller, Capacity


@dataclass(frozen=True)
class Chose:
    """A person set their own state: ready, break or offline."""

    adviser_id: int
    state: str
    reason: str = ""


@dataclass(frozen=True)
class PhoneChanged:
    """The adviser's phone registered at the exchange, or was lost."""

    adviser_id: int
    ready: bool


@dataclass(frozen=True)
class Waits:
    """A caller heard the greeting and waits; or waits again, or with other needs: the first arrival stays."""

    caller: Caller


@dataclass(frozen=True)
class Equipped:
    """What the adviser can do: levels by skill, how much beside a call, how long after it (nothing: they end it)."""

    adviser_id: int
    skills: Mapping[str, int]
    capacity: Capacity = VOICE_ONLY
    after_call: timedelta | None = None


@dataclass(frozen=True)
class TimePassed:
    """Nothing happened, but somebody has waited long enough for a need to relax."""


@dataclass(frozen=True)
class Left:
    """A caller waits no more: hung up, or was moved elsewhere."""

    call_id: str


@dataclass(frozen=True)
class Found:
    """An offer made before a fault of ours still rings, and its caller waits."""

    offer_id: str
    call_id: str
    adviser_id: int
    until: datetime
    arrived_at: datetime


@dataclass(frozen=True)
class Accepted:
    """The adviser answered the offer."""

    offer_id: str


@dataclass(frozen=True)
class Lost:
    """The offer came to nothing: `no_answer`, `rejected`, `phone_gone` or `phone_failed`."""

    offer_id: str
    why: str


@dataclass(frozen=True)
class Taken:
    """Adviser and caller talk without an offer of ours: through the fallback queue, or since before a fault."""

    call_id: str
    adviser_id: int
    medium: str = VOICE


@dataclass(frozen=True)
class TalkEnded:
    """The talk is over for the adviser, who now writes it up; one by text just ends."""

    call_id: str


@dataclass(frozen=True)
class Engaged:
    """The adviser is called outside the queue, by a colleague: it rings, or they talk. `back_to` is what they did."""

    adviser_id: int
    call_id: str
    state: str
    back_to: str = ""


@dataclass(frozen=True)
class Released:
    """What engaged the adviser is over: back to what they did before, without work after it."""

    adviser_id: int
    call_id: str


@dataclass(frozen=True)
class Extended:
    """The adviser needs longer after a call: until the moment, or for as long as they like."""

    adviser_id: int
    until: datetime | None = None


Event = (
    Chose
    | PhoneChanged
    | Equipped
    | TimePassed
    | Waits
    | Left
    | Found
    | Accepted
    | Lost
    | Taken
    | TalkEnded
    | Engaged
    | Released
    | Extended
)
