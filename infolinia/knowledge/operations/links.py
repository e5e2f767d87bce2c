"""Addresses in cards: collected from what is published, asked now and then; a dead one is a task for the owner."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F, Q

from infolinia.core.clock import city_day
from infolinia.knowledge.links.probe import ALIVE, BUSY, REFUSED, Answer, Policy, probe
from infolinia.knowledge.models import Card, CardTask, Edition, SourceLink
from infolinia.knowledge.operations.tasks import open_task
from infolinia.knowledge.validity import in_force

DAYS_TO_MEND = 14
FAILURES_UNTIL_DEAD = 2
MOST_AT_ONCE = 200
MOST_OF_A_HOST = 20
PAUSE_SECONDS = 2.0
_AGAIN = timedelta(days=7)
_AGAIN_WHEN_FAILING = timedelta(hours=20)
_ADDRESS = re.compile(r"https://[^\s<>\"'”„)\]}|\\]+")
_TEXTS = (
    "summary", "answer", "resident_answer", "danger", "script", "easy", "desk_memo", "instructions", "online_url",
    "sign_video",
)  # fmt: skip


@transaction.atomic
def collect_links(*, at: datetime) -> int:
    """Keep the list of addresses in step with the published editions; returns how many there are.

    An address that no card has any more goes, and its tasks are dropped.
    """
    wanted = _addresses(at)
    stored = {link.url: link for link in SourceLink.objects.all()}
    SourceLink.objects.bulk_create([SourceLink(url=url) for url in wanted if url not in stored])
    gone = [link.pk for url, link in stored.items() if url not in wanted]
    _drop_tasks(gone, at)
    SourceLink.objects.filter(pk__in=gone).delete()
    through = SourceLink.cards.through
    ids = dict(SourceLink.objects.values_list("url", "id"))
    pairs = {(ids[url], card) for url, cards in wanted.items() for card in cards}
    known = {(row.sourcelink_id, row.card_id): row.pk for row in through.objects.all()}
    through.objects.filter(pk__in=[pk for pair, pk in known.items() if pair not in pairs]).delete()
    through.objects.bulk_create(through(sourcelink_id=link, card_id=card) for link, card in pairs - set(known))
    return len(wanted)


def check_links(
    *, now: Callable[[], datetime], policy: Policy | None = None, pause: Callable[[float], None] = time.sleep
) -> int:
    """Ask the addresses whose turn it is, a few of each server and slowly; returns how many were asked.

    No transaction is open while a server is waited for. `now` reads the clock before and after each.
    """
    asked, limits = Counter[str](), policy or Policy()
    for link in _due(now()):
        host = urlsplit(link.url).hostname or ""
        if asked[host] >= MOST_OF_A_HOST:
            continue
        if asked[host]:
            pause(PAUSE_SECONDS)
        asked[host] += 1
        note_answer(link_id=link.pk, answer=probe(link.url, limits), at=now())
    return asked.total()


@transaction.atomic
def note_answer(*, link_id: int, answer: Answer, at: datetime) -> None:
    """Keep how the address answered. Dead twice in a row makes a task for the owner of each of its cards."""
    link = SourceLink.objects.select_for_update().filter(pk=link_id).first()
    if link is None:
        return
    link.checked_at, link.answer = at, answer.why
    if answer.state == BUSY:
        link.save()
        return
    if answer.state in (ALIVE, REFUSED):
        link.state = SourceLink.State.ALIVE if answer.state == ALIVE else SourceLink.State.REFUSED
        link.failures, link.failing_since = 0, None
        link.save()
        _drop_tasks([link.pk], at)
        return
    link.failures, link.failing_since = link.failures + 1, link.failing_since or at
    is_dead = link.failures >= FAILURES_UNTIL_DEAD
    link.state = SourceLink.State.DEAD if is_dead else SourceLink.State.FAILING
    link.save()
    for card in link.cards.filter(status=Card.Status.ACTIVE) if is_dead else ():
        _ask_owner(link, card, at)


def _ask_owner(link: SourceLink, card: Card, at: datetime) -> None:
    since = city_day(link.failing_since or at)
    open_task(
        key=f"{_key(link.pk)}{card.pk}:{since.isoformat()}",
        kind=CardTask.Kind.DEAD_LINK,
        card_code=card.code,
        text=link.url,
        due_on=city_day(at) + timedelta(days=DAYS_TO_MEND),
        at=at,
        details={"link": link.pk},
    )


def _key(link_id: int) -> str:
    return f"{CardTask.Kind.DEAD_LINK}:{link_id}:"


def _drop_tasks(link_ids: Iterable[int], at: datetime) -> None:
    """Close the tasks about these addresses: they answer again, or no card has them."""
    about = CardTask.objects.filter(kind=CardTask.Kind.DEAD_LINK, state=CardTask.State.OPEN)
    about.filter(details__link__in=list(link_ids)).update(state=CardTask.State.DONE, closed_at=at)


def _due(at: datetime) -> list[SourceLink]:
    failing = Q(state=SourceLink.State.FAILING, checked_at__lt=at - _AGAIN_WHEN_FAILING)
    turn = Q(checked_at=None) | Q(checked_at__lt=at - _AGAIN) | failing
    return list(SourceLink.objects.filter(turn).order_by(F("checked_at").asc(nulls_first=True), "id")[:MOST_AT_ONCE])


def _addresses(at: datetime) -> dict[str, set[int]]:
    """Return each https address of the current editions with the ids of the cards that have it."""
    found: dict[str, set[int]] = {}
    for edition in Edition.objects.filter(in_force(city_day(at)), state=Edition.State.PUBLISHED):
        for text in _texts(edition):
            for met in _ADDRESS.finditer(text):
                found.setdefault(met.group().rstrip(".,;:!?"), set()).add(edition.card_id)
    return {url: cards for url, cards in found.items() if len(url) <= 1_000}


def _texts(edition: Edition) -> list[str]:
    plain = [str(getattr(edition, name, "") or "") for name in _TEXTS]
    return [*plain, *map(str, edition.sources), *(str(section.get("text", "")) for section in edition.sections)]
