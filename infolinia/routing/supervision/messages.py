"""Messages from supervisors to advisers: to one, to those with a skill, or to all who are at work."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core import live
from infolinia.core.text import one_line
from infolinia.routing.models import DeskMessage, DeskMessageCopy, Presence, Skill, StaffSkill
from infolinia.routing.supervision.operations import CannotSupervise
from infolinia.routing.supervision.queries import FLOOR, people

TEXT_LIMIT = 300


def send_to_one(*, staff_id: int, text: str, by_id: int, at: datetime) -> int:
    """Show the words on one desk at once, or as soon as that desk is opened; returns the message's id."""
    return _send(text, dict(people())[staff_id], [staff_id], by_id, at)


def send_to_skilled(*, skill: str, text: str, by_id: int, at: datetime) -> int:
    """Show the words to those at work who have the skill."""
    row = Skill.objects.filter(code=skill).first()
    if row is None:
        raise CannotSupervise(_("Nie ma takiej umiejętności."))
    able = StaffSkill.objects.filter(skill=row).values_list("staff_id", flat=True)
    audience = _("umiejętność: %(name)s") % {"name": row.name}
    return _send(text, audience, sorted(_at_work() & set(able)), by_id, at)


def send_to_all(*, text: str, by_id: int, at: datetime) -> int:
    """Show the words to everybody at work."""
    return _send(text, _("wszyscy przy pracy"), sorted(_at_work() - {by_id}), by_id, at)


def mark_read(*, message_id: int, staff_id: int, at: datetime) -> None:
    """Write that the person read it; a second telling changes nothing."""
    with transaction.atomic():
        copies = DeskMessageCopy.objects.filter(message_id=message_id, staff_id=staff_id, read_at__isnull=True)
        if copies.update(read_at=at):
            live.publish("floor", staff_id)
            live.publish("board")


def _at_work() -> set[int]:
    rows = Presence.objects.exclude(state=Presence.State.OFFLINE).filter(staff__role__in=FLOOR, staff__is_active=True)
    return set(rows.values_list("staff_id", flat=True))


def _send(text: str, audience: str, staff_ids: list[int], by_id: int, at: datetime) -> int:
    said = one_line(text, TEXT_LIMIT)
    if not said:
        raise CannotSupervise(_("Napisz, co chcesz przekazać."))
    if not staff_ids:
        raise CannotSupervise(_("Nikogo takiego nie ma teraz przy pracy."))
    with transaction.atomic():
        message = DeskMessage.objects.create(by_id=by_id, at=at, text=said, audience=audience)
        DeskMessageCopy.objects.bulk_create(DeskMessageCopy(message=message, staff_id=one) for one in staff_ids)
        for staff_id in staff_ids:
            live.publish("floor", staff_id)
    return message.pk
