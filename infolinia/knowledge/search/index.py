"""Writing the index: in the same transaction as the change, so that search and cards never disagree.

Documents and terms keep their ids while they are written anew: a search that began before sees the old or the new.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Q, QuerySet

from infolinia.knowledge.models import SearchDocument, SearchForm, SearchPosting, SearchTerm
from infolinia.knowledge.search.documents import Source, Tokens, tokens
from infolinia.knowledge.search.languages import spellings
from infolinia.knowledge.search.words import fold

Built = list[tuple[Source, str, Tokens]]
Key = tuple[str, str, str]

_VERSION = "5"  # of how tokens are made: another one makes every document new
_LOCK = 0x1F0CA4D
_LONGEST = 80
_TOLD = (
    "card_id", "title", "phrases", "lead", "body", "staff_body", "unit_name", "unit_code", "subject", "facts", "answer",
    "fingerprint",
)  # fmt: skip


MANY = 50
"""So many documents at once change the sizes of the tables so much that the database has to look at them anew."""


def put(sources: Iterable[Source]) -> int:
    """Index the documents in place of what the index held of them; returns how many of them changed.

    Must run inside a transaction: one writer at a time, readers see the old index until it commits.
    """
    lock()
    known = set(SearchDocument.objects.values_list("fingerprint", flat=True))
    changed = [source for source in sources if _fingerprint(source) not in known]
    write(build(changed))
    return len(changed)


def build(sources: Iterable[Source]) -> Built:
    """Return the documents with their tokens, ready to be written. Reads and locks nothing."""
    return [(source, _fingerprint(source), tokens(source)) for source in sources]


def write(built: Built) -> None:
    """Write built documents over what the index held of them. Must run inside a transaction that holds the lock."""
    if not built:
        return
    terms = _terms(built)
    documents = _documents(built)
    _postings(documents, built, terms)
    if len(built) >= MANY:
        _measure()


def fresh(built: Built, sources: Iterable[Source]) -> Built:
    """Return what was built for these sources, building anew only those that have changed since."""
    ready = {one[1]: one for one in built}
    return [ready.get(_fingerprint(source)) or build([source])[0] for source in sources]


def drop(kind: str, codes: Sequence[str], language: str = "") -> None:
    """Take documents out of the index, in one language or in all. Must run inside a transaction."""
    lock()
    gone = SearchDocument.objects.filter(kind=kind, code__in=codes)
    _drop(gone.filter(language=language) if language else gone)


def keep_only(keys: Iterable[Key]) -> None:
    """Take all documents but these (kind, code, language) out of the index, and spellings that lead nowhere."""
    kept = set(keys)
    stored = SearchDocument.objects.values_list("id", "kind", "code", "language")
    _drop(SearchDocument.objects.filter(id__in=[id_ for id_, *key in stored if tuple(key) not in kept]))
    SearchForm.objects.filter(term__documents=0, term__is_linked=False, term__is_foreign=False).delete()


def lock() -> None:
    """Wait until this transaction alone may write the index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def add_terms(words: dict[tuple[str, str], set[str]]) -> dict[tuple[str, str], int]:
    """Return the ids of these terms (language, token), adding new ones with the spellings of their words."""
    known = _known(words)
    missing = [key for key in words if key not in known]
    made = SearchTerm.objects.bulk_create(
        [SearchTerm(language=language, token=token) for language, token in missing], batch_size=2_000
    )
    known.update(((term.language, term.token), term.id) for term in made)
    _add_spellings({known[key]: _spellings(*key, spelt) for key, spelt in words.items()})
    return known


def _drop(documents: QuerySet[SearchDocument]) -> None:
    if gone := list(documents.values_list("id", flat=True)):
        _forget(gone)
        SearchDocument.objects.filter(id__in=gone).delete()


def _fingerprint(source: Source) -> str:
    return hashlib.sha256(repr((_VERSION, source)).encode()).hexdigest()


def _terms(built: Built) -> dict[tuple[str, str], int]:
    """Return the id of every token, adding new terms together with the spellings that lead to them."""
    words: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source, _print, found in built:
        for token, spelt in found.words.items():
            words[source.language, token[:_LONGEST]] |= spelt
    return add_terms(words)


def _known(words: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    tokens_of = defaultdict(list)
    for language, token in words:
        tokens_of[language].append(token)
    which = [Q(language=language, token__in=held) for language, held in tokens_of.items()]
    found = [row for one in which for row in SearchTerm.objects.filter(one).values_list("language", "token", "id")]
    return {(language, token): id_ for language, token, id_ in found}


def _spellings(language: str, token: str, words: set[str]) -> set[str]:
    """Return the spellings that lead to the token: all forms of the words it stands for, and these words."""
    forms = {token}.union(*(spellings(word, language).get(token, ()) for word in words if word), map(fold, words))
    return {form[:_LONGEST] for form in forms if form}


def _add_spellings(wanted: dict[int, set[str]]) -> None:
    stored = set(SearchForm.objects.filter(term__in=wanted).values_list("form", "term_id"))
    rows = {(form, term) for term, forms in wanted.items() for form in forms} - stored
    _copy(SearchForm, ("form", "length", "term_id"), [(form, len(form), term) for form, term in sorted(rows)])


def _documents(built: Built) -> dict[Key, int]:
    rows = [
        SearchDocument(
            kind=source.kind, code=source.code, language=source.language, card_id=source.card_id, title=source.title,
            phrases="\n".join(source.phrases), lead=source.lead, body=source.body, staff_body=source.staff,
            unit_name=source.unit_name, unit_code=source.unit_code, subject=source.subject, facts=source.facts,
            answer=source.answer, fingerprint=fingerprint,
        )
        for source, fingerprint, _tokens in built
    ]  # fmt: skip
    stored = SearchDocument.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "code", "language"], update_fields=list(_TOLD)
    )
    return {(row.kind, row.code, row.language): row.id for row in stored}


def _postings(documents: dict[Key, int], built: Built, terms: dict[tuple[str, str], int]) -> None:
    ids = list(documents.values())
    _forget(ids)
    rows = {
        (terms[source.language, token[:_LONGEST]], documents[source.kind, source.code, source.language]): weight
        for source, _print, found in built
        for token, weight in found.weights.items()
    }
    _copy(SearchPosting, ("term_id", "document_id", "weight"), [(*key, round(worth, 5)) for key, worth in rows.items()])
    _count("UPDATE {term} t SET documents = t.documents + n.held FROM ({held}) n WHERE n.term_id = t.id", ids)


def _measure() -> None:
    """Let the database learn the new sizes now, not when its own housekeeping comes round."""
    names = ", ".join(one._meta.db_table for one in (SearchDocument, SearchForm, SearchPosting, SearchTerm))
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {names}")


def _forget(documents: Sequence[int]) -> None:
    """Take the documents' postings away and correct the counts of their terms."""
    _count("UPDATE {term} t SET documents = t.documents - n.held FROM ({held}) n WHERE n.term_id = t.id", documents)
    with connection.cursor() as cursor:
        statement = f"DELETE FROM {SearchPosting._meta.db_table} WHERE document_id = ANY(%s)"  # noqa: S608 - our table
        cursor.execute(statement, [list(documents)])


def _count(statement: str, documents: Sequence[int]) -> None:
    postings = SearchPosting._meta.db_table
    held = f"SELECT term_id, count(*) AS held FROM {postings} WHERE document_id = ANY(%s) GROUP BY term_id"  # noqa: S608
    with connection.cursor() as cursor:
        # Right after a load the database knows nothing of the tables' sizes: it would compare each row with each.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(statement.format(term=SearchTerm._meta.db_table, held=held), [list(documents)])
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")


def _copy(
    model: type[SearchForm] | type[SearchPosting], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Write many rows at once by COPY: tens of thousands of word forms come with the first cards."""
    statement = f"COPY {model._meta.db_table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
