"""A notice of a new end counts when it has left or was served, never when it was only written."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.city.rules.calendar import start_of_day
from infolinia.core.clock import city_day
from infolinia.correspondence import queries as correspondence
from infolinia.matters import clocks
from infolinia.matters.models import Matter, Status
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, publish, tell
from infolinia.matters.rules.remedies import needs_service

WAYS = {
    "e-delivery": gettext_lazy("e-Doręczenia"),
    "post": gettext_lazy("list polecony"),
    "in_person": gettext_lazy("do rąk własnych"),
    "otherwise": gettext_lazy("inaczej, zgodnie z przepisem"),
}
_BATCH = 500


def is_owed(matter: Matter) -> bool:
    """Whether the resident of an extended matter was not told yet as the law wants it; promises owe no notice."""
    return bool(
        matter.extension
        and matter.notice_sent_at is None
        and not matter.term_is_promise
        and matter.status != Status.CLOSED
    )


def counts_when_mailed(matter: Matter) -> bool:
    """Whether the e-mail itself is the notice; under the code of procedure it must be served besides."""
    return not needs_service(matter.term_basis, is_promise=matter.term_is_promise)


@transaction.atomic
def notice_served(*, matter_id: UUID, way: str, day: date, by_id: int, at: datetime) -> None:
    """Note how (a code of `WAYS`) and on what day the notice of the new end went out or was handed over."""
    matter = begin("notice_served", matter_id=matter_id, by_id=by_id, given={"way": way})
    if not is_owed(matter):
        raise CannotChangeMatter(_("W tej sprawie nie ma zawiadomienia do doręczenia."))
    if way not in WAYS:
        raise CannotChangeMatter(_("Wybierz, jak wysłano zawiadomienie."), "way")
    if day > city_day(at):
        raise CannotChangeMatter(
            _("Ten dzień jeszcze nie nadszedł. Wpisz dzień, w którym zawiadomienie wyszło."), "day"
        )
    matter.notice_sent_at = start_of_day(day)
    clocks.watch_side_clocks(matter)
    text = f"{WAYS[way]}, {day:%d.%m.%Y}"
    tell(matter, "notice_sent", by_id=by_id, at=at, text=text, details={"way": way, "day": day.isoformat()})
    finish("notice_served", matter)


def confirm_notices(*, at: datetime) -> int:
    """Note the e-mailed notices that have left, where an e-mail is enough; returns how many."""
    owed = Matter.objects.filter(extension__letter__isnull=False, notice_sent_at=None, term_is_promise=False)
    rows = owed.exclude(status=Status.CLOSED).order_by("resident_due_at")[:_BATCH]
    letters = {str(row.extension["letter"]): row.pk for row in rows if row.extension and counts_when_mailed(row)}
    sent = correspondence.sent_at(list(letters))
    for key, moment in sent.items():
        _confirm(letters[key], moment, at)
    return len(sent)


@transaction.atomic
def _confirm(matter_id: UUID, moment: datetime, at: datetime) -> None:
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    if matter.notice_sent_at is None:
        matter.notice_sent_at = moment
        clocks.watch_side_clocks(matter)
        # The version stays: nobody's form is out of date because a letter has left.
        matter.save(update_fields=["notice_sent_at", "side_due_on"])
        tell(matter, "notice_sent", by_id=None, at=at, text=_("e-mailem"), details={"way": "email"})
        publish(matter)
