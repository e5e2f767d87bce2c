"""The search index: documents, terms, the word forms that lead to a term, and weighted postings.

Derived data: it can be thrown away and built again from the cards, so it has no history.
"""

from django.db import models

from infolinia.knowledge.models.cards import Card


class SearchDocument(models.Model):
    """One thing that can be found: the current edition of a card, or a form."""

    kind = models.CharField(max_length=4)
    code = models.CharField(max_length=60)
    card = models.OneToOneField(Card, models.CASCADE, null=True, related_name="+")
    title = models.CharField(max_length=200)
    lead = models.TextField()
    body = models.TextField()
    staff_body = models.TextField()
    unit_name = models.CharField(max_length=200)
    facts = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="knowledge_document_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class SearchTerm(models.Model):
    """A token of the index, and how many documents hold it. `kind` says what the token is."""

    token = models.CharField(max_length=80, unique=True)
    documents = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.token


class SearchForm(models.Model):
    """A spelling without diacritics that leads to a term: every inflected form of its word."""

    form = models.CharField(max_length=80)
    length = models.PositiveSmallIntegerField()
    term = models.ForeignKey(SearchTerm, models.CASCADE, related_name="forms")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "term"], name="knowledge_form_term_once")]
        indexes = [
            models.Index(fields=["form"], name="knowledge_form_start", opclasses=["varchar_pattern_ops"]),
            models.Index(
                fields=["length", "form"], name="knowledge_form_near", opclasses=["int2_ops", "varchar_pattern_ops"]
            ),
        ]

    def __str__(self) -> str:
        return self.form


class SearchPosting(models.Model):
    """How much a term says about a document: the saturated, length-normalised part of BM25F, without idf."""

    pk = models.CompositePrimaryKey("document_id", "term_id")
    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="postings", db_index=False)
    term = models.ForeignKey(SearchTerm, models.CASCADE, related_name="postings", db_index=False)
    weight = models.FloatField()

    class Meta:
        indexes = [
            models.Index(fields=["term", "-weight"], include=["document"], name="knowledge_posting_heaviest"),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} {self.document_id}"
