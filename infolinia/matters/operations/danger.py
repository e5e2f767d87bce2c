"""Danger to somebody: the unit's duty is called at once, and until they confirm it the helpline is not done."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.matters.models import Category, DangerCall, Matter
from infolinia.matters.operations import changing
from infolinia.matters.shapes import Duty

_LONGEST_NAME = 120


class CannotTellDuty(Cannot):
    """The call about danger can't be noted so; the text says why."""


def raise_danger(matter: Matter, category: Category, *, by_id: int | None, at: datetime) -> DangerCall:
    """Note that the duty of this kind of matter has to hear of the danger. Needs the registering transaction."""
    unit_id, phone = duty_of(matter, category)
    return DangerCall.objects.create(matter=matter, unit_id=unit_id, phone=phone, raised_at=at, raised_by_id=by_id)


def duty_of(matter: Matter, category: Category) -> tuple[int, str]:
    """Return whose duty it is and its number: the kind's own duty, otherwise the unit that has the matter."""
    unit = category.danger_unit or matter.unit
    if unit is None:
        raise CannotTellDuty(_("Ta sprawa nie ma komórki, do której można zadzwonić."))
    return unit.pk, category.danger_phone or unit.phone


def danger_again(matter: Matter, *, by_id: int | None, at: datetime) -> Duty:
    """Raise the danger on a matter that is there already; a call that nobody confirmed yet stays the one to make.

    The matter must be locked, and saved afterwards. Raises `CannotTellDuty`.
    """
    call = DangerCall.objects.select_related("unit").filter(matter=matter, acknowledged_at=None).first()
    if call is None:
        call = raise_danger(matter, matter.category, by_id=by_id, at=at)
        matter.danger = True
        changing.tell(matter, "danger_raised", by_id=by_id, at=at, unit_id=call.unit_id)
    _publish(call)
    return Duty(call.pk, call.unit.name, call.phone, call.tries)


def is_unconfirmed(matter: Matter) -> bool:
    """Whether somebody still has to be told of a danger in this matter."""
    return DangerCall.objects.filter(matter=matter, acknowledged_at=None).exists()


@transaction.atomic
def duty_called(*, call_id: int, by_id: int, at: datetime) -> Duty:
    """Count one try to reach the duty by telephone; the call itself is made at the desk."""
    call = _open(call_id)
    call.tries += 1
    call.tried_at = at
    call.save(update_fields=["tries", "tried_at"])
    changing.tell(call.matter, "danger_called", by_id=by_id, at=at, text=call.phone, unit_id=call.unit_id)
    _publish(call)
    return Duty(call.pk, call.unit.name, call.phone, call.tries)


@transaction.atomic
def duty_told(*, call_id: int, whom: str, by_id: int, at: datetime, confirmed: bool) -> None:
    """Note who of the duty heard of the danger, and whether they said that they go: that ends the alarm.

    Raises `CannotTellDuty` without a name, or when the alarm is over already.
    """
    name = one_line(whom, _LONGEST_NAME)
    if not name:
        raise CannotTellDuty(_("Wpisz, kto odebrał: imię i nazwisko albo numer dyżurnego."))
    call = _open(call_id)
    call.told_whom, call.told_at, call.told_by_id = name, at, by_id
    if confirmed:
        call.acknowledged_at, call.acknowledged_by_id = at, by_id
    call.save()
    kind = "danger_confirmed" if confirmed else "danger_told"
    changing.tell(call.matter, kind, by_id=by_id, at=at, text=name, unit_id=call.unit_id)
    _publish(call)


@transaction.atomic
def acknowledge_danger(*, matter_id: UUID, by_id: int, at: datetime) -> None:
    """Note that the unit itself saw the danger and goes: somebody of the matter's unit, or a supervisor, says so."""
    matter = changing.begin("confirm_danger", matter_id=matter_id, by_id=by_id)
    call = DangerCall.objects.select_for_update().filter(matter=matter, acknowledged_at=None).first()
    if call is None:
        raise CannotTellDuty(_("Ten alarm jest już potwierdzony."))
    call.told_whom = call.told_whom or _("komórka, na stronie sprawy")
    call.told_at, call.told_by_id = call.told_at or at, call.told_by_id or by_id
    call.acknowledged_at, call.acknowledged_by_id = at, by_id
    call.save()
    changing.tell(matter, "danger_confirmed", by_id=by_id, at=at, text=call.told_whom, unit_id=call.unit_id)
    _publish(call)


def _open(call_id: int) -> DangerCall:
    rows = DangerCall.objects.select_for_update(of=("self",)).select_related("matter", "unit")
    call = rows.filter(pk=call_id).first()
    if call is None:
        raise CannotTellDuty(_("Nie ma takiego alarmu."))
    if call.acknowledged_at:
        raise CannotTellDuty(_("Ten alarm jest już potwierdzony."))
    return call


def _publish(call: DangerCall) -> None:
    live.publish_all(f"matter.{call.matter_id}", f"unit.{call.unit_id}", "board", who_calls(call.raised_by_id))


def who_calls(raised_by_id: int | None) -> str:
    """Return the topic of who has to call the duty: the adviser who raised it, every adviser where nobody did."""
    return f"adviser.{raised_by_id}" if raised_by_id else "dangers"
