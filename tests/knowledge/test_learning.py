"""What use teaches search: words that led to a card that answered, and cards that are used and help."""

from datetime import datetime

import pytest

from infolinia.city.models import Staff
from infolinia.knowledge.models import Association, CardDay, SearchEntry
from infolinia.knowledge.operations.learning import decide_association, learn
from infolinia.knowledge.queries import search
from tests.knowledge.conftest import Publish

pytestmark = pytest.mark.django_db

TYPED = "kwakwa brumbrum"


@pytest.fixture
def taught(publish: Publish, at: datetime) -> None:
    """Four searches for words that no card says, each ended by the card of the city's bicycles."""
    publish("rower", "Rower miejski")
    publish("kajak", "Kajak na zatoce")
    SearchEntry.objects.bulk_create(
        SearchEntry(at=at, channel="desk", text=TYPED, key=TYPED, hits=0, is_settled=True, answered_code="rower")
        for _time in range(4)
    )


def test_words_that_led_to_a_card_find_it_once_there_is_evidence(taught: None, at: datetime) -> None:
    assert search(TYPED) == []
    learn(at=at)
    (association,) = Association.objects.all()
    assert (association.led, association.typed, association.state) == (4, 4, "offered")
    decide_association(association_id=association.pk, is_accepted=True, by=_editor(), at=at)
    assert [hit.code for hit in search(TYPED)] == ["rower"]


def test_rejected_words_lead_nowhere_though_they_are_counted_on(taught: None, at: datetime) -> None:
    learn(at=at)
    decide_association(association_id=Association.objects.get().pk, is_accepted=False, by=_editor(), at=at)
    learn(at=at)
    assert search(TYPED) == []
    assert Association.objects.get().state == "rejected"


def test_a_card_that_helps_gains_at_most_fifteen_in_a_hundred(taught: None, at: datetime) -> None:
    before = search("miejskie rowery")[0].score
    CardDay.objects.create(day=at.date(), card_code="rower", asked=9_000, helped=9_000)
    learn(at=at)
    hit = search("miejskie rowery", explain=True)[0]
    assert 1.1 * before < hit.score <= 1.15 * before + 0.001
    assert [part.how for part in hit.why][-1] == "użycie"
    assert sum(part.points for part in hit.why) == pytest.approx(hit.score, abs=0.01)


def _editor() -> int:
    return Staff.objects.create(username="redaktor9", role="editor").pk
