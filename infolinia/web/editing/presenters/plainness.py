"""How plainly a card speaks: one measure in words, and what to mend, field by field."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.knowledge.queries import editions
from infolinia.knowledge.rules import headings, plain
from infolinia.knowledge.rules.drafts import CardDraft
from infolinia.web.editing.presenters.names import field_name

MOST_HINTS = 12
BANDS: dict[str, Promise] = {
    "very_plain": gettext_lazy("bardzo prosty: zrozumie każdy"),
    "plain": gettext_lazy("prosty: zrozumie każdy po szkole podstawowej"),
    "rather_plain": gettext_lazy("dość prosty: zrozumie każdy po szkole średniej"),
    "rather_hard": gettext_lazy("dość trudny: dla osób po licencjacie"),
    "hard": gettext_lazy("trudny: dla osób po studiach"),
    "very_hard": gettext_lazy("bardzo trudny"),
}


@dataclass(frozen=True)
class PlainHint:
    """One thing to mend: in which field, and what to do about which words."""

    field: str
    name: str
    text: str


@dataclass(frozen=True)
class Plainness:
    """How plain the card's text is, and the first things to mend; `left` counts those not shown."""

    fog: str
    words: str
    is_enough: bool
    hints: tuple[PlainHint, ...]
    left: int

    @property
    def count(self) -> int:
        """Return how many hints there are in all."""
        return len(self.hints) + self.left


def of_edition(edition_id: int) -> Plainness | None:
    """Return how plainly a stored edition speaks."""
    text = editions.draft_text(edition_id)
    return of_draft(text.draft) if text else None


def of_draft(draft: CardDraft) -> Plainness | None:
    """Return how plainly a Polish text speaks; None for another language or no text, which cannot be measured."""
    told = {name: said for name, said in _said(draft).items() if said.strip()}
    if draft.language != "pl" or not told:
        return None
    whole = plain.score("\n\n".join(told.values()))
    hints = [hint for name, said in told.items() for hint in _hints(name, said)]
    return Plainness(
        fog=f"{whole.fog:.0f}",
        words=str(BANDS[whole.band]),
        is_enough=whole.is_plain_enough,
        hints=tuple(hints[:MOST_HINTS]),
        left=max(0, len(hints) - MOST_HINTS),
    )


def _said(draft: CardDraft) -> dict[str, str]:
    """Return what residents read or hear, by the names of the form's fields."""
    sections = {f"section-{part.code}": part.text for part in draft.sections if part.code not in headings.FOR_ADVISERS}
    answer = {"for_residents": draft.for_residents} if draft.for_residents else {"answer": draft.answer}
    return {"summary": draft.summary, **answer, "script": draft.script, "easy": draft.easy, **sections}


def _hints(name: str, said: str) -> list[PlainHint]:
    """Return what to mend in one field. Hard words alone are no advice: they only count in the measure."""
    found = plain.score(said)
    label = field_name(name, "pl")
    hints = [hint for hint in found.hints if hint.kind != "hard_word"]
    return [PlainHint(f"f-{name}" if "-" not in name else name, label, advice(hint, found)) for hint in hints]


def advice(hint: plain.Hint, found: plain.Score) -> str:
    """Return what to do about one hint, in words for an editor."""
    words = Truncator(" ".join(hint.words.split())).chars(70)
    if hint.kind == "long_sentence":
        return _("długie zdanie (%(n)d słów): „%(words)s”") % {
            "n": found.sentences[hint.sentence].words,
            "words": words,
        }
    if hint.kind == "office_word" and hint.instead:
        return _("zamiast „%(words)s” napisz „%(instead)s”") % {"words": words, "instead": hint.instead}
    if hint.kind in ("passive", "impersonal"):
        return _("napisz, kto to robi: „%(words)s”") % {"words": words}
    return _("prościej: „%(words)s”") % {"words": words}
