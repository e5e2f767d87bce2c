"""How plain a Polish text is: two published measures, and hints where it could be plainer.

Measures, both on words as written:
- FOG for Polish: `0.4 · (words / sentences + 100 · hard words / words)`, where a hard word has four syllables or more
  (Gunning's index, *The Technique of Clear Writing*, 1952, has three; four for Polish after W. Pisarek and the Wrocław
  Plain Polish laboratory's FOG-PL, J. Miodek, M. Maziarz, T. Piekot, M. Poprawa, G. Zarzeczny, *Jak pisać o Funduszach
  Europejskich?*, 2010). It is said to mean years of school.
- Pisarek's index, not linear: `½ · √(T_s² + T_w²)`, T_s = words in a sentence, T_w = per cent of hard words
  (W. Pisarek, *Jak mierzyć zrozumiałość tekstu?*, Zeszyty Prasoznawcze 1969, no. 4; found related to comprehension by
  E. Charzyńska, Ł. Dębowski, *Empirical Verification of the Polish Formula of Text Difficulty*,
  Cognitive Studies 2015).
[?] Both authors count syllables of dictionary forms; here the written form counts, so that no dictionary is needed. A
long ending can make a word hard that is not. Not checked: by how much the score grows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt

from infolinia.knowledge.rules.office_words import REPLACEMENTS

HARD_SYLLABLES = 4
LONG_SENTENCE = 22
"""Words; the advice for offices is 15 to 20 on average, so a few words more are still let be."""
GOAL = 12.0
"""A text for everybody: secondary school at most (bands of the Polish FOG below)."""
BANDS = ((7.0, "very_plain"), (10.0, "plain"), (13.0, "rather_plain"), (16.0, "rather_hard"), (18.0, "hard"))
"""Upper ends of the Polish FOG's bands: primary school, junior and secondary school, bachelor, master, above."""

_MARKS = re.compile(r"[*_`>#|]+|\[([^\]]*)\]\([^)]*\)")
_LINE_START = re.compile(r"^\s*(?:[-–•]|\d+[.)])\s+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ABBREVIATION = re.compile(
    r"\b(?:np|tj|tzn|m\.in|itp|itd|ul|al|pl|os|art|ust|pkt|lit|nr|poz|Dz\.\s?U|r|zm|godz|tel|wew|pok|pon|pn|wt|śr|czw|pt|"
    r"sob|nd|ok|min|maks|św|inż|dr|mgr|prof|ww|późn|str|p)\.(?=\s|,|–|$)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"')]*\s+(?=[\"„(]?[A-ZĄĆĘŁŃÓŚŹŻ0-9])")
_VOWELS = "aąeęioóuy"
_SOFT_I = re.compile(r"i(?=[aąeęoóui])")
_ONE_SYLLABLE = re.compile(r"^[ae]u")
_AUXILIARY = (
    r"(?:jest|są|był|była|było|byli|były|będzie|będą|być|bywa|bywają|"
    r"zostać|został|została|zostało|zostali|zostały|zostanie|zostaną)"
)
_PARTICIPLE = r"\w{2,}(?:[ao]n(?:y|a|e|ych|ym)|ani|eni|[iyuę]t[yae]|[iyuę]ci)"
_PASSIVE = re.compile(
    rf"\b{_AUXILIARY}\s+(?:(?:nie|już|także|również|zawsze|tylko)\s+)?({_PARTICIPLE})\b", re.IGNORECASE
)
_IMPERSONAL = re.compile(r"\b\w{2,}(?:ano|ono|ięto|jęto|kryto|użyto)\b", re.IGNORECASE)
# Nouns and adverbs that end like the impersonal form, and words that end like a participle.
_NOT_IMPERSONAL = frozenset(["rano", "siano", "kolano", "wiano", "grono", "łono", "święto", "miano"])
_NOT_PASSIVE = frozenset(
    ["strona", "strony", "żona", "żony", "telefony", "kolana", "korona", "korony", "ściany", "rany"]
)


@dataclass(frozen=True)
class Hint:
    """One thing to mend: in which sentence (from 0), about which words, what kind it is, and what to write instead.

    `kind` is long_sentence, hard_word, passive, impersonal or office_word; `instead` is empty where there is no ready
    word. `start` and `end` are places in the text that was given.
    """

    kind: str
    sentence: int
    words: str
    start: int
    end: int
    instead: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence as it stands in the text, with its words counted."""

    text: str
    start: int
    words: int
    hard: int


@dataclass(frozen=True)
class Score:
    """How plain a text is. `fog` is years of school; `band` names it; an empty text has no sentences and scores 0."""

    fog: float
    pisarek: float
    band: str
    sentences: tuple[Sentence, ...]
    words: int
    hard_words: int
    passives: int
    hints: tuple[Hint, ...]

    @property
    def words_in_sentence(self) -> float:
        """Return the mean length of a sentence in words."""
        return self.words / len(self.sentences) if self.sentences else 0.0

    @property
    def hard_share(self) -> float:
        """Return the per cent of hard words."""
        return 100 * self.hard_words / self.words if self.words else 0.0

    @property
    def is_plain_enough(self) -> bool:
        """Say whether somebody with secondary school reads it with ease."""
        return self.fog <= GOAL


def score(text: str, replacements: Sequence[tuple[str, str]] = REPLACEMENTS) -> Score:
    """Return the measures of the text (Markdown is read as plain text) and hints in the order of the text.

    `replacements` pairs starts of office words with plain ones.
    """
    plain = _without_marks(text)
    sentences = tuple(_sentences(plain))
    words, hard = sum(one.words for one in sentences), sum(one.hard for one in sentences)
    hints = [hint for place, one in enumerate(sentences) for hint in _hints(place, one, replacements)]
    length, share = (words / len(sentences), 100 * hard / words) if words else (0.0, 0.0)
    fog = 0.4 * (length + share)
    return Score(
        fog=round(fog, 1),
        pisarek=round(sqrt(length**2 + share**2) / 2, 1),
        band=band(fog),
        sentences=sentences,
        words=words,
        hard_words=hard,
        passives=sum(hint.kind in ("passive", "impersonal") for hint in hints),
        hints=tuple(hints),
    )


def band(fog: float) -> str:
    """Return the name of the band of the Polish FOG."""
    return next((name for upper, name in BANDS if fog < upper), "very_hard")


def syllables(word: str) -> int:
    """Return how many syllables the word has as it is read: `wniosek` 2, `autobus` 3, `zameldowanie` 5."""
    small = _ONE_SYLLABLE.sub("a", _SOFT_I.sub("", word.lower()))
    return max(1, sum(letter in _VOWELS for letter in small))


def _without_marks(text: str) -> str:
    """Return the text with marks of Markdown blanked, so that places stay where they were."""
    blank = _MARKS.sub(lambda found: _keep_label(found), text)
    return "\n".join(_LINE_START.sub(lambda found: " " * len(found.group()), line) for line in blank.split("\n"))


def _keep_label(found: "re.Match[str]") -> str:
    label = found.group(1)
    return " " * len(found.group()) if label is None else f" {label}".ljust(len(found.group()))


def _sentences(plain: str) -> list[Sentence]:
    """Cut at ends of sentences and at ends of paragraphs and list items; abbreviations and numbers end nothing."""
    found, start = [], 0
    for line in plain.split("\n"):
        guarded = _ABBREVIATION.sub(lambda met: met.group()[:-1] + "\u2024", line)
        place = start
        for part in _cut(guarded):
            at = plain.index(line[part[0] : part[1]], place) if part[1] > part[0] else place
            found.append(_sentence(line[part[0] : part[1]], at))
        start += len(line) + 1
    return [one for one in found if one.words]


def _cut(line: str) -> list[tuple[int, int]]:
    ends = [met.start() for met in _SENTENCE_END.finditer(line)]
    starts = [0, *(met.end() for met in _SENTENCE_END.finditer(line))]
    return list(zip(starts, [*ends, len(line)], strict=True))


def _sentence(text: str, start: int) -> Sentence:
    words = _WORD.findall(text)
    return Sentence(
        text.strip(), start + len(text) - len(text.lstrip()), len(words), sum(_is_hard(word) for word in words)
    )


def _is_hard(word: str) -> bool:
    return syllables(word) >= HARD_SYLLABLES


def _hints(place: int, one: Sentence, replacements: Sequence[tuple[str, str]]) -> list[Hint]:
    whole = Hint("long_sentence", place, one.text, one.start, one.start + len(one.text))
    rest = [*_passive(place, one), *_office(place, one, replacements)]
    return [*([whole] if one.words > LONG_SENTENCE else []), *sorted(rest, key=lambda hint: hint.start)]


def _passive(place: int, one: Sentence) -> list[Hint]:
    found = [
        Hint("passive", place, met.group(), one.start + met.start(), one.start + met.end())
        for met in _PASSIVE.finditer(one.text)
        if met.group(1).lower() not in _NOT_PASSIVE
    ]
    found += [
        Hint("impersonal", place, met.group(), one.start + met.start(), one.start + met.end())
        for met in _IMPERSONAL.finditer(one.text)
        if met.group().lower() not in _NOT_IMPERSONAL
    ]
    return found


def _office(place: int, one: Sentence, replacements: Sequence[tuple[str, str]]) -> list[Hint]:
    """Return a hint for each office word; of two that overlap the longer expression stands."""
    small, found = one.text.lower(), []
    taken: set[int] = set()
    for pattern, instead in _patterns(tuple(replacements)):
        for met in pattern.finditer(small):
            span = range(met.start(), met.end())
            if taken.isdisjoint(span):
                taken.update(span)
                words = one.text[met.start() : met.end()]
                found.append(Hint("office_word", place, words, one.start + met.start(), one.start + met.end(), instead))
    return found


@cache
def _patterns(replacements: tuple[tuple[str, str], ...]) -> tuple[tuple["re.Pattern[str]", str], ...]:
    longest_first = sorted(replacements, key=lambda pair: -len(pair[0]))
    return tuple((re.compile(_pattern(start)), instead) for start, instead in longest_first)


def _pattern(start: str) -> str:
    is_whole = start.endswith("=")
    return r"\b" + re.escape(start.removesuffix("=")) + (r"\b" if is_whole else r"\w*")
