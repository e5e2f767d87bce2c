"""Editions on their way and in the past: a draft's text, a card's history, what changed between two."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import F, QuerySet, Window
from django.db.models.functions import Lead

from infolinia.city import queries as city
from infolinia.knowledge import comparing, steps
from infolinia.knowledge.drafting import draft_of
from infolinia.knowledge.models import Edition
from infolinia.knowledge.rules.drafts import CardDraft
from infolinia.knowledge.rules.editions import UNDER_WAY
from infolinia.knowledge.shapes_editions import DraftText, EditionLine, FieldDiff

_SHOWN = (Edition.State.PUBLISHED, Edition.State.RETIRED)


def draft_text(edition_id: int, version: int | None = None) -> DraftText | None:
    """Return the edition's text and its way so far; with a version, the text as it was saved then."""
    edition = _told().filter(pk=edition_id).first()
    if edition is None:
        return None
    unit = city.unit_by_id(edition.card.unit_id) if edition.card.unit_id else None
    shown = edition if version in (None, edition.version) else _as_saved(edition, version)
    return _text(edition, draft_of(shown, unit.code if unit else "")) if shown else None


def under_way(card_code: str, language: str = "pl") -> int | None:
    """Return the id of the draft, reviewed or scheduled edition in the language, if there is one."""
    rows = Edition.objects.filter(card__code=card_code, language=language, state__in=UNDER_WAY)
    return rows.values_list("pk", flat=True).first()


def history(card_code: str, language: str = "pl") -> tuple[EditionLine, ...]:
    """Return the card's editions in the language, newest first, each with the time it was replaced."""
    replaced = Window(Lead("published_at"), order_by=[F("published_at").asc(nulls_last=True), F("number").asc()])
    rows = _told().filter(card__code=card_code, language=language).annotate(until=replaced).order_by("-number")
    return tuple(_line(row) for row in rows)


def difference(card_code: str, language: str, a: int | None, b: int | None) -> tuple[FieldDiff, ...]:
    """Return what edition `b` says differently from edition `a`; None stands for an empty card."""
    numbers = [number for number in (a, b) if number is not None]
    rows = _told().filter(card__code=card_code, language=language, number__in=numbers)
    found = {row.number: draft_of(row, "") for row in rows}
    return comparing.difference(found.get(a or 0), found.get(b or 0))


def difference_of_draft(edition_id: int) -> tuple[FieldDiff, ...]:
    """Return what the draft says differently from the current edition; everything, where there is none."""
    edition = _told().filter(pk=edition_id).first()
    if edition is None:
        return ()
    return difference(edition.card.code, edition.language, steps.current_number(edition), edition.number)


def difference_of(left: CardDraft | None, right: CardDraft | None) -> tuple[FieldDiff, ...]:
    """Return what the right text says differently from the left one."""
    return comparing.difference(left, right)


def lacks(draft: CardDraft, today: date) -> tuple[str, ...]:
    """Return a sentence for each thing that the text needs before it can be sent to a second person."""
    return steps.lacking(draft, today)


def _told() -> QuerySet[Edition]:
    return Edition.objects.select_related("card__successor", "written_by", "changed_by", "reviewed_by")


def _as_saved(edition: Edition, version: int | None) -> Any:
    """Return the edition's row in the history as it stood when that version was saved."""
    rows = apps.get_model("knowledge", "EditionEvent")._default_manager.filter(pgh_obj_id=edition.pk, version=version)
    saved = rows.order_by("-pgh_id").first()
    if saved is not None:
        saved.card = edition.card
    return saved


def _text(edition: Edition, draft: CardDraft) -> DraftText:
    facts = steps.facts(edition)
    return DraftText(
        id=edition.pk,
        code=edition.card.code,
        language=edition.language,
        number=edition.number,
        state=edition.state,
        version=edition.version,
        author_id=edition.written_by_id,
        author_name=_name(edition.written_by),
        author_ids=tuple(sorted(facts.authors)),
        saved_at=edition.changed_at,
        saved_by_name=_name(edition.changed_by),
        sent_at=edition.sent_at,
        returned_reason=edition.return_reason,
        publish_at=edition.publish_at,
        reviewer_name=_name(edition.reviewed_by),
        based_on=edition.based_on,
        current_number=facts.current,
        is_behind=facts.is_behind and edition.state in UNDER_WAY,
        restored_from=edition.restored_from,
        draft=draft,
    )


def _line(row: Any) -> EditionLine:
    return EditionLine(
        id=row.pk,
        number=row.number,
        state=row.state,
        state_label=row.get_state_display(),
        title=row.title,
        published_at=row.published_at,
        until=row.until if row.state in _SHOWN else None,
        author_name=_name(row.written_by),
        reviewer_name=_name(row.reviewed_by),
        reviewed_on=row.reviewed_on,
        saved_at=row.changed_at,
        publish_at=row.publish_at,
        returned_reason=row.return_reason,
        restored_from=row.restored_from,
    )


def _name(person: object) -> str:
    return str(person) if person else ""
