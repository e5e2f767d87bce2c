"""The list of whom to contact: promises of ours and call-backs of the queue, in one order."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.matters.rules.words import DueWords, due_words
from infolinia.matters.wording import say
from infolinia.outreach.queries import PromiseLine
from infolinia.telephony.callbacks.queries import CallBackLine

NOW, LATER = "now", "later"


@dataclass(frozen=True)
class Row:
    """One line of the list. `kind` is `promise` or `queue`: whom the line itself calls when their turn comes."""

    kind: str
    id: UUID
    to: str
    name: str
    reason: str
    remark: str
    due: DueWords
    due_at: datetime
    tried: str
    last: str
    wanted: str
    try_at: datetime
    is_now: bool
    is_by_phone: bool
    taken_by: str
    is_mine: bool
    may_cancel: bool


def rows(
    promises: list[PromiseLine], call_backs: list[CallBackLine], *, me: int, at: datetime
) -> tuple[list[Row], list[Row]]:
    """Return who may be contacted now, the most pressing first, and who later, the soonest first."""
    every = [*(_of_promise(one, me, at) for one in promises), *(_of_call_back(one, at) for one in call_backs)]
    now = sorted((one for one in every if one.is_now), key=lambda one: one.due_at)
    return now, sorted((one for one in every if not one.is_now), key=lambda one: one.try_at)


def _of_promise(line: PromiseLine, me: int, at: datetime) -> Row:
    return Row(
        kind="promise",
        id=line.id,
        to=line.to,
        name=line.name,
        reason=line.reason,
        remark=_("kampania") if line.campaign_id else line.keeper,
        due=due_words(line.due_at, at, say),
        due_at=line.due_at,
        tried=tries(line.attempts),
        last=line.history[-1].result_label if line.history else "",
        wanted=line.windows_words,
        try_at=line.next_try_at,
        is_now=line.next_try_at <= at,
        is_by_phone=line.is_by_phone,
        taken_by=line.taken_by,
        is_mine=line.taken_by_id == me,
        may_cancel=False,
    )


def _of_call_back(line: CallBackLine, at: datetime) -> Row:
    return Row(
        kind="queue",
        id=line.id,
        to=line.number,
        name=line.name,
        reason=line.subject or line.why_label,
        remark=_("z kolejki: linia zadzwoni sama"),
        due=due_words(line.expires_at, at, say),
        due_at=line.expires_at,
        tried=tries(line.attempts),
        last=line.history[-1].result_label if line.history else "",
        wanted="",
        try_at=line.due_at,
        is_now=line.due_at <= at,
        is_by_phone=True,
        taken_by=line.state_label if line.state == "calling" else "",
        is_mine=False,
        may_cancel=line.may_cancel,
    )


def tries(count: int) -> str:
    """Return `2 próby`, or an empty text when nobody tried."""
    return ngettext("%(n)d próba", "%(n)d prób", count) % {"n": count} if count else ""
