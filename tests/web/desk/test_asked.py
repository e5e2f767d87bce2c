"""The question set: what a kind of matter needs is asked while registering, and the unit reads the answers."""

import pytest
from django.test import Client

from infolinia.city.models import Staff, Unit
from infolinia.contacts.models import Question
from infolinia.core import clock
from infolinia.knowledge.operations import publish_edition
from infolinia.knowledge.rules.drafts import draft
from infolinia.matters import queries as matters
from infolinia.matters.models import Matter
from infolinia.matters.operations import CategoryDraft, save_category
from tests.web.desk.conftest import Rings
from tests.web.desk.test_answers import _question, _registration

LANE, DEPTH = "Na którym pasie?", "Jak głęboka?"


@pytest.fixture
def sets(card: str, roads: Unit) -> str:
    """Two kinds of matter with questions, and the card of the first."""
    lane = {"code": "pas", "label": LANE, "required": True}
    depth = {"code": "glebokosc", "label": DEPTH, "required": False}
    told = {"unit": roads.code, "promise": "3 working days"}
    save_category(CategoryDraft("dziura-w-jezdni", "Dziura w jezdni", questions=[lane, depth], **told))
    save_category(CategoryDraft("latarnia", "Latarnia", questions=[{"code": "slup", "label": "Numer słupa?"}], **told))
    return card


def panel(desk: Client, question: Question, card: str) -> str:
    told = {"rozmowa": question.conversation_id, "pytanie": question.pk, "karta": card}
    return desk.get("/stanowisko/zgloszenie", told).content.decode()


def test_the_cards_kind_brings_its_questions_and_the_unit_reads_the_answers(
    desk_of: Client, zofia: Staff, piotr: Staff, sets: str, rings: Rings
) -> None:
    question = _question(rings(zofia).answered().conversation_id)
    page = panel(desk_of, question, sets)
    assert LANE in page and DEPTH in page
    given = _registration(question) | {"odp-pas": "prawy, w stronę morza", "odp-glebokosc": "", "odp-obce": "x"}
    assert desk_of.post("/stanowisko/zgloszenie", given).status_code == 200
    matter = Matter.objects.get()
    assert matter.answers == {"pas": "prawy, w stronę morza"}
    assert matters.matter_view(matter.pk, clock.now(), staff=piotr).answers == ((LANE, "prawy, w stronę morza"),)


def test_a_question_that_must_be_asked_is_asked_for_and_nothing_is_lost(
    desk_of: Client, zofia: Staff, sets: str, rings: Rings
) -> None:
    question = _question(rings(zofia).answered().conversation_id)
    refused = desk_of.post("/stanowisko/zgloszenie", _registration(question) | {"odp-glebokosc": "na dłoń"})
    page = refused.content.decode()
    assert (refused.status_code, "Zapytaj jeszcze: Na którym pasie?" in page) == (422, True)
    assert 'value="na dłoń"' in page and not Matter.objects.exists()


def test_another_kind_brings_other_questions(desk_of: Client, sets: str) -> None:
    page = desk_of.post("/stanowisko/zgloszenie/pytania", {"category": "latarnia", "zestaw": "dziura-w-jezdni"})
    assert "Numer słupa?" in page.content.decode() and LANE not in page.content.decode()
    assert "hidden" in desk_of.post("/stanowisko/zgloszenie/pytania", {"category": ""}).content.decode()


def test_a_card_may_name_the_set_of_another_kind(
    desk_of: Client, zofia: Staff, piotr: Staff, sets: str, rings: Rings
) -> None:
    card = draft({"code": "lampa", "title": "Lampa", "category": "latarnia", "question_set": "dziura-w-jezdni"})
    publish_edition(draft=card, by_id=None, at=clock.now())
    question = _question(rings(zofia).answered().conversation_id)
    page = panel(desk_of, question, "lampa")
    assert LANE in page and 'name="zestaw" value="dziura-w-jezdni"' in page
    told = {"category": "latarnia", "zestaw": "dziura-w-jezdni", f"odp-{DEPTH}": "na dłoń"}
    assert desk_of.post("/stanowisko/zgloszenie", _registration(question) | told).status_code == 200
    assert matters.matter_view(Matter.objects.get().pk, clock.now(), staff=piotr).answers == ((DEPTH, "na dłoń"),)
