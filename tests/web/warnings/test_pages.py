"""Warnings, the ladder, calendars and the digest's setting, page by page and role by role."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from infolinia.city.models import Staff, Unit
from infolinia.core.clock import now
from infolinia.matters import operations as matters
from infolinia.matters import queries
from infolinia.matters.models import OfficeHours
from infolinia.matters.shapes import Registered
from tests.web.units.conftest import As, Register

pytestmark = pytest.mark.django_db
FEEDS = "/skrzynka/zdiz-utrzymanie/kalendarz"


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/ostrzezenia", {"zofia", "piotr", "outsider", "marek", "administrator"}),
        ("/ostrzezenia/teraz", {"zofia", "piotr", "outsider", "marek", "administrator"}),
        ("/ostrzezenia/ile", {"zofia", "piotr", "outsider", "marek", "administrator"}),
        ("/ostrzezenia/drabina", {"marek", "administrator"}),
        (FEEDS, {"renata", "marek", "administrator"}),
    ],
)
def test_who_may_look(as_: As, request: pytest.FixtureRequest, renata: Staff, path: str, allowed: set[str]) -> None:
    for name in ("zofia", "piotr", "outsider", "marek", "administrator"):
        status = as_(request.getfixturevalue(name)).get(path).status_code
        assert status == (200 if name in allowed else 403), name
    assert as_(renata).get(path).status_code == (403 if path.endswith("drabina") else 200)
    editor = Staff.objects.create(username="redaktor", display_name="Ewa Molo", role="editor")
    assert as_(editor).get(path).status_code == 403
    assert Client().get(path).status_code == 302


def test_each_sees_what_concerns_them(
    as_: As, late: Registered, piotr: Staff, renata: Staff, marek: Staff, outsider: Staff, zofia: Staff
) -> None:
    for who, sees in ((piotr, True), (renata, True), (marek, True), (outsider, False), (zofia, False)):
        text = as_(who).get("/ostrzezenia").content.decode()
        assert (late.number in text) is sees, who.display_name
        assert ("Nic nie wymaga Twojej uwagi" in text) is not sees
    assert "5 dni roboczych po terminie" in as_(marek).get("/ostrzezenia").content.decode()


def test_the_inbox_begins_with_warnings_and_other_views_do_not(
    as_: As, late: Registered, piotr: Staff, marek: Staff
) -> None:
    page = as_(piotr).get("/skrzynka/zdiz-utrzymanie").content.decode()
    assert 'id="ostrzezenia"' in page
    assert page.index('id="ostrzezenia"') < page.index('id="termin"')
    assert 'id="ostrzezenia"' not in as_(piotr).get("/skrzynka/zdiz-utrzymanie?widok=nowe").content.decode()
    assert 'id="ostrzezenia"' not in as_(marek).get("/skrzynka/zdiz-utrzymanie").content.decode(), "not Marek's inbox"


def test_the_desk_says_how_many(as_: As, zofia: Staff, piotr: Staff, late: Registered) -> None:
    assert as_(zofia).get("/ostrzezenia/ile").content.strip() == b""
    matters.return_to_helpline(matter_id=late.id, reason="Nie nasze.", by_id=piotr.pk, at=now())
    assert "<b>1</b>" in as_(zofia).get("/ostrzezenia/ile").content.decode()
    assert late.number in as_(zofia).get("/ostrzezenia").content.decode()


def test_what_is_likely_to_be_late_is_shown_with_its_chance(
    as_: As, likely: Registered, piotr: Staff, outsider: Staff, marek: Staff, zofia: Staff
) -> None:
    for who, sees in ((piotr, True), (marek, True), (outsider, False), (zofia, False)):
        text = as_(who).get("/ostrzezenia").content.decode()
        assert (likely.number in text) is sees, who.display_name
    assert re.search(r"\d\d%", as_(marek).get("/ostrzezenia").content.decode())
    matter = as_(piotr).get(f"/sprawy/{likely.id}").content.decode()
    assert "Zapowiada się po terminie: szansa" in matter
    assert "z 40 spraw" in matter


def test_the_ladder_is_changed_by_supervisors(as_: As, kinds: None, marek: Staff, piotr: Staff) -> None:
    client = as_(marek)
    assert "8 godzinach pracy bez otwarcia" in client.get("/ostrzezenia/drabina").content.decode()
    refused = client.post("/ostrzezenia/drabina", {"amount": "999", "counts": "before", "to": "officer"})
    assert refused.status_code == 422
    assert "od 1 do 60" in refused.content.decode()
    added = client.post("/ostrzezenia/drabina", {"amount": "9", "counts": "after", "to": "supervisor"}, follow=True)
    assert "9 dni roboczych po terminie" in added.content.decode()
    rung = next(one for one in queries.ladder_now().rungs if one.amount == 9)
    assert as_(piotr).post(f"/ostrzezenia/drabina/{rung.id}/usun").status_code == 403
    gone = client.post(f"/ostrzezenia/drabina/{rung.id}/usun", follow=True)
    assert "9 dni roboczych po terminie" not in gone.content.decode()
    assert client.post("/ostrzezenia/godziny", {"opens": "16:00", "closes": "8:00"}).status_code == 422
    client.post("/ostrzezenia/godziny", {"opens": "8:00", "closes": "16:00"})
    assert str(OfficeHours.objects.get()) == "08:00–16:00"


def test_a_head_makes_an_address_that_works_without_signing_in_until_it_is_taken_back(
    as_: As, late: Registered, register: Register, renata: Staff, marek: Staff
) -> None:
    fresh = register()
    client = as_(renata)
    assert client.post(FEEDS, {"label": " "}).status_code == 422
    made = client.post(FEEDS, {"label": "telefon Renaty"})
    assert made["Cache-Control"] == "no-store"
    found = re.search(r'value="(https?://[^"]+/kalendarz/[^"]+\.ics)"', made.content.decode())
    assert found
    path = "/" + found[1].split("/", 3)[3]
    assert path not in client.get(FEEDS).content.decode(), "shown once"
    feed = Client().get(path)
    assert feed.status_code == 200
    assert feed["Content-Type"] == "text/calendar; charset=utf-8"
    assert fresh.number in feed.content.decode()
    again = Client().get(path, headers={"if-none-match": feed["ETag"]})
    assert again["ETag"] == feed["ETag"]
    line = queries.feeds_of(renata.unit_id or 0)[0]
    assert line.last_read_at is not None
    client.post(f"{FEEDS}/{line.id}/wylacz")
    assert Client().get(path).status_code == 404
    assert Client().get("/kalendarz/niczyj.ics").status_code == 404


def test_a_head_of_one_unit_publishes_nothing_of_another(as_: As, renata: Staff, lamps: Unit, outsider: Staff) -> None:
    other = f"/skrzynka/{lamps.code}/kalendarz"
    assert as_(renata).get(other).status_code == 403
    assert as_(renata).post(other, {"label": "x"}).status_code == 403
    secret_kept = queries.feeds_of(lamps.pk)
    assert secret_kept == []
    matters.make_feed(unit_id=lamps.pk, label="ich", by_id=outsider.pk, at=now())
    feed_id = queries.feeds_of(lamps.pk)[0].id
    as_(renata).post(f"{FEEDS}/{feed_id}/wylacz")
    assert len(queries.feeds_of(lamps.pk)) == 1


def test_a_reminder_is_answered_on_the_matter_and_stands_in_the_log(
    as_: As, late: Registered, piotr: Staff, marek: Staff, outsider: Staff, lamps: Unit
) -> None:
    matters.chase(matter_id=late.id, text="Kiedy to będzie?", by_id=marek.pk, at=now() - timedelta(days=1))
    path = f"/sprawy/{late.id}/odpowiedz-kierownikowi"
    assert "Kiedy to będzie?" in as_(piotr).get(f"/sprawy/{late.id}").content.decode()
    assert as_(outsider).post(path, {"text": "Nie moje"}).status_code == 404
    empty = as_(piotr).post(path, {"text": ""}, follow=True).content.decode()
    assert "Wpisz treść" in empty
    answered = as_(piotr).post(path, {"text": "Jutro o ósmej."}, follow=True).content.decode()
    assert "Odpowiedź zapisana." in answered
    assert "Odpowiedź dla kierownika" not in answered
    log = as_(marek).get("/nadzor/przypomnienia").content.decode()
    assert "Jutro o ósmej." in log
    assert "Piotr Kotwica" in log
    assert "Jutro o ósmej." not in as_(marek).get(f"/nadzor/przypomnienia?komorka={lamps.pk}").content.decode()


def test_the_board_counts_what_units_do_not_open(as_: As, register: Register, marek: Staff) -> None:
    register(when=now() - timedelta(days=20))
    matters.warn(at=now())
    assert "1 nieotwarta" in as_(marek).get("/nadzor").content.decode()
    assert "nikt jej nie otworzył" in as_(marek).get("/skrzynka/zdiz-utrzymanie").content.decode()


def test_each_sets_their_own_hour_of_the_digest(as_: As, piotr: Staff, marek: Staff, administrator: Staff) -> None:
    client = as_(piotr)
    assert "Ostrzeżenia pocztą" in client.get("/konto/").content.decode()
    assert "Ostrzeżenia pocztą" not in as_(administrator).get("/konto/").content.decode()
    client.post("/konto/ostrzezenia", {"hour": "9", "off": "1"})
    assert queries.digest_setting(piotr.pk) == queries.digest_setting(piotr.pk).__class__(9, is_off=True)
    for nonsense in ("", "25", "-1", "siódma", "²"):
        client.post("/konto/ostrzezenia", {"hour": nonsense})
        assert queries.digest_setting(piotr.pk).hour == 9
    assert queries.digest_setting(marek.pk).hour == 7
    assert as_(administrator).post("/konto/ostrzezenia", {"hour": "9"}).status_code == 403


def test_nonsense_in_the_address_of_the_list_is_the_first_page(as_: As, late: Registered, marek: Staff) -> None:
    for query in ("?za=nic", "?przed=1~2", "?za=" + "9" * 200, "?strona=-3"):
        response = as_(marek).get(f"/ostrzezenia{query}")
        assert response.status_code == 200
        assert late.number in response.content.decode()


def test_the_log_tells_each_step_of_the_ladder_apart(as_: As, late: Registered, marek: Staff) -> None:
    log = as_(marek).get("/nadzor/przypomnienia").content.decode()
    assert log.count("Ostrzeżenie dla prowadzącego sprawę.") == 1
    assert log.count("Ostrzeżenie dla kierującego komórką.") == 1
    assert log.count("1 sprawa<br>") == 3


def test_an_administrator_gives_a_person_an_address_and_a_unit_to_head(
    as_: As, administrator: Staff, piotr: Staff
) -> None:
    page = as_(administrator).get(f"/admin/city/staff/{piotr.pk}/change/").content.decode()
    assert 'name="email"' in page
    assert 'name="is_head"' in page
