"""A conversation by text from the resident's page to the desk: two browsers, each letter in time, by keyboard."""

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Locator, Page

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts import queries
from infolinia.contacts.models import Conversation
from infolinia.core import clock
from infolinia.routing import operations as routing
from infolinia.routing.models import WorkSettings
from infolinia.telephony.chats import operations as chats
from tests.processes.conftest import RunOne
from tests.processes.waiting import wait_until
from tests.web.browser import Screen, expect, no_sideways_scroll, no_violations, picture, tab_to

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

LONG = "Chodzi o chodnik przy ul. Żaglowej 12: płyta się zapada, a moja mama chodzi o kulach. Дякую, Їжак!"
STARTS_WITHIN = 45_000  # milliseconds: the daemon starts beside the test, on a busy machine slowly
WATCH = """(selector) => new Promise((done) => {
  const log = document.querySelector(selector);
  window.seen = [];
  new MutationObserver(() => {
    const text = [...log.querySelectorAll('.rtt-line:not(.is-mine) .rtt-text')].at(-1)?.textContent ?? '';
    if (text.length !== (window.seen.at(-1)?.[0] ?? 0)) window.seen.push([text.length, Date.now()]);
  }).observe(log, { subtree: true, childList: true, characterData: true });
  done();
})"""
TYPED = """() => {
  window.typed = [];
  const note = (event) => window.typed.push([event.target.value.length, Date.now()]);
  document.activeElement.addEventListener('input', note);
}"""


@pytest.fixture
def writer(db: None, zofia: Staff) -> Staff:
    """Zofia, who writes with two people at once."""
    WorkSettings.objects.create(staff=zofia, texts=2)
    return zofia


@pytest.fixture
def line_of_texts(run_process: RunOne, test_database_url: str) -> None:
    """The telephone daemon, which needs no telephones for texts."""
    run_process("lines", DATABASE_URL=test_database_url, INFOLINIA_OPEN="always")


def _delays(from_page: Page, to_page: Page) -> list[int]:
    typed = dict(from_page.evaluate("window.typed"))
    seen = to_page.evaluate("window.seen")
    return sorted(at - typed[length] for length, at in seen if length in typed)


def _print(where: str, delays: list[int]) -> None:
    print(f"letters {where}: median {delays[len(delays) // 2]} ms, worst {delays[-1]} ms of {len(delays)}")


@pytest.fixture
def resident(new_screen: Callable[..., Screen], push: object) -> Callable[..., Page]:
    """Open the resident's page and begin: `resident(width=360)`."""

    def begin(**options: object) -> Page:
        screen = new_screen(live=True, **options)
        page = screen.open("/czat")
        no_violations(page)
        page.get_by_role("button", name="Zacznij czat").press("Enter")
        expect(page.get_by_label("Twoja wiadomość")).to_be_focused()
        return page

    return begin


def _field(page: Page) -> Locator:
    return page.locator("[data-rtt-area]:visible")


def test_two_people_write_and_each_letter_arrives_in_time(
    at_desk: Callable[..., Page], resident: Callable[..., Page], writer: Staff, card: str, line_of_texts: None
) -> None:
    desk = at_desk(writer)
    routing.set_state(staff_id=writer.pk, state="ready", reason="", at=clock.now())
    halina = resident(width=360, height=780)
    expect(desk.get_by_text("Nowy czat", exact=True)).to_be_visible(timeout=STARTS_WITHIN)
    expect(desk.locator("[data-chat-alert]")).to_contain_text("Nowy czat")
    no_violations(desk, "#czaty")
    picture(desk, "desk-chat-offered", full=False)
    desk.keyboard.press("Control+Shift+Enter")
    expect(_field(desk)).to_be_focused(timeout=10_000)
    expect(halina.locator("#czat-stan")).to_contain_text("Doradca jest z Tobą")
    desk.evaluate(WATCH, "#czaty-okna .rtt-log")
    halina.evaluate(TYPED)
    halina.keyboard.type(LONG, delay=25)
    expect(desk.locator(".rtt-line:not(.is-mine) .rtt-text")).to_have_text(LONG)
    delays = _delays(halina, desk)
    _print("on the desk", delays)
    assert len(delays) > len(LONG) / 3
    assert delays[-1] <= 500
    spoken = desk.locator("#czaty-okna [data-rtt-spoken] p")
    expect(spoken).to_have_count(1)
    expect(spoken.first).to_have_text(f"Mieszkaniec: {LONG.removesuffix(' Дякую, Їжак!')}")
    halina.keyboard.press("Enter")
    expect(spoken.last).to_have_text("Mieszkaniec: Дякую, Їжак!")
    halina.evaluate(WATCH, ".rtt-log")
    desk.evaluate(TYPED)
    desk.keyboard.type("Dzień dobry. Już sprawdzam.", delay=25)
    expect(halina.locator(".rtt-line:not(.is-mine) .rtt-text")).to_have_text("Dzień dobry. Już sprawdzam.")
    delays = _delays(desk, halina)
    _print("on the page", delays)
    assert delays[-1] <= 500
    line = halina.locator(".rtt-line").last
    expect(line).to_contain_text("Doradca (odebrane): ")
    assert line.locator(".rtt-text").get_attribute("dir") == "auto"
    picture(halina, "public-chat-360")
    no_sideways_scroll(halina)
    no_violations(halina)
    no_violations(desk, "#czaty")
    picture(desk, "desk-chat", full=False)


def test_both_pages_may_be_opened_anew_in_the_middle_of_a_line(
    at_desk: Callable[..., Page], resident: Callable[..., Page], writer: Staff, line_of_texts: None
) -> None:
    desk = at_desk(writer)
    routing.set_state(staff_id=writer.pk, state="ready", reason="", at=clock.now())
    halina = resident()
    halina.keyboard.type("Zaczęte prz")
    desk.get_by_role("button", name="Odpisz").click(timeout=STARTS_WITHIN)
    expect(desk.locator(".rtt-line .rtt-text")).to_have_text("Zaczęte prz")
    halina.reload()
    expect(halina.get_by_label("Twoja wiadomość")).to_have_value("Zaczęte prz")
    halina.get_by_label("Twoja wiadomość").press("End")
    halina.keyboard.type("ed przeładowaniem")
    expect(desk.locator(".rtt-line .rtt-text")).to_have_text("Zaczęte przed przeładowaniem")
    desk.reload()
    expect(desk.locator(".rtt-line .rtt-text")).to_have_text("Zaczęte przed przeładowaniem")
    _field(desk).fill("Jestem z powrotem.")
    expect(halina.locator(".rtt-line:not(.is-mine) .rtt-text")).to_have_text("Jestem z powrotem.")
    desk.context.add_cookies([{"name": "infolinia_theme", "value": "dark", "url": desk.url}])
    desk.set_viewport_size({"width": 360, "height": 780})
    desk.reload()
    expect(_field(desk)).to_have_value("Jestem z powrotem.")
    no_sideways_scroll(desk)
    no_violations(desk, "#czaty")
    desk.locator("#czaty").scroll_into_view_if_needed()
    picture(desk, "desk-chat-360-dark", full=False)


def test_the_adviser_inserts_the_card_ends_and_writes_the_outcome(
    at_desk: Callable[..., Page], resident: Callable[..., Page], writer: Staff, card: str, line_of_texts: None
) -> None:
    desk = at_desk(writer)
    routing.set_state(staff_id=writer.pk, state="ready", reason="", at=clock.now())
    halina = resident()
    desk.get_by_role("button", name="Odpisz").click(timeout=STARTS_WITHIN)
    expect(_field(desk)).to_be_focused(timeout=10_000)
    expect(desk.get_by_label("Temat pytania 1")).to_be_visible()
    desk.get_by_label("Szukaj karty, sprawy, druku albo ulicy").fill("dziura")
    desk.get_by_role("option").first.click()
    expect(desk.locator("#karta .answer")).to_contain_text("Przyjmij zgłoszenie")
    desk.get_by_role("button", name="Wstaw odpowiedź z karty").click()
    expect(halina.locator(".rtt-line .rtt-text")).to_contain_text("Miasto łata dziurę w 3 dni robocze")
    desk.get_by_role("button", name="Zakończ czat").click()
    expect(halina.locator("#czat-stan")).to_contain_text("Rozmowa się skończyła")
    expect(_field(halina)).to_be_disabled()
    desk.get_by_label("Odpowiedziano").check()
    desk.get_by_role("button", name="Zakończ rozmowę").click()
    wait_until(lambda: Conversation.objects.get().state == "closed", what="the end of the work")
    expect(desk.locator("#czaty-okna .chat-window")).to_have_count(0)
    halina.get_by_role("link", name="Zacznij nową rozmowę albo przeczytaj zapis").click()
    expect(halina.locator(".rtt-log.is-whole")).to_contain_text("Miasto łata dziurę")
    no_violations(halina)


def test_hostile_text_is_only_text_on_both_sides(
    at_desk: Callable[..., Page], resident: Callable[..., Page], writer: Staff, line_of_texts: None
) -> None:
    hostile = "<img src=x onerror=\"document.title='zle'\"><b>"
    desk = at_desk(writer)
    routing.set_state(staff_id=writer.pk, state="ready", reason="", at=clock.now())
    halina = resident()
    desk.get_by_role("button", name="Odpisz").click(timeout=STARTS_WITHIN)
    halina.get_by_label("Twoja wiadomość").fill(hostile)
    expect(desk.locator(".rtt-line .rtt-text")).to_have_text(hostile)
    halina.get_by_role("button", name="Zakończ rozmowę").press("Enter")
    expect(halina.locator(".rtt-log.is-whole .rtt-text")).to_have_text(hostile)
    assert halina.locator("main img").count() == desk.locator("#czaty img").count() == 0


def _waiting() -> UUID:
    return chats.begin(address="192.0.2.1", language="pl", at=clock.now())


def test_the_waiting_page_tells_the_place_and_keeps_what_is_written(
    resident: Callable[..., Page], writer: Staff
) -> None:
    _waiting()
    halina = resident(width=360, height=780)
    tab_to(halina, halina.get_by_role("button", name="Zakończ rozmowę"))
    halina.get_by_label("Twoja wiadomość").fill("Napiszę od razu, o co chodzi.\nI jeszcze jedno.")
    chat = Conversation.objects.order_by("-arrived_at")[0].id
    wait_until(lambda: bool(queries.transcript(chat)), what="the text")
    chats.tell(conversation_id=chat, place=2, least=3, most=7)
    expect(halina.locator("#czat-stan")).to_contain_text("Twoje miejsce w kolejce: 2.")
    expect(halina.locator("#czat-stan")).to_contain_text("od 3 do 7 min")
    no_violations(halina)
    no_sideways_scroll(halina)
    picture(halina, "public-chat-waiting")
    halina.context.add_cookies([{"name": "infolinia_theme", "value": "dark", "url": halina.url}])
    halina.reload()
    expect(_field(halina)).to_have_value("Napiszę od razu, o co chodzi.\nI jeszcze jedno.")
    no_violations(halina)
    picture(halina, "public-chat-dark")
    contacts.call_ended(conversation_id=chat, at=clock.now(), by="caller", event_key="gone")
    expect(halina.locator("#czat-stan")).to_contain_text("Rozmowa się skończyła")
