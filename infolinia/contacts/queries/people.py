"""Residents as the desk shows them."""

from dataclasses import dataclass
from uuid import UUID

from infolinia.contacts.models import Channel, Conversation, Need, Resident
from infolinia.core.phones import readable


@dataclass(frozen=True)
class Point:
    """A number or address; `shown` is how a person reads it."""

    kind: str
    value: str
    shown: str


@dataclass(frozen=True)
class PersonCard:
    """A resident's name, wishes and ways to reach them. Never a diagnosis, never a PESEL.

    `need` says in words all that is needed; `needs` are its codes.
    """

    id: UUID
    name: str
    preferred_channel: str
    preferred_label: str
    need: str
    language: str
    points: tuple[Point, ...]
    needs: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        """Return the first e-mail address, if any."""
        return next((point.value for point in self.points if point.kind == "email"), "")

    @property
    def phone(self) -> str:
        """Return the first telephone number in readable form, if any."""
        return next((point.shown for point in self.points if point.kind == "phone"), "")


def person(resident_id: UUID) -> PersonCard | None:
    """Return the resident, or nothing when erased."""
    row = Resident.objects.prefetch_related("points").filter(id=resident_id).first()
    return _card(row) if row else None


def residents_by_number(number: str) -> list[PersonCard]:
    """Return everybody known under a telephone number: who it may be, at most five."""
    if not number:
        return []
    rows = Resident.objects.filter(points__kind="phone", points__value=number).prefetch_related("points").distinct()[:5]
    return [_card(row) for row in rows]


def resident_of(conversation_id: UUID) -> UUID | None:
    """Return whom the conversation is with, if anybody is known."""
    return Conversation.objects.filter(id=conversation_id).values_list("resident_id", flat=True).first()


def caller_of(conversation_id: UUID) -> tuple[bool, str]:
    """Return whether the caller stays anonymous, and in whose name they speak (empty: their own)."""
    row = Conversation.objects.filter(id=conversation_id).select_related("speaks_for").first()
    return (row.wants_anonymity, row.speaks_for.name if row.speaks_for else row.speaks_for_name) if row else (False, "")


def resident_name(conversation_id: UUID) -> str:
    """Return the name of whom the conversation is with, or an empty string."""
    name = Conversation.objects.filter(id=conversation_id).values_list("resident__name", flat=True).first()
    return name or ""


def _card(row: Resident) -> PersonCard:
    points = tuple(
        Point(point.kind, point.value, readable(point.value) if point.kind == "phone" else point.value)
        for point in row.points.all()
    )
    label = str(Channel(row.preferred_channel).label) if row.preferred_channel else ""
    return PersonCard(
        row.id, row.name, row.preferred_channel, label, need_words(row), row.language, points, tuple(row.needs)
    )


def need_words(row: Resident) -> str:
    """Return in words all that the person needs: what was chosen, and the note."""
    chosen = [str(Need(code).label) for code in row.needs if code in Need.values]
    return ", ".join([*chosen, *filter(None, [row.need])])
