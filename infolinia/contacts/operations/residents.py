"""Who a resident is, as far as the helpline needs to know."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from infolinia.contacts.models import ContactPoint, Conversation, Resident
from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.core.phones import normalise
from infolinia.core.text import one_line
from infolinia.core.together import together


class CannotRemember(Cannot):
    """The number or address (`field`: phone, email) is not usable; nothing was stored."""

    def __init__(self, text: str, field: str) -> None:
        super().__init__(text)
        self.field = field


def remember_resident(
    *, name: str, phone: str, email: str, preferred_channel: str, by_id: int | None, at: datetime
) -> UUID:
    """Return the resident with this name and contact, made if not known yet.

    The same number or address with the same name is the same person; a shared number with another name is another.
    """
    points = _points(phone, email)
    with together():
        found = _known(one_line(name, 120), points)
        resident = found or Resident.objects.create(
            name=one_line(name, 120), preferred_channel=preferred_channel, created_at=at
        )
        if found and preferred_channel and found.preferred_channel != preferred_channel:
            found.preferred_channel = preferred_channel
            found.save(update_fields=["preferred_channel"])
        for kind, value in points:
            ContactPoint.objects.get_or_create(resident=resident, kind=kind, value=value)
    return resident.id


def identify(*, conversation_id: UUID, resident_id: UUID | None, by_id: int, at: datetime) -> None:
    """Say who the conversation is with (nobody anonymous then), or that it is somebody else after all (`None`)."""
    with together():
        conversation = Conversation.objects.select_for_update().get(id=conversation_id)
        conversation.resident_id = resident_id
        conversation.wants_anonymity = conversation.wants_anonymity and resident_id is None
        conversation.save(update_fields=["resident_id", "wants_anonymity"])
        live.publish("conversation", conversation_id)


def _points(phone: str, email: str) -> list[tuple[str, str]]:
    points = []
    if phone.strip():
        number = normalise(phone)
        if not number:
            raise CannotRemember(_("To nie wygląda na numer telefonu. Wpisz 9 cyfr, na przykład 500 000 014."), "phone")
        points.append((ContactPoint.Kind.PHONE.value, number))
    if email.strip():
        try:
            validate_email(email.strip())
        except ValidationError as error:
            raise CannotRemember(
                _("To nie wygląda na adres e-mail. Sprawdź, czy jest w nim znak @ i kropka."), "email"
            ) from error
        points.append((ContactPoint.Kind.EMAIL.value, email.strip().lower()))
    return points


def _known(name: str, points: list[tuple[str, str]]) -> Resident | None:
    for kind, value in points:
        people = Resident.objects.filter(points__kind=kind, points__value=value)
        if same := people.filter(name__iexact=name).first():
            return same
        if not name and people.count() == 1:
            return people.get()
    return None
