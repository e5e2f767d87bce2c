"""Letters at the desk, as its page asks for them: whose they are, what is shown and sent, and what a file may do."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as people
from infolinia.contacts.models import Conversation, Reading
from infolinia.correspondence import queries as mail
from infolinia.correspondence.models import Message
from infolinia.journeys import receive_letters
from infolinia.matters.shapes import Registered
from infolinia.web.desk.presenters import spans
from infolinia.web.desk.presenters.letters import letter_list
from infolinia.web.desk.presenters.talk import talk_key
from tests.correspondence.inbound import letters
from tests.matters.conftest import kinds, matter, register

__all__ = ["kinds", "matter", "register"]

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40
HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)>'


def arrived(at: datetime, mail_in: object = None) -> UUID:
    """Let a letter arrive; returns its conversation."""
    raw = (mail_in or letters.plain()).as_bytes()  # type: ignore[attr-defined]
    received = receive_letters.email(raw, source="skrzynka", at=at)
    assert received.conversation_id
    return received.conversation_id


@pytest.fixture
def letter(zofia: Staff, at: datetime) -> UUID:
    """Halina's e-mail with a picture and a program, on Zofia's desk."""
    with_files = letters.with_file("dziura.png", PNG, "image/png")
    with_files.add_attachment(b"MZ\x90", maintype="image", subtype="png", filename="kot.png")
    ident = arrived(at, with_files)
    contacts.letter_taken(conversation_id=ident, adviser_id=zofia.pk, at=at)
    return ident


def test_the_desk_shows_my_letters_and_how_many_wait(desk_of: Client, letter: UUID, at: datetime) -> None:
    arrived(at, letters.plain("?", Subject="Latarnia", Message_ID="<2@p.example.org>"))
    page = desk_of.get("/stanowisko").content.decode()
    assert "Odbiór śmieci" in page
    assert "Czeka 1 list" in page


def test_a_letter_opens_with_its_words_and_files(desk_of: Client, letter: UUID) -> None:
    page = desk_of.get(reverse("desk:letter", args=[letter])).content.decode()
    assert "kiedy odbiór śmieci na Świętojańskiej?" in page
    assert "dziura.png" in page
    assert "to program albo strona, która może coś uruchomić" in page
    assert "halina.zatoka@example.org" in page


def test_every_opening_of_a_letter_is_written_down(desk_of: Client, zofia: Staff, letter: UUID, at: datetime) -> None:
    second = arrived(at, letters.plain("?", Subject="Latarnia nie świeci", Message_ID="<2@p.example.org>"))
    contacts.letter_taken(conversation_id=second, adviser_id=zofia.pk, at=at)
    desk_of.get(reverse("desk:letter", args=[letter]))
    desk_of.get(reverse("desk:letter", args=[letter]))
    desk_of.post(reverse("desk:letter_answer", args=[letter]), {"odpowiedz": "W piątek."})
    read = Reading.objects.filter(staff=zofia, what="list na stanowisku").values_list("conversation_id", flat=True)
    assert sorted(read) == sorted([letter, second])


def test_a_letter_that_the_page_brings_along_is_written_down_too(desk_of: Client, zofia: Staff, letter: UUID) -> None:
    page = desk_of.get("/stanowisko", {"rozmowa": str(letter)}).content.decode()
    assert "kiedy odbiór śmieci na Świętojańskiej?" in page
    assert Reading.objects.filter(staff=zofia, what="list na stanowisku", conversation_id=letter).count() == 1


def test_an_answer_to_what_was_not_seen_is_refused(desk_of: Client, letter: UUID, at: datetime) -> None:
    page = desk_of.get(reverse("desk:letter", args=[letter])).content.decode()
    seen = mail.letters_in(letter)[-1].id
    assert f'name="ostatni" value="{seen}"' in page
    more = letters.plain("Już nie trzeba.", Subject="Re: Odbiór śmieci", Message_ID="<2@p.example.org>")
    assert arrived(at + timedelta(seconds=1), more) == letter
    told = {"odpowiedz": "W piątek.", "ostatni": str(seen)}
    for name in ("letter_answer", "letter_close", "letter_tell_unit"):
        assert desk_of.post(reverse(f"desk:{name}", args=[letter]), told).status_code == 422
    assert not Message.objects.filter(purpose="reply").exists()


def test_a_letter_that_comes_draws_the_open_one_again(letter: UUID, zofia: Staff, at: datetime) -> None:
    def key() -> str:
        return talk_key(next(view for view in people.open_of(zofia.pk) if view.id == letter))

    before = key()
    assert key() == before
    arrived(at + timedelta(seconds=1), letters.plain("!", Subject="Re: Odbiór śmieci", Message_ID="<2@p.example.org>"))
    assert key() != before


def test_the_list_counts_what_waits_without_reading_it(
    zofia: Staff, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        mail_in = letters.plain("?", Subject=f"S {number}", Message_ID=f"<{number}@p.example.org>")
        arrived(at + timedelta(minutes=number), mail_in)
    monkeypatch.setattr(people, "open_letters", None)
    found = letter_list(zofia.pk, at + timedelta(minutes=60))
    assert (found.waiting, found.longest) == (3, spans.ago(at, at + timedelta(minutes=60)))


def test_words_of_strangers_are_only_words(desk_of: Client, zofia: Staff, at: datetime) -> None:
    hostile = letters.plain(HOSTILE, Subject=HOSTILE, From=f'"{HOSTILE[:24]}" <x@example.org>')
    ident = arrived(at, hostile)
    contacts.letter_taken(conversation_id=ident, adviser_id=zofia.pk, at=at)
    page = desk_of.get(reverse("desk:letter", args=[ident])).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page


def test_a_picture_is_shown_without_any_power(desk_of: Client, letter: UUID) -> None:
    picture = mail.letters_in(letter)[0].files[0]
    got = desk_of.get(reverse("desk:letter_file", args=[letter, picture.id]))
    assert (got.content, got["Content-Type"]) == (PNG, "image/png")
    assert got["Content-Disposition"].startswith("inline; filename*=UTF-8''dziura.png")
    assert "sandbox" in got["Content-Security-Policy"]
    assert "default-src 'none'" in got["Content-Security-Policy"]
    assert got["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in got["Cache-Control"]


def test_what_was_refused_is_nowhere(desk_of: Client, letter: UUID) -> None:
    program = mail.letters_in(letter)[0].files[1]
    assert desk_of.get(reverse("desk:letter_file", args=[letter, program.id])).status_code == 404


def test_a_text_is_shown_as_letters_whatever_it_says(desk_of: Client, zofia: Staff, at: datetime) -> None:
    ident = arrived(at, letters.with_file("a.txt", "<script>ż</script>".encode("cp1250"), "text/html"))
    contacts.letter_taken(conversation_id=ident, adviser_id=zofia.pk, at=at)
    found = mail.letters_in(ident)[0].files[0]
    got = desk_of.get(reverse("desk:letter_file", args=[ident, found.id]))
    assert got["Content-Type"] == "text/plain; charset=utf-8"
    assert got.content.decode() == "<script>ż</script>"


def test_a_letter_on_another_desk_is_not_found(client: Client, adam: Staff, letter: UUID) -> None:
    client.force_login(adam)
    picture = mail.letters_in(letter)[0].files[0]
    for name, arguments in (("letter", [letter]), ("letter_file", [letter, picture.id])):
        assert client.get(reverse(f"desk:{name}", args=arguments)).status_code == 404
    for name in ("letter_draft",):
        assert client.post(reverse(f"desk:{name}", args=[letter]), {"odpowiedz": "x"}).status_code == 404
    for name in ("letter_answer", "letter_close", "letter_back", "letter_matter", "letter_tell_unit"):
        assert client.post(reverse(f"desk:{name}", args=[letter]), {"odpowiedz": "x"}).status_code == 422
    assert not Message.objects.filter(purpose="reply").exists()
    assert Conversation.objects.get(id=letter).adviser_id != adam.pk


def test_a_file_of_another_letter_is_not_found_through_mine(
    desk_of: Client, zofia: Staff, letter: UUID, at: datetime
) -> None:
    heads = {"Subject": "Inny", "Message_ID": "<9@p.example.org>"}
    other = arrived(at, letters.with_file("x.png", PNG + b"2", "image/png", **heads))
    theirs = mail.letters_in(other)[0].files[0]
    assert desk_of.get(reverse("desk:letter_file", args=[letter, theirs.id])).status_code == 404


def test_an_answer_is_kept_while_it_is_typed_and_sent_once(desk_of: Client, letter: UUID) -> None:
    kept = desk_of.post(reverse("desk:letter_draft", args=[letter]), {"odpowiedz": "W pią"})
    assert "saved" in kept.json()
    assert "W pią" in desk_of.get(reverse("desk:letter", args=[letter])).content.decode()
    desk_of.post(reverse("desk:letter_answer", args=[letter]), {"odpowiedz": "W piątek."})
    again = desk_of.post(reverse("desk:letter_answer", args=[letter]), {"odpowiedz": "W piątek."})
    assert again.status_code == 422
    assert Message.objects.filter(purpose="reply").count() == 1
    late = desk_of.post(reverse("desk:letter_draft", args=[letter]), {"odpowiedz": "W piątek."})
    assert late.status_code == 200
    assert mail.draft_of(letter) is None


def test_after_an_answer_my_next_letter_opens(desk_of: Client, zofia: Staff, letter: UUID, at: datetime) -> None:
    second = arrived(at, letters.plain("?", Subject="Latarnia nie świeci", Message_ID="<2@p.example.org>"))
    contacts.letter_taken(conversation_id=second, adviser_id=zofia.pk, at=at)
    got = desk_of.post(reverse("desk:letter_answer", args=[letter]), {"odpowiedz": "W piątek."}).content.decode()
    assert f'data-talk="{second}"' in got
    assert "Na stanowisku został 1 list." in got


def test_the_next_letter_is_taken_by_hand(desk_of: Client, zofia: Staff, at: datetime) -> None:
    ident = arrived(at)
    got = desk_of.post(reverse("desk:take_letter"))
    assert f'data-talk="{ident}"' in got.content.decode()
    assert [one.conversation_id for one in people.letters_of(zofia.pk)] == [ident]
    assert desk_of.post(reverse("desk:take_letter")).status_code == 422


def test_an_application_brings_the_hint_and_the_whole_explanation(desk_of: Client, zofia: Staff, at: datetime) -> None:
    ident = arrived(at, letters.plain("Wnoszę o wydanie zaświadczenia o zameldowaniu."))
    contacts.letter_taken(conversation_id=ident, adviser_id=zofia.pk, at=at)
    page = desk_of.get(reverse("desk:letter", args=[ident])).content.decode()
    assert "To może być podanie" in page
    assert "bez rozpoznania" in page  # the act's own word
    assert "art. 63 § 1" in page
    desk_of.post(reverse("desk:letter_answer", args=[ident]), {"wyjasnienie": "1"})
    assert Message.objects.get(purpose="not_examined").to == letters.HALINA


def test_a_guess_is_asked_and_the_choice_kept(desk_of: Client, zofia: Staff, matter: Registered, at: datetime) -> None:
    ident = arrived(at, letters.plain(f"Co z {matter.number}?"))
    contacts.letter_taken(conversation_id=ident, adviser_id=zofia.pk, at=at)
    page = desk_of.get(reverse("desk:letter", args=[ident])).content.decode()
    assert "Nie mamy pewności" in page
    assert matter.number in page
    chosen = desk_of.post(reverse("desk:letter_matter", args=[ident]), {"sprawa": str(matter.id)}).content.decode()
    assert "wskazał doradca" in chosen
    assert "Nie mamy pewności" not in chosen


def test_no_letter_means_not_found(desk_of: Client) -> None:
    assert desk_of.get(reverse("desk:letter", args=[uuid4()])).status_code == 404
