"""Reviews come due, tasks are missed: the people whose cards they are get one e-mail a day, each warning once."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.city import queries as city
from infolinia.core.clock import city_day, city_time
from infolinia.correspondence import operations as correspondence
from infolinia.knowledge import operations as knowledge
from infolinia.knowledge import queries as cards
from infolinia.knowledge.queries import Notice, TaskLine

FROM_HOUR = 7
TASKS_PAGE = "/wiedza/do-zrobienia"
_MOST_LINES = 40


def keep(*, at: datetime) -> int:
    """Bring the tasks up to date; from seven in the morning on also write to people. Returns how many were written to.

    It may run at any time and as often as it likes: a person gets one e-mail a city day, and is told of a task once
    when it is new and once when its day has passed. A dead worker's work is taken up by the next run.
    """
    knowledge.keep_tasks(at=at)
    if city_time(at).hour < FROM_HOUR:
        return 0
    return sum(_write(notice, at) for notice in cards.notices_due(at))


@transaction.atomic
def _write(notice: Notice, at: datetime) -> bool:
    """Queue the person's e-mail of the day and remember of what it told; without an address nothing is told."""
    person = city.staff_by_id(notice.staff_id)
    if person is None or not person.email:
        return False
    with translation.override(person.screen_language):
        subject, text = _subject(notice), _text(notice, str(person))
    try:
        queued = correspondence.queue_email(
            to=person.email,
            subject=subject,
            text=text,
            key=f"cards-{notice.staff_id}-{city_day(at).isoformat()}",
            at=at,
        )
    except correspondence.CannotSend:
        return False
    if queued is None:
        return False  # today's e-mail went out before; tomorrow's will tell
    knowledge.note_told(notice=notice, at=at)
    return True


def _subject(notice: Notice) -> str:
    count = len({task.id for task in (*notice.new, *notice.missed)})
    subject = ngettext("Karty usług: %(count)d zadanie", "Karty usług: %(count)d zadań", count) % {"count": count}
    return f"{subject}, {_('są spóźnione')}" if notice.missed else subject


def _text(notice: Notice, name: str) -> str:
    parts = [_("Dzień dobry, %(name)s,") % {"name": name}, ""]
    parts += _part(_("Po terminie – wie o tym też kierownik:"), notice.missed)
    told = {task.id for task in notice.missed}
    parts += _part(_("Nowe zadania:"), [task for task in notice.new if task.id not in told])
    parts += [_("Wszystkie zadania: %(address)s") % {"address": f"{settings.PUBLIC_URL}{TASKS_PAGE}"}]
    return "\n".join(parts) + "\n"


def _part(heading: str, tasks: Sequence[TaskLine]) -> list[str]:
    if not tasks:
        return []
    lines = [f"- {task.card_title}: {task.kind_label}, {_('do')} {task.due:%d.%m.%Y}" for task in tasks[:_MOST_LINES]]
    more = len(tasks) - len(lines)
    rest = [ngettext("i jeszcze %(count)d", "i jeszcze %(count)d", more) % {"count": more}] if more else []
    return [heading, *lines, *rest, ""]
