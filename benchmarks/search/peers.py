"""Three ways to search that a city could have without ours: tantivy, SQLite's FTS5 and PostgreSQL's own ranking.

All get the same cards, the same lemmas, the same phrases and the same stop words. What they lack is ours to prove.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import tantivy
from django.db import connection

from infolinia.core.text import fold
from infolinia.knowledge.search.lemmas import lemmas
from infolinia.knowledge.search.words import content_words


@dataclass(frozen=True)
class Text:
    """A card as text in three fields."""

    code: str
    title: str
    phrases: str
    rest: str


class Peer(Protocol):
    """Something that answers with codes, best first."""

    name: str

    def search(self, text: str) -> list[str]:
        """Return at most ten codes."""


def as_lemmas(text: str) -> str:
    """Return the words' dictionary forms without diacritics."""
    return " ".join(lemma for word in content_words(text) for lemma in lemmas(word))


class Tantivy:
    """Tantivy over lemmas: BM25 with field weights, the last word as a prefix."""

    name = "tantivy + morfeusz2"
    _BOOSTS = {"title": 6.0, "phrases": 4.0, "rest": 1.0}

    def __init__(self, texts: Sequence[Text]) -> None:
        builder = tantivy.SchemaBuilder().add_text_field("code", stored=True, tokenizer_name="raw")
        for name in self._BOOSTS:
            builder = builder.add_text_field(name, tokenizer_name="whitespace")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(heap_size=15_000_000, num_threads=1)
        for one in texts:
            fields = {name: as_lemmas(getattr(one, name)) for name in self._BOOSTS}
            writer.add_document(tantivy.Document(code=one.code, **fields))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, text: str) -> list[str]:
        """Return the best ten for any of the lemmas."""
        said = content_words(text)
        if not said:
            return []
        tokens = {lemma for word in said for lemma in lemmas(word)}
        start = "".join(letter for letter in fold(said[-1]) if letter.isalnum())
        parts = [
            tantivy.Query.boost_query(query, boost)
            for name, boost in self._BOOSTS.items()
            for query in (
                *(tantivy.Query.term_query(self._schema, name, token) for token in tokens),
                tantivy.Query.regex_query(self._schema, name, f"{start}.*"),
            )
        ]
        asked = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
        searcher = self._index.searcher()
        return [searcher.doc(address)["code"][0] for _score, address in searcher.search(asked, 10).hits]


class Fts5:
    """SQLite FTS5 over lemmas: BM25 with field weights, the last word as a prefix."""

    name = "SQLite FTS5 + morfeusz2"

    def __init__(self, texts: Sequence[Text]) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE card USING fts5(code UNINDEXED, title, phrases, rest)")
        rows = [(one.code, as_lemmas(one.title), as_lemmas(one.phrases), as_lemmas(one.rest)) for one in texts]
        self._database.executemany("INSERT INTO card VALUES (?, ?, ?, ?)", rows)

    def search(self, text: str) -> list[str]:
        """Return the best ten for any of the lemmas."""
        words = [f'"{lemma}"' for word in content_words(text) for lemma in lemmas(word)]
        if not words:
            return []
        words.append(f'"{fold(content_words(text)[-1])}"*')
        statement = "SELECT code FROM card WHERE card MATCH ? ORDER BY bm25(card, 0, 6, 4, 1) LIMIT 10"
        return [code for (code,) in self._database.execute(statement, [" OR ".join(words)])]


class TsRank:
    """PostgreSQL's `ts_rank` over lemmas, with field weights, the last word as a prefix."""

    name = "PostgreSQL ts_rank + morfeusz2"

    def __init__(self, texts: Sequence[Text]) -> None:
        vector = " || ".join(f"setweight(to_tsvector('simple', %s), '{weight}')" for weight in "ABC")
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE peer (code text, words tsvector)")
            for one in texts:
                fields = [as_lemmas(one.title), as_lemmas(one.phrases), as_lemmas(one.rest)]
                cursor.execute(f"INSERT INTO peer VALUES (%s, {vector})", [one.code, *fields])  # noqa: S608
            cursor.execute("CREATE INDEX ON peer USING gin (words)")

    def search(self, text: str) -> list[str]:
        """Return the best ten for any of the lemmas."""
        words = [f"'{lemma}'" for word in content_words(text) for lemma in lemmas(word)]
        if not words:
            return []
        asked = " | ".join([*words, f"'{fold(content_words(text)[-1])}':*"])
        statement = """
            SELECT code FROM peer, to_tsquery('simple', %s) asked WHERE words @@ asked
            ORDER BY ts_rank(words, asked) DESC, code LIMIT 10
        """
        with connection.cursor() as cursor:
            cursor.execute(statement, [asked])
            return [code for (code,) in cursor.fetchall()]
