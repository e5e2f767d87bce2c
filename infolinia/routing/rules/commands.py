"""What is to be done, as data. `telephony.lines` carries it out."""

from dataclasses import dataclass

from infolinia.routing.rules.floor import Adviser, Offer


@dataclass(frozen=True)
class Ring:
    """Let the call ring at the adviser until the lease ends."""

    offer: Offer


@dataclass(frozen=True)
class StopRinging:
    """The offer is closed without a talk: stop the phone, write down why."""

    offer: Offer
    why: str


@dataclass(frozen=True)
class Connect:
    """Join the caller with the adviser who answered."""

    offer: Offer


@dataclass(frozen=True)
class DropPhone:
    """Somebody answered an offer that is not open any more: hang their phone up."""

    offer_id: str


@dataclass(frozen=True)
class ShowState:
    """The adviser's state changed, or has to be shown anew."""

    adviser: Adviser


Command = Ring | StopRinging | Connect | DropPhone | ShowState
