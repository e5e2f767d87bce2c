"""While a matter is registered: what is known already is shown, and the caller may join it instead."""

import pytest
from django.test import Client
from django.urls import reverse

from infolinia.city.models import Staff
from infolinia.contacts.models import Question
from infolinia.core import clock
from infolinia.matters import operations as matters
from infolinia.matters.models import DangerCall, Follower, Matter
from infolinia.matters.shapes import MatterDraft, Place, Registered
from tests.web.desk.conftest import Rings
from tests.web.desk.test_answers import _question, _registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(card: str, zofia: Staff) -> Registered:
    draft = MatterDraft(
        category_code="dziura-w-jezdni", description="Głęboka dziura.", place=Place("ul. Żaglowa", "12", "Obłuże")
    )
    return matters.register(draft=draft, by_id=zofia.pk, at=clock.now())


def _asked(desk: Client, **typed: str) -> str:
    values = {"category": "dziura-w-jezdni", "place": "", "description": "", **typed}
    return desk.post(reverse("desk:alike"), values).content.decode()


def test_what_is_known_is_shown_as_soon_as_a_place_or_words_say_enough(desk_of: Client, known: Registered) -> None:
    assert known.number in _asked(desk_of, place="zaglowa 12")
    assert known.number in _asked(desk_of, description="bardzo głęboka dziura w drodze")
    assert known.number not in _asked(desk_of)
    assert known.number not in _asked(desk_of, place="Wymyślona 1")
    assert known.number not in _asked(desk_of, category="", place="Żaglowa 12")


def test_a_caller_joins_what_is_known_and_gets_its_number_with_a_code_of_their_own(
    desk_of: Client, zofia: Staff, known: Registered, rings: Rings
) -> None:
    question = _question(rings(zofia).answered().conversation_id)
    address = reverse("desk:follow", args=[known.id])
    page = desk_of.post(address, _registration(question, description="Też\0 widzę.")).content.decode()
    assert known.number in page and known.code not in page
    assert Follower.objects.get().note == "Też widzę."
    again = desk_of.post(address, _registration(question)).content.decode()
    assert known.number in again
    follower = Follower.objects.get()
    assert (follower.matter_id, follower.reply_address, follower.question_id) == (
        known.id, "halina@example.org", question.pk,
    )  # fmt: skip
    question.refresh_from_db()
    assert (question.outcome, question.matter_id) == ("registered", known.id)
    assert Matter.objects.get().follower_count == 1


def test_joining_without_an_address_counts_and_with_a_wrong_one_is_refused(
    desk_of: Client, zofia: Staff, known: Registered, rings: Rings
) -> None:
    question = _question(rings(zofia).answered().conversation_id)
    address = reverse("desk:follow", args=[known.id])
    refused = desk_of.post(address, _registration(question, reply_channel="sms", phone="12"))
    assert (refused.status_code, Follower.objects.count()) == (422, 0)
    assert Question.objects.get(pk=question.pk).outcome == ""
    desk_of.post(address, _registration(question, reply_channel="", email=""))
    assert Follower.objects.get().reply_channel == "none"


def test_a_danger_told_while_joining_calls_the_duty(
    desk_of: Client, zofia: Staff, known: Registered, rings: Rings
) -> None:
    question = _question(rings(zofia).answered().conversation_id)
    page = desk_of.post(reverse("desk:follow", args=[known.id]), _registration(question, danger="on")).content.decode()
    assert "Zadzwoń do dyżurnego" in page
    call = DangerCall.objects.get()
    assert (call.matter_id, call.raised_by, Matter.objects.get().danger) == (known.id, zofia, True)


@pytest.mark.parametrize("field", ["category", "description", "place", "point"])
def test_what_no_database_keeps_is_dropped_from_what_is_typed(desk_of: Client, known: Registered, field: str) -> None:
    assert known.number in _asked(desk_of, place="Żaglowa\0 12")
    for address in ("desk:alike", "desk:promise", "desk:asked", "desk:streets"):
        typed = {"category": "dziura-w-jezdni", "place": "Żaglowa 12", "description": "dziura w drodze", field: "x\0"}
        assert desk_of.post(reverse(address), typed).status_code == 200


def test_somebody_elses_talk_joins_nothing(desk_of: Client, adam: Staff, known: Registered, rings: Rings) -> None:
    question = _question(rings(adam).answered().conversation_id)
    answer = desk_of.post(reverse("desk:follow", args=[known.id]), _registration(question))
    assert (answer.status_code, Follower.objects.count()) == (404, 0)


def test_the_panel_takes_the_point_and_the_words_of_a_place(
    desk_of: Client, zofia: Staff, card: str, rings: Rings
) -> None:
    question = _question(rings(zofia).answered().conversation_id)
    told = {"place_note": "za przystankiem", "point": "54.54, 18.48"}
    assert desk_of.post("/stanowisko/zgloszenie", _registration(question, **told)).status_code == 200
    matter = Matter.objects.get()
    assert (matter.place_note, matter.latitude, matter.longitude) == ("za przystankiem", 54.54, 18.48)
