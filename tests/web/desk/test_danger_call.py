"""Danger at the desk: the alarm number at once, then the call to the duty until they confirm; and kinds kept apart."""

import pytest
from django.test import Client

from infolinia.city.models import Staff, Unit
from infolinia.contacts.models import Question
from infolinia.core.clock import now
from infolinia.matters import operations as matters
from infolinia.matters.models import Category, DangerCall, Matter
from infolinia.matters.operations import CategoryDraft, save_category
from infolinia.matters.operations.danger import who_calls
from infolinia.matters.shapes import MatterDraft
from tests.web.desk.conftest import Rings
from tests.web.desk.test_answers import _question, _registration

pytestmark = pytest.mark.django_db

DUTY = "+48500000090"


@pytest.fixture
def question(desk_of: Client, zofia: Staff, card: str, rings: Rings) -> Question:
    """A caller's question at Zofia's desk; potholes have a duty."""
    Category.objects.filter(code="dziura-w-jezdni").update(danger_phone=DUTY, danger=True, danger_text="Postaw słupek.")
    return _question(rings(zofia).answered().conversation_id)


def test_the_alarm_number_and_the_duty_are_shown_before_anything_is_registered(
    desk_of: Client, question: Question
) -> None:
    told = {"category": "dziura-w-jezdni", "danger": "on"}
    page = desk_of.post("/stanowisko/zgloszenie/termin", told).content.decode()
    assert "112" in page and "Postaw słupek." in page and f"tel:{DUTY}" in page
    calm = desk_of.post("/stanowisko/zgloszenie/termin", told | {"danger": ""}).content.decode()
    assert "112" not in calm


def test_a_danger_stays_on_the_desk_until_the_duty_confirms(desk_of: Client, question: Question) -> None:
    given = desk_of.post("/stanowisko/zgloszenie", _registration(question, danger="on")).content.decode()
    assert "Zadzwoń do dyżurnego" in given and f"tel:{DUTY}" in given
    call = DangerCall.objects.get()
    address = f"/stanowisko/zagrozenie/{call.pk}"
    tried = desk_of.post(address, {"wynik": "no_answer", "miejsce": "given"}).content.decode()
    assert "Dzwoniono 1 raz, nikt nie odebrał." in tried and f'id="zagrozenie-given-{call.pk}"' in tried
    assert desk_of.post(address, {"wynik": "confirmed", "kto": " "}).status_code == 422
    desk_of.post(address, {"wynik": "told", "kto": "dyżurny 7"})
    assert "Wie o tym dyżurny 7" in desk_of.get("/stanowisko/zagrozenia").content.decode()
    over = desk_of.post(address, {"wynik": "confirmed", "kto": "dyżurny 7"}).content.decode()
    assert "dyżurny potwierdził" in over
    assert "Zadzwoń" not in desk_of.get("/stanowisko/zagrozenia").content.decode()
    assert desk_of.post(address, {"wynik": "no_answer"}).status_code == 404


def test_the_unit_confirms_on_the_matters_page_and_nobody_else(
    client: Client, desk_of: Client, zofia: Staff, piotr: Staff, outsider: Staff, question: Question
) -> None:
    desk_of.post("/stanowisko/zgloszenie", _registration(question, danger="on"))
    address = f"/sprawy/{Matter.objects.get().pk}"
    client.force_login(outsider)
    assert client.post(f"{address}/zagrozenie").status_code in (403, 404)
    desk_of.force_login(zofia)
    desk_of.post(f"{address}/zagrozenie")
    assert DangerCall.objects.get().acknowledged_at is None, "an adviser confirms by the call alone"
    client.force_login(piotr)
    assert "nikt jeszcze nie potwierdził, że jedzie" in client.get(address).content.decode()
    page = client.post(f"{address}/zagrozenie", follow=True).content.decode()
    assert "Infolinia wie, że jedziecie." in page and "nikt jeszcze nie potwierdził" not in page
    assert DangerCall.objects.get().acknowledged_by == piotr


def test_the_dangers_of_others_are_not_on_my_desk(
    client: Client, desk_of: Client, adam: Staff, piotr: Staff, question: Question
) -> None:
    desk_of.post("/stanowisko/zgloszenie", _registration(question, danger="on"))
    client.force_login(adam)
    assert "Zadzwoń do dyżurnego" not in client.get("/stanowisko/zagrozenia").content.decode()
    client.force_login(piotr)
    for answer in (client.get("/stanowisko/zagrozenia"), client.post(f"/stanowisko/zagrozenie/{_call()}")):
        assert answer.status_code == 403


def test_a_danger_that_a_resident_reported_alone_is_on_every_desk(
    client: Client, desk_of: Client, adam: Staff, question: Question
) -> None:
    draft = MatterDraft(category_code="dziura-w-jezdni", description="Zapada się.", channel="form", danger=True)
    matters.register(draft=draft, by_id=None, at=now())
    assert who_calls(None) == "dangers"
    assert 'data-live="adviser.' in (home := desk_of.get("/stanowisko").content.decode()) and " dangers" in home
    client.force_login(adam)
    page = client.get("/stanowisko/zagrozenia").content.decode()
    assert "Zadzwoń do dyżurnego" in page and "Mieszkaniec zgłosił to sam" in page


def _call() -> int:
    return DangerCall.objects.get().pk


def test_several_matters_come_from_one_call_each_with_its_question(desk_of: Client, question: Question) -> None:
    desk_of.post("/stanowisko/zgloszenie", _registration(question))
    told = {"rozmowa": str(question.conversation_id), "pytanie": str(question.pk)}
    page = desk_of.post("/stanowisko/zgloszenie/kolejne", told).content.decode()
    second = Question.objects.exclude(pk=question.pk).get()
    assert f'data-registration="{second.pk}"' in page
    desk_of.post("/stanowisko/zgloszenie", _registration(second, description="I jeszcze jedna dziura."))
    assert Matter.objects.filter(conversation_id=question.conversation_id).count() == 2
    assert set(Matter.objects.values_list("question_id", flat=True)) == {question.pk, second.pk}


def test_a_strangers_conversation_gives_no_matter(client: Client, adam: Staff, question: Question) -> None:
    client.force_login(adam)
    told = {"rozmowa": str(question.conversation_id), "pytanie": str(question.pk), "category": "dziura-w-jezdni"}
    for address in ("/stanowisko/zgloszenie/kolejne", "/stanowisko/zgloszenie/porada"):
        assert client.post(address, told).status_code == 404
    assert Question.objects.count() == 1


@pytest.fixture
def petition(roads: Unit) -> str:
    """A petition, which nobody lodges by telephone."""
    matters.load_catalogue()
    save_category(CategoryDraft("petycja", "Petycja", unit=roads.code, clock="petycja", kind="petition"))
    return "petycja"


def test_advice_how_to_lodge_is_an_answer_and_no_matter(desk_of: Client, question: Question, petition: str) -> None:
    page = desk_of.post("/stanowisko/zgloszenie/termin", {"category": petition}).content.decode()
    assert "Petycję składa się na piśmie albo elektronicznie" in page and "bez sprawy" in page
    told = {"rozmowa": str(question.conversation_id), "pytanie": str(question.pk), "category": petition}
    assert "porada, bez sprawy" in desk_of.post("/stanowisko/zgloszenie/porada", told).content.decode()
    question.refresh_from_db()
    assert (question.outcome, question.subject, question.matter_id) == ("answered", "Jak złożyć: Petycja", None)
    assert not Matter.objects.exists()


def test_the_same_thing_may_be_a_question_but_no_complaint(desk_of: Client, question: Question) -> None:
    asked = desk_of.post("/stanowisko/zgloszenie/pytania", {"category": "dziura-w-jezdni"}).content.decode()
    assert 'value="question"' in asked and 'value="complaint"' not in asked
    refused = desk_of.post("/stanowisko/zgloszenie", _registration(question, kind="complaint"))
    assert (refused.status_code, Matter.objects.count()) == (422, 0)
    desk_of.post("/stanowisko/zgloszenie", _registration(question, kind="question"))
    assert Matter.objects.get().kind == "question"
