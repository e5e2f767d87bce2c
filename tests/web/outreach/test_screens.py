"""The screens without a browser: who may open what, and each way through."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from infolinia.city.models import Staff, Unit
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import Reading, Resident
from infolinia.correspondence.models import Message, ShortLink
from infolinia.matters import operations as matters
from infolinia.matters.models import Matter
from infolinia.matters.shapes import Registered
from infolinia.outreach import operations
from infolinia.outreach.models import Campaign, OutreachSettings, Promise
from infolinia.outreach.operations.campaigns import handing
from infolinia.telephony.callbacks import operations as call_backs
from infolinia.web.outreach import urls
from tests.outreach.conftest import NUMBER
from tests.outreach.conftest import Promise as Promising
from tests.web.rights import DOOR, FORM, MISSING, OPEN, REFUSED, ROLES, amiss
from tests.web.units.conftest import As

pytestmark = pytest.mark.django_db

HELPLINE = (OPEN, REFUSED, REFUSED, OPEN, REFUSED, OPEN, DOOR)
LEADERS = (REFUSED, REFUSED, REFUSED, OPEN, REFUSED, OPEN, DOOR)
EXPECTED = {
    "list": HELPLINE,
    "new": HELPLINE,
    "promise": HELPLINE,
    "campaigns": LEADERS,
    "campaign_new": LEADERS,
    "campaign": LEADERS,
    "campaign_report": LEADERS,
    "beside": HELPLINE,
    "settled": (FORM,) * 7,
    "settings": LEADERS,
    "answers": LEADERS,
    "ask": (410,) * 7,
    **dict.fromkeys(("call", "result", "change", "write", "cancel", "came", "release"), (FORM,) * 7),
    **dict.fromkeys(("campaign_sheet", "campaign_matters", "campaign_say", "campaign_press"), (FORM,) * 7),
}


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """It is Tuesday morning on every screen."""
    for name in ("promises", "promising", "desk", "campaigns", "campaign_steps", "settings", "answering"):
        monkeypatch.setattr(f"infolinia.web.outreach.views.{name}.now", lambda: at)


@pytest.fixture
def road(marek: Staff, at: datetime) -> UUID:
    """A campaign that Marek has begun."""
    return Campaign.objects.create(
        name="Zamknięcie Żaglowej",
        purpose="road_closed",
        basis="task",
        basis_note="usg art. 7",
        made_by=marek,
        made_at=at,
    ).pk


def test_every_role_at_every_address(
    as_: As,
    promise: Promising,
    road: UUID,
    zofia: Staff,
    piotr: Staff,
    outsider: Staff,
    marek: Staff,
    roads: Unit,
    at: datetime,
) -> None:
    made = [
        Staff(username=role, display_name=role, role=role, is_staff=role == "admin") for role in ("editor", "admin")
    ]
    for person in made:
        person.set_unusable_password()
        person.save()
    signed_in = (zofia, piotr, outsider, marek, *made)
    people = {**{role: as_(one) for role, one in zip(ROLES, signed_in, strict=False)}, "guest": Client()}
    call = contacts.call_arrived(
        engine_call_id="c1",
        channel="phone",
        number=NUMBER,
        name="",
        language="pl",
        queue_code="general",
        at=at,
        event_key="c1-a",
    )
    contacts.call_answered(conversation_id=call, adviser_id=zofia.pk, at=at, event_key="c1-b")
    values = {"conversation_id": call, "promise_id": promise(), "campaign_id": road, "deed": "start", "token": "nic"}
    addresses = {
        str(one.name): reverse(f"outreach:{one.name}", kwargs={key: values[key] for key in one.pattern.converters})
        for one in urls.urlpatterns
    }
    assert set(addresses) == set(EXPECTED)
    assert not amiss(people, addresses, EXPECTED)
    missing = as_(zofia).get(reverse("outreach:promise", args=[uuid4()]))
    assert missing.status_code == MISSING


def press(client: Client, name: str, /, *args: object, **form: object) -> str:
    """Press a button and return the page that follows, as text."""
    answer = client.post(reverse(f"outreach:{name}", args=args), form, follow=True)
    return str(answer.content.decode())


def test_one_list_of_promises_and_of_the_queues_call_backs(
    as_: As, promise: Promising, zofia: Staff, at: datetime
) -> None:
    promise(reason="Pergola", name="Halina Zatoka")
    promise(reason="Za tydzień", windows="1.12 9-11")
    call_backs.promise(number="500 000 023", why="asked", arrived_at=at, at=at, name="Jan Bosman")
    page = as_(zofia).get(reverse("outreach:list")).content.decode()
    now, later = page.split('id="h-potem"')
    assert "Pergola" in now
    assert "Jan Bosman" in now
    assert "Za tydzień" in later
    assert "najlepiej: 1.12 9–11" in page
    mine = as_(zofia).get(reverse("outreach:list"), {"czyje": "moje"}).content.decode()
    assert "Jan Bosman" not in mine
    assert Reading.objects.filter(staff=zofia, what="lista kontaktów").exists()


def test_a_promise_is_made_tried_and_kept(as_: As, hours: None, zofia: Staff) -> None:
    desk = as_(zofia)
    form = {"medium": "phone", "number": "500 000 014", "reason": "Pergola", "windows": "kiedyś"}
    refused = desk.post(reverse("outreach:new"), form)
    assert refused.status_code == 422
    assert "Nie rozumiemy „kiedyś”" in refused.content.decode()
    page = press(desk, "new", **{**form, "windows": "wt po 9"})
    assert "Obiecane." in page
    row = Promise.objects.get()
    assert (row.to, row.made_by_id) == (NUMBER, zofia.pk)
    assert "1 próba" in press(desk, "result", row.pk, wynik="no_answer", wroc="lista")
    assert "rozmowa się odbyła" in press(desk, "result", row.pk, wynik="reached")


def test_calling_leads_to_the_desk_and_a_refusal_back(
    as_: As, promise: Promising, zofia: Staff, adam: Staff, at_work: None, at: datetime
) -> None:
    ident = promise()
    answer = as_(zofia).post(reverse("outreach:call", args=[ident]))
    assert answer.headers["Location"] == reverse("desk:home")
    assert "Do tej osoby dzwoni teraz Zofia Bryza" in press(as_(adam), "call", ident)


def test_other_hours_another_person_and_the_end(as_: As, promise: Promising, zofia: Staff, adam: Staff) -> None:
    desk, ident = as_(zofia), promise()
    assert "Adam Rejs" in press(desk, "change", ident, windows="śr 14-16", keeper=adam.pk, note="Pergola stoi")
    row = Promise.objects.get()
    assert (row.keeper_id, row.note, row.windows[0]["from"]) == (adam.pk, "Pergola stoi", "14:00")
    refused = desk.post(reverse("outreach:change", args=[ident]), {"windows": "niedziela 9-10"})
    assert refused.status_code == 422
    assert "Napisz, dlaczego" in press(desk, "cancel", ident, powod="")
    assert "odwołane" in press(desk, "cancel", ident, powod="Pomyłka")


def test_a_written_promise_is_kept_from_its_page(as_: As, promise: Promising, zofia: Staff) -> None:
    ident = promise(medium="email", email="halina@example.org", number="")
    page = as_(zofia).get(reverse("outreach:promise", args=[ident])).content.decode()
    assert "Wyślij na" in page
    assert "Jak poszło?" not in page
    assert "Napisz wiadomość." in as_(zofia).post(reverse("outreach:write", args=[ident]), {}).content.decode()
    press(as_(zofia), "write", ident, text="Pergola stoi.")
    assert Message.objects.get().to == "halina@example.org"


def test_beside_a_call_the_adviser_sees_what_we_owe_and_promises_more(
    as_: As, promise: Promising, zofia: Staff, adam: Staff, at: datetime
) -> None:
    call = contacts.open_call_out(key="o1", number=NUMBER, reason="Próba", by_id=zofia.pk, at=at)
    owed, desk = promise(reason="Pergola"), as_(zofia)
    page = desk.get(reverse("outreach:beside", args=[call])).content.decode()
    assert "Pergola" in page
    refused = desk.post(reverse("outreach:beside", args=[call]), {"sprawa": "Worki", "kiedy": "kiedyś"})
    assert refused.status_code == 422
    assert 'value="Worki"' in refused.content.decode(), "what was typed stays"
    desk.post(reverse("outreach:beside", args=[call]), {"sprawa": "Worki", "kiedy": "śr 14-16"})
    assert Promise.objects.get(reason="Worki").conversation_id == call
    done = desk.post(reverse("outreach:settled", args=[call, owed])).content.decode()
    assert "Zapisane: załatwione." in done
    assert Promise.objects.get(reason="Pergola").state == "came_by_self"
    assert as_(adam).get(reverse("outreach:beside", args=[call])).status_code in (REFUSED, MISSING)


def test_who_came_by_themselves_and_who_is_given_back(as_: As, promise: Promising, zofia: Staff, at: datetime) -> None:
    ident = promise()
    operations.take(promise_id=ident, by_id=zofia.pk, at=at)
    press(as_(zofia), "release", ident)
    assert Promise.objects.get().taken_by_id is None
    assert "zgłosił się sam" in press(as_(zofia), "came", ident, wroc="lista")


def test_hostile_words_stay_words(as_: As, promise: Promising, zofia: Staff) -> None:
    ident = promise(reason="<script>alert(1)</script>", name="<b>x</b>", note="<img src=x>")
    for page in (reverse("outreach:list"), reverse("outreach:promise", args=[ident])):
        text = as_(zofia).get(page).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x>" not in text


def upload(text: str) -> SimpleUploadedFile:
    """A list as a browser sends it."""
    return SimpleUploadedFile("lista.csv", text.encode(), content_type="text/csv")


def test_a_campaign_from_the_first_page_to_its_report(
    as_: As, hours: None, marek: Staff, halina: Resident, at: datetime
) -> None:
    office = as_(marek)
    form = {"name": "Żaglowa", "purpose": "road_closed", "way": "own", "basis": "task", "basis_note": ""}
    assert "Podaj przepis albo dokument." in office.post(reverse("outreach:campaign_new"), form).content.decode()
    press(office, "campaign_new", **{**form, "basis_note": "usg art. 7"})
    ident = Campaign.objects.get().pk
    assert "kolumny" in press(office, "campaign_sheet", ident, sheet=upload("PESEL\n1"))
    page = press(office, "campaign_sheet", ident, sheet=upload("Telefon;Miasto\n500000014;Gdynia\n12;Gdynia"))
    assert "Na liście jest 2 osób" in page or "Na liście są 2 osoby" in page
    assert "Nie użyliśmy kolumn: Miasto" in page
    assert "zły numer albo adres" in page
    assert "Brakuje wartości" in page, "the preview says what lacks"
    assert "nie rozumiemy „jutro”" in press(office, "campaign_say", ident, **{"w-since": "jutro", "tempo": "10"})
    page = press(office, "campaign_say", ident, **{"w-street": "ul. Żaglowa", "w-since": "30.11.2026", "tempo": "10"})
    assert "30 listopada" in page
    assert "część SMS" in page or "części SMS" in page
    assert "Kampania ruszyła" in press(office, "campaign_press", ident, "start")
    handing.hand_over_due(at=at)
    page = office.get(reverse("outreach:campaign", args=[ident])).content.decode()
    assert "zakończona" in page
    report = office.get(reverse("outreach:campaign_report", args=[ident]))
    assert report.headers["Content-Type"].startswith("text/csv")
    assert "czeka na wysłanie" in report.content.decode("utf-8-sig")
    assert Reading.objects.filter(staff=marek, what="lista kampanii").exists()


def test_stop_and_the_rest(as_: As, hours: None, marek: Staff, road: UUID, at: datetime) -> None:
    office = as_(marek)
    press(office, "campaign_sheet", road, sheet=upload("E-mail\na@example.org\nb@example.org"))
    press(office, "campaign_say", road, **{"w-street": "ul. Żaglowa", "w-since": "30.11.2026", "tempo": "1"})
    press(office, "campaign_press", road, "start")
    handing.hand_over_due(at=at)
    assert "Zatrzymana." in press(office, "campaign_press", road, "stop")
    assert "Kampania idzie dalej." in press(office, "campaign_press", road, "dalej")
    assert "odwołana" in press(office, "campaign_press", road, "koniec")
    assert office.post(reverse("outreach:campaign_press", args=[road, "wybuch"])).status_code == MISSING


def test_residents_of_matters_are_chosen(as_: As, hours: None, marek: Staff, road: UUID, matter: Registered) -> None:
    office = as_(marek)
    nobody = {"street": "Nieznana"}
    assert "Żadna sprawa nie pasuje" in press(office, "campaign_matters", road, **nobody)
    assert "Odezwiemy się do 1" in press(office, "campaign_matters", road, street="Żaglowa")


def test_the_second_person_is_asked_for(as_: As, hours: None, marek: Staff, administrator: Staff, road: UUID) -> None:
    OutreachSettings.objects.create(second_person_from=1)
    office = as_(marek)
    page = press(office, "campaign_sheet", road, sheet=upload("E-mail\na@example.org"))
    assert "Uruchom kampanię" not in page
    assert "druga osoba" in page
    assert "Uruchom kampanię" in as_(administrator).get(reverse("outreach:campaign", args=[road])).content.decode()


def test_settings_hold_at_once_and_refuse_nonsense(as_: As, marek: Staff) -> None:
    office = as_(marek)
    page = office.get(reverse("outreach:settings"))
    form = {name: value for name, value in page.context["form"].initial.items() if value not in (None, False)}
    assert office.post(reverse("outreach:settings"), {**form, "promise_hours": 0}).status_code == 422
    wrong = {**form, "earliest": "20:00", "latest": "8:00"}
    assert office.post(reverse("outreach:settings"), wrong).status_code == 422
    press(office, "settings", **{**form, "promise_hours": 8, "asks_after_closing": "on"})
    row = OutreachSettings.objects.get()
    assert (row.promise_hours, row.asks_after_closing) == (8, True)


@pytest.fixture
def asked(taken: Registered, hours: None, piotr: Staff, at: datetime) -> str:
    """The resident's way to the question about a closed pothole."""
    OutreachSettings.objects.create(asks_after_closing=True)
    before = at - timedelta(days=1)
    matters.close(matter_id=taken.id, result="done", text="Załataliśmy.", by_id=piotr.pk, at=before)
    operations.ask_closed(at=at)
    return str(ShortLink.objects.get().path)


def test_the_resident_says_that_nothing_is_solved(asked: str, taken: Registered, as_: As, marek: Staff) -> None:
    anybody = Client()
    page = anybody.get(asked)
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert taken.number not in page.content.decode(), "the link alone proves nothing about whose the matter is"
    assert Matter.objects.get().status == "closed", "opening the page changes nothing: filters open links"
    assert anybody.post(asked, {"said": "not_solved"}).status_code == 422
    done = anybody.post(asked, {"said": "not_solved", "comment": "Dziura <b>jest</b>."}).content.decode()
    assert "Sprawdzimy to. Twoje słowa przeczyta kierownik infolinii" in done
    assert Matter.objects.get().status == "reopened"
    assert "Dziękujemy" in anybody.get(asked).content.decode()
    report = as_(marek).get(reverse("outreach:answers")).content.decode()
    assert "Dziura &lt;b&gt;jest&lt;/b&gt;." in report


def test_the_short_link_leads_to_the_question(asked: str) -> None:
    link = ShortLink.objects.get()
    answer = Client().get(f"/l/{link.token}")
    assert asked in answer.headers.get("Location", "") or answer.status_code == 200


def test_a_campaign_that_is_not_there_is_not_found(as_: As, marek: Staff) -> None:
    office, nobody = as_(marek), uuid4()
    sheet = office.post(reverse("outreach:campaign_sheet", args=[nobody]), {"sheet": upload("E-mail\na@example.org")})
    assert sheet.status_code == MISSING
    assert office.post(reverse("outreach:campaign_matters", args=[nobody]), {}).status_code == MISSING


def test_whoever_sees_people_of_a_campaign_or_their_words_is_in_the_log(
    asked: str, as_: As, hours: None, marek: Staff, road: UUID
) -> None:
    office = as_(marek)
    office.get(reverse("outreach:campaign", args=[road]))
    office.get(reverse("outreach:answers"))
    assert not Reading.objects.filter(staff=marek).exists(), "nobody was shown"
    press(office, "campaign_sheet", road, sheet=upload("Telefon\n12"))
    assert Reading.objects.filter(staff=marek, what="strona kampanii").exists()
    Client().post(asked, {"said": "not_solved", "comment": "Dziura jest."})
    office.get(reverse("outreach:answers"))
    assert Reading.objects.filter(staff=marek, what="odpowiedzi mieszkańców").exists()


def test_the_hours_on_the_page_are_posted_back_unchanged(as_: As, promise: Promising, zofia: Staff) -> None:
    ident = promise(windows="śr 14-16; 1.12 po 9")
    before = Promise.objects.get()
    page = as_(zofia).get(reverse("outreach:promise", args=[ident]), headers={"accept-language": "en"})
    typed = page.context["change"]["windows"].value()
    assert typed == "śr 14:00-16:00; 01.12.2026 09:00-23:59"
    assert "Pergola stoi" in press(as_(zofia), "change", ident, windows=typed, note="Pergola stoi")
    after = Promise.objects.get()
    assert (after.windows, after.due_at, after.next_try_at) == (before.windows, before.due_at, before.next_try_at)
