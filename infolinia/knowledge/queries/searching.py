"""Search over cards and forms."""

from collections.abc import Sequence

from infolinia.core.text import fold, one_line
from infolinia.knowledge.models import SearchDocument, SearchForm, SearchPosting
from infolinia.knowledge.search.rank import Ranked, rank
from infolinia.knowledge.search.snippet import Wanted, snippet
from infolinia.knowledge.search.typed import EXACT, MOST_CHARACTERS, NEAR, START, Word, understand
from infolinia.knowledge.shapes import Hit, Part

CODE_SCORE = 100.0


BOTH = ("card", "form")


def search(
    text: str, limit: int = 8, staff: bool = False, explain: bool = False, kinds: Sequence[str] = BOTH
) -> list[Hit]:
    """Return cards and forms that answer what was typed, best first; empty when nothing answers.

    The last word counts as the start of a word while it is being typed. `staff` lets snippets come from
    sections meant for advisers. `explain` fills `why` with each part of the score. `kinds` can leave forms out.
    """
    typed = one_line(text, MOST_CHARACTERS) + (" " if text[-1:].isspace() else "")
    words = understand(typed, SearchDocument.objects.count())
    ranked = _code_first(typed, rank(words, limit, kinds))[:limit]
    if not ranked:
        return []
    documents = SearchDocument.objects.in_bulk([one.document for one in ranked])
    wanted = _wanted(words)
    return [_hit(one, documents[one.document], wanted, staff, _why(one, words) if explain else ()) for one in ranked]


def _code_first(typed: str, ranked: list[Ranked]) -> list[Ranked]:
    """Put the document whose code was typed before all others."""
    code = fold(typed.strip())
    found = SearchDocument.objects.filter(code=code).values_list("id", flat=True).first() if code else None
    if found is None:
        return ranked
    return [Ranked(document=found, score=CODE_SCORE, met=1.0), *(one for one in ranked if one.document != found)]


def _wanted(words: Sequence[Word]) -> Wanted:
    """Return what a snippet marks: every form of the words that were meant, and the start that is being typed."""
    sure = [option.term for word in words for option in word.options if option.how in (EXACT, NEAR)]
    forms = SearchForm.objects.filter(term__in=sure).values_list("form", flat=True)
    starts = tuple(word.typed for word in words if any(option.how == START for option in word.options))
    return Wanted(spellings=frozenset(forms) | {word.typed for word in words}, starts=starts)


def _hit(one: Ranked, document: SearchDocument, wanted: Wanted, staff: bool, why: tuple[Part, ...]) -> Hit:
    texts = [document.lead, document.body, *([document.staff_body] if staff else [])]
    return Hit(
        code=document.code,
        title=document.title,
        score=one.score,
        snippet_html=snippet(texts, wanted),
        unit_name=document.unit_name,
        kind=document.kind,
        facts=document.facts,
        why=why,
    )


def _why(one: Ranked, words: Sequence[Word]) -> tuple[Part, ...]:
    """Return for each typed word the term of the document that gave it most points."""
    held = dict(SearchPosting.objects.filter(document_id=one.document).values_list("term_id", "weight"))
    parts = [
        max(
            (
                Part(word.typed, option.token, option.how, option.trust * word.value * held.get(option.term, 0.0))
                for option in word.options
            ),
            key=lambda part: part.points,
            default=Part(word.typed, "", "", 0.0),
        )
        for word in words
    ]
    return tuple(parts)
