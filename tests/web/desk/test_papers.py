"""Forms at the desk: look at one, fill it for a caller who is known and agrees, keep nothing."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import Question, Reading, Resident
from infolinia.core.clock import now
from infolinia.knowledge import operations
from infolinia.knowledge.models import FormFile
from infolinia.knowledge.operations import NewVersion
from tests.knowledge.conftest import Publish, publish
from tests.knowledge.pdf import samples
from tests.web.desk.conftest import Caller, Rings

__all__ = ["publish"]


@pytest.fixture
def form_id(db: None) -> int:
    """A form with fields that a card names."""
    new = NewVersion(code="wniosek", version="1", title="Wniosek na próbę", valid_from=date(2025, 1, 1))
    return operations.add_form_version(new=new, content=samples.form(), by=None, at=now())


@pytest.fixture
def call(rings: Rings, zofia: Staff) -> Caller:
    """Somebody talks with Zofia; who it is, is not known yet."""
    return rings(zofia).answered()


@pytest.fixture
def known(call: Caller, halina: Resident, zofia: Staff) -> Caller:
    """It is Halina."""
    contacts.identify(conversation_id=call.conversation_id, resident_id=halina.id, by_id=zofia.pk, at=now())
    return call


def given(call: Caller) -> dict[str, str]:
    question = Question.objects.get(conversation_id=call.conversation_id)
    return {"rozmowa": str(call.conversation_id), "pytanie": str(question.pk)}


def pages(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def test_a_card_offers_its_forms(desk_of: Client, form_id: int, publish: Publish) -> None:
    publish("dowod", "Dowód osobisty", forms=["wniosek"], when=now() - timedelta(days=1))
    page = desk_of.get("/stanowisko/karta/dowod").content.decode()
    assert "Wniosek na próbę" in page
    assert "Wypełnij danymi mieszkańca" in page
    assert f"/stanowisko/druk/{form_id}" in page


def test_the_blank_form_opens_as_it_is(desk_of: Client, form_id: int) -> None:
    answer = desk_of.get(f"/stanowisko/druk/{form_id}")
    assert answer.content == samples.form()
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_nobody_is_filled_in_before_it_is_known_who_calls(desk_of: Client, form_id: int, call: Caller) -> None:
    page = desk_of.get(f"/stanowisko/druk/{form_id}/dane", given(call)).content.decode()
    assert "Najpierw ustal, kto dzwoni" in page
    assert desk_of.post(f"/stanowisko/druk/{form_id}/wypelniony", given(call) | {"zgoda": "1"}).status_code == 422


def test_what_is_known_is_shown_and_the_reading_logged(
    desk_of: Client, form_id: int, known: Caller, halina: Resident, zofia: Staff
) -> None:
    page = desk_of.get(f"/stanowisko/druk/{form_id}/dane", given(known)).content.decode()
    assert 'value="Halina Zatoka"' in page
    assert 'value="500 000 014"' in page
    reading = Reading.objects.get(what="dane do druku wniosek")
    assert (reading.staff_id, reading.resident_id, reading.conversation_id) == (
        zofia.pk,
        halina.id,
        known.conversation_id,
    )


def test_without_consent_nothing_is_filled(desk_of: Client, form_id: int, known: Caller) -> None:
    answer = desk_of.post(f"/stanowisko/druk/{form_id}/wypelniony", given(known) | {"name": "Halina"})
    assert answer.status_code == 422
    assert "zgadza" in answer.content.decode()
    assert not Reading.objects.filter(what__startswith="wypełniony druk").exists()


def test_with_consent_exactly_what_would_be_sent_is_shown(desk_of: Client, form_id: int, known: Caller) -> None:
    typed = {"name": "Halina Zatoka", "email": "", "phone": "500 000 014", "zgoda": "1"}
    answer = desk_of.post(f"/stanowisko/druk/{form_id}/wypelniony", given(known) | typed)
    fields = pages(answer.content).get_fields() or {}
    assert (fields["imie"].value, fields["telefon"].value, fields["email"].value) == (
        "Halina Zatoka",
        "500 000 014",
        None,
    )
    assert (answer["Cache-Control"], answer["Content-Disposition"][:6]) == ("no-store", "inline")
    assert Reading.objects.filter(what="wypełniony druk wniosek").count() == 1
    assert FormFile.objects.count() == 1
    saved = desk_of.post(f"/stanowisko/druk/{form_id}/wypelniony", given(known) | typed | {"zapisz": "1"})
    assert saved["Content-Disposition"].startswith("attachment")


def test_a_letter_goes_before_it(desk_of: Client, form_id: int, known: Caller) -> None:
    typed = {"name": "Halina Zatoka", "zgoda": "1", "pismo": "1", "adresat": "Halina Zatoka\nul. Zielona 7\n#markup"}
    answer = desk_of.post(f"/stanowisko/druk/{form_id}/wypelniony", given(known) | typed)
    reader = pages(answer.content)
    assert len(reader.pages) == 2
    text = reader.pages[0].extract_text()
    assert "ul. Zielona 7" in text
    assert "#markup" in text
    assert "/StructTreeRoot" in reader.root_object
    assert (reader.get_fields() or {})["imie"].value == "Halina Zatoka"


def test_another_advisers_caller_is_nobodys_business(
    desk_of: Client, form_id: int, rings: Rings, adam: Staff, halina: Resident
) -> None:
    other = rings(adam).answered()
    contacts.identify(conversation_id=other.conversation_id, resident_id=halina.id, by_id=adam.pk, at=now())
    assert desk_of.get(f"/stanowisko/druk/{form_id}/dane", given(other)).status_code == 404
    assert desk_of.post(f"/stanowisko/druk/{form_id}/wypelniony", given(other) | {"zgoda": "1"}).status_code == 404
    assert not Reading.objects.exists()


def test_only_those_who_answer_come_in(client: Client, form_id: int, piotr: Staff) -> None:
    client.force_login(piotr)
    for path in (f"/stanowisko/druk/{form_id}", f"/stanowisko/druk/{form_id}/dane", "/stanowisko/nie-nasze"):
        assert client.get(path).status_code == 403
    client.logout()
    assert client.get(f"/stanowisko/druk/{form_id}").status_code == 302


def test_a_form_found_by_search_opens_as_a_form(desk_of: Client, form_id: int, publish: Publish) -> None:
    publish("dowod", "Dowód osobisty", forms=["wniosek"], when=now() - timedelta(days=1))
    page = desk_of.get("/stanowisko/szukaj", {"q": "wniosek na próbę"}).content.decode()
    assert 'hx-get="/stanowisko/druki/wniosek"' in page
    opened = desk_of.get("/stanowisko/druki/wniosek").content.decode()
    assert f"/stanowisko/druk/{form_id}" in opened
    assert "Dowód osobisty" in opened
    assert desk_of.get("/stanowisko/druki/nie-ma").status_code == 404
    operations.end_form_version(form_id=form_id, last_day=date(2025, 2, 1), at=now())
    assert "dziś nie obowiązuje" in desk_of.get("/stanowisko/druki/wniosek").content.decode()
