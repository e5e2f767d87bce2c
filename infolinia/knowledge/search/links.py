"""What words stand for besides themselves, copied into the index so that a search reads it with one statement."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from infolinia.knowledge.models import SearchLink, SearchTerm
from infolinia.knowledge.search.index import add_terms
from infolinia.knowledge.search.lemmas import lemmas
from infolinia.knowledge.search.words import content_words, stem, words

SYNONYM, THESAURUS, LEARNED = "słownik", "tezaurus", "nauczone"
TRUST = {SYNONYM: 0.85, THESAURUS: 0.3, LEARNED: 0.7}
_MOST_WORDS = 4
_LESS_TELLING = 0.8  # of several everyday words all but one are stop words


@dataclass(frozen=True)
class Lead:
    """Everyday words and what they lead to: office words, or a document where `document` is given."""

    everyday: str
    means: str
    how: str
    trust: float
    document: int | None = None


@dataclass(frozen=True)
class _Read:
    """A lead with its words as tokens: each word a list of which any one will do."""

    lead: Lead
    key: list[list[str]]
    wants: list[list[str]]


def replace_links(leads: Iterable[Lead]) -> None:
    """Make these all the links of the index. Must run inside a transaction that holds the index's lock."""
    read = [one for one in map(_read, leads) if one.key and (one.wants or one.lead.document)]
    terms = add_terms(_spelt(read))
    wanted = {_row(one, first, terms) for one in read for first in one.key[0]}
    stored = {_of(link): link.pk for link in SearchLink.objects.all()}
    SearchLink.objects.filter(pk__in=[pk for row, pk in stored.items() if row not in wanted]).delete()
    SearchLink.objects.bulk_create([_link(row) for row in sorted(wanted - set(stored), key=str)], batch_size=2_000)
    _mark("is_linked", {term for row in wanted for word in json.loads(row[1]) for term in word})


def replace_foreign(words: Iterable[str]) -> None:
    """Make these all the words that speak for answering nothing. Must run as `replace_links` must."""
    spelt: dict[tuple[str, str], set[str]] = defaultdict(set)
    for word in {part for text in words for part in content_words(text)}:
        for token in lemmas(word):
            spelt["pl", token].add(word)
    _mark("is_foreign", set(add_terms(spelt).values()))


def _read(lead: Lead) -> _Read:
    key, wants = content_words(lead.everyday)[:_MOST_WORDS], content_words(lead.means)[:_MOST_WORDS]
    return _Read(
        lead=lead,
        key=[[*lemmas(word), *filter(None, [stem(word)])] for word in key],
        wants=[] if lead.document else [list(lemmas(word)) for word in wants],
    )


def _spelt(read: Sequence[_Read]) -> dict[tuple[str, str], set[str]]:
    """Return all tokens of the leads with the everyday words that they were read from.

    Office words come without: the documents that say them bring their spellings.
    """
    spelt: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in read:
        for word, found in zip(content_words(one.lead.everyday), one.key, strict=False):
            for token in found:
                spelt["pl", token].add("" if token.startswith("~") else word)
        for token in (token for found in one.wants for token in found):
            spelt.setdefault(("pl", token), set())
    return spelt


Row = tuple[int, str, str, int | None, str, str, float]


def _row(one: _Read, first: str, terms: dict[tuple[str, str], int]) -> Row:
    key, wants = (
        json.dumps([[terms["pl", token] for token in word] for word in part]) for part in (one.key, one.wants)
    )
    trust = one.lead.trust * (_LESS_TELLING if len(one.key) == 1 < len(words(one.lead.everyday)) else 1.0)
    return terms["pl", first], key, wants, one.lead.document, one.lead.means[:200], one.lead.how, round(trust, 3)


def _of(link: SearchLink) -> Row:
    key, wants = json.dumps(link.key), json.dumps(link.wants)
    return link.term_id, key, wants, link.document_id, link.means, link.how, link.trust


def _link(row: Row) -> SearchLink:
    term, key, wants, document, means, how, trust = row
    return SearchLink(
        term_id=term, key=json.loads(key), wants=json.loads(wants), document_id=document, means=means, how=how,
        trust=trust,
    )  # fmt: skip


def _mark(flag: str, terms: set[int]) -> None:
    """Set the flag for exactly these terms."""
    SearchTerm.objects.filter(**{flag: True}).exclude(id__in=terms).update(**{flag: False})
    SearchTerm.objects.filter(**{flag: False}, id__in=terms).update(**{flag: True})
