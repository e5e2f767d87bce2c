"""The run: load the example cards, ask every query of every searcher, then time ours in a crowd."""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from benchmarks.search.crowd import crowd
from benchmarks.search.measure import Measure, measure
from benchmarks.search.peers import Fts5, Peer, Tantivy, Text, TsRank
from benchmarks.search.queries import Query, half
from infolinia.core.clock import now
from infolinia.knowledge import mythes, operations
from infolinia.knowledge.operations.indexing import sources_of
from infolinia.knowledge.operations.thesaurus import take_thesaurus
from infolinia.knowledge.queries import search
from infolinia.knowledge.search import index
from infolinia.knowledge.search.documents import Source

KINDS = ("everyday", "inflected", "no diacritics", "typos", "prefix", "none")
CROWD = 5_000


class Ours:
    """Infolinia's search."""

    name = "Infolinia"

    def search(self, text: str) -> list[str]:
        """Return the codes of the best ten cards."""
        return [hit.code for hit in search(text, limit=10, kinds=("card",))]


def main() -> int:
    """Measure and print."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        operations.load_example_cards(now())
        _take_thesaurus()
        sources = [source for source in sources_of(None) if source.language == "pl"]
        texts = [Text(one.code, one.title, " ".join(one.phrases), f"{one.lead} {one.body}") for one in sources]
        searchers: list[Peer] = [Ours(), Tantivy(texts), Fts5(texts), TsRank(texts)]
        for name in ("tuning", "reported", "held out"):
            if queries := half(name):
                print(f"\nThe {name} queries")
                _marks(searchers, queries)
        _speed(sources)
        transaction.set_rollback(True)
    return 0


def _take_thesaurus() -> None:
    """Let ours have the thesaurus where set-up could fetch it, and say so: without it everyday words are harder."""
    path = mythes.file_of(Path(settings.STATE))
    print(f"Pairs of the thesaurus: {take_thesaurus(path=path) if path else 'none, it is not on this machine'}")


def _marks(searchers: Sequence[Peer], queries: Sequence[Query]) -> None:
    print(f"{'':30}{'kind':15}{'queries':>8}{'hit@1':>8}{'hit@5':>8}{'MRR@10':>8}")
    for searcher in searchers:
        answers = [(query, searcher.search(query.text)) for query in queries]
        for kind in KINDS:
            if asked := [answer for answer in answers if answer[0].kind == kind]:
                _line(searcher.name, kind, measure(asked))
        _line(searcher.name, "all answered", measure([answer for answer in answers if answer[0].cards]))


def _line(name: str, kind: str, made: Measure) -> None:
    silent = kind == "none"
    rest = "" if silent else f"{made.hit_at_5:8.2f}{made.mrr_at_10:8.2f}"
    print(f"{name:30}{kind:15}{made.queries:8}{made.hit_at_1:8.2f}{rest}{'  right silence' if silent else ''}")


def _speed(sources: list[Source]) -> None:
    started = perf_counter()
    index.put(crowd(sources, CROWD))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"\n{CROWD} cards indexed in {perf_counter() - started:.1f} s")
    keys = [query.text[:end] for query in half("reported") for end in range(2, len(query.text) + 1)]
    for name, asked in (("whole queries", [query.text for query in half("reported")]), ("every key of them", keys)):
        times = sorted(_timed(search, text) for text in asked)
        middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
        print(f"{name}: {len(times)} searches, p50 {middle:.1f} ms, p95 {late:.1f} ms, worst {times[-1]:.1f} ms")


def _timed(call: Callable[[str], object], text: str) -> float:
    started = perf_counter()
    call(text)
    return (perf_counter() - started) * 1000
