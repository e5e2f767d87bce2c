"""Programs of others: who they are, what they may do, and the keys by which they are known."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.partners.listening import listeners
from infolinia.partners.models import Partner, Sees
from infolinia.partners.rules import keys, rights
from infolinia.partners.shapes import Issued, PartnerView

USED_EVERY = timedelta(hours=1)


class CannotSavePartner(Cannot):
    """The program can't be kept as given; `field` names the input to mend."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@dataclass(frozen=True)
class PartnerDraft:
    """What an administrator says of a program."""

    name: str
    contact: str = ""
    rights: Collection[str] = ()
    sees: str = Sees.OWN
    unit_id: int | None = None


@transaction.atomic
def add_partner(*, draft: PartnerDraft, by_id: int, at: datetime) -> Issued:
    """Keep a new program and return its key, shown only here. Raises `CannotSavePartner`."""
    partner = Partner(created_at=at, created_by_id=by_id)
    _fill(partner, draft)
    return _issue(partner, at)


@transaction.atomic
def change_partner(*, partner_id: int, draft: PartnerDraft) -> None:
    """Change what a program is and may. Raises `CannotSavePartner`."""
    partner = Partner.objects.select_for_update().get(id=partner_id)
    _fill(partner, draft)
    _save(partner)


@transaction.atomic
def issue_key(*, partner_id: int, at: datetime) -> Issued:
    """Give the program a new key; the one before stops working at once."""
    return _issue(Partner.objects.select_for_update().get(id=partner_id), at)


@transaction.atomic
def revoke_key(*, partner_id: int) -> None:
    """Take the program's key away: it reads, writes and hears nothing any more; what it registered stays."""
    partner = Partner.objects.select_for_update().get(id=partner_id)
    partner.key_trace, partner.key_end, partner.key_issued_at = None, "", None
    _save(partner)


def note_used(partner: PartnerView, *, at: datetime) -> None:
    """Remember that the key was used: once an hour is enough to see which keys nobody uses."""
    if partner.last_used_at is None or partner.last_used_at <= at - USED_EVERY:
        Partner.objects.filter(id=partner.id).update(last_used_at=at)


def _fill(partner: Partner, draft: PartnerDraft) -> None:
    partner.name, partner.contact = one_line(draft.name, 120), one_line(draft.contact, 200)
    partner.rights = [right for right in rights.RIGHTS if right in draft.rights]
    partner.sees = draft.sees
    partner.unit_id = draft.unit_id if draft.sees == Sees.UNIT else None
    if not partner.name:
        raise CannotSavePartner(_("Wpisz, jak nazywa się ten program."), "name")
    if draft.sees not in Sees.values:
        raise CannotSavePartner(_("Wybierz, które sprawy program widzi."), "sees")
    if draft.sees == Sees.UNIT and not draft.unit_id:
        raise CannotSavePartner(_("Wybierz komórkę, której sprawy program ma widzieć."), "unit_id")


def _issue(partner: Partner, at: datetime) -> Issued:
    key = keys.new_key()
    partner.key_trace, partner.key_end, partner.key_issued_at = keys.trace(key), key[-4:], at
    _save(partner)
    return Issued(partner.id, key)


def _save(partner: Partner) -> None:
    try:
        with transaction.atomic():
            partner.save()
    except IntegrityError as error:
        if "name" not in str(error):
            raise
        raise CannotSavePartner(_("Jest już program o tej nazwie. Nazwij go inaczej."), "name") from error
    transaction.on_commit(listeners.forget)
