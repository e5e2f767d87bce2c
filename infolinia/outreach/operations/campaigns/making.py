"""A campaign is prepared: what it is about, why it is allowed, what it says."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core import live
from infolinia.core.text import one_line
from infolinia.correspondence.rules.purposes import PURPOSES
from infolinia.outreach.errors import CannotRunCampaign
from infolinia.outreach.models import Campaign
from infolinia.outreach.queries import settings
from infolinia.outreach.rules import typed

TOPIC = "campaigns"
CAMPAIGN_PURPOSES = (
    "document_ready",
    "missing_document",
    "visit_moved",
    "road_closed",
    "reminder",
    "announcement",
)
FASTEST = 1000
LONGEST_VALUE = 2000


def create_campaign(
    *, name: str, purpose: str, way: str, basis: str, basis_note: str, by_id: int, at: datetime
) -> UUID:
    """Begin a campaign; returns its id. Raises `CannotRunCampaign` without a name, a purpose or a legal basis."""
    title, note = one_line(name, 120), one_line(basis_note, 300)
    if not title:
        raise CannotRunCampaign(_("Nazwij kampanię, na przykład: Zamknięcie Żaglowej, listopad."))
    if purpose not in CAMPAIGN_PURPOSES:
        raise CannotRunCampaign(_("Wybierz, o czym piszemy."))
    if way not in Campaign.Way.values:
        raise CannotRunCampaign(_("Wybierz, jak się skontaktujemy."))
    if basis not in Campaign.Basis.values or not note:
        raise CannotRunCampaign(_("Podaj podstawę prawną i przepis albo dokument, z którego wynika."))
    row = Campaign.objects.create(
        name=title,
        purpose=purpose,
        way=way,
        basis=basis,
        basis_note=note,
        per_minute=settings.current().per_minute,
        made_at=at,
        made_by_id=by_id,
    )
    return row.pk


def say(*, campaign_id: UUID, values: Mapping[str, str], per_minute: int, call_until: datetime | None) -> None:
    """Write what is the same for everybody, the pace, and until when to call. Raises `CannotRunCampaign`."""
    most = settings.current().per_minute
    if not 1 <= per_minute <= most:
        raise CannotRunCampaign(_("Tempo: od 1 do %(most)d wiadomości na minutę.") % {"most": most})
    with transaction.atomic():
        row = draft(campaign_id)
        row.values = _checked(row.purpose, values)
        row.per_minute, row.call_until = per_minute, call_until
        row.save()
        live.publish(TOPIC)


def draft(campaign_id: UUID) -> Campaign:
    """Return the campaign, locked, while it is prepared. Raises `CannotRunCampaign`."""
    row = Campaign.objects.select_for_update().get(pk=campaign_id)
    if row.state != Campaign.State.DRAFT:
        raise CannotRunCampaign(_("Ta kampania już ruszyła. Zmiany zrób w nowej."))
    return row


def _checked(purpose: str, values: Mapping[str, str]) -> dict[str, str]:
    """Return the values that the purpose knows; a day that is no day is refused now, not at the thousandth message."""
    kept = {}
    for variable in PURPOSES[purpose].variables:
        text = str(values.get(variable.code, "")).strip()[:LONGEST_VALUE]
        if not text:
            continue
        try:
            typed.value(text, kind=variable.kind.value)
        except typed.BadValue:
            said = _("Pole „%(name)s”: nie rozumiemy „%(value)s”. Dzień wpisz jak 27.11.2026, godzinę jak 9:30.")
            raise CannotRunCampaign(said % {"name": variable.word, "value": text[:40]}) from None
        kept[variable.code] = text
    return kept
