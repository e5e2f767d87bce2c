"""How the resident is reached in one matter, changed by them or for them."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.phones import normalise
from infolinia.core.text import one_line
from infolinia.matters.models import Follower, Tells
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, tell

CHANNELS = ("email", "sms", "phone", "none")


@transaction.atomic
def change_channel(
    *,
    matter_id: UUID,
    channel: str,
    address: str,
    tells: str,
    at: datetime,
    by_id: int | None = None,
    follower_id: UUID | None = None,
) -> None:
    """Reach the resident of the matter another way from now on, and tell them more or less (a code of `Tells`).

    `by_id` None is the resident with number and code; with `follower_id` it is the follower's own way that changes.
    What was sent before went where it went. Raises `CannotChangeMatter`.
    """
    matter = begin("change_channel", matter_id=matter_id, by_id=by_id)
    if channel not in CHANNELS:
        raise CannotChangeMatter(_("Wybierz, jak mamy się z Tobą kontaktować."), "channel")
    if tells not in Tells.values:
        raise CannotChangeMatter(_("Wybierz, o czym pisać."), "tells")
    clean = _address(channel, address)
    details: dict[str, object] = {"channel": channel, "tells": tells}
    if follower_id:
        row = Follower.objects.select_for_update().get(pk=follower_id, left_at=None)
        row.reply_channel, row.reply_address, row.tells = channel, clean, tells
        row.save(update_fields=["reply_channel", "reply_address", "tells"])
        tell(matter, "channel_changed", by_id=by_id, at=at, details=details | {"follower": str(row.pk)})
    else:
        matter.reply_channel, matter.reply_address, matter.tells = channel, clean, tells
        tell(matter, "channel_changed", by_id=by_id, at=at, visible=True, details=details)
    finish("change_channel", matter)


def _address(channel: str, address: str) -> str:
    """Return the address as it is stored, or refuse one that can't be reached that way."""
    if channel == "none":
        return ""
    if channel == "email":
        clean = one_line(address, 254)
        try:
            validate_email(clean)
        except ValidationError as error:
            raise CannotChangeMatter(_("To nie wygląda na adres e-mail. Sprawdź go."), "address") from error
        return clean
    number = normalise(address)
    if not number:
        raise CannotChangeMatter(_("Wpisz numer telefonu: 9 cyfr, na przykład 500 000 014."), "address")
    return number
