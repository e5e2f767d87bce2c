"""„Błąd w karcie”: what an adviser found wrong, what its owner says to it, and the answer back to the adviser."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core import live
from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.knowledge.models import Card, CardErrorReport, CardTask, Edition
from infolinia.knowledge.operations.tasks import answer_task, open_task
from infolinia.knowledge.rules import headings

DAYS_TO_ANSWER = 7
_LONGEST = 2_000


class CannotReport(Cannot):
    """The report says too little or too much."""


class CannotReply(Cannot):
    """The report was answered before, or the answer says nothing."""


@transaction.atomic
def report_error(*, card_code: str, section: str, text: str, by: int, at: datetime, language: str = "pl") -> int:
    """Make a task for the card's owner, due in seven days, and return the report's number.

    `language` is that of the edition the adviser read. Raises `CannotReport` for an empty or an endless text.
    """
    said = text.strip()
    if not said:
        raise CannotReport(_("Napisz, co jest nie tak: jedno zdanie wystarczy."))
    if len(said) > _LONGEST:
        raise CannotReport(_("Skróć opis do %(limit)s znaków.") % {"limit": _LONGEST})
    card = Card.objects.get(code=card_code)
    report = CardErrorReport.objects.create(
        card=card,
        edition_number=_edition_now(card, language),
        section=section[:60],
        text=said,
        reported_by_id=by,
        reported_at=at,
        due_on=city_day(at) + timedelta(days=DAYS_TO_ANSWER),
    )
    open_task(
        key=task_key(report.pk),
        kind=CardTask.Kind.ERROR_REPORT,
        card_code=card_code,
        text=_as_task(report),
        due_on=report.due_on,
        at=at,
        details={"report_id": report.pk},
    )
    if card.unit_id:
        live.publish("unit", card.unit_id)
    return int(report.pk)


@transaction.atomic
def agree_with_report(*, report_id: int, advice: str, by: int, at: datetime) -> None:
    """Say, as the owner, that the adviser is right and how it should read; an editor then writes the new edition.

    The deadline runs on. Raises `CannotReply` when it is closed already or nothing is said.
    """
    report = _open_report(report_id)
    if not advice.strip():
        raise CannotReply(_("Napisz, jak powinno być. Redaktor wpisze to do karty."))
    report.state = CardErrorReport.State.AGREED
    report.advice, report.agreed_by_id, report.agreed_at = advice.strip()[:_LONGEST], by, at
    report.save()


@transaction.atomic
def reply_to_report(*, report_id: int, is_mended: bool, reply: str, by: int, at: datetime) -> None:
    """Close the report and its task with an answer that the adviser sees on the desk.

    „Mended” names the edition published since; without one it needs words, and so does „the card is right”. Raises
    `CannotReply` then, and when the report is closed already.
    """
    report = _open_report(report_id)
    edition_now = _edition_now(report.card, "pl")
    is_new = is_mended and edition_now > report.edition_number
    if not is_new and not reply.strip():
        raise CannotReply(
            _("Nowego wydania jeszcze nie ma. Opublikuj je albo napisz doradcy, co poprawiono.")
            if is_mended
            else _("Napisz doradcy, dlaczego karta jest dobra.")
        )
    report.state = CardErrorReport.State.MENDED if is_mended else CardErrorReport.State.REFUSED
    report.reply, report.replied_by_id, report.replied_at = reply.strip()[:_LONGEST], by, at
    report.mended_edition = edition_now if is_new else None
    report.save()
    _close_tasks(report, by, at)
    live.publish("news")
    live.publish("adviser", report.reported_by_id)


@transaction.atomic
def mark_reply_read(*, report_id: int, staff_id: int, at: datetime) -> None:
    """Take the answer off the desk of the adviser who asked; the first time counts, others' reports stay untouched."""
    CardErrorReport.objects.filter(
        pk=report_id, reported_by_id=staff_id, replied_at__isnull=False, reply_read_at=None
    ).update(reply_read_at=at)


def task_key(report_id: int) -> str:
    """Return the key of the task that stands for the report."""
    return f"error_report:{report_id}"


def _open_report(report_id: int) -> CardErrorReport:
    report = CardErrorReport.objects.select_for_update(of=("self",)).select_related("card").get(pk=report_id)
    if report.replied_at is not None:
        raise CannotReply(_("Na to zgłoszenie już odpowiedziano."))
    return report


def _close_tasks(report: CardErrorReport, by: int, at: datetime) -> None:
    is_dropped = report.state == CardErrorReport.State.REFUSED
    for task in CardTask.objects.filter(key=task_key(report.pk), state=CardTask.State.OPEN):
        answer_task(task_id=task.pk, by_id=by, at=at, reply=report.reply, is_dropped=is_dropped)


def _edition_now(card: Card, language: str) -> int:
    published = Edition.objects.filter(card=card, state=Edition.State.PUBLISHED)
    numbers = dict(published.values_list("language", "number"))
    return numbers.get(language) or numbers.get("pl") or 0


def _as_task(report: CardErrorReport) -> str:
    heading = headings.heading(report.section, "pl") if report.section else ""
    return f"{heading}: {report.text}" if heading else report.text
