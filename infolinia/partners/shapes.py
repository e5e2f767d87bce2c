"""What goes out of this room: a program with its rights, who listens, and lines for screens."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class PartnerView:
    """The program that asks: what it may do and which matters it sees (`own`, `unit`, `all`)."""

    id: int
    name: str
    rights: frozenset[str]
    sees: str
    unit_id: int | None = None
    last_used_at: datetime | None = None

    @property
    def origin(self) -> str:
        """Return how the request keys of matters begin that this program registered."""
        return f"p{self.id}:"


@dataclass(frozen=True)
class Listener:
    """An address that is told of changes, and of which matters."""

    webhook_id: int
    hears: frozenset[str]
    origin: str = ""
    unit_ids: frozenset[int] | None = None

    def wants(self, event: str, *, origin: str, unit_ids: Collection[int | None]) -> bool:
        """Whether it is told of this event of a matter of these units: the one that has it, and one that it leaves."""
        if event not in self.hears:
            return False
        if self.unit_ids is not None:
            return not self.unit_ids.isdisjoint(unit_ids)
        return origin.startswith(self.origin)


@dataclass(frozen=True)
class Issued:
    """A secret at the only moment when it is shown."""

    id: int
    secret: str


@dataclass(frozen=True)
class PartnerLine:
    """A program in the administrators' list."""

    id: int
    name: str
    contact: str
    rights: tuple[str, ...]
    sees: str
    sees_text: str
    unit_id: int | None
    unit_name: str
    key_end: str
    key_issued_at: datetime | None
    last_used_at: datetime | None
    webhooks: int
    failing: int


@dataclass(frozen=True)
class WebhookLine:
    """An address of a program, and how it is doing."""

    id: int
    partner_id: int
    url: str
    hears: tuple[str, ...]
    is_active: bool
    failing_since: datetime | None
    waiting: int
    dead: int


@dataclass(frozen=True)
class DeliveryLine:
    """One message to an address."""

    id: UUID
    event: str
    body: str
    state: str
    state_text: str
    attempts: int
    answered: int | None
    error: str
    created_at: datetime
    next_attempt_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True)
class EzdLine:
    """A matter on its way into the EZD."""

    matter_id: UUID
    number: str
    state: str
    state_text: str
    ref: str
    znak: str
    attempts: int
    error: str
    created_at: datetime
    next_attempt_at: datetime
