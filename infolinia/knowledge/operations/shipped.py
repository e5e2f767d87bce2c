"""The words that come with the program: synonyms and words of other worlds, in step with their files."""

import json
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from infolinia.knowledge.models import ForeignWord, Phrase, RejectedSynonym, Synonym
from infolinia.knowledge.operations.leading import refresh_links

_DATA = Path(__file__).parent.parent / "data"
_FILE = Phrase.Origin.IMPORT


@transaction.atomic
def take_shipped_words() -> None:
    """Bring the words that came from files into step with the files; what editors wrote or put aside stays.

    Quick when nothing changed.
    """
    if _take_synonyms(set(_synonyms())) + _take_foreign(set(_foreign())):
        refresh_links()


def _take_synonyms(wanted: set[tuple[str, str]]) -> int:
    stored = {(row.everyday, row.means): row for row in Synonym.objects.all()}
    wanted -= set(RejectedSynonym.objects.values_list("everyday", "means"))
    gone = [row.pk for pair, row in stored.items() if row.origin == _FILE and pair not in wanted]
    fresh = sorted(wanted - set(stored))
    Synonym.objects.filter(pk__in=gone).delete()
    Synonym.objects.bulk_create([Synonym(everyday=word, means=means, origin=_FILE) for word, means in fresh])
    return len(gone) + len(fresh)


def _take_foreign(wanted: set[str]) -> int:
    stored = {row.word: row for row in ForeignWord.objects.all()}
    gone = [row.pk for word, row in stored.items() if row.origin == _FILE and word not in wanted]
    fresh = sorted(wanted - set(stored))
    ForeignWord.objects.filter(pk__in=gone).delete()
    ForeignWord.objects.bulk_create([ForeignWord(word=word, origin=_FILE) for word in fresh])
    return len(gone) + len(fresh)


def _synonyms() -> Iterator[tuple[str, str]]:
    """Yield (everyday, office) from both lists: one word to many, and many words to one."""
    groups = json.loads((_DATA / "synonyms.json").read_text(encoding="utf-8"))["synonyms"]
    yield from ((everyday, means) for everyday, office_words in groups.items() for means in office_words)
    for line in _lines(_DATA / "thesaurus.txt"):
        office_words, _sign, everyday_words = line.partition("=")
        for everyday in everyday_words.split(","):
            yield from ((everyday.strip(), means.strip()) for means in office_words.split("|"))


def _foreign() -> Iterator[str]:
    for line in _lines(_DATA / "elsewhere.txt"):
        yield from line.split()


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
