"""The front of search: typed text to hits, with what is marked, counted and explained."""

import re
from collections import Counter
from collections.abc import Sequence

from infolinia.core.text import fold, one_line
from infolinia.knowledge.models import SearchDocument, SearchForm, Subject
from infolinia.knowledge.search.rank import Ranked, Scope, Won, answers, rank
from infolinia.knowledge.search.refine import LOOKED_AT, refine
from infolinia.knowledge.search.snippet import Wanted, snippet
from infolinia.knowledge.search.typed import MOST_CHARACTERS, START, Typed, open_end, understand
from infolinia.knowledge.shapes import Facet, Found, Hit, Part

CODE_SCORE = 100.0
BOTH = ("card", "form")
_SUBJECTS = dict(Subject.choices)
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def search(
    text: str,
    limit: int = 8,
    staff: bool = False,
    subject: str = "",
    unit: str = "",
    language: str = "pl",
    explain: bool = False,
    kinds: Sequence[str] = BOTH,
) -> list[Hit]:
    """Return cards and forms that answer what was typed, best first; empty when nothing answers.

    The last word counts as the start of a word while it is being typed. `staff` lets snippets come from
    sections meant for advisers. `subject` and `unit` (codes) narrow it. `language` is that of the editions; Cyrillic
    letters always look for Ukrainian ones. `explain` fills `why` with each part of the score. `kinds` can leave
    forms out.
    """
    scope = Scope(tuple(kinds), subject, unit)
    return list(find(text, limit, staff=staff, language=language, scope=scope, explain=explain).hits)


def facets(text: str, language: str = "pl") -> tuple[tuple[Facet, ...], tuple[Facet, ...]]:
    """Return the subjects and the units of the cards that answer, each with how many, the most first."""
    found = find(text, 0, language=language)
    return found.subjects, found.units


def find(
    text: str,
    limit: int = 8,
    *,
    staff: bool = False,
    language: str = "pl",
    scope: Scope = Scope(BOTH),  # noqa: B008 - frozen
    explain: bool = False,
) -> Found:
    """Return the hits as `search` does, together with the subjects and units of all that answers."""
    asked = one_line(text, MOST_CHARACTERS) + (" " if text[-1:].isspace() else "")
    typed = understand(asked, language)
    ranked = rank(typed, scope)
    texts = _texts(ranked[:LOOKED_AT]) if typed.quoted else {}
    ranked = answers(refine(ranked, typed, open_end(asked), texts), typed)
    return Found(
        hits=_hits(_code_first(asked, ranked, typed.language, scope)[:limit], typed, staff, explain),
        subjects=_counted([(one.subject, _subject_name(one.subject)) for one in ranked]),
        units=_counted([(one.unit_code, one.unit_name) for one in ranked]),
    )


def _texts(ranked: Sequence[Ranked]) -> dict[int, str]:
    """Return all that these documents say to residents."""
    said = SearchDocument.objects.filter(id__in=[one.document for one in ranked])
    rows = said.values_list("id", "title", "phrases", "lead", "body")
    return {id_: "\n".join(parts) for id_, *parts in rows}


def _subject_name(code: str) -> str:
    return str(_SUBJECTS.get(code, code))


def _counted(labels: Sequence[tuple[str, str]]) -> tuple[Facet, ...]:
    counts = Counter((code, name) for code, name in labels if code)
    return tuple(Facet(code, name, count) for (code, name), count in counts.most_common())


def _code_first(typed: str, ranked: list[Ranked], language: str, scope: Scope) -> list[Ranked]:
    """Put the document whose code was typed before all others."""
    code = fold(typed.strip())
    if not _CODE.match(code):
        return ranked
    rows = SearchDocument.objects.filter(code=code, language=language, kind__in=scope.kinds)
    if scope.subject:
        rows = rows.filter(subject=scope.subject)
    if scope.unit:
        rows = rows.filter(unit_code=scope.unit)
    told = rows.values_list("id", "kind", "subject", "unit_code", "unit_name").first()
    if told is None:
        return ranked
    return [Ranked(*told, score=CODE_SCORE), *(one for one in ranked if one.document != told[0])]


def _hits(ranked: Sequence[Ranked], typed: Typed, staff: bool, explain: bool) -> tuple[Hit, ...]:
    if not ranked:
        return ()
    documents = SearchDocument.objects.in_bulk([one.document for one in ranked])
    wanted = _wanted(ranked, typed)
    return tuple(
        _hit(one, documents[one.document], wanted, staff, explain) for one in ranked if one.document in documents
    )


def _wanted(ranked: Sequence[Ranked], typed: Typed) -> Wanted:
    """Return what a snippet marks: every form of the words that were met, and the start that is being typed."""
    met = [won.option for one in ranked for won in one.won if won.option and won.option.how != START]
    sure = {term for option in met for group in option.wants for term in group}
    forms = SearchForm.objects.filter(term__in=sure).values_list("form", flat=True) if sure else ()
    starts = tuple(word.typed for word in typed.words if any(option.how == START for option in word.options))
    return Wanted(spellings=frozenset(forms) | {word.typed for word in typed.words}, starts=starts)


def _hit(one: Ranked, document: SearchDocument, wanted: Wanted, staff: bool, explain: bool) -> Hit:
    texts = [document.lead, document.body, *([document.staff_body] if staff else [])]
    return Hit(
        code=document.code,
        title=document.title,
        score=one.score,
        snippet_html=snippet(texts, wanted),
        unit_name=document.unit_name,
        kind=document.kind,
        facts=document.facts,
        answer=document.answer,
        subject_code=document.subject,
        subject_name=_subject_name(document.subject),
        unit_code=document.unit_code,
        language=document.language,
        why=_why(one) if explain else (),
    )


def _why(one: Ranked) -> tuple[Part, ...]:
    parts = [_part(won) for won in one.won]
    parts += [Part("", "", how, points) for how, points in one.extra]
    if one.factor != 1.0:
        parts.append(Part("", "", "użycie", one.score - one.score / one.factor))
    return tuple(parts)


def _part(won: Won) -> Part:
    if won.option is None:
        return Part(won.word.typed, "", "", 0.0)
    return Part(won.word.typed, won.option.label, won.option.how, won.points)
