"""Building the index anew while people search: a search sees the whole old index or the whole new one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.db import connection

from infolinia.knowledge.models import SearchPosting
from infolinia.knowledge.operations import rebuild_index
from infolinia.knowledge.queries import search
from infolinia.knowledge.search import index
from tests.knowledge.conftest import Publish

pytestmark = pytest.mark.django_db(transaction=True)

CARDS = 40
REBUILDS = 3


@pytest.fixture
def many(publish: Publish) -> frozenset[str]:
    """Forty cards that all say the same word; their codes."""
    codes = [f"rower-{number}" for number in range(CARDS)]
    for code in codes:
        publish(code, "Rower miejski", summary="Rower wypożyczysz na stacji.", phrases=["dwa kółka"])
    return frozenset(codes)


class Searcher:
    """Somebody who searches all the time over a connection of their own, and what each search found."""

    def __init__(self) -> None:
        self.answers: set[frozenset[str]] = set()
        self.searches = 0
        self.failure: Exception | None = None
        self._searched = threading.Condition()
        self._is_over = False
        self._thread = threading.Thread(target=self._search)

    def wait(self, more: int) -> None:
        """Wait until so many more searches were answered."""
        with self._searched:
            wanted = self.searches + more
            assert self._searched.wait_for(lambda: self.searches >= wanted or self.failure, timeout=30)

    @contextmanager
    def searching(self) -> Iterator["Searcher"]:
        """Search until the block ends."""
        self._thread.start()
        try:
            yield self
        finally:
            self._is_over = True
            self._thread.join(timeout=30)
        if self.failure:
            raise self.failure

    def _search(self) -> None:
        try:
            while not self._is_over:
                found = frozenset(hit.code for hit in search("rowery miejskie", limit=CARDS + 10))
                with self._searched:
                    self.answers.add(found)
                    self.searches += 1
                    self._searched.notify_all()
        except Exception as error:
            self.failure = error
        finally:
            connection.close()


def test_a_search_never_sees_an_empty_or_half_index(
    many: frozenset[str], at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = frozenset(hit.code for hit in search("rowery miejskie", limit=CARDS + 10))
    assert before and before <= many
    searcher = Searcher()
    write = index._postings

    def written_slowly(*told: object) -> None:
        """Let several searches be answered while the postings are gone, and again when they are written."""
        index._forget(list(told[0].values()))  # type: ignore[attr-defined]
        assert not SearchPosting.objects.exists(), "the rebuilding connection should see none"
        searcher.wait(2)
        write(*told)  # type: ignore[arg-type]
        searcher.wait(2)

    monkeypatch.setattr(index, "_postings", written_slowly)
    with searcher.searching():
        for _time in range(REBUILDS):
            assert rebuild_index(day=at.date()) == CARDS
    assert searcher.searches >= 4 * REBUILDS
    assert searcher.answers == {before}
    assert frozenset(hit.code for hit in search("rowery miejskie", limit=CARDS + 10)) == before


def test_a_rebuild_that_fails_leaves_the_index_as_it_was(
    many: frozenset[str], at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [hit.code for hit in search("rowery miejskie", limit=CARDS + 10)]

    def failing(*_told: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(index, "_copy", failing)
    with pytest.raises(OSError, match="disk is full"):
        rebuild_index(day=at.date())
    assert [hit.code for hit in search("rowery miejskie", limit=CARDS + 10)] == before
