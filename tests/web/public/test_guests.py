"""Pages behind mailed links: a resident answers a question, a contractor works on an order; no account, no code."""

import re
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from infolinia.city.models import Staff
from infolinia.contacts.models import Reading
from infolinia.core.clock import city_day
from infolinia.correspondence.models import Message
from infolinia.matters import operations as matters
from infolinia.matters.models import GuestLink, Matter, MatterFile, StoryEvent
from infolinia.matters.shapes import Registered
from infolinia.matters.shapes.files import NewFile
from infolinia.web.public import guests

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday")]


def photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (320, 200), "#8a5a2b").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def question(pothole: Registered, piotr: Staff, at: datetime) -> str:
    """Piotr asks Halina; returns the path of her link."""
    matters.take(matter_id=pothole.id, by_id=piotr.pk, at=at)
    matters.ask_resident(
        matter_id=pothole.id,
        question="Czy dziura jest przed przejściem dla pieszych, czy za nim?\nPrzyda się zdjęcie.",
        by_id=piotr.pk,
        at=at,
    )
    return f"/pytanie/{Message.objects.get(purpose='question').secret}"


@pytest.fixture
def order(pothole: Registered, piotr: Staff, at: datetime) -> str:
    """Piotr hires a firm and shows it Halina's photo; returns the path of its link."""
    files = [NewFile("dziura przy przystanku.jpg", photo())]
    given = matters.add_files(matter_id=pothole.id, files=files, by_id=None, at=at, visible=True)
    matters.take(matter_id=pothole.id, by_id=piotr.pk, at=at)
    matters.contract(
        matter_id=pothole.id,
        contractor="Zakład Robót Drogowych „Kostka i Syn” sp. z o.o.",
        what="Załatać ubytek około 2 m² masą na gorąco, odtworzyć krawędź przy krawężniku.",
        by_id=piotr.pk,
        at=at,
    )
    url = matters.guest_link(
        matter_id=pothole.id,
        to_email="zaklad@example.com",
        days=30,
        by_id=piotr.pk,
        at=at,
        order=matters.Order(file_ids=given),
    )
    return "/zlecenie/" + url.rpartition("/")[2]


def test_the_question_shows_and_is_answered_with_a_file(client: Client, question: str, pothole: Registered) -> None:
    shown = client.get(question)
    assert "przed przejściem dla pieszych" in shown.content.decode()
    assert (shown["Referrer-Policy"], shown["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert "no-store" in shown["Cache-Control"]
    sent = {"text": "Za przejściem.", "attachments": SimpleUploadedFile("a.jpg", photo())}
    assert "Mamy Twoją odpowiedź" in client.post(question, sent).content.decode()
    assert Matter.objects.get(pk=pothole.id).status == "in_progress"
    assert MatterFile.objects.get().name == "a.jpg"
    assert Reading.objects.filter(matter_id=pothole.id, why="resident").exists()
    again = client.post(question, {"text": "Drugi raz."})
    assert "Drugi raz." not in str(list(StoryEvent.objects.values_list("text")))
    assert "Mamy Twoją odpowiedź" in again.content.decode()


@pytest.mark.parametrize("path", ["/pytanie/{}", "/zlecenie/{}"])
@pytest.mark.parametrize("token", ["abcdefghijkmnpqrstuv", "x", "../admin", "{{kod}}", "%00"])
def test_a_link_that_never_was_says_no_more_than_one_that_is_over(client: Client, path: str, token: str) -> None:
    answer = client.get(path.format(token))
    assert answer.status_code in (404, 410)
    if answer.status_code == 410:
        assert "Ten link już nie działa" in answer.content.decode()


@pytest.mark.parametrize("fixture", ["question", "order"])
def test_a_link_that_is_over_or_of_the_other_kind_shows_nothing(
    client: Client, request: pytest.FixtureRequest, fixture: str, at: datetime
) -> None:
    path = request.getfixturevalue(fixture)
    kinds = ["pytanie", "zlecenie"]
    first, second = kinds if kinds[0] in path else kinds[::-1]
    crossed = client.get(path.replace(first, second))
    GuestLink.objects.update(expires_at=at)
    for answer in (client.get(path), crossed):
        assert answer.status_code == 410
        assert "Dziura" not in answer.content.decode()


def test_an_answer_without_its_token_of_the_form_is_refused(question: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(question, {"text": "Podrobione."}).status_code == 403
    assert not StoryEvent.objects.filter(kind="replied").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.exe", b"MZ" + b"\0" * 80, "nie możemy przyjąć"), ("a.jpg", b"\xff\xd8\xff\xe0torn", "uszkodzony")],
)
def test_a_bad_file_is_named_and_the_words_stay(
    client: Client, question: str, name: str, content: bytes, said: str
) -> None:
    answer = client.post(question, {"text": "Za przejściem.", "attachments": SimpleUploadedFile(name, content)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Za przejściem." in page
    assert not StoryEvent.objects.filter(kind="replied").exists()


@pytest.mark.parametrize("fixture", ["question", "order"])
def test_what_is_far_too_large_is_refused_unread(client: Client, request: pytest.FixtureRequest, fixture: str) -> None:
    path = request.getfixturevalue(fixture)
    answer = client.post(path, {"text": "x"}, headers={"Content-Length": str(40 * 1024 * 1024)})
    assert answer.status_code == 413
    assert "15 MB" in answer.content.decode()


def test_the_contractor_sees_the_work_and_not_the_person(client: Client, order: str) -> None:
    page = client.get(order).content.decode()
    assert "Załatać ubytek" in page
    assert "Żaglowa 12" in page
    assert "dziura przy przystanku.jpg" in page
    assert "halina" not in page.lower()
    assert not Reading.objects.exists()


def test_a_file_of_the_order_has_no_power_and_others_stay_closed(
    client: Client, order: str, pothole: Registered, at: datetime
) -> None:
    shown = MatterFile.objects.get()
    answer = client.get(f"{order}/plik/{shown.pk}")
    assert answer.status_code == 200
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    files = [NewFile("inne.txt", b"nie dla wykonawcy")]
    (other,) = matters.add_files(matter_id=pothole.id, files=files, by_id=None, at=at, visible=True)
    assert client.get(f"{order}/plik/{other}").status_code == 404


def test_a_reading_of_the_resident_by_a_contractor_is_written_down(client: Client, order: str) -> None:
    GuestLink.objects.update(shows_resident=True)
    assert "halina@example.org" in client.get(order).content.decode()
    assert Reading.objects.get().what == "zlecenie dla wykonawcy, z danymi mieszkańca"


def test_the_contractor_goes_all_the_way(client: Client, order: str, pothole: Registered, at: datetime) -> None:
    day = city_day(at) + timedelta(days=2)
    accepted = client.post(order, {"krok": "przyjmij", "day": day.isoformat()})
    assert (accepted.status_code, accepted["Location"]) == (302, order)
    assert "Zlecenie przyjęte." in client.get(order).content.decode()
    wrong = client.post(order, {"krok": "dzien", "day": (city_day(at) - timedelta(days=1)).isoformat()})
    assert wrong.status_code == 422
    assert "już minął" in wrong.content.decode()
    done = {"krok": "zrobione", "text": "Załatane.", "attachments": SimpleUploadedFile("po.jpg", photo())}
    assert "Dziękujemy" in client.post(order, done).content.decode()
    matter = Matter.objects.get(pk=pothole.id)
    assert (matter.status, matter.planned_on) == ("in_progress", day)
    assert MatterFile.objects.filter(source="contractor").count() == 1
    over = client.get(order).content.decode()
    assert "Załatać ubytek" not in over
    assert "Żaglowa" not in over


@pytest.mark.parametrize("sent", [{"krok": "zrobione"}, {"krok": "nie"}, {"krok": "dzien"}, {"krok": "inny"}, {}])
def test_a_step_without_what_it_needs_changes_nothing(client: Client, order: str, sent: dict[str, str]) -> None:
    before = StoryEvent.objects.count()
    assert client.post(order, sent).status_code in (200, 422)
    assert StoryEvent.objects.count() == before


def test_each_field_of_the_order_has_a_name_of_its_own(client: Client, order: str) -> None:
    client.post(order, {"krok": "przyjmij"})
    page = client.post(order, {"krok": "nie"}).content.decode()
    ids = re.findall(r'id="([^"]+)"', page)
    assert {"zrobione-text", "nie-text"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_day_of_another_century_is_a_slip_of_the_hand(client: Client, order: str) -> None:
    slip = {"day": "0206-11-26"}
    answer = client.post(order, {"krok": "przyjmij", **slip})
    assert answer.status_code == 422
    assert "RRRR-MM-DD" in answer.content.decode()
    assert not guests.Day(slip).is_valid()
