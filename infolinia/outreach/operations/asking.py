"""After a matter is closed its resident is asked, once, whether it is settled; a no opens it again."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.correspondence import operations as correspondence
from infolinia.matters import operations as matters
from infolinia.matters.queries import reaching
from infolinia.matters.queries.reaching import ReachLine
from infolinia.outreach import sending
from infolinia.outreach.consent import objection
from infolinia.outreach.errors import CannotAnswer
from infolinia.outreach.models import SatisfactionAsk
from infolinia.outreach.operations.ways import way_of
from infolinia.outreach.queries import settings
from infolinia.outreach.rules import hours

PURPOSE = "satisfaction"
LOOKS_BACK = timedelta(days=3)
"""A worker that was away over a weekend still asks; what is older is no longer fresh in anybody's mind."""
LONGEST_COMMENT = 2000
Answer = SatisfactionAsk.Answer


def ask_closed(*, at: datetime) -> int:
    """Ask about the matters that were closed long enough ago; returns how many were asked. Safe to repeat."""
    row = settings.current()
    if not row.asks_after_closing:
        return 0
    until = at - timedelta(hours=row.ask_after_hours)
    lines = reaching.closed_between(until - LOOKS_BACK, until)
    asked = SatisfactionAsk.objects.filter(matter_id__in=[line.matter_id for line in lines])
    known = set(asked.values_list("matter_id", "closed_at"))
    fresh = [line for line in lines if (line.matter_id, line.closed_at) not in known]
    return sum(ask(line, at=at) for line in fresh)


def ask(line: ReachLine, *, at: datetime) -> bool:
    """Ask about one closing by the resident's own way; returns whether a question was queued.

    Nobody is asked by letter, and nobody who objected.
    """
    way = way_of(line)
    if way is None or line.closed_at is None or objection(line.resident_id, purpose=PURPOSE, channel=way[0], at=at):
        return False
    token = secrets.token_urlsafe(18)
    ends = at + timedelta(days=settings.current().ask_open_days)
    with transaction.atomic():
        row, is_new = SatisfactionAsk.objects.get_or_create(
            matter_id=line.matter_id,
            closed_at=line.closed_at,
            defaults={
                "unit_id": line.unit_id,
                "channel": way[0],
                "token_hash": _hash(token),
                "asked_at": at,
                "expires_at": ends,
            },
        )
        if not is_new:
            return False
        try:
            row.message_id = _send(row, line, way, token, at)
        except Cannot:
            transaction.set_rollback(True)  # asked again when the template or the address is mended
            return False
        row.save()
    return True


def question(token: str, *, at: datetime) -> SatisfactionAsk:
    """Return the question of a link. Raises `CannotAnswer` when there is none, or its days are over."""
    row = SatisfactionAsk.objects.filter(token_hash=_hash(token)).first()
    if row is None or row.expires_at <= at:
        raise CannotAnswer(_("Ten link już nie działa. Jeśli sprawa nie jest załatwiona, zadzwoń do nas."))
    return row


def answer(*, token: str, said: str, comment: str, at: datetime) -> SatisfactionAsk:
    """Keep the resident's answer, once; "not solved" opens the matter again, where the law of the house lets it.

    Raises `CannotAnswer` for a link that is over, a second answer, and a no without a word what is wrong.
    """
    if said not in Answer.values:
        raise CannotAnswer(_("Wybierz jedną z odpowiedzi."))
    text = comment.strip()[:LONGEST_COMMENT]
    if said == Answer.NOT_SOLVED and not text:
        raise CannotAnswer(_("Napisz, co jest nie tak. Bez tego komórka nie będzie wiedziała, co poprawić."))
    with transaction.atomic():
        row = SatisfactionAsk.objects.select_for_update().get(pk=question(token, at=at).pk)
        if row.answered_at:
            raise CannotAnswer(_("Mamy już Twoją odpowiedź. Dziękujemy."))
        row.answer, row.comment, row.answered_at = said, text, at
        if said != Answer.SOLVED and text:
            _pass_on(row, at)
        row.save()
        live.publish("board")
    return row


def _pass_on(row: SatisfactionAsk, at: datetime) -> None:
    """Open the matter again, or put the words into its story; a refusal is kept for the page to tell."""
    try:
        if row.answer == Answer.NOT_SOLVED and reaching.closing_of(row.matter_id) == row.closed_at:
            matters.reopen(matter_id=row.matter_id, text=row.comment, by_id=None, at=at)
            row.reopened = True
        elif reaching.is_there(row.matter_id):
            matters.resident_message(matter_id=row.matter_id, text=row.comment, at=at)
    except Cannot as refusal:
        row.refusal = str(refusal)[:300]


def _send(row: SatisfactionAsk, line: ReachLine, way: tuple[str, str], token: str, at: datetime) -> UUID | None:
    leaves = hours.next_message(settings.quiet(), city.calendar(), way[0], at)
    link = correspondence.short_link(f"/ocena/{token}", at=at, expires=row.expires_at)
    letter = sending.Letter(
        purpose=PURPOSE,
        channel=way[0],
        to=way[1],
        language=line.language,
        values={"number": line.number, "subject": line.subject, "link": link},
        key=f"satisfaction:{row.pk}",
        resident_id=line.resident_id,
        matter_id=line.matter_id,
        not_before=leaves if leaves > at else None,
    )
    return sending.send(letter, at=at)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
