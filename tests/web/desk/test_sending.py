"""Sending from the desk without a browser: what would arrive is what arrives, once, with its version, and honoured."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import ContactPoint, Question, Reading, Resident
from infolinia.core.clock import now
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence.models import Message, Provider, SentPaper
from infolinia.correspondence.operations import papers
from infolinia.journeys.send_paper import HIDDEN_LINK
from infolinia.knowledge import operations
from infolinia.knowledge.operations import NewVersion
from tests.knowledge.conftest import Publish, publish
from tests.knowledge.pdf import samples
from tests.web.desk.conftest import Caller, Rings

__all__ = ["publish"]


@pytest.fixture
def form_id(db: None, publish: Publish) -> int:
    """A form with fields, named by a card."""
    new = NewVersion(code="wniosek", version="3", title="Wniosek o dowód", valid_from=date(2025, 1, 1))
    ident = operations.add_form_version(new=new, content=samples.form(), by=None, at=now())
    publish("dowod", "Dowód osobisty", forms=["wniosek"], when=now() - timedelta(days=1))
    return ident


@pytest.fixture
def call(rings: Rings, zofia: Staff, halina: Resident) -> Caller:
    """Halina talks with Zofia, and it is known to be her."""
    caller = rings(zofia).answered()
    contacts.identify(conversation_id=caller.conversation_id, resident_id=halina.id, by_id=zofia.pk, at=now())
    return caller


def given(call: Caller) -> dict[str, str]:
    question = Question.objects.get(conversation_id=call.conversation_id)
    return {"rozmowa": str(call.conversation_id), "pytanie": str(question.pk), "karta": "dowod"}


def order(call: Caller, form_id: int, **more: str) -> dict[str, str]:
    asked = given(call)
    key = f"desk-{asked['pytanie']}-0123456789abcdef"
    return {**asked, "klucz": key, "kanal": "email", "do_email": "halina@example.org", "druki": str(form_id), **more}


def test_a_character_that_no_text_has_does_not_break_the_preview(desk_of: Client, form_id: int, call: Caller) -> None:
    page = desk_of.post("/stanowisko/wyslij/podglad", order(call, form_id, dopisek="Podpisz\0 tutaj."))
    assert page.status_code == 200
    assert "Podpisz tutaj." in page.content.decode()


def test_the_panel_offers_what_the_card_names_and_what_is_known(
    desk_of: Client, form_id: int, call: Caller, zofia: Staff
) -> None:
    page = desk_of.get("/stanowisko/wyslij", given(call)).content.decode()
    assert f'name="druki" value="{form_id}" checked' in page, "a single form is chosen"
    assert 'value="halina@example.org"' in page
    assert "tak woli" in page
    assert re.search(r'value="email" checked', page), "the wanted channel is chosen"
    assert Reading.objects.filter(what="adresy do wysyłki", staff=zofia).count() == 1


def test_what_is_shown_is_what_is_sent(desk_of: Client, form_id: int, call: Caller, zofia: Staff) -> None:
    typed = order(call, form_id, dopisek="Podpisz na drugiej stronie.")
    shown = desk_of.post("/stanowisko/wyslij/podglad", typed).content.decode()
    assert Message.objects.count() == SentPaper.objects.count() == 0, "a look keeps nothing"
    done = desk_of.post("/stanowisko/wyslij", typed)
    assert done.status_code == 200
    message = Message.objects.get()
    assert (message.channel, message.to, message.status) == ("email", "halina@example.org", "queued")
    assert message.subject == "Dowód osobisty: druki, o które prosisz"
    for words in ("Wniosek o dowód (wersja 3)", "Podpisz na drugiej stronie.", "wysyłamy 1 druk"):
        assert words in message.text
        assert words in shown
    assert message.template == "sent_form/email/pl"
    assert message.template_edition == 0
    enclosure = message.enclosures.get()
    assert bytes(enclosure.file.content) == samples.form()
    paper = SentPaper.objects.get()
    assert paper.forms == [
        {"code": "wniosek", "title": "Wniosek o dowód", "version": "3", "sha256": paper.forms[0]["sha256"]}
    ]
    assert (paper.message_id, paper.by_id) == (message.id, zofia.pk)
    assert Question.objects.get().outcome == "form_sent"
    assert "Wysłane w tej rozmowie" in done.content.decode()


def test_two_presses_send_once(desk_of: Client, form_id: int, call: Caller) -> None:
    typed = order(call, form_id)
    assert [desk_of.post("/stanowisko/wyslij", typed).status_code for _ in range(2)] == [200, 200]
    assert Message.objects.count() == SentPaper.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [{"do_email": "inna@example.org"}, {"kanal": "letter", "do_letter": "Halina Zatoka\nul. Zielona 7"}],
)
def test_what_was_sent_is_never_said_to_have_gone_elsewhere(
    desk_of: Client, form_id: int, call: Caller, changed: dict[str, str]
) -> None:
    typed = order(call, form_id)
    desk_of.post("/stanowisko/wyslij", typed)
    answer = desk_of.post("/stanowisko/wyslij", typed | changed)
    assert answer.status_code == 422
    assert "To już wysłano na: halina@example.org" in answer.content.decode()
    assert Message.objects.count() == 1


def test_residents_get_words_of_their_language_not_of_the_screen(
    desk_of: Client, form_id: int, call: Caller, zofia: Staff
) -> None:
    desk_of.cookies["django_language"] = "en"
    assert desk_of.post("/stanowisko/wyslij", order(call, form_id)).status_code == 200
    assert "Wniosek o dowód (wersja 3)" in Message.objects.get().text
    pickup = {"kanal": "pickup", "do_pickup": "", "miejsce": "Sala obsługi"}
    again = order(call, form_id, **pickup)
    again["klucz"] = again["klucz"][:-1] + "0"
    assert desk_of.post("/stanowisko/wyslij", again).status_code == 200
    assert Message.objects.get(channel="pickup").to.startswith("na hasło ")
    desk_of.get("/stanowisko/wyslij", given(call))
    assert Reading.objects.filter(what="adresy do wysyłki", staff=zofia).exists()


@pytest.mark.parametrize(
    ("typed", "code"), [({"kanal": "gołąb"}, 422), ({"kanal": "pickup", "miejsce": "Sala", "klucz": "nie-hex"}, 200)]
)
def test_what_no_panel_sends_is_no_fault_of_ours(
    desk_of: Client, form_id: int, call: Caller, typed: dict[str, str], code: int
) -> None:
    assert desk_of.post("/stanowisko/wyslij", order(call, form_id, **typed)).status_code == code


def test_filled_only_with_consent(desk_of: Client, form_id: int, call: Caller) -> None:
    typed = order(call, form_id, d_name="Halina Zatoka")
    desk_of.post("/stanowisko/wyslij", typed)
    desk_of.post("/stanowisko/wyslij", typed | {"zgoda": "1", "klucz": typed["klucz"][:-1] + "0"})
    blank, filled = (bytes(each.enclosures.get().file.content) for each in Message.objects.order_by("turn"))
    assert blank == samples.form()
    assert filled != blank
    assert list(SentPaper.objects.order_by("id").values_list("is_filled", flat=True)) == [False, True]
    assert "Sprawdź je, zanim podpiszesz" in Message.objects.order_by("turn")[1].text


def test_without_a_provider_no_text_message_is_promised(desk_of: Client, form_id: int, call: Caller) -> None:
    assert "nie ma jeszcze dostawcy SMS" in desk_of.get("/stanowisko/wyslij", given(call)).content.decode()
    typed = order(call, form_id, kanal="sms", do_sms="500 000 014")
    assert desk_of.post("/stanowisko/wyslij", typed).status_code == 422
    assert not Message.objects.exists()


def test_a_text_message_carries_a_short_link_and_no_data(desk_of: Client, form_id: int, call: Caller) -> None:
    Provider.objects.create(code="bramka", name="Bramka")
    typed = order(call, form_id, kanal="sms", do_sms="500 000 014", zgoda="1", d_name="Halina Zatoka")
    shown = desk_of.post("/stanowisko/wyslij/podglad", typed).content.decode()
    assert "części SMS" in shown or "część SMS" in shown
    assert desk_of.post("/stanowisko/wyslij", typed).status_code == 200
    message = Message.objects.get()
    assert message.to == "+48500000014"
    token = re.search(r"/l/(\w+)", message.text)
    assert token is not None
    assert "Halina" not in message.text
    assert (correspondence.follow(token.group(1), at=now()) or "").startswith("/druki/wniosek/"), "the very version"
    assert len(HIDDEN_LINK) == len(token.group(1)), "the preview counts the real length"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"do_email": "halina"}, "niepoprawny"),
        ({"kanal": ""}, "Wybierz, jak"),
        ({"druki": ""}, "Zaznacz druk"),
        ({"kanal": "letter", "do_letter": " "}, "Podaj adres"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_sent(
    desk_of: Client, form_id: int, call: Caller, typed: dict[str, str], said: str
) -> None:
    values = order(call, form_id, **typed) | ({"karta": ""} if typed.get("druki") == "" else {})
    answer = desk_of.post("/stanowisko/wyslij", values)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Message.objects.count() == SentPaper.objects.count() == 0
    assert desk_of.post("/stanowisko/wyslij/podglad", values).status_code == 200


def test_an_objection_is_honoured(desk_of: Client, form_id: int, call: Caller, halina: Resident, zofia: Staff) -> None:
    contacts.object_to(resident_id=halina.id, purpose="contact", channel="email", by_id=zofia.pk, at=now())
    answer = desk_of.post("/stanowisko/wyslij", order(call, form_id))
    assert answer.status_code == 422
    assert "nie chce kontaktu tym sposobem" in answer.content.decode()
    assert not Message.objects.exists()
    assert "nie chce kontaktu" in desk_of.get("/stanowisko/wyslij", given(call)).content.decode()


def test_a_dictated_address_is_noted_without_a_message(desk_of: Client, form_id: int, call: Caller) -> None:
    typed = order(call, form_id, kanal="dictated")
    shown = desk_of.post("/stanowisko/wyslij/podglad", typed).content.decode()
    assert "/druki/wniosek" in shown
    assert "ukośnik" in shown
    assert desk_of.post("/stanowisko/wyslij", typed).status_code == 200
    assert not Message.objects.exists()
    assert SentPaper.objects.get().channel == "dictated"
    assert Question.objects.get().outcome == "answered"


def test_the_answer_of_a_card_goes_in_words(desk_of: Client, form_id: int, call: Caller) -> None:
    typed = order(call, form_id, odpowiedz="1") | {"druki": ""}
    assert desk_of.post("/stanowisko/wyslij", typed).status_code == 200
    message = Message.objects.get()
    assert message.template == "sent_card/email/pl"
    assert "Dowód osobisty" in message.subject
    assert (SentPaper.objects.get().card_code, SentPaper.objects.get().card_edition) == ("dowod", 1)
    assert Question.objects.get().outcome == "answered"


def test_a_paper_to_collect_goes_by_a_word_when_there_is_no_name(desk_of: Client, form_id: int, call: Caller) -> None:
    typed = order(call, form_id, kanal="pickup", do_pickup="", miejsce="Sala obsługi, aleja Przykładowa 1")
    assert desk_of.post("/stanowisko/wyslij", typed).status_code == 200
    first, place = Message.objects.get().to.split("\n")
    assert re.fullmatch(r"na hasło \d{4}", first)
    assert place == "Sala obsługi, aleja Przykładowa 1"


def test_a_letter_is_seen_as_it_will_be_printed(desk_of: Client, form_id: int, call: Caller) -> None:
    typed = order(call, form_id, kanal="letter", do_letter="Halina Zatoka\nul. Zielona 7\n80-000 Gdynia", duzy="1")
    paper = desk_of.post("/stanowisko/wyslij/calosc", typed)
    assert paper["Content-Type"] == "application/pdf"
    assert paper["Cache-Control"] == "no-store"
    file = desk_of.post("/stanowisko/wyslij/calosc", typed | {"plik": "0"})
    assert file.content == samples.form()
    assert not Message.objects.exists()


def test_the_whole_mail_can_do_nothing(desk_of: Client, form_id: int, call: Caller) -> None:
    page = desk_of.post("/stanowisko/wyslij/calosc", order(call, form_id, dopisek="<script>alert(1)</script>"))
    assert "sandbox" in page["Content-Security-Policy"]
    assert "<script>" not in page.content.decode()


def test_another_advisers_caller_is_nobodys_business(desk_of: Client, form_id: int, rings: Rings, adam: Staff) -> None:
    other = rings(adam).answered()
    assert desk_of.get("/stanowisko/wyslij", given(other)).status_code == 404
    for path in ("/stanowisko/wyslij", "/stanowisko/wyslij/podglad", "/stanowisko/wyslij/calosc"):
        assert desk_of.post(path, order(other, form_id)).status_code == 404
    assert desk_of.get(f"/stanowisko/rozmowa/{other.conversation_id}/wyslane").status_code == 404
    assert not Message.objects.exists()


def test_only_those_who_answer_come_in(client: Client, call: Caller, piotr: Staff) -> None:
    client.force_login(piotr)
    assert client.get("/stanowisko/wyslij").status_code == 403
    assert client.get(f"/stanowisko/rozmowa/{call.conversation_id}/wyslane").status_code == 403


def test_what_became_of_it_is_shown(desk_of: Client, form_id: int, call: Caller) -> None:
    desk_of.post("/stanowisko/wyslij", order(call, form_id))
    path = f"/stanowisko/rozmowa/{call.conversation_id}/wyslane"
    assert "czeka na wysłanie" in desk_of.get(path).content.decode()
    Message.objects.update(status="failed", error="550 nie ma takiej skrzynki")
    page = desk_of.get(path).content.decode()
    assert "is-trouble" in page
    assert "550 nie ma takiej skrzynki" in page


def test_an_address_that_no_longer_works_is_not_offered(desk_of: Client, form_id: int, call: Caller) -> None:
    ContactPoint.objects.filter(kind="email").update(unusable_since=now())
    page = desk_of.get("/stanowisko/wyslij", given(call)).content.decode()
    assert 'name="do_email" type="email" maxlength="254" autocomplete="off" value=""' in page


def test_what_was_handed_over_is_forgotten_with_its_time(desk_of: Client, form_id: int, call: Caller) -> None:
    desk_of.post("/stanowisko/wyslij", order(call, form_id))
    later = now() + timedelta(minutes=1)
    assert papers.forget_papers(before=now() - timedelta(days=1), at=later) == 0
    assert papers.forget_papers(before=later, at=later) == 1
    assert not SentPaper.objects.exists()


def test_a_supervisor_sees_what_went_out(desk_of: Client, form_id: int, call: Caller, marek: Staff) -> None:
    desk_of.post("/stanowisko/wyslij", order(call, form_id))
    desk_of.force_login(marek)
    page = desk_of.get(f"/nadzor/rozmowy/{call.conversation_id}").content.decode()
    assert "Wysłane w tej rozmowie" in page
    assert "Wniosek o dowód (wersja 3)" in page


def test_what_somebody_needs_comes_before_what_they_like(
    desk_of: Client, form_id: int, call: Caller, halina: Resident
) -> None:
    Provider.objects.create(code="bramka", name="Bramka")
    Resident.objects.filter(pk=halina.pk).update(needs=["sms", "large_print"])
    page = desk_of.get("/stanowisko/wyslij", given(call)).content.decode()
    assert re.search(r'value="sms" checked', page)
    assert "tak potrzebuje" in page
    assert re.search(r'name="duzy" value="1" checked', page)
    assert "duży druk" in page
