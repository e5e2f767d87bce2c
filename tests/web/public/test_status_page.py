"""What stands on the resident page beside the state: files, another way to be told; and what a follower sees."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from infolinia.city.models import Staff
from infolinia.contacts.models import Reading
from infolinia.matters import operations as matters
from infolinia.matters.models import Matter, MatterFile
from infolinia.matters.shapes import Registered
from infolinia.matters.shapes.files import NewFile
from infolinia.matters.shapes.following import FollowDraft
from tests.web.public.test_guests import photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday")]


def proof(matter: Registered) -> dict[str, str]:
    return {"number": matter.number, "code": matter.code}


def look(client: Client, matter: Registered) -> str:
    return client.post("/sprawdz", proof(matter)).content.decode()


def test_words_and_a_photo_reach_the_unit(client: Client, pothole: Registered) -> None:
    sent = {**proof(pothole), "text": "Jest przy słupie 4.", "attachments": SimpleUploadedFile("slup.jpg", photo())}
    assert "Wysłano." in client.post("/sprawdz/wiadomosc", sent).content.decode()
    given = MatterFile.objects.get()
    assert (given.name, given.event.kind) == ("slup.jpg", "resident_message")  # type: ignore[union-attr]
    assert "slup.jpg" in look(client, pothole)


def test_a_file_opens_by_its_own_address_for_an_hour_and_only_while_it_is_shown(
    client: Client, pothole: Registered, piotr: Staff, at: datetime
) -> None:
    files = [NewFile("wynik.jpg", photo()), NewFile("notatka.txt", b"tylko urzad")]
    shown, hidden = matters.add_files(matter_id=pothole.id, files=files, by_id=piotr.pk, at=at, visible=False)
    matters.show_file(matter_id=pothole.id, file_id=shown, visible=True, by_id=piotr.pk, at=at)
    page = look(client, pothole)
    assert "notatka.txt" not in page
    url = page.split('href="/sprawdz/plik/')[1].split('"')[0]
    assert pothole.code not in url
    answer = Client().get(f"/sprawdz/plik/{url}")
    assert answer.status_code == 200
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Reading.objects.filter(what="plik na stronie sprawy").count() == 1
    assert client.get(f"/sprawdz/plik/{url[:-2]}xx").status_code == 404
    matters.show_file(matter_id=pothole.id, file_id=shown, visible=False, by_id=piotr.pk, at=at)
    assert client.get(f"/sprawdz/plik/{url}").status_code == 404
    assert str(hidden) not in page


def test_the_way_and_the_measure_of_messages_change(client: Client, pothole: Registered) -> None:
    sent = {**proof(pothole), "channel": "sms", "phone": "500 000 014", "tells": "all"}
    assert "Zapisane." in client.post("/sprawdz/kontakt", sent).content.decode()
    matter = Matter.objects.get(pk=pothole.id)
    assert (matter.reply_channel, matter.reply_address, matter.tells) == ("sms", "+48500000014", "all")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"channel": "email", "email": "nikt", "tells": "all"}, "nie wygląda na adres"),
        ({"channel": "sms", "phone": "1", "tells": "all"}, "numer telefonu"),
        ({"tells": "all"}, "Wybierz, jak mamy dawać znać."),
    ],
)
def test_a_way_that_leads_nowhere_is_named_at_its_field(
    client: Client, pothole: Registered, sent: dict[str, str], said: str
) -> None:
    assert said in client.post("/sprawdz/kontakt", {**proof(pothole), **sent}).content.decode()
    assert Matter.objects.get(pk=pothole.id).reply_address == "halina@example.org"


def test_nothing_changes_without_the_right_code(client: Client, pothole: Registered) -> None:
    sent = {"number": pothole.number, "code": "AAAAAA", "channel": "none", "tells": "nothing"}
    assert "Nie ma sprawy" in client.post("/sprawdz/kontakt", sent).content.decode()
    assert Matter.objects.get(pk=pothole.id).reply_channel == "email"


def test_not_done_goes_to_the_supervisor_with_its_photo(
    client: Client, pothole: Registered, piotr: Staff, at: datetime
) -> None:
    matters.take(matter_id=pothole.id, by_id=piotr.pk, at=at)
    matters.close(matter_id=pothole.id, result="done", text="Załatane.", by_id=piotr.pk, at=at)
    sent = {**proof(pothole), "text": "Dziura jest dalej.", "wanted": "not_done"}
    photographed = {**sent, "attachments": SimpleUploadedFile("a.jpg", photo())}
    page = client.post("/sprawdz/wiadomosc", photographed).content.decode()
    assert "Dziękujemy, sprawdzimy to." in page
    assert "Sprawdzamy Twoją uwagę." in page
    assert "Załatwimy to" not in page, "the supervisor may decide that it stays closed"
    assert Matter.objects.get(pk=pothole.id).status == "reopened"
    assert MatterFile.objects.get().event.kind == "reopened"  # type: ignore[union-attr]


def test_a_day_that_was_planned_is_the_next_step(
    client: Client, pothole: Registered, piotr: Staff, at: datetime
) -> None:
    matters.take(matter_id=pothole.id, by_id=piotr.pk, at=at)
    matters.plan(matter_id=pothole.id, day=(at + timedelta(days=1)).date(), by_id=piotr.pk, at=at)
    page = look(client, pothole)
    assert "Praca na miejscu" in page
    assert "śr. 25.11" in page


def test_a_follower_sees_the_work_and_not_who_reported_it_first(
    client: Client, pothole: Registered, piotr: Staff, at: datetime
) -> None:
    Matter.objects.filter(pk=pothole.id).update(subject="Dziura pod oknem Haliny Zatoki")
    files = [NewFile("okno-haliny.jpg", photo())]
    matters.add_files(matter_id=pothole.id, files=files, by_id=None, at=at, visible=True)
    matters.resident_message(matter_id=pothole.id, text="Mieszkam pod siódmym.", at=at)
    draft = FollowDraft(reply_channel="email", reply_address="ktos@example.org")
    followed = matters.follow(matter_id=pothole.id, draft=draft, by_id=None, at=at)
    matters.take(matter_id=pothole.id, by_id=piotr.pk, at=at)
    matters.answer(matter_id=pothole.id, text="Zrobimy to jutro.", by_id=piotr.pk, at=at)
    page = client.post("/sprawdz", {"number": followed.number, "code": followed.code}).content.decode()
    assert "Zrobimy to jutro." in page
    for private in ("Halin", "okno-haliny", "siódmym", "Żaglowa 12"):
        assert private not in page
    sent = {"number": followed.number, "code": followed.code, "text": "Ja też ją widzę."}
    assert "Wysłano." in client.post("/sprawdz/wiadomosc", sent).content.decode()


def test_what_is_far_too_large_is_refused_unread(client: Client, pothole: Registered) -> None:
    big = {"Content-Length": str(40 * 1024 * 1024)}
    answer = client.post("/sprawdz/wiadomosc", {**proof(pothole), "text": "x"}, headers=big)
    assert answer.status_code == 413


def test_a_page_from_before_the_end_opens_nothing_by_mistake(
    client: Client, pothole: Registered, piotr: Staff, at: datetime
) -> None:
    matters.take(matter_id=pothole.id, by_id=piotr.pk, at=at)
    assert 'name="wanted" value="message"' in look(client, pothole)
    matters.close(matter_id=pothole.id, result="done", text="Załatane.", by_id=piotr.pk, at=at)
    sent = {**proof(pothole), "text": "To przy słupie 4.", "wanted": "message"}
    page = client.post("/sprawdz/wiadomosc", sent).content.decode()
    assert "nikt by już nie przeczytał" in page
    assert "To przy słupie 4." in page, "what was typed stays"
    assert "Wysłano." not in page
    assert Matter.objects.get(pk=pothole.id).status == "closed"
    assert 'name="wanted" value="not_done"' in page
