"""Writes to the city."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from infolinia.city import changed_days
from infolinia.city.models import Staff, Unit
from infolinia.core import live
from infolinia.core.errors import Cannot

CALENDAR_TASK = "matters.calendar_changed"


class CannotKeepBody(Cannot):
    """The outside body is not taken; the text says which field is wrong."""


@dataclass(frozen=True)
class Body:
    """A body outside the office, as residents reach it. Empty fields of a known body leave what is there."""

    code: str
    name: str = ""
    short_name: str = ""
    phone: str = ""
    hours_text: str = ""
    website: str = ""
    place: str = ""
    hand_over_text: str = ""


@transaction.atomic
def choose_language(*, staff_id: int, language: str) -> None:
    """Remember the language of this person's screens, for every device they sign in on."""
    Staff.objects.filter(pk=staff_id).update(screen_language=language)


@transaction.atomic
def rights_changed(*, staff_id: int) -> None:
    """Tell whoever keeps rights in memory that this person's account was switched on or off."""
    live.notify(live.LINES, {"kind": "staff", "staff": staff_id})


@transaction.atomic
def calendar_changed(*, by_id: int, note: str) -> None:
    """Let the rooms above look at what was counted by the hours of the line or by the days off before they changed.

    By the name of the job: the city knows nothing of matters.
    """
    changed_days.forget()
    transaction.on_commit(changed_days.forget)
    app.configure_task(CALENDAR_TASK, queue="matters").defer(by_id=by_id, note=note)


@transaction.atomic
def keep_body(*, body: Body, on: date) -> int:
    """Add a body outside the office, or change the contact of a known one; returns its id.

    A changed number, site or hours are unconfirmed until somebody says otherwise. Units of the office are refused.
    """
    unit = Unit.objects.select_for_update().filter(code=body.code).first()
    if unit and unit.kind != Unit.Kind.OUTSIDE:
        raise CannotKeepBody(_("„%(name)s” to komórka urzędu: jej dane zmienia administrator.") % {"name": unit.name})
    unit = unit or Unit(code=body.code, kind=Unit.Kind.OUTSIDE, valid_from=on)
    changed = {name: value for name, value in vars(body).items() if value and value != getattr(unit, name)}
    if unit.pk and not changed:
        return unit.pk
    for name, value in changed.items():
        setattr(unit, name, value)
    unit.short_name = unit.short_name or unit.name[:60]
    unit.is_contact_confirmed = unit.is_contact_confirmed and not changed.keys() & {"phone", "website", "hours_text"}
    return _kept(unit)


def _kept(unit: Unit) -> int:
    try:
        unit.full_clean()
    except ValidationError as error:
        raise CannotKeepBody("; ".join(error.messages)) from error
    unit.save()
    return unit.pk
