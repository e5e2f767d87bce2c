"""Owners of cards hear of their tasks: one e-mail a day, each warning once, the head when a day was missed."""

from datetime import datetime, timedelta

import pytest
from django.utils.translation import get_language

from infolinia.city.models import Staff, Unit
from infolinia.correspondence.models import Message
from infolinia.journeys import keep_cards_true
from infolinia.knowledge import operations
from infolinia.knowledge.rules.drafts import draft

pytestmark = pytest.mark.django_db
REVIEW_IN = 10


@pytest.fixture
def people(piotr: Staff, marek: Staff, outsider: Staff) -> dict[str, str]:
    """Everybody has an address."""
    for person in (piotr, marek, outsider):
        person.email = f"{person.username}@example.org"
        person.save()
    return {"officer": piotr.email, "head": marek.email}


@pytest.fixture
def card(roads: Unit, at: datetime) -> str:
    """A card of the roads section whose review comes in ten days."""
    publish("a", "Karta o drogach", at, roads)
    return "a"


def publish(code: str, title: str, at: datetime, unit: Unit) -> None:
    due = (at.date() + timedelta(days=REVIEW_IN)).isoformat()
    record = draft({"code": code, "title": title, "unit": unit.code, "review_due": due})
    operations.publish_edition(draft=record, by_id=None, at=at)


def letters() -> list[tuple[str, str]]:
    return list(Message.objects.order_by("created_at", "to").values_list("to", "subject"))


def test_the_unit_is_told_once_of_what_is_new_and_once_with_its_head_of_what_was_missed(
    card: str, people: dict[str, str], at: datetime
) -> None:
    for day in range(REVIEW_IN + 5):
        for hour in range(3):
            keep_cards_true.keep(at=at + timedelta(days=day, hours=hour))
    told = [(to, "spóźnione" in subject) for to, subject in letters()]
    assert told == [(people["officer"], False), (people["head"], True), (people["officer"], True)]
    first, *_rest = Message.objects.order_by("created_at")
    assert "Karta o drogach: przegląd karty, do 04.12.2026" in first.text
    assert "/wiedza/do-zrobienia" in first.text


def test_a_task_that_comes_after_todays_letter_waits_for_tomorrows(
    card: str, people: dict[str, str], roads: Unit, at: datetime
) -> None:
    assert keep_cards_true.keep(at=at) == 1
    publish("b", "Druga", at, roads)
    assert keep_cards_true.keep(at=at + timedelta(hours=1)) == 0
    assert keep_cards_true.keep(at=at + timedelta(days=1)) == 1
    last = Message.objects.latest("created_at")
    assert "Druga" in last.text and "Karta o drogach" not in last.text


def test_nobody_is_woken_at_night(card: str, people: dict[str, str], at: datetime) -> None:
    night = at.replace(hour=3)
    assert keep_cards_true.keep(at=night) == 0 and letters() == []
    assert keep_cards_true.keep(at=night.replace(hour=6)) == 1  # seven in the city


def test_editors_hear_of_cards_without_people_and_a_wrong_address_stops_nobody(
    card: str, people: dict[str, str], lamps: Unit, piotr: Staff, at: datetime
) -> None:
    piotr.email = "to nie adres"
    piotr.save()
    ewa = Staff.objects.create(username="ewa", display_name="Ewa Molo", role="editor", email="ewa@example.org")
    Staff.objects.filter(username="obcy").update(is_active=False)
    publish("b", "Latarnie", at, lamps)
    assert keep_cards_true.keep(at=at) == 1
    [message] = Message.objects.all()
    assert (message.to, "Latarnie" in message.text, "Karta o drogach" in message.text) == (ewa.email, True, False)


def test_many_tasks_make_one_letter_that_can_be_read(people: dict[str, str], roads: Unit, at: datetime) -> None:
    for number in range(45):
        publish(f"k{number}", f"Karta {number:02}", at, roads)
    assert keep_cards_true.keep(at=at) == 1
    [message] = Message.objects.all()
    assert message.text.count("przegląd karty") == 40 and "i jeszcze 5" in message.text


def test_the_letter_speaks_the_readers_language(
    card: str, people: dict[str, str], piotr: Staff, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = []
    written = keep_cards_true._text
    monkeypatch.setattr(keep_cards_true, "_text", lambda *told: spoken.append(get_language()) or written(*told))
    piotr.screen_language = "uk"
    piotr.save()
    assert keep_cards_true.keep(at=at) == 1
    assert spoken == ["uk"]
