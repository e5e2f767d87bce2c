"""What words lead to, copied into the index: synonyms, what searches taught, and words of other worlds."""

from collections.abc import Iterator

from django.db import transaction

from infolinia.knowledge.models import Association, ForeignWord, SearchDocument, Synonym
from infolinia.knowledge.rules.learning import trust_of
from infolinia.knowledge.search import index
from infolinia.knowledge.search.links import LEARNED, SYNONYM, TRUST, Lead, replace_foreign, replace_links


@transaction.atomic
def refresh_links() -> None:
    """Bring the index into step with synonyms, associations and foreign words; cards need not be indexed anew."""
    index.lock()
    replace_links([*_synonyms(), *_associations()])
    replace_foreign(ForeignWord.objects.filter(is_rejected=False).values_list("word", flat=True))


def _synonyms() -> Iterator[Lead]:
    for everyday, means in Synonym.objects.values_list("everyday", "means"):
        yield Lead(everyday, means, SYNONYM, TRUST[SYNONYM])


def _associations() -> Iterator[Lead]:
    documents = dict(SearchDocument.objects.filter(kind="card", language="pl").values_list("card_id", "id"))
    for found in Association.objects.exclude(state=Association.State.REJECTED).select_related("card"):
        trust = trust_of(found.led, found.typed, is_accepted=found.state == Association.State.ACCEPTED)
        if trust and found.card_id in documents:
            yield Lead(found.words, found.card.code, LEARNED, trust, documents[found.card_id])
