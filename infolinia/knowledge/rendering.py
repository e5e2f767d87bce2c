"""What is stored with an edition when it is published: its texts as safe HTML, ready for every screen."""

import re
from typing import Any

from infolinia.knowledge.markdown import plain, render, render_line, render_verses
from infolinia.knowledge.rules import headings
from infolinia.knowledge.rules.drafts import CardDraft, SectionText

_QUESTIONS = "o-co-zapytac"
_PEEK_LENGTH = 64
_NEXT_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZĄĆĘŁŃÓŚŹŻ„])")  # not after an abbreviation: `pn.–pt. 7:30`


def rendered(draft: CardDraft) -> dict[str, Any]:
    """Return the HTML of an edition: its answer, danger line, memo and sections in the order they are shown."""
    by_code = {section.code: section for section in _with_questions(draft)}
    return {
        "answer": render_line(draft.answer or draft.summary),
        "danger": render_line(draft.danger),
        "memo": render(draft.memo),
        "for_residents": render_line(draft.for_residents),
        "easy": render_verses(draft.easy),
        "instructions": render(draft.instructions),
        "sections": [_section(by_code[code], draft.language) for code in headings.in_order(list(by_code))],
    }


def _with_questions(draft: CardDraft) -> list[SectionText]:
    """Return the sections, the adviser's questions among them as a numbered list."""
    if not draft.questions or any(section.code == _QUESTIONS for section in draft.sections):
        return list(draft.sections)
    numbered = "\n".join(f"{number}. {question}" for number, question in enumerate(draft.questions, 1))
    return [SectionText(code=_QUESTIONS, text=numbered), *draft.sections]


def _section(section: SectionText, language: str) -> dict[str, str]:
    html = render(section.text)
    return {
        "code": section.code,
        "heading": headings.heading(section.code, language, section.heading),
        "peek": "" if section.code == _QUESTIONS else section.peek or _peek(plain(html)),
        "html": html,
    }


def _peek(text: str) -> str:
    """Return the start of the text, cut at the end of a sentence or of a word."""
    first = _NEXT_SENTENCE.split(text)[0].removesuffix(".")
    if len(first) <= _PEEK_LENGTH:
        return first
    return first[:_PEEK_LENGTH].rsplit(" ", 1)[0] + "…"
