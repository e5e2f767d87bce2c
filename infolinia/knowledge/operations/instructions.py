"""Work instructions: written by one person, approved by another, shown until they are replaced or withdrawn."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.knowledge.models import Card, InstructionEdition, WorkInstruction
from infolinia.knowledge.search.keys import search_tokens

TITLE_LENGTH = 160
TEXT_LENGTH = 8_000
_TAG_LENGTH = 40
_MOST_TAGS = 12
State = InstructionEdition.State


class CannotWriteInstruction(Cannot):
    """The text is not taken; nothing was changed."""


class CannotApproveInstruction(Cannot):
    """The edition may not be approved by this person, or there is nothing to approve."""


@transaction.atomic
def write_instruction(
    *,
    title: str,
    text: str,
    by: int,
    at: datetime,
    tags: Sequence[str] = (),
    card_codes: Sequence[str] = (),
    instruction_id: int | None = None,
) -> int:
    """Keep the text as the instruction's draft (a new instruction without an id); returns the instruction's id.

    What is approved stays shown. Raises `CannotWriteInstruction` for an empty or endless text and unknown cards.
    """
    _check(title, text, card_codes)
    instruction = _instruction(instruction_id)
    newest = instruction.editions.order_by("-number").first()
    draft = newest if newest and newest.state == State.DRAFT else None
    edition = draft or InstructionEdition(instruction=instruction, number=(newest.number if newest else 0) + 1)
    edition.title, edition.text = one_line(title, TITLE_LENGTH), text.strip()
    edition.tags = list(dict.fromkeys(one_line(tag, _TAG_LENGTH).lower() for tag in tags if tag.strip()))[:_MOST_TAGS]
    edition.card_codes = sorted(set(card_codes))
    edition.tokens = search_tokens(f"{edition.title} {' '.join(edition.tags)} {edition.text}")
    edition.written_by_id, edition.written_at = by, at
    edition.save()
    return int(instruction.pk)


@transaction.atomic
def approve_instruction(*, instruction_id: int, by: int, at: datetime) -> int:
    """Show the draft in place of what was approved before; returns its number.

    Raises `CannotApproveInstruction` for one's own text and where no draft waits.
    """
    instruction = WorkInstruction.objects.select_for_update().get(pk=instruction_id)
    draft = instruction.editions.filter(state=State.DRAFT).first()
    if draft is None:
        raise CannotApproveInstruction(_("Nie ma szkicu do zatwierdzenia."))
    if draft.written_by_id == by:
        raise CannotApproveInstruction(_("Instrukcję zatwierdza inna osoba niż ta, która ją napisała."))
    instruction.editions.filter(state=State.APPROVED).update(state=State.REPLACED)
    draft.state, draft.approved_by_id, draft.approved_at = State.APPROVED, by, at
    draft.save()
    if instruction.withdrawn_at:
        instruction.withdrawn_at = None
        instruction.save()
    return int(draft.number)


@transaction.atomic
def withdraw_instruction(*, instruction_id: int, at: datetime) -> None:
    """Take the instruction off the desks; its editions stay readable. Approving a new draft brings it back."""
    WorkInstruction.objects.filter(pk=instruction_id, withdrawn_at=None).update(withdrawn_at=at)


def _check(title: str, text: str, card_codes: Sequence[str]) -> None:
    if not title.strip() or not text.strip():
        raise CannotWriteInstruction(_("Instrukcja potrzebuje tytułu i treści."))
    if len(text) > TEXT_LENGTH:
        raise CannotWriteInstruction(_("Skróć treść do %(limit)s znaków.") % {"limit": TEXT_LENGTH})
    known = set(Card.objects.filter(code__in=card_codes).values_list("code", flat=True))
    if unknown := sorted(set(card_codes) - known):
        raise CannotWriteInstruction(_("Nie ma karty o kodzie: %(codes)s.") % {"codes": ", ".join(unknown)})


def _instruction(instruction_id: int | None) -> WorkInstruction:
    if instruction_id is None:
        return WorkInstruction.objects.create()
    return WorkInstruction.objects.select_for_update().get(pk=instruction_id)
