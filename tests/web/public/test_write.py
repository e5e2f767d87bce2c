"""„Napisz do nas”: what a resident types becomes a letter, and what we cannot take is refused while they can act."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from infolinia.contacts.models import Conversation
from infolinia.correspondence import queries as mail
from infolinia.correspondence.models import IncomingMessage
from infolinia.web.public import write

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40
GIVEN = {"text": "Nie świeci latarnia.", "reply_by": "email", "email": "halina@example.org", "key": "klucz-1"}


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    """Let no test count what another sent."""
    cache.clear()
    yield
    cache.clear()


def test_a_message_becomes_a_letter_with_its_way_back(client: Client) -> None:
    file = SimpleUploadedFile("latarnia.png", PNG, "image/png")
    answer = client.post("/napisz", GIVEN | {"attachments": file, "name": "Halina", "number": "inf 2026 7"})
    assert "halina@example.org" in answer.content.decode()
    row = Conversation.objects.get()
    assert (row.channel, row.state, row.caller_address) == ("form", "waiting", "halina@example.org")
    letter = mail.letters_in(row.id)[0]
    assert (letter.text, letter.reply_by, letter.answer_to) == ("Nie świeci latarnia.", "email", "halina@example.org")
    assert letter.subject == "INF-2026-7"
    assert [one.name for one in letter.files] == ["latarnia.png"]


def test_the_same_form_sent_twice_is_one_letter(client: Client) -> None:
    client.post("/napisz", GIVEN)
    client.post("/napisz", GIVEN)
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": ""}, "Napisz, w czym możemy pomóc."),
        ({"email": ""}, "Wpisz adres, na który odpowiemy."),
        ({"email": "halina"}, "To nie wygląda na adres e-mail"),
        ({"reply_by": "sms", "phone": "12"}, "Wpisz numer komórkowy"),
        ({"reply_by": "gołąb"}, "Jak odpowiedzieć"),
        ({"text": "x" * 8001}, "8000"),
    ],
)
def test_what_is_missing_is_named_and_nothing_kept(client: Client, change: dict[str, str], words: str) -> None:
    answer = client.post("/napisz", GIVEN | change)
    assert words in answer.content.decode()
    assert not IncomingMessage.objects.exists()


def test_a_program_is_refused_by_name_while_its_sender_can_act(client: Client) -> None:
    answer = client.post("/napisz", GIVEN | {"attachments": SimpleUploadedFile("kot.png", b"MZ\x90\0", "image/png")})
    assert "Tego pliku nie możemy przyjąć: kot.png" in answer.content.decode()
    assert not IncomingMessage.objects.exists()


def test_six_files_are_too_many(client: Client) -> None:
    files = [SimpleUploadedFile(f"{n}.png", PNG, "image/png") for n in range(6)]
    assert "Dodaj najwyżej 5 plików." in client.post("/napisz", GIVEN | {"attachments": files}).content.decode()


def test_a_huge_request_is_refused_unread(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "LARGEST_REQUEST", 1000)
    answer = client.post("/napisz", GIVEN | {"attachments": SimpleUploadedFile("a.png", PNG * 100, "image/png")})
    assert answer.status_code == 413


def test_a_form_without_our_page_is_refused() -> None:
    assert Client(enforce_csrf_checks=True).post("/napisz", GIVEN).status_code == 403


def test_one_network_writes_six_times_an_hour(client: Client) -> None:
    for number in range(write.FORMS_PER_HOUR):
        assert client.post("/napisz", GIVEN | {"key": str(number)}).status_code == 200
    assert client.post("/napisz", GIVEN | {"key": "jeszcze"}).status_code == 429
    assert client.post("/napisz", GIVEN | {"key": "inna"}, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_robot_that_fills_everything_is_not_taken(client: Client) -> None:
    assert client.post("/napisz", GIVEN | {"www": "http://x.example.org"}).status_code == 429
    assert not IncomingMessage.objects.exists()


def test_who_wants_no_answer_gives_no_address(client: Client) -> None:
    answer = client.post("/napisz", {"text": "Ławka jest już cała.", "reply_by": "none", "key": "k"})
    assert "Nie będziemy odpowiadać" in answer.content.decode()
    assert Conversation.objects.get().caller_address == ""
