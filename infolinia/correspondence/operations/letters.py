"""What we come to know of a letter, and the answer that is being written to it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.core.text import storable
from infolinia.correspondence.models import AnswerDraft, IncomingMessage

DRAFT_LIMIT = 20_000


class CannotKeepDraft(Cannot):
    """The answer is too long to be kept; nothing was changed."""


def set_letter_matter(
    *, letter_id: UUID, matter_id: UUID | None, found: str = "", guesses: Sequence[UUID] = ()
) -> None:
    """Say which matter the letter is about and how we know, or which it may be about."""
    IncomingMessage.objects.filter(pk=letter_id).update(
        matter_id=matter_id, matter_found=found if matter_id else "", matter_guesses=[str(one) for one in guesses]
    )


def set_conversation_matter(*, conversation_id: UUID, matter_id: UUID | None) -> None:
    """Say for all letters of a conversation what the adviser chose: this matter, or none; no guess is left."""
    IncomingMessage.objects.filter(conversation_id=conversation_id).update(
        matter_id=matter_id, matter_found="adviser" if matter_id else "", matter_guesses=[]
    )


def save_draft(*, conversation_id: UUID, text: str, by_id: int, at: datetime) -> None:
    """Keep the answer as far as it is written; an empty one is forgotten."""
    clean = storable(text)
    if len(clean) > DRAFT_LIMIT:
        raise CannotKeepDraft(_("Odpowiedź ma więcej niż %(limit)d znaków. Skróć ją.") % {"limit": DRAFT_LIMIT})
    if not clean.strip():
        drop_draft(conversation_id)
        return
    AnswerDraft.objects.update_or_create(pk=conversation_id, defaults={"text": clean, "by_id": by_id, "saved_at": at})


def drop_draft(conversation_id: UUID) -> None:
    """Forget the answer that was being written: it was sent, or is not needed."""
    with transaction.atomic():
        AnswerDraft.objects.filter(pk=conversation_id).delete()
