"""Every card used in a conversation is kept with its edition: what was said can be read again for ever."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_django import Settings

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as people
from infolinia.contacts.models import Question, UsedCard
from infolinia.knowledge import queries
from tests.knowledge.conftest import Publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def talking(zofia: Staff, at: datetime) -> UUID:
    """Zofia talks with somebody."""
    call = contacts.call_arrived(
        engine_call_id="e-1", channel="phone", number="", name="", language="pl", queue_code="", at=at, event_key="1"
    )
    contacts.call_offered(conversation_id=call, adviser_id=zofia.pk, at=at, event_key="2")
    contacts.call_answered(conversation_id=call, adviser_id=zofia.pk, at=at, event_key="3")
    return call


def test_the_edition_that_was_on_the_screen_is_the_one_that_is_kept(
    talking: UUID, publish: Publish, zofia: Staff, at: datetime, settings: Settings
) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    publish("a", "Karta", answer="Pierwsze.", when=at - timedelta(days=9))
    publish("b", "Inna", answer="Inna.", when=at - timedelta(days=9))
    publish("a", "Card", answer="First.", language="en", when=at - timedelta(days=9))
    desk = Client()
    desk.force_login(zofia)
    address = "/stanowisko/karta/{}"
    asked = Question.objects.get(conversation=talking)
    told = {"rozmowa": talking, "pytanie": asked.pk}
    shown = desk.post(address.format("a"), told).content.decode()
    assert "Pierwsze." in shown
    publish("a", "Karta", answer="Drugie.")
    desk.post(address.format("b"), told)
    desk.post(address.format("a"), told)
    desk.post(address.format("a"), {**told, "jezyk": "en"})
    used = [(row.code, row.language, row.edition) for row in people.cards_used(talking)]
    assert used == [("a", "pl", 1), ("b", "pl", 1), ("a", "pl", 2), ("a", "en", 1)]
    said = [view.answer_html for row in people.cards_used(talking) if (view := read_again(row))]
    assert said == ["Pierwsze.", "Inna.", "Drugie.", "First."]


def read_again(row: people.UsedCardView) -> queries.CardView | None:
    """What the used card said, from what was kept of it alone."""
    return queries.edition(row.code, row.language, row.edition)


def test_the_language_is_kept_with_the_edition(talking: UUID, publish: Publish, zofia: Staff, at: datetime) -> None:
    publish("a", "Karta", answer="Po polsku.")
    publish("a", "Картка", answer="Українською.", language="uk")
    question = Question.objects.get(conversation=talking)
    for language in ("pl", "uk", "uk"):
        contacts.use_card(
            question_id=question.pk, by_id=zofia.pk, at=at, code="a", title="Karta", edition=1, language=language
        )
    said = [view.answer_html for row in people.cards_used(talking) if (view := read_again(row))]
    assert said == ["Po polsku.", "Українською."]
    question.refresh_from_db()
    assert (question.card_code, question.card_edition, question.card_language) == ("a", 1, "uk")


def test_what_was_used_is_never_changed_and_goes_with_its_conversation(
    talking: UUID, publish: Publish, zofia: Staff, at: datetime
) -> None:
    publish("a", "Karta")
    question = Question.objects.get(conversation=talking)
    contacts.use_card(question_id=question.pk, by_id=zofia.pk, at=at, code="a", title="Karta", edition=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        UsedCard.objects.update(edition=2)
    question.delete()
    assert not UsedCard.objects.exists()
