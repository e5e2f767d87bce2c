"""What was typed, turned into what a document may hold: its words by form, start, spelling and stem, and by meaning."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import DamerauLevenshtein

from infolinia.knowledge.rules import weights
from infolinia.knowledge.search import lookup
from infolinia.knowledge.search.languages import cut, language_of
from infolinia.knowledge.search.lemmas import is_word, lemmas
from infolinia.knowledge.search.links import THESAURUS, TRUST
from infolinia.knowledge.search.lookup import SHORTEST_MISSPELT, Link, Spelling
from infolinia.knowledge.search.words import content_words, fold, sound_alikes, stem, words

MOST_WORDS = 14
MOST_CHARACTERS = 200
_QUOTED = re.compile(r'["„”“«»]([^"„”“«»]+)["„”“«»]')

EXACT, START, NEAR, STEM = "forma", "początek", "pisownia", "rdzeń"
TRUST_NEAR = 0.7
_TRUST = {EXACT: 1.0, START: 0.85, NEAR: TRUST_NEAR, STEM: 0.35}
_TRUST_OTHER_WORD = 0.35  # what looks misspelt may be a right word that no card says
_TRUST_OF_STEM = 0.6  # a word that starts as one whose meaning is known
_TRUST_WHILE_TYPING = 0.6
_SHORT = 4
_SHORT_START = 2  # after other words it says too little by itself: their documents' titles are asked (refine.py)
_TRUST_SHORT = {1: 0.3, 2: 0.6}  # of a whole word so short that is perhaps the start of another
_MOST_MEANINGS = 12
_WORTH_OF_START = 3.0  # the same for all words that start so: what stands in titles decides, not what is rare


@dataclass(frozen=True)
class Option:
    """One thing a typed word may stand for: terms that a document must hold (of each group one), or one document."""

    wants: tuple[tuple[int, ...], ...]
    label: str
    how: str
    trust: float
    worth: float
    document: int | None = None


@dataclass(frozen=True)
class Word:
    """A typed word, what it may stand for, and how much a match of it is worth.

    A foreign one is of matters that no city deals with; another one is a right word that the index does not have.
    """

    typed: str
    value: float
    options: tuple[Option, ...]
    is_foreign: bool = False
    is_other: bool = False


@dataclass(frozen=True)
class Typed:
    """What was typed: its words that say something, the language they are looked for in, and phrases in quotes."""

    words: tuple[Word, ...]
    language: str
    quoted: tuple[str, ...] = ()


@dataclass
class _Found:
    """What the index has for the typed words."""

    total: int
    is_single: bool
    exact: dict[str, list[Spelling]] = field(default_factory=dict)
    near: dict[str, list[Spelling]] = field(default_factory=dict)
    started: list[Spelling] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    meanings: dict[str, list[Option]] = field(default_factory=dict)


def understand(text: str, language: str = "pl") -> Typed:
    """Return the words of the text that say something, with all that they may stand for in the index.

    The last one counts as the start of a word unless a space follows it.
    """
    language = language_of(text, language)
    spelt = _said(text, language)
    said = list(spelt)
    if not said:
        return Typed((), language)
    typing = open_end(text)
    exact = lookup.exact([lookup.EVERY, *said, *(part for word in said if (part := _stem(word, language)))], language)
    total = sum(one.documents for one in exact.pop(lookup.EVERY, ()))
    found = _Found(total=total, is_single=len(said) == 1, exact=exact)
    found.started = lookup.started(typing, language) if len(typing) > (_SHORT_START if len(said) > 1 else 1) else []
    _add_near(found, spelt, typing, language)
    if language == "pl":
        _add_meanings(found, spelt, typing if _may_go_on(typing, found) else "")
    made = tuple(_word(word, found, language, is_open=word == typing) for word in said)
    return Typed(made, language, tuple(_QUOTED.findall(text)))


def open_end(text: str) -> str:
    """Return the word that is still being typed, without diacritics; nothing after a space."""
    return fold(words(text)[-1]) if text[-1:].isalnum() and words(text) else ""


def _may_go_on(typing: str, found: _Found) -> bool:
    """Whether the short word being typed is rather the start of a longer one."""
    return len(typing) <= _SHORT and any(one.documents and one.form != typing for one in found.started)


def _said(text: str, language: str) -> dict[str, str]:
    """Return the distinct words to look for: without diacritics, and as they were typed.

    Stop words count only where there is nothing else.
    """
    shortened = text[:MOST_CHARACTERS]
    telling = content_words(shortened, language) or [word for word in words(shortened) if len(word) > 1]
    return {fold(word): word for word in telling[:MOST_WORDS]}


def _stem(word: str, language: str) -> str:
    return stem(word) if language == "pl" else cut(word, language)


def _add_near(found: _Found, spelt: dict[str, str], open_end: str, language: str) -> None:
    """Add the nearest spellings of the words that the index does not have."""
    unknown = [word for word in spelt if word not in found.exact and not (word == open_end and found.started)]
    if not unknown:
        return
    found.others = {word for word in unknown if language == "pl" and is_word(spelt[word])}
    if found.others:
        _add_forms(found, {word: lemmas(spelt[word]) for word in found.others})
        unknown = [word for word in unknown if word not in found.exact]
    alike = {word: sound_alikes(word) for word in unknown if word not in found.others}
    sounding = lookup.exact({other for others in alike.values() for other in others}, language) if alike else {}
    for word in unknown:
        same = [spelling for other in alike.get(word, ()) for spelling in sounding.get(other, ())]
        found.near[word] = same or lookup.nearest(word, language, is_other=word in found.others)


def _add_forms(found: _Found, by_word: Mapping[str, Sequence[str]]) -> None:
    """Add what the dictionary makes of words in a form that the index does not have."""
    known = lookup.exact({lemma for found_lemmas in by_word.values() for lemma in found_lemmas}, "pl")
    for word, found_lemmas in by_word.items():
        if spellings := [one for lemma in found_lemmas for one in known.get(lemma, ()) if one.token == lemma]:
            found.exact[word] = spellings
            found.others.discard(word)


def _add_meanings(found: _Found, spelt: dict[str, str], typing: str) -> None:
    """Add what the words lead to: synonyms and learned associations, and the thesaurus where a word has neither."""
    by_word = {word: _meant(word, found) for word in spelt}
    linked = {one.term for spellings in by_word.values() for one in spellings if one.is_linked}
    links = lookup.links(sorted(linked))
    typed_terms = {one.term for spellings in by_word.values() for one in spellings}
    links = [link for link in links if all(typed_terms.intersection(group) for group in link.key)]
    lost = [word for word in spelt if not any(one.documents or one.is_linked for one in by_word[word])]
    by_lemma = {lemma: word for word in lost for lemma in lemmas(spelt[word])}
    pairs = lookup.thesaurus(list(by_lemma)) if by_lemma else []
    means = lookup.exact({means for _word, means in pairs}, "pl") if pairs else {}
    held = lookup.held_by(sorted({term for link in links for group in link.wants for term in group}))
    for word, spellings in by_word.items():
        terms = {one.term for one in spellings}
        doubt = 1.0 if found.exact.get(word) or found.near.get(word) else _TRUST_OF_STEM
        doubt *= _TRUST_WHILE_TYPING if word == typing else 1.0
        found.meanings[word] = [
            _linked(link, held, found.total, doubt)
            for link in links
            if any(terms.intersection(part) for part in link.key)
        ]
    for lemma, mean in pairs[: _MOST_MEANINGS * len(by_lemma)]:
        options = found.meanings[by_lemma[lemma]]
        options += [_option(one, THESAURUS, TRUST[THESAURUS], found.total) for one in means.get(mean, ())]


def _meant(word: str, found: _Found) -> list[Spelling]:
    """Return the terms that the word surely stands for: as it is spelt, else as the nearest spelling."""
    sure = found.exact.get(word) or ([] if word in found.others else found.near.get(word, []))
    return sure or [one for one in found.exact.get(stem(word), ()) if one.is_linked]


def _linked(link: Link, held: dict[int, int], total: int, doubt: float) -> Option:
    worth = max((_rarity([held.get(term, 0) for term in group], total) for group in link.wants), default=0.0)
    return Option(
        wants=tuple(map(tuple, link.wants)),
        label=link.means,
        how=link.how,
        trust=link.trust * doubt,
        worth=worth or weights.rarity(1, total),
        document=link.document,
    )


def _word(word: str, found: _Found, language: str, *, is_open: bool) -> Word:
    started = found.started if is_open else []
    exact, near = found.exact.get(word, []), found.near.get(word, [])
    known = [one for one in exact if one.documents]
    most = _rarity([one.documents for one in known], found.total) if known else math.inf
    meanings = [replace(option, worth=min(option.worth, most)) for option in found.meanings.get(word, [])]
    options = {
        option.wants or option.document: option for option in (*_as_spelt(word, found, language, started), *meanings)
    }
    sure = [] if word in found.others else near
    return Word(
        typed=word,
        value=_value(known or sure, started, meanings, found.total),
        options=tuple(options.values()),
        is_foreign=not (known or meanings or started) and any(one.is_foreign for one in exact or sure),
        is_other=word in found.others,
    )


def _as_spelt(word: str, found: _Found, language: str, started: Sequence[Spelling]) -> list[Option]:
    """Return the terms that the word may be by its spelling, each by the surest way that leads to it.

    Where other words start so, a short word or the only one is no surer to be this one than they.
    """
    exact, near = found.exact.get(word, []), found.near.get(word, [])
    doubt = _TRUST_OTHER_WORD if word in found.others else 1.0
    may_go_on = {one.term for one in started} - {one.term for one in exact}
    options: dict[int, Option] = {}
    ways = ((EXACT, exact), (START, started), (NEAR, near), (STEM, found.exact.get(_stem(word, language), [])))
    for how, spellings in ways:
        for spelling in (one for one in spellings if one.documents and one.term not in options):
            trust = _TRUST[how] * _likeness(how, word, spelling.form) * (doubt if how == NEAR else 1.0)
            option = _option(spelling, how, trust, found.total)
            if how == EXACT and may_go_on:
                worth = min(option.worth, _WORTH_OF_START) if found.is_single else option.worth
                option = replace(option, trust=trust * _TRUST_SHORT.get(len(word), 1.0), worth=worth)
            options[spelling.term] = option
    return list(options.values())


def _value(meant: Sequence[Spelling], started: Sequence[Spelling], meanings: Sequence[Option], total: int) -> float:
    """Return how much a match of the word is worth; a word that stands for nothing here is the rarest."""
    if meant:
        return _rarity([one.documents for one in meant], total)
    if any(one.documents for one in started):
        return _WORTH_OF_START
    return max((option.worth for option in meanings), default=_rarity([], total))


def _option(spelling: Spelling, how: str, trust: float, total: int) -> Option:
    worth = weights.rarity(spelling.documents, total)
    return Option(
        ((spelling.term,),), spelling.token.lstrip("~"), how, trust, _WORTH_OF_START if how == START else worth
    )


def _rarity(documents: Sequence[int], total: int) -> float:
    """Return a word's rarity: that of the commonest term it may stand for; an unknown word is the rarest."""
    return weights.rarity(max(documents, default=0), total)


def _likeness(how: str, word: str, form: str) -> float:
    """Return how much of the form was typed (a start), or how close the spellings are."""
    if how == START:
        return 0.6 + 0.4 * len(word) / len(form)
    if how == NEAR:
        close = 1.0 if DamerauLevenshtein.distance(word, form) <= 1 else 0.75
        return close if len(word) > SHORTEST_MISSPELT else close / 2
    return 1.0
