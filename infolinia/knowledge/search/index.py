"""Writing the index: in the same transaction as the change, so that search and cards never disagree."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection

from infolinia.core.text import fold
from infolinia.knowledge.models import SearchDocument, SearchForm, SearchPosting, SearchTerm, Synonym
from infolinia.knowledge.search.documents import Everyday, Source, Tokens, tokens
from infolinia.knowledge.search.lemmas import spellings

_LOCK = 0x1F0CA4D
_LONGEST = 80


def put(sources: Iterable[Source]) -> int:
    """Index the documents in place of what the index held of them; returns how many of them changed.

    Must run inside a transaction: one writer at a time, readers see the old index until it commits.
    """
    _lock()
    pairs = list(Synonym.objects.values_list("everyday", "means"))
    known = dict(SearchDocument.objects.values_list("fingerprint", "id"))
    changed = {print_: source for source in sources if (print_ := _fingerprint(source, pairs)) not in known}
    if not changed:
        return 0
    everyday = Everyday(pairs)
    made = [(source, tokens(source, everyday)) for source in changed.values()]
    terms = _terms(made)
    documents = _documents(changed)
    _postings(documents, made, terms)
    return len(changed)


def drop(kind: str, codes: Sequence[str]) -> None:
    """Take documents out of the index. Must run inside a transaction."""
    _lock()
    gone = list(SearchDocument.objects.filter(kind=kind, code__in=codes).values_list("id", flat=True))
    _forget(gone)
    SearchDocument.objects.filter(id__in=gone).delete()


def clear() -> None:
    """Empty the index before it is built anew. Must run inside the transaction that fills it again."""
    _lock()
    SearchDocument.objects.all().delete()
    SearchTerm.objects.all().delete()


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _fingerprint(source: Source, pairs: Sequence[tuple[str, str]]) -> str:
    return hashlib.sha256(repr((source, sorted(pairs))).encode()).hexdigest()


def _terms(made: Sequence[tuple[Source, Tokens]]) -> dict[str, int]:
    """Return the id of every token, adding new terms together with the spellings that lead to them."""
    words: dict[str, set[str]] = defaultdict(set)
    for _source, found in made:
        for token, spelt in found.words.items():
            words[token[:_LONGEST]] |= spelt
    known = dict(SearchTerm.objects.filter(token__in=words).values_list("token", "id"))
    fresh = [SearchTerm(token=token) for token in words if token not in known]
    known.update((term.token, term.id) for term in SearchTerm.objects.bulk_create(fresh, batch_size=2_000))
    _add_spellings({known[token]: _spellings(token, spelt) for token, spelt in words.items()})
    return known


def _spellings(token: str, words: set[str]) -> set[str]:
    """Return the spellings that lead to the token: all forms of the words it stands for, and these words."""
    forms = {token}.union(*(spellings(word).get(token, ()) for word in words), map(fold, words))
    return {form[:_LONGEST] for form in forms if form}


def _add_spellings(wanted: dict[int, set[str]]) -> None:
    stored = set(SearchForm.objects.filter(term__in=wanted).values_list("form", "term_id"))
    rows = {(form, term) for term, forms in wanted.items() for form in forms} - stored
    _copy(SearchForm, ("form", "length", "term_id"), [(form, len(form), term) for form, term in sorted(rows)])


def _documents(changed: dict[str, Source]) -> dict[tuple[str, str], int]:
    rows = [
        SearchDocument(
            kind=source.kind, code=source.code, card_id=source.card_id, title=source.title, lead=source.lead,
            body=source.body, staff_body=source.staff, unit_name=source.unit_name, facts=source.facts,
            fingerprint=fingerprint,
        )
        for fingerprint, source in changed.items()
    ]  # fmt: skip
    told = ["card_id", "title", "lead", "body", "staff_body", "unit_name", "facts", "fingerprint"]
    stored = SearchDocument.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "code", "language"], update_fields=told
    )
    return {(row.kind, row.code): row.id for row in stored}


def _postings(
    documents: dict[tuple[str, str], int], made: Sequence[tuple[Source, Tokens]], terms: dict[str, int]
) -> None:
    _forget(list(documents.values()))
    rows = {
        (terms[token[:_LONGEST]], documents[source.kind, source.code]): round(weight, 5)
        for source, found in made
        for token, weight in found.weights.items()
    }
    _copy(SearchPosting, ("term_id", "document_id", "weight"), [(*key, weight) for key, weight in rows.items()])
    _count(
        "UPDATE {term} t SET documents = t.documents + n.held FROM ({held}) n WHERE n.term_id = t.id",
        list(documents.values()),
    )


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
        cursor.execute(statement.format(term=SearchTerm._meta.db_table, held=held), [list(documents)])


def _copy(
    model: type[SearchForm] | type[SearchPosting], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Write many rows at once by COPY: tens of thousands of word forms come with the first cards."""
    statement = f"COPY {model._meta.db_table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
