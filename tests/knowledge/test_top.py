"""What residents ask most, counted from conversations."""

from datetime import datetime, timedelta
from uuid import uuid4

from infolinia.city.models import Staff
from infolinia.contacts.models import Conversation, Question
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import CardDay
from tests.knowledge.conftest import Publish


def _ask(staff: Staff, at: datetime, *cards: str) -> None:
    talk = Conversation.objects.create(
        id=uuid4(), channel="phone", state="closed", adviser=staff, arrived_at=at, answered_at=at
    )
    for place, card in enumerate(cards, 1):
        Question.objects.create(conversation=talk, position=place, card_code=card, outcome="answered", saved_at=at)


def test_day_and_week_count_the_cards_that_were_used(publish: Publish, zofia: Staff, at: datetime) -> None:
    publish("dowod", "Dowód")
    publish("smieci", "Śmieci")
    _ask(zofia, at - timedelta(hours=1), "dowod", "dowod", "")
    _ask(zofia, at - timedelta(days=3), "smieci", "smieci", "smieci", "zniknela")
    _ask(zofia, at - timedelta(days=20), "dowod")
    operations.count_card_uses(at=at)
    top = queries.top_questions(at)
    assert [(card.code, card.asked) for card in top.day] == [("dowod", 2)]
    assert [(card.code, card.asked) for card in top.week] == [("smieci", 3), ("dowod", 2)]
    assert top.season == ()
    assert [card.code for card in top.once_each(5).week] == ["smieci"]


def test_counting_again_counts_nothing_twice_and_takes_late_outcomes(zofia: Staff, at: datetime) -> None:
    _ask(zofia, at - timedelta(days=10), "dowod")
    _ask(zofia, at - timedelta(hours=2), "dowod")
    operations.count_card_uses(at=at)
    Question.objects.update(outcome="passed_on")
    operations.count_card_uses(at=at)
    days = CardDay.objects.order_by("day").values_list("asked", "helped")
    assert list(days) == [(1, 1), (1, 0)]


def test_a_day_is_the_citys_day(publish: Publish, zofia: Staff, at: datetime) -> None:
    publish("dowod", "Dowód")
    midnight = at.replace(hour=23, minute=30) - timedelta(days=1)  # 0:30 of today in Gdynia
    _ask(zofia, midnight, "dowod")
    operations.count_card_uses(at=at)
    assert [card.code for card in queries.top_questions(at).day] == ["dowod"]


def test_the_season_is_what_last_year_brought_in_these_weeks(publish: Publish, at: datetime) -> None:
    publish("podatek", "Podatek od nieruchomości")
    publish("dowod", "Dowód")
    today = at.date()
    rows = []
    for back in range(400):
        day = today - timedelta(days=back)
        in_season = timedelta(days=345) <= timedelta(days=back) <= timedelta(days=378)
        rows.append(CardDay(day=day, card_code="podatek", asked=12 if in_season else 1, helped=1))
        rows.append(CardDay(day=day, card_code="dowod", asked=4, helped=4))
    CardDay.objects.bulk_create(rows)
    top = queries.top_questions(at)
    assert [card.code for card in top.season] == ["podatek"]
    assert top.season[0].times_usual is not None and top.season[0].times_usual > 4
    assert top.season_first is not None and top.season_first < today - timedelta(days=370)


def test_before_anybody_asked_the_usual_cards_are_offered(publish: Publish, at: datetime) -> None:
    publish("latarnia", "Latarnia")
    publish("dowod-wniosek", "Dowód: wniosek")
    publish("inna", "Inna")
    assert [link.code for link in queries.popular(5)] == ["dowod-wniosek", "latarnia"]
