"""Work instructions: beside a card, found by words, and as editors keep them."""

from django.db.models import Q, QuerySet
from django.http import Http404

from infolinia.core.clock import city_day, now
from infolinia.core.text import fold
from infolinia.knowledge.markdown import plain, render
from infolinia.knowledge.models import InstructionEdition, WorkInstruction
from infolinia.knowledge.search.keys import search_tokens, word_tokens
from infolinia.knowledge.shapes_loop import InstructionHit, InstructionLine, InstructionText, InstructionView
from infolinia.knowledge.viewing import links

_LEAD_LENGTH = 120
_SHORTEST_START = 3


def instructions_for(card_code: str) -> tuple[InstructionView, ...]:
    """Return the approved instructions tied to the card, by title."""
    rows = _shown().filter(card_codes__contains=[card_code]).order_by("title")
    return tuple(_view(row) for row in rows)


def instruction(instruction_id: int) -> InstructionView | None:
    """Return the approved instruction with the cards it is tied to; nothing for one withdrawn or never approved."""
    row = _shown().filter(instruction=instruction_id).first()
    return _view(row, with_cards=True) if row else None


def instructions_found(text: str, limit: int = 3) -> list[InstructionHit]:
    """Return the approved instructions that hold every word typed, the last one perhaps only begun; titles first."""
    wanted = word_tokens(text)
    if not wanted:
        return []
    begun = fold(text.split()[-1]) if not text.endswith(" ") else ""
    found = [row for row in _shown() if _holds(row, wanted, begun)]
    found.sort(key=lambda row: (-_in_title(row, wanted), row.title))
    return [InstructionHit(row.instruction_id, row.title, _lead(row.text), row.number) for row in found[:limit]]


def instruction_lines() -> list[InstructionLine]:
    """Return every instruction for its editors: those with a draft first, withdrawn ones last."""
    lines = []
    for row in WorkInstruction.objects.prefetch_related("editions__written_by", "editions__approved_by"):
        editions = list(row.editions.all())
        if editions:
            lines.append(_line(row, editions))
    return sorted(lines, key=lambda line: (line.withdrawn_at is not None, line.draft_edition is None, line.title))


def instruction_texts(instruction_id: int) -> list[InstructionText]:
    """Return all editions of the instruction, the newest first; raises `Http404`."""
    rows = InstructionEdition.objects.filter(instruction=instruction_id).select_related("written_by")
    found = [_text(row) for row in rows.order_by("-number")]
    if not found:
        raise Http404
    return found


def count_instructions_to_approve(staff_id: int) -> int:
    """Return how many drafts of others wait for approval."""
    drafts = InstructionEdition.objects.filter(state=InstructionEdition.State.DRAFT)
    return drafts.exclude(written_by=staff_id).count()


def _shown() -> QuerySet[InstructionEdition]:
    return InstructionEdition.objects.filter(Q(instruction__withdrawn_at=None), state=InstructionEdition.State.APPROVED)


def _view(row: InstructionEdition, *, with_cards: bool = False) -> InstructionView:
    return InstructionView(
        id=row.instruction_id,
        title=row.title,
        html=render(row.text),
        edition=row.number,
        approved_on=city_day(row.approved_at) if row.approved_at else None,
        tags=tuple(row.tags),
        cards=links(row.card_codes, city_day(now())) if with_cards and row.card_codes else (),
    )


def _holds(row: InstructionEdition, wanted: list[frozenset[str]], begun: str) -> bool:
    """Return whether every word is in the text; the last one may also be the start of a word."""
    held = set(row.tokens)
    *before, last = wanted
    is_begun = len(begun) >= _SHORTEST_START and any(token.startswith(begun) for token in held)
    return all(word & held for word in before) and (bool(last & held) or is_begun)


def _in_title(row: InstructionEdition, wanted: list[frozenset[str]]) -> int:
    return sum(bool(word & set(search_tokens(row.title))) for word in wanted)


def _lead(text: str) -> str:
    words = plain(render(text))
    return words if len(words) <= _LEAD_LENGTH else words[:_LEAD_LENGTH].rsplit(" ", 1)[0] + "…"


def _line(row: WorkInstruction, editions: list[InstructionEdition]) -> InstructionLine:
    newest = max(editions, key=lambda edition: edition.number)
    shown = next((one for one in editions if one.state == InstructionEdition.State.APPROVED), None)
    draft = next((one for one in editions if one.state == InstructionEdition.State.DRAFT), None)
    return InstructionLine(
        id=row.pk,
        title=(shown or newest).title,
        tags=tuple((shown or newest).tags),
        shown_edition=shown.number if shown else None,
        draft_edition=draft.number if draft else None,
        draft_author_id=draft.written_by_id if draft else None,
        writer_name=str(newest.written_by or ""),
        written_at=newest.written_at,
        approver_name=str(shown.approved_by or "") if shown else "",
        approved_at=shown.approved_at if shown else None,
        withdrawn_at=row.withdrawn_at,
    )


def _text(row: InstructionEdition) -> InstructionText:
    return InstructionText(
        instruction_id=row.instruction_id,
        number=row.number,
        state=row.state,
        title=row.title,
        text=row.text,
        html=render(row.text),
        tags=tuple(row.tags),
        card_codes=tuple(row.card_codes),
        author_id=row.written_by_id,
        author_name=str(row.written_by or ""),
        written_at=row.written_at,
    )
