"""Written on paper while nothing worked, entered afterwards: the deadline runs from when it was really said."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.contacts import operations as contacts
from infolinia.core.clock import city_time
from infolinia.journeys.register_and_forward import CannotRegister, Registration, reply_address
from infolinia.matters import operations as matters
from infolinia.matters.shapes import MatterDraft, Registered

OLDEST = timedelta(days=31)
OLDEST_OF_SUPERVISOR = timedelta(days=366)


@dataclass(frozen=True)
class PaperForm:
    """A form filled in by hand: when the call was and what was asked. `key` makes pressing twice one."""

    received_at: datetime
    told: Registration
    key: str


@transaction.atomic
def enter(*, paper: PaperForm, by_id: int, at: datetime, is_supervisor: bool = False) -> Registered:
    """Register the matter as of the moment of the call; its deadline runs from then.

    Raises `CannotRegister` for a moment that has not come or is over a month ago (a year for a supervisor, who finds
    a lost pile), and for what any registration lacks.
    """
    _check_moment(paper.received_at, at, is_supervisor=is_supervisor)
    told = paper.told
    address = reply_address(told)
    draft = MatterDraft(
        category_code=told.category_code,
        description=told.description.strip(),
        subject=told.subject.strip(),
        place=told.place,
        point=told.point,
        kind=told.kind,
        resident_id=_resident(told, by_id, at),
        reply_channel=told.reply_channel,
        reply_address=address,
        on_behalf_of=told.on_behalf_of.strip(),
        danger=told.danger,
        answers={code: text.strip() for code, text in told.answers.items() if text.strip()},
        received_at=paper.received_at,
        entered_from="paper",
        request_key=f"paper-{paper.key}" if paper.key else "",
    )
    try:
        return matters.register(draft=draft, by_id=by_id, at=at)
    except matters.CannotRegister as refusal:
        raise CannotRegister(str(refusal), refusal.field) from refusal


def _check_moment(received_at: datetime, at: datetime, *, is_supervisor: bool) -> None:
    if received_at > at:
        raise CannotRegister(_("Ta chwila jeszcze nie nadeszła. Wpisz, kiedy naprawdę była rozmowa."), "received_on")
    oldest = at - (OLDEST_OF_SUPERVISOR if is_supervisor else OLDEST)
    if received_at < oldest:
        day = {"day": f"{city_time(oldest):%d.%m.%Y}"}
        text = _("Rozmowa była za dawno: wpisać można te od %(day)s.") % day
        more = "" if is_supervisor else _("Starszy formularz daj kierownikowi: wpisze go na tej samej stronie.")
        raise CannotRegister(f"{text} {more}".strip(), "received_on")


def _resident(told: Registration, by_id: int, at: datetime) -> UUID | None:
    """Return who reported it, made known if the form has a name or an address; may be nobody."""
    if not (told.name.strip() or told.email.strip() or told.phone.strip()):
        return None
    try:
        return contacts.remember_resident(
            name=told.name,
            phone=told.phone,
            email=told.email,
            preferred_channel=told.reply_channel if told.reply_channel != "none" else "",
            by_id=by_id,
            at=at,
        )
    except contacts.CannotRemember as refusal:
        raise CannotRegister(str(refusal), refusal.field) from refusal
