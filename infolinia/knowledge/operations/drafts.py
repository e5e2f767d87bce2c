"""An editor's draft on its way: written by one person, published by another."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.core.clock import city_day
from infolinia.knowledge.drafting import columns, draft_of
from infolinia.knowledge.models import Card, Edition
from infolinia.knowledge.operations.editions import CannotPublish
from infolinia.knowledge.operations.indexing import index_cards
from infolinia.knowledge.rules.drafts import BadDraft, draft, record


@transaction.atomic
def start_draft(*, card_code: str, by_id: int, language: str = "pl") -> int:
    """Copy the card's current edition into a draft and return its id; a draft already under way is given back."""
    card = Card.objects.select_for_update().get(code=card_code)
    editions = Edition.objects.filter(card=card, language=language).order_by("-number")
    under_way = editions.filter(state__in=[Edition.State.DRAFT, Edition.State.REVIEW]).first()
    if under_way:
        return int(under_way.pk)
    copy = editions.filter(state=Edition.State.PUBLISHED).first() or Edition(card=card, language=language)
    newest = editions.first()
    copy.pk, copy.state, copy.number = None, Edition.State.DRAFT, (newest.number if newest else 0) + 1
    copy.written_by_id, copy.reviewed_by_id, copy.published_at = by_id, None, None
    copy._state.adding = True
    copy.save()
    return int(copy.pk)


@transaction.atomic
def publish_draft(*, edition_id: int, by_id: int, at: datetime) -> int:
    """Publish a draft that somebody else wrote, and return its number; the earlier edition stays for its days.

    Raises `CannotPublish` when it is published already, when the same person wrote it, or when its text is faulty.
    """
    edition = Edition.objects.select_for_update().select_related("card").get(pk=edition_id)
    if edition.state not in (Edition.State.DRAFT, Edition.State.REVIEW):
        raise CannotPublish(_("To wydanie jest już opublikowane. Zacznij nowy szkic."))
    if edition.written_by_id == by_id:
        raise CannotPublish(_("Szkic publikuje inna osoba niż ta, która go napisała."))
    unit = city.unit_by_id(edition.card.unit_id) if edition.card.unit_id else None
    edition.reviewed_on, edition.reviewed_by_id = city_day(at), by_id
    try:
        checked = draft(record(draft_of(edition, unit.code if unit else "")))
    except (BadDraft, TypeError) as error:
        raise CannotPublish(_("Popraw szkic: %(why)s") % {"why": error}) from error
    current = Edition.objects.filter(card=edition.card, language=edition.language, state=Edition.State.PUBLISHED)
    current.update(state=Edition.State.RETIRED)
    for name, value in columns(checked).items():
        setattr(edition, name, value)
    edition.state, edition.published_at = Edition.State.PUBLISHED, at
    edition.save()
    index_cards(codes=[edition.card.code])
    return edition.number
