"""What the desk answers to one adviser's presses: rights, notes, outcomes, one matter for one question."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infolinia.city.models import Staff
from infolinia.contacts.models import Conversation, Question, Reading, Resident
from infolinia.core import clock
from infolinia.correspondence.models import Message
from infolinia.knowledge.models import CardErrorReport
from infolinia.matters.models import Matter
from infolinia.routing import operations as routing
from infolinia.routing import queries as presence
from tests.web.desk.conftest import Rings

pytestmark = pytest.mark.django_db


def _question(conversation_id: UUID) -> Question:
    return Question.objects.get(conversation_id=conversation_id)


def _registration(question: Question, **fields: str) -> dict[str, str]:
    values = {
        "rozmowa": str(question.conversation_id),
        "pytanie": str(question.pk),
        "category": "dziura-w-jezdni",
        "place": "ul. Żaglowa 12",
        "district": "Obłuże",
        "description": "Głęboka dziura przy przystanku.",
        "reply_channel": "email",
        "email": "halina@example.org",
    }
    return values | fields


def test_only_advisers_have_a_desk(client: Client, piotr: Staff) -> None:
    assert client.get("/stanowisko").status_code == 302
    client.force_login(piotr)
    assert client.get("/stanowisko").status_code == 403


def test_opening_the_desk_means_being_at_work_but_not_ready(desk_of: Client, zofia: Staff) -> None:
    desk_of.get("/stanowisko")
    mine = presence.presence(zofia.pk)
    assert (mine.state, mine.reason) == ("break", "po zalogowaniu")


@pytest.mark.parametrize("what", ["wstrzymaj", "rozlacz", "koniec", "wroc", "pytanie", "mieszkaniec"])
def test_another_advisers_call_is_none_of_mine(
    client: Client, adam: Staff, zofia: Staff, rings: Rings, what: str
) -> None:
    call = rings(zofia).answered()
    client.force_login(adam)
    answer = client.post(f"/stanowisko/rozmowa/{call.conversation_id}/{what}")
    assert answer.status_code in (404, 422)
    assert Conversation.objects.get().state == "talking"


def test_another_advisers_note_is_none_of_mine(client: Client, adam: Staff, zofia: Staff, rings: Rings) -> None:
    question = _question(rings(zofia).answered().conversation_id)
    client.force_login(adam)
    address = f"/stanowisko/rozmowa/{question.conversation_id}/pytanie/{question.pk}"
    assert client.post(address, {"notatka": "cudze"}).status_code == 404
    question.refresh_from_db()
    assert question.note == ""


def test_a_ring_shows_the_number_and_who_it_may_be_before_the_answer(
    desk_of: Client, zofia: Staff, halina: Resident, rings: Rings
) -> None:
    rings(zofia)
    page = desk_of.get("/stanowisko/teraz").content.decode()
    assert "Halina Zatoka" in page
    assert "500 000 014" in page
    assert "Odbierz" in page


def test_a_hostile_name_is_only_text(desk_of: Client, zofia: Staff, rings: Rings) -> None:
    rings(zofia, name="<script>alert(1)</script>\u202e\x07" + "x" * 4096)
    page = desk_of.get("/stanowisko").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\u202e" not in page


def test_showing_a_resident_is_written_down_once_a_conversation(
    desk_of: Client, zofia: Staff, halina: Resident, rings: Rings
) -> None:
    call = rings(zofia)
    for _ in range(3):
        desk_of.get("/stanowisko/mieszkaniec")
    (line,) = Reading.objects.all()
    assert (line.staff_id, line.resident_id, line.conversation_id) == (zofia.pk, halina.id, call.conversation_id)


def test_a_caller_whom_nobody_knows_leaves_a_line_too(desk_of: Client, zofia: Staff, rings: Rings) -> None:
    call = rings(zofia)
    desk_of.get("/stanowisko/mieszkaniec")
    (line,) = Reading.objects.all()
    assert (line.resident_id, line.conversation_id) == (None, call.conversation_id)


def test_a_quiet_desk_reads_nobody(desk_of: Client, zofia: Staff) -> None:
    desk_of.get("/stanowisko")
    assert not Reading.objects.exists()


def test_the_middle_is_sent_only_when_it_changed(desk_of: Client, zofia: Staff, rings: Rings) -> None:
    call = rings(zofia).answered()
    page = desk_of.get("/stanowisko").content.decode()
    key = re.search(r'name="talk_key" value="(\w+)"', page)
    assert key
    shown = {"rozmowa": str(call.conversation_id), "pytanie": str(_question(call.conversation_id).pk)}
    told = {**shown, "talk_key": key[1], "panel_talk": str(call.conversation_id)}
    assert 'id="talk"' not in desk_of.get("/stanowisko/teraz", told).content.decode()
    desk_of.post(f"/stanowisko/rozmowa/{call.conversation_id}/pytanie")
    assert 'id="talk"' in desk_of.get("/stanowisko/teraz", told).content.decode()


def test_a_signal_that_changes_nothing_draws_nothing(desk_of: Client, zofia: Staff, rings: Rings) -> None:
    call = rings(zofia)
    page = desk_of.get("/stanowisko").content.decode()
    told = dict(re.findall(r'name="(now_key|talk_key|side_key)" value="(\w+)"', page))
    assert len(told) == 3
    assert desk_of.get("/stanowisko/teraz", told).status_code == 204
    call.answered()
    assert "Rozmowa trwa" in desk_of.get("/stanowisko/teraz", told).content.decode()


def test_a_new_call_takes_the_middle_when_it_is_answered(desk_of: Client, zofia: Staff, rings: Rings) -> None:
    unfinished = rings(zofia).answered().hung_up()
    routing.set_state(staff_id=zofia.pk, state="break", reason="", at=clock.now())
    fresh = rings(zofia, number="+48500000015").answered()
    told = {"rozmowa": str(unfinished.conversation_id), "talk_key": "stare", "panel_talk": ""}
    page = desk_of.get("/stanowisko/teraz", told).content.decode()
    assert f'data-talk="{fresh.conversation_id}"' in page


def test_a_note_is_saved_with_the_time_and_a_long_one_is_refused_whole(
    desk_of: Client, zofia: Staff, rings: Rings
) -> None:
    question = _question(rings(zofia).answered().conversation_id)
    address = f"/stanowisko/rozmowa/{question.conversation_id}/pytanie/{question.pk}"
    saved = desk_of.post(address, {"temat": "Dziura", "notatka": "przy przystanku"})
    assert re.fullmatch(r"\d{1,2}:\d\d", saved.json()["saved"])
    refused = desk_of.post(address, {"notatka": "x" * 20_001})
    assert refused.status_code == 422
    assert "20000" in refused.json()["refusal"]
    question.refresh_from_db()
    assert (question.subject, question.note) == ("Dziura", "przy przystanku")


def test_finishing_without_an_outcome_is_refused_and_marks_the_question(
    desk_of: Client, zofia: Staff, rings: Rings
) -> None:
    call = rings(zofia).answered().hung_up()
    address = f"/stanowisko/rozmowa/{call.conversation_id}/koniec"
    refused = desk_of.post(address)
    assert refused.status_code == 422
    assert "Wybierz wynik tego pytania" in refused.content.decode()
    question = _question(call.conversation_id)
    desk_of.post(f"/stanowisko/rozmowa/{call.conversation_id}/pytanie/{question.pk}/wynik", {"wynik": "answered"})
    assert desk_of.post(address).status_code == 200
    assert Conversation.objects.get().state == "closed"
    assert presence.presence(zofia.pk).state == "ready"


def test_a_conversation_without_a_call_can_be_opened_and_finished(desk_of: Client, zofia: Staff, rings: Rings) -> None:
    call = rings(zofia).answered().hung_up()
    routing.set_state(staff_id=zofia.pk, state="break", reason="", at=clock.now())
    page = desk_of.get("/stanowisko", {"rozmowa": str(call.conversation_id)}).content.decode()
    assert f'data-talk="{call.conversation_id}"' in page
    assert 'id="zakoncz-te"' in page


def test_an_opened_card_is_written_on_the_question_with_its_edition(
    desk_of: Client, zofia: Staff, card: str, rings: Rings
) -> None:
    question = _question(rings(zofia).answered().conversation_id)
    desk_of.post(f"/stanowisko/karta/{card}", {"rozmowa": str(question.conversation_id), "pytanie": str(question.pk)})
    question.refresh_from_db()
    assert (question.card_code, question.card_edition, question.subject) == (card, 1, "Dziura w jezdni")


def test_registering_gives_a_number_a_code_and_two_deadlines(
    desk_of: Client, zofia: Staff, card: str, rings: Rings
) -> None:
    question = _question(rings(zofia).answered().conversation_id)
    page = desk_of.post("/stanowisko/zgloszenie", _registration(question)).content.decode()
    matter = Matter.objects.get()
    assert matter.number in page
    assert "Dlaczego ten termin?" in page
    assert page.count('class="due') >= 2
    question.refresh_from_db()
    assert (question.outcome, question.matter_id) == ("registered", matter.id)


def test_a_repeated_press_gives_the_same_number_and_code(
    desk_of: Client, zofia: Staff, card: str, rings: Rings
) -> None:
    question = _question(rings(zofia).answered().conversation_id)
    pages = [desk_of.post("/stanowisko/zgloszenie", _registration(question)).content.decode() for _ in range(2)]
    said = [re.findall(r'class="said">([^<]+)<', page) for page in pages]
    assert Matter.objects.count() == 1
    assert said[0] == said[1]
    assert len(said[0]) == 2


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one_matter(zofia: Staff, card: str, rings: Rings) -> None:
    question = _question(rings(zofia).answered().conversation_id)
    first = Client()
    first.force_login(zofia)

    def press(_: int) -> tuple[int, list[str]]:
        client = Client()
        client.cookies = first.cookies.__class__(first.cookies.output(header="", sep=";"))
        try:
            answer = client.post("/stanowisko/zgloszenie", _registration(question))
            return answer.status_code, re.findall(r'class="said">([^<]+)<', answer.content.decode())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as hands:
        answers = list(hands.map(press, range(2)))
    assert Matter.objects.count() == 1
    assert answers[0] == answers[1]
    assert answers[0][0] == 200


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"category": ""}, "Wybierz rodzaj zgłoszenia z listy."),
        ({"description": " "}, "Wpisz jednym zdaniem, co się dzieje."),
        ({"reply_channel": ""}, "Wybierz, jak odpowiedzieć mieszkańcowi"),
        ({"email": "halina"}, "To nie wygląda na adres e-mail."),
        ({"email": ""}, "Wpisz adres e-mail"),
        ({"reply_channel": "sms", "phone": "12"}, "Wpisz numer telefonu"),
    ],
)
def test_a_mistake_keeps_what_was_typed_and_says_what_to_do(
    desk_of: Client, zofia: Staff, card: str, rings: Rings, wrong: dict[str, str], message: str
) -> None:
    question = _question(rings(zofia).answered().conversation_id)
    answer = desk_of.post("/stanowisko/zgloszenie", _registration(question, **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert "data-error-summary" in page
    assert 'value="ul. Żaglowa 12"' in page
    assert not Matter.objects.exists()


@pytest.mark.parametrize("said", ["whole", "lower case with spaces", "last digits"])
def test_a_matter_is_found_by_what_people_say_of_its_number(
    desk_of: Client, zofia: Staff, card: str, rings: Rings, said: str
) -> None:
    question = _question(rings(zofia).answered().conversation_id)
    desk_of.post("/stanowisko/zgloszenie", _registration(question))
    number = Matter.objects.get().number
    typed = {"whole": number, "lower case with spaces": number.lower().replace("-", " - ")}
    answer = desk_of.get("/stanowisko/szukaj", {"q": typed.get(said, number.rpartition("-")[2])})
    assert number in answer.content.decode()


def test_search_offers_cards_and_streets_with_their_districts(desk_of: Client, card: str) -> None:
    found = desk_of.get("/stanowisko/szukaj", {"q": "dziura"}).content.decode()
    assert "Dziura w jezdni" in found
    assert "1 karta" in found
    streets = desk_of.get("/stanowisko/szukaj", {"q": "zaglowa"}).content.decode()
    assert "ul. Żaglowa" in streets
    assert "Obłuże" in streets


def test_a_wrong_card_becomes_a_task_of_its_owner(desk_of: Client, card: str) -> None:
    refused = desk_of.post(f"/stanowisko/karta/{card}/blad", {"section": "", "text": " "})
    assert refused.status_code == 422
    desk_of.post(f"/stanowisko/karta/{card}/blad", {"section": "kto", "text": "Godziny są nieaktualne."})
    report = CardErrorReport.objects.get()
    assert (report.section, report.text, report.edition_number) == ("kto", "Godziny są nieaktualne.", 1)


def test_an_anonymous_matter_needs_no_address(desk_of: Client, zofia: Staff, card: str, rings: Rings) -> None:
    question = _question(rings(zofia, number="").answered().conversation_id)
    desk_of.post("/stanowisko/zgloszenie", _registration(question, reply_channel="none", email=""))
    matter = Matter.objects.get()
    assert (matter.resident_id, matter.reply_address) == (None, "")
    assert not Resident.objects.exists()


def test_there_is_no_registering_outside_a_conversation(desk_of: Client, zofia: Staff, card: str) -> None:
    answer = desk_of.get("/stanowisko/zgloszenie", {"rozmowa": "", "pytanie": ""})
    assert answer.status_code == 422
    assert answer["HX-Retarget"] == "#komunikat"
    assert desk_of.get("/stanowisko/zgloszenie", {"rozmowa": str(uuid4()), "pytanie": "1"}).status_code == 404


def test_the_outcome_registered_waits_for_a_registered_matter(desk_of: Client, zofia: Staff, rings: Rings) -> None:
    question = _question(rings(zofia).answered().conversation_id)
    address = f"/stanowisko/rozmowa/{question.conversation_id}/pytanie/{question.pk}/wynik"
    assert "Najpierw zarejestruj zgłoszenie" in desk_of.post(address, {"wynik": "registered"}).content.decode()
    question.refresh_from_db()
    assert question.outcome == ""


def test_a_refused_change_of_state_is_told_on_the_desk(desk_of: Client, zofia: Staff, rings: Rings) -> None:
    rings(zofia).answered()
    answer = desk_of.post("/stanowisko/stan", {"stan": "ready:"})
    assert answer.status_code == 422
    assert "Trwa rozmowa" in answer.content.decode()


def test_a_break_keeps_its_reason(desk_of: Client, zofia: Staff) -> None:
    desk_of.post("/stanowisko/stan", {"stan": "break:Posiłek"})
    mine = presence.presence(zofia.pk)
    assert (mine.state, mine.reason) == ("break", "Posiłek")


@pytest.mark.parametrize(
    ("state", "most"), [("ringing", 12), ("talking", 17), ("after_call", 17)], ids=["ringing", "talking", "after"]
)
def test_following_a_signal_takes_few_statements(
    desk_of: Client, zofia: Staff, halina: Resident, rings: Rings, state: str, most: int
) -> None:
    call = rings(zofia)
    if state != "ringing":
        call.answered()
    if state == "after_call":
        call.hung_up()
    with CaptureQueriesContext(connection) as asked:
        desk_of.get("/stanowisko/teraz")
    assert len(asked) <= most, [query["sql"][:120] for query in asked]


def test_registering_at_the_desk_takes_few_statements(
    desk_of: Client, zofia: Staff, halina: Resident, card: str, rings: Rings
) -> None:
    first = _question(rings(zofia).answered().conversation_id)
    desk_of.post("/stanowisko/zgloszenie", _registration(first))
    question = _question(rings(zofia).answered().conversation_id)
    with CaptureQueriesContext(connection) as asked:
        page = desk_of.post("/stanowisko/zgloszenie", _registration(question, name="Halina Zatoka")).content.decode()
    assert Matter.objects.get(question_id=question.pk).number in page
    assert len(asked) <= 33, [query["sql"][:120] for query in asked]


@pytest.mark.parametrize(
    ("spoken", "own", "written"),
    [("uk", "pl", "uk"), ("pl", "en", "en"), ("pl", "pl", "pl"), ("de", "pl", "pl")],
    ids=["the talk", "the resident", "Polish", "a language that we write no letters in"],
)
def test_the_letters_go_out_in_the_residents_language(
    desk_of: Client, zofia: Staff, halina: Resident, card: str, rings: Rings, spoken: str, own: str, written: str
) -> None:
    call = rings(zofia).answered()
    Conversation.objects.filter(pk=call.conversation_id).update(language=spoken, resident=halina)
    Resident.objects.update(language=own)
    desk_of.post("/stanowisko/zgloszenie", _registration(_question(call.conversation_id)))
    assert Matter.objects.get().language == Message.objects.get().language == written


@pytest.mark.parametrize("code", ["nie-ma", "x\0", "", "drogi", "a b"])
def test_a_kind_that_is_not_there_is_refused_at_its_input(
    desk_of: Client, zofia: Staff, card: str, rings: Rings, code: str
) -> None:
    question = _question(rings(zofia).answered().conversation_id)
    answer = desk_of.post("/stanowisko/zgloszenie", _registration(question, category=code))
    assert (answer.status_code, Matter.objects.count(), Resident.objects.count()) == (422, 0, 0)
    assert "Wybierz rodzaj zgłoszenia z listy." in answer.content.decode()


def test_the_column_of_a_busy_resident_takes_few_statements(
    desk_of: Client, zofia: Staff, halina: Resident, card: str, rings: Rings
) -> None:
    for number in range(3):
        at = clock.now() - timedelta(days=number + 1)
        Conversation.objects.create(channel="phone", state="closed", arrived_at=at, resident=halina)
    question = _question(rings(zofia).answered().conversation_id)
    desk_of.post("/stanowisko/zgloszenie", _registration(question))
    with CaptureQueriesContext(connection) as asked:
        page = desk_of.get("/stanowisko/mieszkaniec").content.decode()
    assert Matter.objects.get().number in page
    assert len(asked) <= 22, [query["sql"][:120] for query in asked]
