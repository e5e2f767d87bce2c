"""The ladder of warnings as an office sets it, the hours in which units work, and when a person wants the digest."""

import json
from datetime import time
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.matters.models import Counts, DigestChoice, OfficeHours, Rung, Warns

_DATA = Path(__file__).resolve().parents[1] / "data" / "ladder.json"
MOST = {Counts.BEFORE: 60, Counts.AFTER: 250, Counts.SILENCE: 400}


class CannotSetLadder(Cannot):
    """The rung or the hours make no sense; `field` names the input to mend."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@transaction.atomic
def load_ladder() -> int:
    """Bring the rungs in that an installation starts with, where there are none at all; returns how many came."""
    if Rung.objects.exists():
        return 0
    return len(Rung.objects.bulk_create(Rung(**entry) for entry in json.loads(_DATA.read_text(encoding="utf-8"))))


@transaction.atomic
def add_rung(*, counts: str, amount: int, to: str) -> int:
    """Add a rung, or bring a dropped one back; returns its id. Raises `CannotSetLadder`.

    A rung that comes back does not speak again of what it has spoken of.
    """
    if counts not in Counts.values:
        raise CannotSetLadder(_("Wybierz, co liczymy."), "counts")
    if to not in Warns.values:
        raise CannotSetLadder(_("Wybierz, kogo ostrzec."), "to")
    least, most = int(counts != Counts.AFTER), MOST[Counts(counts)]
    if not least <= amount <= most:
        raise CannotSetLadder(_("Wpisz liczbę od %(least)d do %(most)d.") % {"least": least, "most": most}, "amount")
    row, is_new = Rung.objects.get_or_create(counts=counts, amount=amount, to=to)
    if not is_new and not Rung.objects.filter(pk=row.pk, active=False).update(active=True):
        raise CannotSetLadder(_("Taki próg już jest."), "amount")
    return row.pk


@transaction.atomic
def drop_rung(*, rung_id: int) -> None:
    """Take a rung out of the ladder; what it said stays said, and it may come back."""
    Rung.objects.filter(pk=rung_id).update(active=False)


@transaction.atomic
def set_office_hours(*, opens: time, closes: time) -> None:
    """Set when units work, Monday to Friday; silence is counted in these hours. Raises `CannotSetLadder`."""
    if opens >= closes:
        raise CannotSetLadder(_("Koniec pracy musi być później niż początek."), "closes")
    OfficeHours.objects.update_or_create(only=True, defaults={"opens": opens, "closes": closes})


@transaction.atomic
def choose_digest(*, staff_id: int, hour: int, is_off: bool) -> None:
    """Remember when this person wants the daily digest, or that they want none."""
    if not 0 <= hour <= 23:
        raise CannotSetLadder(_("Wybierz godzinę z listy."), "hour")
    DigestChoice.objects.update_or_create(staff_id=staff_id, defaults={"hour": hour, "is_off": is_off})
