"""Text beside a telephone call: a code is dictated, typed on the resident's page, and both write while they talk."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from infolinia.city.models import Staff
from infolinia.contacts import queries
from infolinia.contacts.models import Typed
from infolinia.core import clock
from infolinia.telephony.beside import operations as beside
from infolinia.telephony.models import JoinCode, PhoneAccount
from tests.web.browser import Screen, expect, no_sideways_scroll, no_violations, picture, tab_to
from tests.web.desk.conftest import Caller, Rings


@pytest.fixture
def talk(rings: Rings, zofia: Staff) -> Caller:
    """Halina on the telephone with Zofia."""
    return rings(zofia).answered()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_dictated_code_opens_the_text_beside_the_call(
    at_desk: Callable[..., Page], new_screen: Callable[..., Screen], talk: Caller
) -> None:
    desk = at_desk()
    desk.keyboard.press("Control+F2")
    code = desk.locator("[data-beside-code]").inner_text()
    expect(desk.locator("[data-rtt-area]:visible")).to_be_focused()
    no_violations(desk, "#czaty")
    picture(desk, "desk-beside-code", docs=True, full=False)
    screen = new_screen(live=True, width=320, height=780)
    screen.expect_complaint("422")
    halina = screen.open("/pisz")
    no_violations(halina)
    no_sideways_scroll(halina)
    picture(halina, "public-beside-code-320")
    field = halina.get_by_label("Kod od doradcy")
    tab_to(halina, field)
    halina.keyboard.type("000 000" if code != "000 000" else "111 111")
    halina.keyboard.press("Enter")
    expect(halina.get_by_role("alert")).to_contain_text("Ten kod nie działa")
    no_violations(halina)
    halina.get_by_label("Kod od doradcy").fill(code)
    halina.keyboard.press("Enter")
    expect(halina.get_by_label("Twoja wiadomość")).to_be_focused()
    expect(desk.locator("[data-beside]")).to_contain_text("widzi każdą Twoją literę")
    halina.keyboard.type("Żaglowa 12, nazwisko Zatoka")
    expect(desk.locator(".rtt-line:not(.is-mine) .rtt-text")).to_have_text("Żaglowa 12, nazwisko Zatoka")
    desk.locator("[data-rtt-area]:visible").focus()
    desk.keyboard.type("Pani numer sprawy: INF-2026-48213")
    desk.keyboard.press("Enter")
    expect(halina.locator(".rtt-line:not(.is-mine) .rtt-text")).to_have_text("Pani numer sprawy: INF-2026-48213")
    expect(halina.locator("#czat-stan")).to_contain_text("Mów i pisz")
    no_violations(halina)
    no_sideways_scroll(halina)
    no_violations(desk, "#czaty")
    picture(halina, "public-beside-320")
    picture(desk, "desk-beside", full=False)
    assert [line.side for line in queries.transcript(talk.conversation_id)] == ["resident", "adviser"]
    halina.reload()
    expect(halina.get_by_label("Twoja wiadomość")).to_have_value("Żaglowa 12, nazwisko Zatoka")
    talk.hung_up()
    expect(halina.locator("#czat-stan")).to_contain_text("Rozmowa się skończyła")
    expect(desk.locator("#czaty-okna [data-rtt-note]")).to_contain_text("Tekst zostaje w jej zapisie")
    halina.get_by_role("link", name="Przeczytaj zapis albo wpisz nowy kod").click()
    expect(halina.locator(".rtt-log.is-whole")).to_contain_text("INF-2026-48213")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_what_the_resident_writes_first_opens_the_window_at_the_desk(
    at_desk: Callable[..., Page], new_screen: Callable[..., Screen], talk: Caller, zofia: Staff
) -> None:
    desk = at_desk()
    at = clock.now()
    PhoneAccount.objects.create(
        username="guest-1",
        password="tajne",
        kind="guest",
        issued_at=at,
        expires_at=at,
        conversation_id=talk.conversation_id,
    )
    beside.join_own_call(username="guest-1", password="tajne", at=at)
    tab = desk.get_by_role("button", name="Tekst obok rozmowy")
    expect(tab).to_have_attribute("aria-expanded", "false")
    code = beside.new_code(conversation_id=talk.conversation_id, by=zofia.pk, at=at).text
    halina = new_screen(live=True).open("/pisz")
    halina.get_by_label("Kod od doradcy").fill(code)
    halina.keyboard.press("Enter")
    expect(halina.get_by_label("Twoja wiadomość")).to_be_focused()
    halina.keyboard.type("Nie słyszę dobrze")
    expect(desk.locator(".chat-window:visible .rtt-text")).to_have_text("Nie słyszę dobrze")
    expect(tab).to_have_attribute("aria-expanded", "true")
    desk.context.add_cookies([{"name": "infolinia_theme", "value": "dark", "url": desk.url}])
    desk.set_viewport_size({"width": 320, "height": 780})
    desk.reload()
    expect(desk.locator(".chat-window:visible .rtt-text")).to_have_text("Nie słyszę dobrze")
    no_sideways_scroll(desk)
    no_violations(desk, "#czaty")
    desk.locator("#czaty").scroll_into_view_if_needed()
    picture(desk, "desk-beside-320-dark", full=False)


@pytest.mark.django_db
def test_only_the_adviser_of_the_call_gets_a_code(desk_of: Client, talk: Caller, client: Client, adam: Staff) -> None:
    address = reverse("desk:write", args=[talk.conversation_id])
    assert desk_of.post(address).status_code == 204
    assert desk_of.post(reverse("desk:new_text_code", args=[talk.conversation_id])).status_code == 204
    stranger = Client()
    stranger.force_login(adam)
    assert stranger.post(address).status_code == 422
    assert Client().post(address).status_code == 302
    assert JoinCode.objects.count() == 1


@pytest.mark.django_db
def test_too_many_wrong_codes_are_refused_on_the_page(client: Client, talk: Caller, zofia: Staff) -> None:
    for _ in range(10):
        assert client.post("/pisz", {"code": "123456"}).status_code == 422
    code = beside.offer_text(conversation_id=talk.conversation_id, by=zofia.pk, at=clock.now())
    assert code
    assert "Za dużo błędnych kodów" in client.post("/pisz", {"code": code.text}).content.decode()
    assert "Kod ma 6 cyfr" in client.post("/pisz", {"code": "12"}).content.decode()


@pytest.mark.django_db
def test_the_calling_page_gets_its_key_once_the_call_is_known(client: Client, talk: Caller) -> None:
    at = clock.now()
    phone = PhoneAccount.objects.create(username="guest-1", password="tajne", kind="guest", issued_at=at, expires_at=at)
    proof = {"username": "guest-1", "password": "tajne"}
    assert client.post("/zadzwon/tekst", proof).status_code == 202
    beside.guest_called(username=phone.username, conversation_id=talk.conversation_id)
    assert client.post("/zadzwon/tekst", proof | {"password": "x"}).status_code == 403
    assert client.post("/zadzwon/tekst", proof).json()["token"]
    assert "Możesz też pisać" in client.get("/zadzwon").content.decode()


@pytest.mark.django_db
def test_the_register_shows_what_was_written_in_a_call(client: Client, talk: Caller, marek: Staff) -> None:
    client.force_login(marek)
    page = reverse("supervision:conversation", args=[talk.conversation_id])
    assert "Tekst obok rozmowy" not in client.get(page).content.decode()
    _write(talk)
    answer = client.get(page).content.decode()
    assert "Tekst obok rozmowy" in answer
    assert "Zatoka przez Z" in answer


def _write(talk: Caller) -> None:
    Typed.objects.create(
        conversation_id=talk.conversation_id,
        side="resident",
        number=0,
        line=0,
        position=0,
        removed=0,
        inserted="Zatoka przez Z",
        ends_line=True,
        at=clock.now(),
    )
