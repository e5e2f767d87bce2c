"""The rules of the floor as supervisors edit them: queues with their needs, skills, and how each person works."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.routing.models import Queue, QueueNeed, Skill, StaffSkill, WorkSettings
from infolinia.routing.rulebook import rulebook
from infolinia.routing.rules.rulebook import Rulebook
from infolinia.routing.supervision.operations import record_rules

AFTER_CALL = tuple(WorkSettings.AfterCall.choices)
_LETTERS = str.maketrans("ąćęłńóśźż", "acelnoszz")


class CannotSetRules(Cannot):
    """The rules would contradict themselves; nothing was changed."""


@dataclass(frozen=True)
class NeedDraft:
    """A skill that the queue asks for; from `relaxed_after` seconds on `relaxed_level` is enough (0: anybody)."""

    skill: str
    level: int = 1
    relaxed_after: int | None = None
    relaxed_level: int = 0


@dataclass(frozen=True)
class QueueDraft:
    """One queue: seconds where nothing else is said, `head_start` in minutes, 0 and None where a thing is off."""

    code: str
    name: str
    answer_within: int = 20
    head_start: int = 0
    longest_line: int = 0
    overflow_after: int | None = None
    overflow_to: str = ""
    same_adviser_for: int = 0
    spares_rare: bool = False
    needs: tuple[NeedDraft, ...] = ()


@dataclass(frozen=True)
class PersonDraft:
    """What one person can do, by the skill's code, and how they work."""

    staff_id: int
    name: str = ""
    skills: Mapping[str, int] = field(default_factory=dict)
    texts: int = 0
    texts_beside_call: int = 0
    emails: int = 3
    short_messages: int = 3
    web_forms: int = 3
    after_call: str = "own"
    after_call_seconds: int = 60


def queue_drafts() -> list[QueueDraft]:
    """Return all queues with their needs, in two statements."""
    needs: dict[int, tuple[NeedDraft, ...]] = {}
    for row in QueueNeed.objects.select_related("skill").order_by("id"):
        draft = NeedDraft(row.skill.code, row.level, row.relaxed_after, row.relaxed_level)
        needs[row.queue_id] = (*needs.get(row.queue_id, ()), draft)
    return [
        QueueDraft(
            code=row.code,
            name=row.name,
            answer_within=row.answer_within,
            head_start=row.head_start,
            longest_line=row.longest_line,
            overflow_after=row.overflow_after,
            overflow_to=row.overflow_to.code if row.overflow_to else "",
            same_adviser_for=row.same_adviser_for,
            spares_rare=row.spares_rare,
            needs=needs.get(row.pk, ()),
        )
        for row in Queue.objects.select_related("overflow_to")
    ]


def people_drafts() -> list[PersonDraft]:
    """Return every active adviser, by name."""
    skills: dict[int, dict[str, int]] = {}
    for staff_id, code, level in StaffSkill.objects.values_list("staff_id", "skill__code", "level"):
        skills.setdefault(staff_id, {})[code] = level
    ways = {row.staff_id: row for row in WorkSettings.objects.all()}
    found = []
    for person in get_user_model().objects.filter(role="adviser", is_active=True):
        way = ways.get(person.pk) or WorkSettings(staff_id=person.pk)
        found.append(
            PersonDraft(
                staff_id=person.pk,
                name=str(person),
                skills=skills.get(person.pk, {}),
                texts=way.texts,
                texts_beside_call=way.texts_beside_call,
                emails=way.emails,
                short_messages=way.short_messages,
                web_forms=way.web_forms,
                after_call=way.after_call,
                after_call_seconds=way.after_call_seconds,
            )
        )
    return sorted(found, key=lambda one: one.name)


def rulebook_with(change: Callable[[], None]) -> Rulebook:
    """Return the rules as they would be after the change, which is then taken back: nobody works by them."""
    with transaction.atomic():
        change()
        tried = rulebook()
        transaction.set_rollback(True)
    return tried


def write_queue(draft: QueueDraft) -> None:
    """Write one queue with its needs, without telling anybody."""
    if draft.overflow_to == draft.code:
        raise CannotSetRules(_("Kolejka nie może pomagać sama sobie."))
    if draft.overflow_to and draft.overflow_after is None:
        raise CannotSetRules(_("Podaj, po ilu sekundach pomaga inna kolejka."))
    if len({need.skill for need in draft.needs}) < len(draft.needs):
        raise CannotSetRules(_("Każda umiejętność może stać tylko raz."))
    for need in draft.needs:
        if need.relaxed_after is not None and need.relaxed_level >= need.level:
            raise CannotSetRules(_("Po czasie musi wystarczać niższy poziom niż na początku."))
    with transaction.atomic():
        other = Queue.objects.get(code=draft.overflow_to) if draft.overflow_to else None
        queue = Queue.objects.get(code=draft.code)
        queue.name, queue.answer_within, queue.head_start = draft.name, draft.answer_within, draft.head_start
        queue.longest_line, queue.same_adviser_for = draft.longest_line, draft.same_adviser_for
        queue.spares_rare = draft.spares_rare
        queue.overflow_to, queue.overflow_after = other, draft.overflow_after if other else None
        queue.save()
        skills = {row.code: row for row in Skill.objects.all()}
        QueueNeed.objects.filter(queue=queue).delete()
        for need in draft.needs:
            QueueNeed.objects.create(
                queue=queue,
                skill=skills[need.skill],
                level=need.level,
                relaxed_after=need.relaxed_after,
                relaxed_level=need.relaxed_level if need.relaxed_after is not None else 0,
            )


def write_people(drafts: list[PersonDraft]) -> None:
    """Write what these people can do and how they work, without telling anybody; what did not change stays."""
    now = {draft.staff_id: draft for draft in people_drafts()}
    skills = {row.code: row for row in Skill.objects.all()}
    with transaction.atomic():
        for draft in drafts:
            before = now[draft.staff_id]
            wanted = {code: level for code, level in draft.skills.items() if level}
            for code in set(before.skills) - set(wanted):
                StaffSkill.objects.filter(staff_id=draft.staff_id, skill=skills[code]).delete()
            for code, level in wanted.items():
                if before.skills.get(code) != level:
                    StaffSkill.objects.update_or_create(
                        staff_id=draft.staff_id, skill=skills[code], defaults={"level": level}
                    )
            if _way(draft) != _way(before):
                WorkSettings.objects.update_or_create(staff_id=draft.staff_id, defaults=_way(draft))


def save_queue(draft: QueueDraft, *, by_id: int, at: datetime) -> None:
    """Let the line work by the queue as it is written here, from now on; the record says who changed it."""
    with transaction.atomic():
        write_queue(draft)
        record_rules(by_id=by_id, at=at, what=draft.name, queue_code=draft.code)


def save_people(drafts: list[PersonDraft], *, by_id: int, at: datetime) -> None:
    """Let the line work by these skills and ways, from now on."""
    with transaction.atomic():
        write_people(drafts)
        record_rules(by_id=by_id, at=at, what=_("umiejętności i sposób pracy doradców"))


def add_queue(*, name: str, by_id: int, at: datetime) -> str:
    """Have one more queue that asks for nothing yet; returns its code."""
    said = one_line(name, 80)
    code = _code(said)
    if not code or Queue.objects.filter(code=code).exists():
        raise CannotSetRules(_("Nazwij kolejkę inaczej: taka już jest albo nazwa nie ma liter."))
    with transaction.atomic():
        Queue.objects.create(code=code, name=said, position=Queue.objects.count())
        record_rules(by_id=by_id, at=at, what=_("nowa kolejka: %(name)s") % {"name": said}, queue_code=code)
    return code


def add_skill(*, name: str, by_id: int, at: datetime) -> None:
    """Have one more skill, which nobody has yet."""
    said = one_line(name, 80)
    code = _code(said)
    if not code or Skill.objects.filter(code=code).exists():
        raise CannotSetRules(_("Nazwij umiejętność inaczej: taka już jest albo nazwa nie ma liter."))
    with transaction.atomic():
        Skill.objects.create(code=code, name=said)
        record_rules(by_id=by_id, at=at, what=_("nowa umiejętność: %(name)s") % {"name": said})


def _code(name: str) -> str:
    return slugify(name.lower().translate(_LETTERS))[:40]


def _way(draft: PersonDraft) -> dict[str, object]:
    return {
        "texts": draft.texts,
        "texts_beside_call": draft.texts_beside_call,
        "emails": draft.emails,
        "short_messages": draft.short_messages,
        "web_forms": draft.web_forms,
        "after_call": draft.after_call,
        "after_call_seconds": draft.after_call_seconds,
    }
