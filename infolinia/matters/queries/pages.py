"""One matter with everything its page shows."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.contacts.queries.people import need_words
from infolinia.core.clock import city_day
from infolinia.core.phones import readable
from infolinia.matters import clocks, wording
from infolinia.matters.models import Kind, Matter, Result, Status
from infolinia.matters.operations.changing import beside, role_of
from infolinia.matters.operations.notices import counts_when_mailed, is_owed
from infolinia.matters.queries.lines import lacks_notice, lines, rows
from infolinia.matters.queries.rights import matter_for, visible_to
from infolinia.matters.queries.timeline import timeline
from infolinia.matters.rules import changes, questions, ruler
from infolinia.matters.rules.remedies import may_urge
from infolinia.matters.rules.words import until_weekday
from infolinia.matters.running import question_basis, standing_basis
from infolinia.matters.shapes import MatterLine, MatterView, Ruler, RulerSpan, TimelineEvent

if TYPE_CHECKING:
    from infolinia.city.models import Staff

_RELATED = 5


def matter_view(matter_id: UUID, at: datetime, *, staff: "Staff") -> MatterView:
    """Return the matter's page for a person who may see it (Http404 otherwise), in at most five statements."""
    matter = matter_for(staff, matter_id)
    actor = role_of(matter, staff.role, staff.unit_id)
    resident, told = matter.resident, timeline(matter)
    return MatterView(
        id=matter.id,
        number=matter.number,
        subject=matter.subject,
        description=matter.description,
        category_code=matter.category.code,
        category_name=matter.category.name,
        kind=str(Kind(matter.kind).label),
        status=wording.status_words(matter.status),
        is_open=matter.closed_at is None,
        znak=matter.znak,
        place=", ".join(part for part in (wording.place(matter), matter.place_note) if part),
        channel=matter.channel,
        unit_id=matter.unit_id,
        unit_name=matter.unit.name if matter.unit else _("Infolinia"),
        officer_id=matter.officer_id,
        officer_name=str(matter.officer) if matter.officer else "",
        resident_id=matter.resident_id,
        resident_name=resident.name if resident else "",
        resident_need=need_words(resident) if resident else "",
        reply_channel=matter.reply_channel,
        reply_channel_text=str(wording.CHANNELS.get(matter.reply_channel, matter.reply_channel)),
        reply_address=reply_address(matter),
        tells=matter.tells,
        on_behalf_of=matter.on_behalf_of,
        conversation_id=matter.conversation_id,
        registered_at=matter.registered_at,
        due=wording.resident_due(matter, at),
        unit_due=wording.unit_due(matter, at),
        working=wording.step_lines(wording.stored_steps(matter), at),
        ruler=ruler_of(matter, at),
        term_is_confirmed=matter.term_confirmed,
        notice_needed=notice_needed(matter, at),
        notice_text=notice_text(matter),
        is_danger=matter.danger,
        answers=_answers(matter),
        outcome=str(Result(matter.result).label) if matter.result else "",
        closing_text=matter.closing_text,
        timeline=told,
        related=_related(matter, at, staff),
        may=_may(matter, actor),
        version=matter.version,
        opened_at=matter.opened_at,
        planned_on=matter.planned_on,
        contractor=matter.contractor,
        waits_text=waits_text(matter, at),
        why_here=matter.why_here,
        standing_basis=standing_basis(matter, at),
        question_basis=question_basis(matter, at),
        ready_answers=_ready_answers(matter),
        open_parts=_open_parts(matter, told),
        follower_count=matter.follower_count,
        objection=_objection(told) if matter.status == Status.REOPENED else "",
    )


def _may(matter: Matter, actor: changes.Actor) -> frozenset[str]:
    allowed = changes.allowed(status=matter.status, actor=actor, beside=beside(matter))
    barred = {"extend"} if clocks.is_in_hours(matter.term) else set()
    return allowed - barred if is_owed(matter) else allowed - barred - {"notice_served"}


def waits_text(matter: Matter, at: datetime) -> str:
    """Return on what the matter waits and until when, or an empty text."""
    if not matter.waits_for or matter.status not in (Status.WAITING, Status.ASKED_RESIDENT):
        return ""
    if matter.remind_on is None:
        return matter.waits_for
    day = wording.say(until_weekday(matter.remind_on, city_day(at)))
    return _("%(whom)s, %(until)s") % {"whom": matter.waits_for, "until": day}


def _ready_answers(matter: Matter) -> tuple[tuple[str, str], ...]:
    return tuple((str(one["name"]), str(one["text"])) for one in matter.category.answer_texts if one.get("text"))


def _open_parts(matter: Matter, told: tuple[TimelineEvent, ...]) -> int:
    """Return how many parts of an open matter are open; a statement only where the story knows of parts."""
    if matter.status == Status.CLOSED or not any(event.kind == "split" for event in told):
        return 0
    return Matter.objects.filter(parent_id=matter.id).exclude(status=Status.CLOSED).count()


def _objection(told: tuple[TimelineEvent, ...]) -> str:
    return next((event.text for event in told if event.kind == "reopened"), "")


def reply_address(matter: Matter) -> str:
    """Return the address or number for this matter as a person reads it."""
    is_number = matter.reply_channel in ("phone", "sms")
    return readable(matter.reply_address) if is_number and matter.reply_address else matter.reply_address


def notice_needed(matter: Matter, at: datetime) -> str:
    """Return what must be done if the term can't be kept (KPA art. 36), or nothing for promises and closed matters."""
    if matter.closed_at or matter.term_is_promise:
        return ""
    if is_owed(matter):
        return _owed_notice(matter, at)
    contents = notice_text(matter)
    if lacks_notice(matter, at):
        return _("Termin minął, a zawiadomienia nie było. Wyślij je dziś: %(contents)s.") % {"contents": contents}
    values = {"until": _until(wording.last_day(matter.resident_due_at), at), "contents": contents}
    return _("Wyślij zawiadomienie o nowym terminie najpóźniej %(until)s. Podaj: %(contents)s.") % values


def notice_text(matter: Matter) -> str:
    """Return what a notice of a new end must hold: the right to a `ponaglenie` only where there is one."""
    if may_urge(matter.term_basis, is_promise=matter.term_is_promise):
        return _("powód, nowy dzień i prawo do ponaglenia")
    return _("powód i nowy dzień")


def _owed_notice(matter: Matter, at: datetime) -> str:
    extension = matter.extension or {}
    by = date.fromisoformat(extension.get("notice_by", extension["noticed_on"]))
    values = {"until": _until(by, at)}
    if counts_when_mailed(matter) and "letter" in extension:
        return _("E-mail z zawiadomieniem jeszcze nie wyszedł. Doręcz je najpóźniej %(until)s.") % values
    if counts_when_mailed(matter):
        return _("Doręcz zawiadomienie o nowym terminie najpóźniej %(until)s i zaznacz to.") % values
    return (
        _(
            "Doręcz zawiadomienie o nowym terminie najpóźniej %(until)s i zaznacz to. "
            "Zwykły e-mail nie jest doręczeniem (KPA art. 39): nasz był tylko informacją."
        )
        % values
    )


def _until(day: date, at: datetime) -> str:
    return wording.say(until_weekday(day, city_day(at)))


def ruler_of(matter: Matter, at: datetime) -> Ruler:
    """Return the ruler under the clocks, and its whole meaning as sentences."""
    start = city_day(matter.started_at)
    goal, end = wording.last_day(matter.unit_due_at), wording.last_day(matter.resident_due_at)
    today = city_day(matter.closed_at or at)
    measured = ruler.measure(start=start, goal=goal, end=end, today=today, pauses=clocks.pauses_of(matter))
    return Ruler(
        spans=tuple(RulerSpan(one.kind, one.start, one.width, one.days) for one in measured.stretches),
        today=measured.today,
        goal=measured.goal,
        end=measured.end,
        start_day=start,
        goal_day=goal,
        end_day=end,
        days_passed=measured.passed,
        days_counted=measured.counted,
        sentence=_ruler_sentence(measured, start=start, end=end, today=today, is_over=matter.closed_at is not None),
    )


def _ruler_sentence(measured: ruler.Measured, *, start: date, end: date, today: date, is_over: bool) -> str:
    stood = sum(one.days for one in measured.stretches if one.kind == "stopped")
    parts = [_("Od %(start)s do %(end)s.") % {"start": f"{start:%d.%m.%Y}", "end": f"{end:%d.%m.%Y}"}]
    if stood:
        parts.append(ngettext("Zegar stał %(n)d dzień.", "Zegar stał %(n)d dni.", stood) % {"n": stood})
    passed = {"today": f"{today:%d.%m.%Y}", "passed": measured.passed, "n": measured.counted}
    if is_over:
        text = ngettext(
            "Zamknięta %(today)s, po %(passed)d z %(n)d liczonego dnia.",
            "Zamknięta %(today)s, po %(passed)d z %(n)d liczonych dni.",
            measured.counted,
        )
        return " ".join([*parts, text % passed])
    text = ngettext(
        "Dziś %(today)s, minęło %(passed)d z %(n)d liczonego dnia.",
        "Dziś %(today)s, minęło %(passed)d z %(n)d liczonych dni.",
        measured.counted,
    )
    return " ".join([*parts, text % passed])


def _answers(matter: Matter) -> tuple[tuple[str, str], ...]:
    told = questions.said(matter.category.questions, matter.answers)
    return tuple((label, text if isinstance(text, str) else wording.say(text)) for label, text in told)


def _related(matter: Matter, at: datetime, staff: "Staff") -> tuple[MatterLine, ...]:
    """Return matters of the same resident, and of the same kind in the same street; two index scans."""
    same = Q(category_id=matter.category_id, street=matter.street) if matter.street else Q(pk__in=[])
    if matter.resident_id:
        same |= Q(resident_id=matter.resident_id)
    found = rows().filter(same, visible_to(staff)).exclude(id=matter.id).order_by("-registered_at")
    return tuple(lines(found[:_RELATED], at))
