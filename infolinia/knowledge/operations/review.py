"""The second person's work: looking, sending back, approving, at once or for a set time."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.knowledge import steps
from infolinia.knowledge.drafting import columns, draft_of, said
from infolinia.knowledge.models import Card, CardTask, Edition
from infolinia.knowledge.operations.drafts import CannotMove
from infolinia.knowledge.operations.indexing import refresh_cards
from infolinia.knowledge.operations.lifetime import keep_validity
from infolinia.knowledge.operations.tasks import close_reviews, open_task
from infolinia.knowledge.rules.drafts import BadDraft, CardDraft
from infolinia.knowledge.rules.editions import Step, Wish
from infolinia.knowledge.shapes_editions import Approved
from infolinia.knowledge.terms import unknown_clocks

_AT_ONCE = 100


class CannotSend(Cannot):
    """The text is not ready for a second person; `lacks` says what it needs, sentence by sentence."""

    def __init__(self, text: str, lacks: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.lacks = lacks


class CannotApprove(Cannot):
    """This person may not publish this text now; the text says why."""


@transaction.atomic
def send_to_review(*, edition_id: int, by_id: int, at: datetime, version: int) -> None:
    """Hand the draft, as saved in `version`, to a second person. Until it comes back nobody can change it.

    Raises `CannotSend` naming what the text lacks, or when another edition was published meanwhile.
    """
    edition = steps.locked(edition_id, CannotSend)
    steps.check(Step.SEND, edition, Wish(at=at, by=by_id, version=version), CannotSend)
    card = _whole(edition, CannotSend)
    if lacks := steps.lacking(card, city_day(at)):
        raise CannotSend(" ".join(lacks), lacks)
    for name, value in said(card).items():
        setattr(edition, name, value)
    edition.state, edition.sent_at, edition.return_reason = Edition.State.REVIEW, at, ""
    edition.save()


@transaction.atomic
def take_back(*, edition_id: int, by_id: int, at: datetime) -> None:
    """Make a draft again of what waits for a second person. Raises `CannotMove`."""
    edition = steps.locked(edition_id, CannotMove)
    steps.check(Step.TAKE_BACK, edition, Wish(at=at, by=by_id), CannotMove)
    _to_draft(edition)


@transaction.atomic
def return_to_author(*, edition_id: int, by_id: int, at: datetime, reason: str) -> None:
    """Send the text back with what is to be mended. Raises `CannotMove` without a reason."""
    edition = steps.locked(edition_id, CannotMove)
    steps.check(Step.RETURN, edition, Wish(at=at, by=by_id, reason=reason), CannotMove)
    _to_draft(edition, reason.strip())


@transaction.atomic
def unschedule(*, edition_id: int, by_id: int, at: datetime, reason: str) -> None:
    """Stop an approved edition from being published at its time; it is a draft again. Raises `CannotMove`."""
    edition = steps.locked(edition_id, CannotMove)
    steps.check(Step.UNSCHEDULE, edition, Wish(at=at, by=by_id, reason=reason), CannotMove)
    _to_draft(edition, reason.strip())


@transaction.atomic
def approve(*, edition_id: int, by_id: int, at: datetime, version: int, publish_at: datetime | None = None) -> Approved:
    """Publish the text that somebody else wrote, exactly as read in `version`: now, or at a set time.

    Raises `CannotApprove` for one's own text, a text that changed, a time in the past, or a faulty text.
    """
    edition = steps.locked(edition_id, CannotApprove)
    step = Step.SCHEDULE if publish_at else Step.PUBLISH
    steps.check(step, edition, Wish(at=at, by=by_id, version=version, publish_at=publish_at), CannotApprove)
    edition.reviewed_by_id, edition.reviewed_on, edition.approved_at = by_id, city_day(at), at
    card = _whole(edition, CannotApprove)
    if publish_at is None:
        return Approved(number=_put_in_force(edition, card, at), publish_at=None)
    edition.state, edition.publish_at = Edition.State.SCHEDULED, publish_at
    edition.save()
    return Approved(number=None, publish_at=publish_at)


def publish_due(*, at: datetime) -> list[str]:
    """Publish what was approved for a time that has come; returns the codes of the cards.

    Each edition is its own transaction: a worker that dies leaves it for the next run, two workers never publish it
    twice, and one that can no longer be published becomes a draft with a task, without holding up the others.
    """
    due = Edition.objects.filter(state=Edition.State.SCHEDULED, publish_at__lte=at).order_by("publish_at", "id")
    waiting = list(due.values_list("pk", flat=True)[:_AT_ONCE])
    return [code for edition_id in waiting if (code := _publish_one(edition_id, at))]


@transaction.atomic
def _publish_one(edition_id: int, at: datetime) -> str:
    try:
        edition = steps.locked(edition_id, CannotApprove)
    except CannotApprove:
        return ""
    if edition.state != Edition.State.SCHEDULED or edition.publish_at is None or edition.publish_at > at:
        return ""  # another worker was faster, or an editor stopped it
    try:
        steps.check(Step.PUBLISH, edition, Wish(at=at), CannotApprove)
        card = _whole(edition, CannotApprove)
    except CannotApprove as refusal:
        _give_up(edition, str(refusal), at)
        return ""
    _put_in_force(edition, card, at)
    return edition.card.code


def _give_up(edition: Edition, why: str, at: datetime) -> None:
    _to_draft(edition, why)
    open_task(
        key=f"not_published:{edition.pk}:{edition.version}:{at:%Y%m%d%H%M}",
        kind=CardTask.Kind.NOT_PUBLISHED,
        card_code=edition.card.code,
        text=why,
        due_on=city_day(at),
        at=at,
        details={"edition_id": edition.pk},
    )


def _to_draft(edition: Edition, reason: str = "") -> None:
    edition.state, edition.return_reason, edition.publish_at = Edition.State.DRAFT, reason, None
    edition.reviewed_by_id = edition.reviewed_on = edition.approved_at = None
    edition.save()


def _whole(edition: Edition, refusing: type[CannotSend] | type[CannotApprove]) -> CardDraft:
    """Return what the edition says with its owner, checked once more: the city may have changed since it was saved."""
    if edition.card.status == Card.Status.RETIRED:
        raise refusing(_("Ta karta jest wycofana. Najpierw ją przywróć."))
    unit = city.unit_by_id(edition.card.unit_id) if edition.card.unit_id else None
    try:
        card = steps.checked(draft_of(edition, unit.code if unit else ""))
    except (BadDraft, TypeError) as error:
        raise refusing(_("Popraw szkic: %(why)s") % {"why": error}) from error
    if unknown_clocks([card.clock]):
        raise refusing(_("W katalogu terminów nie ma zegara „%(code)s”.") % {"code": card.clock})
    return card


def _put_in_force(edition: Edition, card: CardDraft, at: datetime) -> int:
    """Make the edition the current one: the earlier stays for its days, search knows the new one at once."""
    editions = Edition.objects.filter(card=edition.card, language=edition.language)
    editions.filter(state=Edition.State.PUBLISHED).update(state=Edition.State.RETIRED)
    for name, value in columns(replace(card, reviewed_on=str(edition.reviewed_on or ""))).items():
        setattr(edition, name, value)
    edition.state, edition.published_at = Edition.State.PUBLISHED, at
    edition.save()
    refresh_cards(codes=[edition.card.code])
    keep_validity(at=at)
    close_reviews(card_id=edition.card_id, language=edition.language, at=at, by_id=edition.reviewed_by_id)
    return edition.number
