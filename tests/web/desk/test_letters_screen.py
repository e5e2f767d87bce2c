"""A letter from the resident's page to the desk and back into a mailbox: real mail, two browsers, by keyboard."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from infolinia.city.models import Staff
from infolinia.contacts.models import Conversation
from infolinia.core import clock
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence.models import Message
from infolinia.journeys import receive_letters
from infolinia.matters.shapes import Registered
from infolinia.routing import letters as letter_routing
from infolinia.routing import operations as routing
from tests.correspondence.conftest import PostOffice, post_office
from tests.correspondence.inbound import letters
from tests.matters.conftest import kinds, matter, register
from tests.web.browser import Screen, expect, no_sideways_scroll, no_violations, picture

__all__ = ["kinds", "matter", "post_office", "register"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f0003030201"
    "6e2bd6c40000000049454e44ae426082"
)
LONG = (
    "Dzień dobry,\n\nod trzech dni przy ul. Żaglowej 12 stoi woda. Chodnik zapada się przy studzience, a moja mama "
    "chodzi o kulach i nie może wyjść z domu.\n\nKiedy ktoś przyjedzie? Czy mogę dostać odpowiedź na piśmie?\n\n"
    "Halina Zatoka"
)


@pytest.fixture
def maildir(tmp_path: Path, settings: Settings) -> Path:
    """The mailbox of the city, as its mail server fills it."""
    for name in ("new", "cur", "tmp"):
        (tmp_path / "listy" / name).mkdir(parents=True)
    settings.MAILBOXES = [f"maildir://{tmp_path}/listy"]
    return tmp_path / "listy"


def deliver(maildir: Path, mail: object, number: int = 1) -> None:
    """Let the mail server deliver."""
    (maildir / "new" / f"{1764000000 + number}.M1.host").write_bytes(mail.as_bytes())  # type: ignore[attr-defined]


def ready(person: Staff) -> None:
    """Let the adviser be ready."""
    routing.set_state(staff_id=person.pk, state="ready", reason="", at=clock.now())


def test_an_e_mail_is_answered_by_keyboard_and_the_answer_returns_in_its_thread(
    at_desk: Callable[..., Page], zofia: Staff, maildir: Path, matter: Registered, post_office: PostOffice
) -> None:
    mail = letters.with_file("studzienka.png", PICTURE, "image/png", Subject="Woda na Żaglowej")
    mail.add_attachment(b"MZ\x90", maintype="image", subtype="png", filename="kot.png.exe")
    mail.get_body().set_content(f"{LONG}\n\nSprawa {matter.number}")  # type: ignore[union-attr]
    page = at_desk()
    ready(zofia)
    deliver(maildir, mail)
    assert receive_letters.read_mailboxes(at=clock.now() - timedelta(minutes=1)) == 1

    tab = page.get_by_role("link", name="Woda na Żaglowej")
    expect(tab).to_be_visible()  # it came by itself: the push process told the desk
    tab.focus()
    page.keyboard.press("Enter")
    article = page.get_by_role("article", name="Woda na Żaglowej")
    expect(article.get_by_text("od trzech dni przy ul. Żaglowej 12")).to_be_visible()
    expect(article.get_by_text("zatrzymany:")).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="Woda na Żaglowej")).to_be_focused()
    no_violations(page, "#list")
    picture(page, "desk-letter", docs=True, full=False)

    article.get_by_role("button", name=matter.number).focus()
    page.keyboard.press("Enter")
    expect(article.get_by_text("wskazał doradca")).to_be_visible()

    with page.expect_popup() as opened:
        article.get_by_role("link", name="studzienka.png").click()
    opened.value.wait_for_load_state()
    assert opened.value.evaluate("document.images.length") == 1
    assert opened.value.evaluate("window.origin") == "null"  # an origin of its own, without any power
    opened.value.close()

    area = article.get_by_label("Odpowiedź do:")
    area.fill("Ekipa przyjedzie dziś do 15:00.")
    expect(page.locator("[data-saved-text]")).to_contain_text("Notatki zapisane o")
    page.reload()
    page.get_by_role("link", name="Woda na Żaglowej").click()
    expect(page.get_by_label("Odpowiedź do:")).to_have_value("Ekipa przyjedzie dziś do 15:00.")
    page.get_by_role("button", name="Wyślij i zakończ").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Nie ma otwartej rozmowy")).to_be_visible()
    expect(page.get_by_role("link", name="Woda na Żaglowej")).to_have_count(0)

    for row in Message.objects.order_by("turn"):  # the word that it came, then the answer
        correspondence.send(message_id=row.id, at=clock.now())
    answer = post_office.letters[-1]
    assert answer["Subject"] == "Re: Woda na Żaglowej"
    assert answer["In-Reply-To"] == "<list.1@poczta.example.org>"
    assert "Auto-Submitted" not in answer
    assert "Ekipa przyjedzie dziś do 15:00." in answer.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert Conversation.objects.get(channel="email").state == "closed"


def test_letters_hold_on_a_telephone_and_in_the_dark(at_desk: Callable[..., Page], zofia: Staff, maildir: Path) -> None:
    for number in range(3):
        heads = {"Message_ID": f"<{number}@p.example.org>", "Subject": f"Bardzodługitematbezprzerwy{'y' * 60}{number}"}
        deliver(maildir, letters.plain(LONG + "x" * 300 + "\n\nWnoszę o wydanie zaświadczenia.", **heads), number)
    ready(zofia)
    receive_letters.read_mailboxes(at=clock.now())
    page = at_desk(width=320)
    page.get_by_role("link", name="Bardzodługi").first.click()
    expect(page.get_by_text("To może być podanie")).to_be_visible()
    no_sideways_scroll(page)
    no_violations(page, "#list")
    page.context.add_cookies([{"name": "infolinia_theme", "value": "dark", "url": page.url}])
    page.reload()
    page.get_by_role("link", name="Bardzodługi").first.click()
    expect(page.get_by_text("To może być podanie")).to_be_visible()
    no_violations(page, "#list")
    picture(page, "letter-narrow-dark")


def test_a_resident_writes_from_the_page(screen: Screen, tmp_path: Path) -> None:
    page = screen.open("/")
    page.get_by_role("link", name="Napisz do nas").click()
    expect(page.get_by_role("heading", level=1, name="Napisz do nas")).to_be_visible()
    no_violations(page)
    no_sideways_scroll(page)
    picture(page, "write-to-us")
    page.get_by_role("button", name="Wyślij wiadomość").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Popraw")
    no_violations(page)
    page.get_by_label("Twoja wiadomość").fill("Nie świeci latarnia przy Żaglowej 12.")
    page.get_by_label("Adres e-mail").fill("halina@example.org")
    file = tmp_path / "latarnia.png"
    file.write_bytes(PICTURE)
    page.get_by_label("Pliki (jeśli chcesz)").set_input_files(file)
    page.get_by_role("button", name="Wyślij wiadomość").press("Enter")
    expect(page.get_by_role("heading", level=1, name="Mamy Twoją wiadomość")).to_be_visible()
    no_violations(page)
    assert Conversation.objects.get().channel == "form"


def test_the_supervisor_sees_every_letter(
    new_screen: Callable[..., Screen], marek: Staff, zofia: Staff, maildir: Path, settings: Settings
) -> None:
    settings.MAILBOXES = [*settings.MAILBOXES, "imaps://kontakt:x@127.0.0.1:1/INBOX"]
    routing.ensure_queue(code="general", name="Sprawy ogólne")
    subjects = ("Woda na Żaglowej", "Kiedy odbiór gabarytów?", "Dziękuję za pomoc")
    for number, subject in enumerate(subjects):
        deliver(maildir, letters.plain(LONG, Message_ID=f"<{number}@p.example.org>", Subject=subject), number)
    deliver(maildir, letters.away("", Message_ID="<9@p.example.org>"), 9)
    receive_letters.read_mailboxes(at=clock.now() - timedelta(hours=30))
    first = Conversation.objects.order_by("arrived_at", "id")[0]
    letter_routing.give(conversation_id=first.id, staff_id=zofia.pk, by_id=marek.pk, at=clock.now())
    for width in (1440, 320):
        screen = new_screen(width=width)
        screen.sign_in(marek)
        page = screen.open("/nadzor/listy")
        expect(page.get_by_text("nie działa od")).to_be_visible()
        expect(page.get_by_role("cell", name="Zofia Bryza")).to_be_visible()
        no_violations(page)
        no_sideways_scroll(page)
        picture(page, "supervision-letters" if width > 1000 else "supervision-letters-narrow", docs=width > 1000)
