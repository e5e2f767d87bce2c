"""What keeps cards true: reviews that come, tasks of a unit and of a person, and who is to be written about them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from infolinia.city import queries as city
from infolinia.core.clock import city_day
from infolinia.knowledge.models import CardReview, CardTask, Edition, TaskNotice
from infolinia.knowledge.shapes_editions import Notice, ReviewLine, TaskLine
from infolinia.knowledge.validity import in_force

if TYPE_CHECKING:
    from infolinia.city.models import Staff

_SEES_ALL = ("editor", "supervisor", "admin")
_TOLD_WHEN_MISSED = ("editor", "supervisor")


def cards_to_review(at: datetime, days: int = 30) -> list[ReviewLine]:
    """Return the current editions whose review comes within the days or has passed, the most pressing first."""
    today = city_day(at)
    rows = Edition.objects.filter(in_force(today), state=Edition.State.PUBLISHED).select_related("card")
    last_review = CardReview.objects.filter(edition=OuterRef("pk")).values("next_due")[:1]
    due = rows.annotate(due=Coalesce(Subquery(last_review), "review_due"))
    return [
        ReviewLine(row.card.code, row.language, row.title, row.card.unit_id, row.due, row.due < today)
        for row in due.filter(due__lte=today + timedelta(days=days)).order_by("due", "card__code", "language")
    ]


def tasks_of_unit(unit_id: int, at: datetime) -> tuple[TaskLine, ...]:
    """Return the open tasks of the unit and of the cells below it, the most pressing first."""
    return _lines(_open().filter(unit__in=city.unit_and_below(unit_id)), at)


def tasks_for(staff: "Staff", at: datetime) -> tuple[TaskLine, ...]:
    """Return the open tasks that the person may answer: an officer their unit's, editors and supervisors all."""
    return _lines(_seen_by(staff), at)


def count_tasks(staff: "Staff", at: datetime) -> int:
    """Return how many open tasks `tasks_for` has; one small statement."""
    return _seen_by(staff).count()


def tasks_of_card(code: str, at: datetime, is_open: bool = True) -> tuple[TaskLine, ...]:
    """Return the card's tasks: the open ones, or those that were closed, newest first."""
    tasks = CardTask.objects.filter(card__code=code)
    if is_open:
        return _lines(tasks.filter(state=CardTask.State.OPEN), at)
    return _lines(tasks.exclude(state=CardTask.State.OPEN).order_by("-closed_at", "-id"), at)


def task_for(staff: "Staff", task_id: int, at: datetime) -> TaskLine | None:
    """Return the open task if the person may answer it."""
    return next(iter(_lines(_seen_by(staff).filter(pk=task_id), at)), None)


def notices_due(at: datetime) -> list[Notice]:
    """Return for each person what they are still to be written about: every new task, every missed one, once.

    A task is its unit's people's; a unit without people, or a task without a unit, is the editors'. A missed task
    is also told to editors and supervisors.
    """
    rows = list(_open().select_related("unit", "card"))
    lines = dict(zip([row.pk for row in rows], _lines(rows, at), strict=True))
    told = set(TaskNotice.objects.filter(task__in=lines).values_list("task_id", "staff_id", "stage"))
    above = [person.pk for person in city.active_staff(_TOLD_WHEN_MISSED)]
    editors = [person.pk for person in city.active_staff(("editor",))]
    owners = _owners({row.unit_id for row in rows if row.unit_id})
    new, missed = defaultdict(list), defaultdict(list)
    for row in rows:
        people = owners.get(row.unit_id or 0) or editors
        for person in people:
            if (row.pk, person, TaskNotice.Stage.NEW) not in told:
                new[person].append(lines[row.pk])
        for person in dict.fromkeys([*people, *above]) if row.escalated_at else ():
            if (row.pk, person, TaskNotice.Stage.MISSED) not in told:
                missed[person].append(lines[row.pk])
    return [Notice(person, tuple(new[person]), tuple(missed[person])) for person in sorted({*new, *missed})]


def _owners(unit_ids: Iterable[int]) -> dict[int, list[int]]:
    return {unit_id: [person.pk for person in city.officers_of(unit_id)] for unit_id in unit_ids}


def _open() -> QuerySet[CardTask]:
    return CardTask.objects.filter(state=CardTask.State.OPEN)


def _seen_by(staff: "Staff") -> QuerySet[CardTask]:
    if staff.role in _SEES_ALL:
        return _open()
    return _open().filter(unit__in=city.unit_and_below(staff.unit_id) if staff.unit_id else [])


def _lines(tasks: "QuerySet[CardTask] | list[CardTask]", at: datetime) -> tuple[TaskLine, ...]:
    """Return tasks ready to show, in two statements however many they are."""
    rows = tasks if isinstance(tasks, list) else list(tasks.select_related("unit", "card"))
    told = Edition.objects.filter(card__in={row.card_id for row in rows}, language="pl").exclude(state="retired")
    named = sorted(told.values_list("card_id", "state", "title"), key=lambda row: row[1] == Edition.State.PUBLISHED)
    titles = {card: title for card, _state, title in named}  # the published one comes last, so it wins
    today = city_day(at)
    return tuple(
        TaskLine(
            id=row.pk,
            kind=row.kind,
            kind_label=cast(str, CardTask.Kind(row.kind).label),  # said when shown, in the language of then
            card_code=row.card.code,
            card_title=titles.get(row.card_id, row.card.code),
            unit_id=row.unit_id,
            unit_name=row.unit.name if row.unit else "",
            text=row.text,
            due=row.due_on,
            is_late=row.due_on < today,
            opened_at=row.opened_at,
            escalated_at=row.escalated_at,
            state=row.state,
            reply=row.reply,
            closed_at=row.closed_at,
            details=row.details,
        )
        for row in rows
    )
