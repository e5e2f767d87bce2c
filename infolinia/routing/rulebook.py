"""Reads the tables of queues and skills into the rules that the distribution works by."""

from collections import defaultdict
from datetime import timedelta

from django.contrib.auth import get_user_model

from infolinia.routing.models import Queue, QueueNeed, StaffSkill, WorkSettings
from infolinia.routing.rules.floor import VOICE_ONLY, Capacity
from infolinia.routing.rules.needs import Need, Overflow, Relaxation, Wanted
from infolinia.routing.rules.rulebook import AdviserRules, QueueRules, Rulebook, language_skill

SPEAKS_LEVEL = 5


def rulebook() -> Rulebook:
    """Return everything that an office set, in five statements."""
    return Rulebook(_queues(), _advisers())


def _queues() -> dict[str, QueueRules]:
    needs: dict[int, tuple[Need, ...]] = defaultdict(tuple)
    for row in QueueNeed.objects.select_related("skill").order_by("id"):
        needs[row.queue_id] += (_need(row),)
    return {row.code: _queue(row, needs) for row in Queue.objects.all()}


def _queue(row: Queue, needs: dict[int, tuple[Need, ...]]) -> QueueRules:
    overflows: tuple[Overflow, ...] = ()
    if row.overflow_to_id and row.overflow_after is not None:
        overflows = (Overflow(timedelta(seconds=row.overflow_after), needs[row.overflow_to_id]),)
    return QueueRules(
        code=row.code,
        wanted=Wanted(needs[row.pk], overflows),
        head_start=timedelta(minutes=row.head_start),
        longest_line=row.longest_line,
        same_for=timedelta(seconds=row.same_adviser_for),
        closed=row.closed_since is not None,
        spares_rare=row.spares_rare,
    )


def _need(row: QueueNeed) -> Need:
    relaxed = (
        () if row.relaxed_after is None else (Relaxation(timedelta(seconds=row.relaxed_after), row.relaxed_level),)
    )
    return Need(row.skill.code, row.level, relaxed)


def _advisers() -> dict[int, AdviserRules]:
    skills: dict[int, dict[str, int]] = defaultdict(dict)
    for staff_id, code, level in StaffSkill.objects.values_list("staff_id", "skill__code", "level"):
        skills[staff_id][code] = level
    rows = WorkSettings.objects.all()
    ways = {row.staff_id: (Capacity(row.texts, row.texts_beside_call), _after(row)) for row in rows}
    people = get_user_model().objects.filter(role__in=("adviser", "supervisor"), is_active=True)
    rules = {}
    for staff_id, speaks in people.values_list("pk", "speaks"):
        languages = {language_skill(language): SPEAKS_LEVEL for language in speaks}
        capacity, after_call = ways.get(staff_id, (VOICE_ONLY, None))
        rules[staff_id] = AdviserRules(languages | skills[staff_id], capacity, after_call)
    return rules


def _after(row: WorkSettings) -> timedelta | None:
    """Return how long the adviser's work after a call lasts; nothing when they end it themselves."""
    if row.after_call == WorkSettings.AfterCall.OWN:
        return None
    return timedelta(seconds=row.after_call_seconds if row.after_call == WorkSettings.AfterCall.TIMED else 0)
