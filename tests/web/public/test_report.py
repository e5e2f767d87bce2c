"""„Zgłoś sprawę”: a resident reports by themselves, step by step, with no script and no account."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings

from infolinia.city.models import Staff, Unit
from infolinia.correspondence.models import Message
from infolinia.matters import queries
from infolinia.matters.models import Category, DangerCall, Matter, MatterFile, StatusAttempt
from infolinia.matters.operations import attempts
from tests.matters.conftest import kinds
from tests.matters.test_pictures import frames

__all__ = ["kinds"]
pytestmark = pytest.mark.django_db

KIND = "/zglos/latarnia"
FIRST = {"description": "Nie świeci od tygodnia.", "place": "Żaglowa 12", "key": "klucz-1", "pokazane-pytania": ""}
LAST = FIRST | {"krok": "2", "inne": "1", "reply_by": "email", "email": "halina@example.org"}


@pytest.fixture(autouse=True)
def lamp(kinds: None) -> None:
    """Lamps are reported by residents; the rest is not."""
    Category.objects.filter(code="latarnia").update(is_public=True, danger=True, danger_text="Nie dotykaj słupa.")


def picture() -> SimpleUploadedFile:
    """Return a real picture."""
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(content, "JPEG")
    return SimpleUploadedFile("słup.jpg", content.getvalue(), "image/jpeg")


def test_only_what_residents_may_report_is_shown(client: Client) -> None:
    page = client.get("/zglos").content.decode()
    assert "Nie świeci latarnia" in page and "Dziura w jezdni" not in page
    assert client.get("/zglos/dziura-w-jezdni").status_code == 404
    assert client.get("/zglos/drogi").status_code == 404
    assert client.post("/zglos/dziura-w-jezdni", LAST).status_code == 404


def test_a_whole_way_from_the_kind_to_number_and_code(client: Client, lamps: Unit) -> None:
    assert "Gdzie" in client.get(KIND).content.decode()
    second = client.post(KIND, FIRST).content.decode()
    assert "zdjęcia i odpowiedź" in second and 'value="Nie świeci od tygodnia."' in second
    assert not Matter.objects.exists()
    page = client.post(KIND, LAST | {"attachments": picture()}).content.decode()
    matter = Matter.objects.get()
    assert matter.number in page and lamps.name in page
    assert (matter.channel, matter.entered_from, matter.registered_by) == ("form", "public", None)
    assert (matter.street, matter.house, matter.reply_address) == ("Żaglowa", "12", "halina@example.org")
    code = Message.objects.get().secret
    assert code in page
    assert queries.public_status(matter.number, code, matter.registered_at) is not None
    assert MatterFile.objects.get().visible_to_resident


def test_the_last_step_takes_few_statements(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.post(KIND, LAST)
    with django_assert_max_num_queries(29):
        client.post(KIND, LAST | {"key": "klucz-2", "attachments": picture()})
    assert Matter.objects.count() == 2


def test_sent_twice_it_is_one_matter_with_one_number_and_code(client: Client) -> None:
    pages = [client.post(KIND, LAST | {"attachments": picture()}).content.decode() for _ in range(2)]
    matter = Matter.objects.get()
    code = Message.objects.get().secret
    assert all(matter.number in page and code in page for page in pages)
    assert MatterFile.objects.count() == 1


def test_nobody_has_to_say_who_they_are(client: Client) -> None:
    client.post(KIND, LAST | {"reply_by": "none", "email": ""})
    matter = Matter.objects.get()
    assert (matter.resident, matter.reply_channel, matter.reply_address) == (None, "none", "")
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"description": ""}, "Napisz jednym zdaniem, co się dzieje."),
        ({"description": "x" * 5001}, "5000"),
        ({"point": "gdzieś"}, "To nie są współrzędne"),
    ],
)
def test_what_the_first_step_lacks_is_named_there(client: Client, change: dict[str, str], words: str) -> None:
    answer = client.post(KIND, FIRST | change)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    client.post(KIND, LAST | change)
    assert not Matter.objects.exists(), "the last step believes nothing of the first"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email": ""}, "Wpisz adres, na który odpowiemy."),
        ({"email": "halina"}, "To nie wygląda na adres e-mail"),
        ({"reply_by": "sms", "phone": "12"}, "Wpisz numer komórkowy"),
        ({"reply_by": "gołąb"}, "Jak odpowiedzieć"),
    ],
)
def test_what_the_last_step_lacks_is_named_and_nothing_kept(client: Client, change: dict[str, str], words: str) -> None:
    answer = client.post(KIND, LAST | change)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Matter.objects.exists()


def test_a_place_that_is_needed_is_asked_for(client: Client) -> None:
    Category.objects.filter(code="latarnia").update(place_need="required")
    answer = client.post(KIND, FIRST | {"place": ""})
    assert (answer.status_code, "Powiedz, gdzie to jest" in answer.content.decode()) == (422, True)


def test_the_same_questions_as_the_advisers_and_those_that_an_answer_brings(client: Client) -> None:
    asked = [
        {"code": "iskrzy", "label": "Czy coś iskrzy?", "kind": "yes_no", "required": True},
        {"code": "gdzie", "label": "W którym miejscu?", "required": True, "when": {"question": "iskrzy", "is": "yes"}},
        {"code": "zdjecie", "label": "Zdjęcie słupa", "kind": "photo", "required": True},
    ]
    Category.objects.filter(code="latarnia").update(questions=asked)
    page = client.get(KIND).content.decode()
    assert "Czy coś iskrzy?" in page and "W którym miejscu?" not in page and "Zdjęcie słupa" not in page
    told = FIRST | {"pokazane-pytania": "iskrzy zdjecie"}
    lacking = client.post(KIND, told)
    assert (lacking.status_code, "Zapytaj jeszcze: Czy coś iskrzy?" in lacking.content.decode()) == (422, True)
    brought = client.post(KIND, told | {"odp-iskrzy": "yes"}).content.decode()
    assert "W którym miejscu?" in brought
    told |= {"odp-iskrzy": "yes", "odp-gdzie": "u góry", "pokazane-pytania": "iskrzy gdzie zdjecie"}
    assert "Zdjęcie słupa" in client.post(KIND, told).content.decode()
    last = LAST | told
    assert client.post(KIND, last).status_code == 422, "the photo is needed"
    assert not Matter.objects.exists()
    client.post(KIND, last | {"zdj-zdjecie": picture()})
    assert Matter.objects.get().answers == {"iskrzy": "yes", "gdzie": "u góry", "zdjecie": "słup.jpg"}
    assert MatterFile.objects.count() == 1


def test_danger_says_112_and_rings_at_the_supervisors(client: Client, as_supervisor: Client) -> None:
    page = client.post(KIND, LAST | {"danger": "on"}).content.decode()
    assert "dzwoń 112" in page and "Nie dotykaj słupa." in page
    call = DangerCall.objects.get()
    assert (call.raised_by, call.acknowledged_at) == (None, None)
    matter = Matter.objects.get()
    for address in ("/nadzor", "/nadzor/alarmy"):
        assert matter.number in as_supervisor.get(address).content.decode()
    refused = as_supervisor.post(f"/nadzor/zagrozenia/{call.pk}", {"kto": ""}, follow=True)
    assert "kto odebrał" in refused.content.decode()
    done = as_supervisor.post(f"/nadzor/zagrozenia/{call.pk}", {"kto": "dyżurny 3"}, follow=True)
    assert "Alarm zakończony" in done.content.decode() and "Zagrożenia bez" not in done.content.decode()
    assert as_supervisor.post(f"/nadzor/zagrozenia/{call.pk}", {"kto": "x"}).status_code == 404


@pytest.mark.parametrize("is_open", [True, False], ids=["an open line", "3 a.m."])
def test_what_the_page_says_of_a_danger_is_true_at_that_hour(client: Client, settings: Settings, is_open: bool) -> None:
    Category.objects.filter(code="latarnia").update(danger_phone="+48500000090")
    settings.LINE_ALWAYS_OPEN = is_open
    page = client.post(KIND, LAST | {"danger": "on"}).content.decode()
    assert ("ma zadzwonić do dyżurnego" in page) is is_open
    assert ("nikt stąd nie zadzwoni do dyżurnego" in page and 'href="tel:+48500000090"' in page) is not is_open


def test_with_danger_nothing_alike_is_offered(client: Client) -> None:
    client.post(KIND, LAST)
    told = FIRST | {"key": "klucz-2"}
    assert "Czy to nie to samo?" in client.post(KIND, told).content.decode()
    assert "zdjęcia i odpowiedź" in client.post(KIND, told | {"danger": "on"}).content.decode()


@pytest.fixture
def as_supervisor(marek: Staff) -> Client:
    """Marek's browser."""
    own = Client()
    own.force_login(marek, backend="allauth.account.auth_backends.AuthenticationBackend")
    return own


def test_what_somebody_reported_already_is_shown_once_without_their_words(client: Client) -> None:
    client.post(KIND, LAST | {"description": "Ciemno, mówi Halina Zatoka."})
    page = client.post(KIND, FIRST | {"key": "klucz-2", "description": "Ciemno na Żaglowej."}).content.decode()
    assert "Czy to nie to samo?" in page and "Halina" not in page
    assert "zdjęcia i odpowiedź" in client.post(KIND, FIRST | {"key": "klucz-2", "inne": "1"}).content.decode()


def test_many_from_one_address_are_slowed_and_the_rest_is_not(client: Client) -> None:
    for number in range(attempts.MOST_REPORTS):
        assert client.post(KIND, LAST | {"key": f"k-{number}"}).status_code == 200
    stopped = client.post(KIND, LAST | {"key": "jeszcze"})
    assert (stopped.status_code, "Spróbuj za godzinę" in stopped.content.decode()) == (429, True)
    assert Matter.objects.count() == attempts.MOST_REPORTS
    assert client.post(KIND, LAST | {"key": "inny"}, REMOTE_ADDR="198.51.100.7").status_code == 200
    assert StatusAttempt.objects.filter(key__contains="198.51").count() == 0


def test_who_fills_what_no_person_sees_registers_nothing(client: Client) -> None:
    assert client.post(KIND, LAST | {"www": "x"}).status_code == 429
    assert not Matter.objects.exists()


def test_what_is_far_too_large_is_refused_unread(client: Client) -> None:
    answer = client.post(KIND, LAST, headers={"Content-Length": str(40 * 1024 * 1024)})
    assert answer.status_code == 413


def test_a_picture_that_unpacks_to_gigabytes_is_refused_before_anything_is_locked(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infolinia.matters.pictures.MOST_BYTES", 100_000)
    monkeypatch.setattr("infolinia.matters.operations.register", lambda **_given: pytest.fail("the row was locked"))
    bomb = SimpleUploadedFile("film.gif", frames("GIF", (200, 200), 4), "image/gif")
    answer = client.post(KIND, LAST | {"attachments": bomb})
    assert (answer.status_code, "film.gif" in answer.content.decode()) == (422, True)
    assert not Matter.objects.exists()


def test_after_a_refusal_the_page_says_that_files_must_be_chosen_again(client: Client) -> None:
    again = "wybierz jeszcze raz"
    assert again not in client.post(KIND, FIRST).content.decode()
    assert again not in client.post(KIND, LAST | {"email": ""}).content.decode()
    page = client.post(KIND, LAST | {"email": "", "attachments": picture()}).content.decode()
    assert again in page and "razem do 15 MB" in page


@pytest.mark.parametrize("kind", ["complaint", "motion", "petition"])
def test_what_the_law_calls_an_application_is_no_form_of_ours(client: Client, kind: str) -> None:
    Category.objects.filter(code="latarnia").update(kind=kind)
    assert client.get(KIND).status_code == 404


@pytest.mark.parametrize("field", ["odp-iskrzy", "pokazane-pytania", "zestaw", "krok", "inne"])
def test_what_no_database_keeps_is_no_failure(client: Client, field: str) -> None:
    asked = [{"code": "iskrzy", "label": "Co iskrzy?"}]
    Category.objects.filter(code="latarnia").update(questions=asked)
    told = LAST | {"pokazane-pytania": "iskrzy", "odp-iskrzy": "drut", field: "x\0y"}
    assert client.post(KIND, told).status_code in (200, 422)


def test_a_file_that_is_none_is_refused_and_nothing_registered(client: Client) -> None:
    fake = SimpleUploadedFile("słup.jpg", b"MZ" + b"\x00" * 64, "image/jpeg")
    assert client.post(KIND, LAST | {"attachments": fake}).status_code == 422
    assert not Matter.objects.exists()


def test_a_strangers_page_can_not_send_it() -> None:
    assert Client(enforce_csrf_checks=True).post(KIND, LAST).status_code == 403
