"""The search index: documents, terms, the word forms that lead to a term, and weighted postings.

Derived data: it can be thrown away and built again from the cards, so it has no history.
"""

from django.db import models

from infolinia.knowledge.models.cards import Card


class SearchDocument(models.Model):
    """One thing that can be found: the current edition of a card in one language, or a form.

    `answer` is what is shown at once: fee, term, where. `factor` (1 to 1.15) is what use and success add to a score.
    """

    kind = models.CharField(max_length=4)
    code = models.CharField(max_length=60)
    language = models.CharField(max_length=2, default="pl")
    card = models.ForeignKey(Card, models.CASCADE, null=True, related_name="+")
    title = models.CharField(max_length=200)
    phrases = models.TextField(default="")
    subject = models.CharField(max_length=40, default="")
    unit_code = models.CharField(max_length=60, default="")
    answer = models.CharField(max_length=400, default="")
    factor = models.FloatField(default=1.0)
    lead = models.TextField()
    body = models.TextField()
    staff_body = models.TextField()
    unit_name = models.CharField(max_length=200)
    facts = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code", "language"], name="knowledge_document_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class SearchTerm(models.Model):
    """A token of the index in one language, how many documents hold it, and whether it leads to others (`SearchLink`).

    A foreign one speaks for answering nothing. Terms are kept when nothing holds them: their ids stay the same while
    the index is built anew.
    """

    language = models.CharField(max_length=2, default="pl")
    token = models.CharField(max_length=80)
    documents = models.PositiveIntegerField(default=0)
    is_linked = models.BooleanField(default=False)
    is_foreign = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "token"], name="knowledge_term_once")]

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


class SearchLink(models.Model):
    """What a typed word stands for besides itself: other words, all of them, or one document.

    `key` holds the words that must be typed, `wants` the words that a document must hold: each a list of ids of
    terms of which any one will do. `how` names the kind of knowledge it comes from, `trust` is from 0 to 1.
    """

    term = models.ForeignKey(SearchTerm, models.CASCADE, related_name="links")
    key = models.JSONField()
    wants = models.JSONField()
    document = models.ForeignKey(SearchDocument, models.CASCADE, null=True, related_name="+")
    means = models.CharField(max_length=200)
    how = models.CharField(max_length=12)
    trust = models.FloatField()

    def __str__(self) -> str:
        return f"{self.term_id} → {self.means}"
