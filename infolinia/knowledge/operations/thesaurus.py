"""Keeping the pairs of the general thesaurus in step with the words that cards say."""

from pathlib import Path

from django.db import transaction
from django.db.models import Q

from infolinia.knowledge import mythes
from infolinia.knowledge.models import SearchDocument, SearchTerm, ThesaurusPair
from infolinia.knowledge.rules.thesaurus import Pair, chosen
from infolinia.knowledge.search.lemmas import lemmas
from infolinia.knowledge.search.words import content_words, fold

_LONGEST = 80


@transaction.atomic
def take_thesaurus(*, path: Path) -> int:
    """Keep of the thesaurus in the file what helps today's cards; returns how many pairs that is.

    What an editor put aside stays put aside. Raises `CannotRead` and changes nothing where the file is damaged.
    """
    wanted = set(_wanted(path))
    stored = {(row.word, row.means): row for row in ThesaurusPair.objects.all()}
    gone = [row.pk for pair, row in stored.items() if pair not in wanted and not row.is_rejected]
    ThesaurusPair.objects.filter(pk__in=gone).delete()
    fresh = sorted(wanted - set(stored))
    ThesaurusPair.objects.bulk_create([ThesaurusPair(word=word, means=means) for word, means in fresh])
    return len(wanted)


def take_first_thesaurus(*, path: Path) -> int:
    """Take the thesaurus where none was ever taken; quick where one was."""
    return 0 if ThesaurusPair.objects.exists() else take_thesaurus(path=path)


def _wanted(path: Path) -> list[Pair]:
    words = SearchTerm.objects.filter(~Q(token__startswith="~"), language="pl")  # noqa: S106 - no password
    known = words.filter(Q(is_linked=True) | Q(is_foreign=True)).values_list("token", flat=True)
    pairs = ((fold(word), fold(means)) for word, means in mythes.synonyms(path))
    return chosen(
        (pair for pair in pairs if max(map(len, pair)) <= _LONGEST),
        held=dict(words.filter(documents__gt=0).values_list("token", "documents")),
        headings=_said_in_headings(),
        known=set(known),
    )


def _said_in_headings() -> set[str]:
    """Return the dictionary forms of all words of titles and residents' phrases."""
    said = SearchDocument.objects.filter(language="pl").values_list("title", "phrases")
    words = {word for title, phrases in said for word in content_words(f"{title} {phrases}")}
    return {lemma for word in words for lemma in lemmas(word)}
