"""The board in a browser: how soon it shows an event, its panels by keyboard, and a talk entered by the own phone."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page, Playwright, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.routing import operations as routing
from infolinia.routing import queries as presence
from infolinia.routing.models import DeskMessageCopy, Listening, Presence, Queue, QueueNeed, Skill
from tests.chromium import Chromium
from tests.processes.conftest import RunOne, start_live
from tests.telephony.conftest import engine_here, line_sounds
from tests.telephony.lines.conftest import desk, lines, quick_asterisk
from tests.telephony.lines.running_lines import Desk, RunningLines
from tests.telephony.running import NUMBER, until
from tests.web.browser import Screen, give_session, no_sideways_scroll, no_violations, picture, tab_to
from tests.web.desk.conftest import push, run_process, state, test_database_url
from tests.web.desk.test_desk_call import ADVISERS_PITCH, LISTEN, advisers_voice

__all__ = [
    "advisers_voice",
    "desk",
    "engine_here",
    "line_sounds",
    "lines",
    "push",
    "quick_asterisk",
    "run_process",
    "state",
    "test_database_url",
]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NewScreen = Callable[..., Screen]
BEHIND = 1.0
"""Seconds by which the board may be behind what happened."""

WATCH = """() => {
  window.seenAt = {};
  const look = () => document.querySelectorAll('.waiting li').forEach((line) => {
    for (const [end] of line.textContent.matchAll(/\\d{3}(?= )/g)) window.seenAt[end] ??= Date.now();
  });
  new MutationObserver(look).observe(document.getElementById('teraz'), { childList: true, subtree: true });
}"""


def arrive(key: str, number: str, waited: int = 0, queue: str = "general") -> float:
    """Let a call wait; returns when that was written."""
    at = now() - timedelta(seconds=waited)
    ident = contacts.call_arrived(
        engine_call_id=key,
        channel="phone",
        number=number,
        name="",
        language="pl",
        queue_code=queue,
        at=at,
        event_key=f"{key}-a",
    )
    contacts.call_queued(conversation_id=ident, at=at, event_key=f"{key}-q")
    return time.time()


@pytest.fixture
def floor(zofia: Staff, adam: Staff) -> None:
    """Two queues, a skill, two advisers at work, somebody in a talk, somebody waiting."""
    Queue.objects.update_or_create(code="general", defaults={"name": "Sprawy ogólne"})
    Queue.objects.update_or_create(code="drogi", defaults={"name": "Drogi i chodniki", "position": 3})
    Skill.objects.get_or_create(code="drogi", defaults={"name": "Drogi"})
    routing.set_state(staff_id=adam.pk, state="break", reason="obiad", at=now() - timedelta(minutes=6))
    arrive("talk", "500000031", 300)
    talk = contacts_id("talk")
    contacts.call_answered(conversation_id=talk, adviser_id=zofia.pk, at=now(), event_key="talk-w")
    at = now() - timedelta(minutes=4)
    routing.record_presence(staff_id=zofia.pk, state="talking", since=at, idle_since=at, conversation_id=talk)
    arrive("first", "500000014", 75)


def contacts_id(key: str) -> UUID:
    return contacts.conversation_id_for(key)


def test_the_board_shows_a_caller_within_a_second(
    new_screen: NewScreen, push: object, marek: Staff, floor: None
) -> None:
    screen = new_screen(live=True)
    screen.sign_in(marek)
    page = screen.open("/nadzor")
    page.wait_for_selector("html[data-live-open]", state="attached")
    page.evaluate(WATCH)
    waits = []
    for number in range(101, 111):
        written = arrive(f"k{number}", f"500000{number}")
        page.wait_for_function("end => window.seenAt[end]", arg=str(number))
        waits.append(page.evaluate("end => window.seenAt[end]", str(number)) / 1000 - written)
    print("behind, in seconds:", [round(wait, 3) for wait in waits])
    assert max(waits) < BEHIND


def test_an_advisers_panel_by_keyboard(screen: Screen, marek: Staff, floor: None, adam: Staff) -> None:
    screen.expect_complaint("422")
    screen.sign_in(marek)
    page = screen.open("/nadzor")
    tab_to(page, page.locator(f"#doradca-{adam.pk}"))
    page.keyboard.press("Enter")
    title = page.locator("#okno h2")
    expect(title).to_have_text("Adam Rejs")
    expect(title).to_be_focused()
    no_violations(page)
    page.get_by_role("button", name="Zmień stan").press("Enter")
    expect(page.locator("#okno [role=alert]")).to_be_visible()
    page.get_by_label("poza stanowiskiem").check()
    page.get_by_label("Powód").fill("koniec zmiany")
    page.get_by_role("button", name="Zmień stan").press("Enter")
    expect(page.locator("#okno")).to_contain_text("Adam Rejs: stan zmieniony.")
    assert presence.presence(adam.pk).state == "offline"


def test_escape_closes_the_panel_and_gives_the_focus_back(screen: Screen, marek: Staff, floor: None) -> None:
    screen.sign_in(marek)
    page = screen.open("/nadzor")
    link = page.get_by_role("link", name="Zmień rozmowę … 014")
    link.press("Enter")
    expect(page.locator("#okno h2")).to_be_focused()
    no_violations(page)
    page.keyboard.press("Escape")
    expect(page.locator("#okno h2")).to_have_count(0)
    expect(link).to_be_focused()


def test_a_queue_is_closed_and_opened_in_one_click(screen: Screen, marek: Staff, floor: None) -> None:
    screen.sign_in(marek)
    page = screen.open("/nadzor")
    page.locator("#zamknij-drogi").click()
    undo = page.locator("#cofnij-drogi")
    expect(undo).to_be_visible()
    no_violations(page)
    undo.click()
    expect(undo).to_have_count(0)
    assert Queue.objects.get(code="drogi").closed_since is None


def test_a_message_is_on_the_desk_at_once_and_its_reading_on_the_page(
    new_screen: NewScreen, push: object, marek: Staff, zofia: Staff, floor: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infolinia.telephony.operations.PUSH_PATIENCE", 0.0)
    board, adviser = new_screen(live=True), new_screen(live=True, permissions=["microphone"])
    for part in ("/sip", "net::ERR_", "422"):
        adviser.expect_complaint(part)
    adviser.sign_in(zofia)
    at_desk = adviser.open("/stanowisko")
    at_desk.wait_for_selector("html[data-live-open]", state="attached")
    board.sign_in(marek)
    page = board.open("/nadzor/wiadomosci")
    page.get_by_label("Do kogo").select_option(label="Zofia Bryza")
    page.get_by_label("Treść").fill("Za kwadrans zamykamy kasę.")
    page.get_by_role("button", name="Pokaż na stanowiskach").click()
    note = at_desk.get_by_text("Za kwadrans zamykamy kasę.")
    expect(note).to_be_visible()
    no_violations(at_desk, "#od-kierownika")
    page.wait_for_selector("html[data-live-open]", state="attached")
    at_desk.get_by_role("button", name="Przeczytane").click()
    expect(note).to_have_count(0)
    assert DeskMessageCopy.objects.get().read_at
    expect(page.locator("#wyslane")).to_contain_text("przeczytało 1 z 1")


PATHS = ("/nadzor", "/nadzor/kolejki", "/nadzor/kolejki/drogi", "/nadzor/kolejki/ludzie", "/nadzor/dziennik")
MORE = ("/nadzor/wiadomosci", "/nadzor/doradca/{adam}", "/nadzor/czeka/{first}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_on_a_supervisors_page(screen: Screen, marek: Staff, adam: Staff, floor: None, theme: str) -> None:
    screen.sign_in(marek)
    for path in (*PATHS, *MORE):
        page = screen.open(path.format(adam=adam.pk, first=contacts_id("first")))
        screen.look(theme)
        no_violations(page)


@pytest.mark.parametrize("width", [320, 360, 1180, 2560])
def test_nothing_runs_out_of_a_supervisors_window(
    new_screen: NewScreen, marek: Staff, adam: Staff, floor: None, width: int
) -> None:
    screen = new_screen(width=width)
    screen.sign_in(marek)
    for path in (*PATHS, *MORE):
        page = screen.open(path.format(adam=adam.pk, first=contacts_id("first")))
        no_sideways_scroll(page)
        picture(page, f"boss-{width}-{path.strip('/').replace('/', '-').format(adam='doradca', first='czeka')}")


@pytest.mark.parametrize("width", [360, 1180])
def test_rules_are_tried_by_keyboard_and_the_table_says_what_changes(
    new_screen: NewScreen, marek: Staff, zofia: Staff, adam: Staff, floor: None, width: int
) -> None:
    noon = (now() - timedelta(days=1)).replace(hour=11, minute=0, second=0, microsecond=0)
    begin_yesterday(zofia, adam, noon)
    screen = new_screen(width=width)
    screen.sign_in(marek)
    page = screen.open("/nadzor/kolejki/drogi")
    page.locator("#id_needs-0-skill").select_option("drogi")
    page.locator("#id_needs-0-relaxed_after").fill("30")
    button = page.get_by_role("button", name="Wypróbuj na ostatnim dniu")
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Co by było, gdyby")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Wszystkie")).to_be_visible()
    expect(page.locator("#id_needs-0-relaxed_after")).to_have_value("30")
    no_violations(page)
    no_sideways_scroll(page)
    picture(page, "supervision-what-if" if width > 1000 else "supervision-what-if-360", docs=width > 1000)
    assert not QueueNeed.objects.filter(queue__code="drogi").exists()


def begin_yesterday(zofia: Staff, adam: Staff, noon: datetime) -> None:
    """Forty calls of yesterday, answered by the two."""
    history = Presence.pgh_event_model.objects  # type: ignore[attr-defined]
    for staff in (zofia, adam):
        history.filter(staff_id=staff.pk).update(since=noon - timedelta(hours=1), state="ready")
    for number in range(40):
        at, ident = noon + timedelta(seconds=90 * number), contacts_id(f"y{number}")
        contacts.call_arrived(
            engine_call_id=f"y{number}",
            channel="phone",
            number="500000014",
            name="",
            language="pl",
            queue_code="drogi" if number % 3 else "general",
            at=at,
            event_key=f"y{number}-a",
        )
        contacts.call_queued(conversation_id=ident, at=at, event_key=f"y{number}-q")
        took = at + timedelta(seconds=number % 7 * 5)
        if number % 9:
            contacts.call_answered(conversation_id=ident, adviser_id=zofia.pk, at=took, event_key=f"y{number}-w")
            took += timedelta(seconds=170)
        contacts.call_ended(conversation_id=ident, at=took, by="caller", event_key=f"y{number}-e")


@pytest.fixture
def board(
    playwright: Playwright,
    advisers_voice: Path,
    live_server: LiveServer,
    lines: RunningLines,
    run_process: RunOne,
    test_database_url: str,
    settings: Settings,
) -> Iterator[Callable[[Staff], Page]]:
    """Seat a supervisor whose browser is a telephone with a voice at the board."""
    engine_port = str(lines.running.ports.http)
    settings.LIVE_URL = f":{start_live(run_process, test_database_url, INFOLINIA_ENGINE_PORT=engine_port)}"
    browser = Chromium(
        playwright,
        f"--use-file-for-fake-audio-capture={advisers_voice}",
        "--allow-loopback-in-peer-connection",
        "--autoplay-policy=no-user-gesture-required",
    )

    plain = json.dumps({"echoCancellation": False, "noiseSuppression": False, "autoGainControl": False})

    def start(person: Staff) -> Page:
        context = browser.window(locale="pl-PL", permissions=["microphone"], viewport={"width": 1440, "height": 900})
        context.set_default_timeout(15_000)
        context.add_init_script(f"localStorage.setItem('infolinia.{person.pk}.microphone', {json.dumps(plain)})")
        give_session(context, live_server.url, person)
        page = context.new_page()
        page.goto(f"{live_server.url}/nadzor")
        page.wait_for_selector("html[data-live-open]", state="attached")
        return page

    yield start
    browser.close()


@pytest.mark.engine
def test_marek_listens_whispers_joins_and_leaves_by_buttons(
    lines: RunningLines,
    board: Callable[[Staff], Page],
    desk: Callable[[Staff], Desk],
    zofia: Staff,
    marek: Staff,
) -> None:
    Queue.objects.update_or_create(code="general", defaults={"name": "Sprawy ogólne"})
    adviser = desk(zofia).ready()
    adviser.phone.pitch = 1330.0
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=440)
        bell = adviser.phone.ringing(timeout=10).answer()
        assert call.hears(1330)
        page = board(marek)
        page.locator(f"#sluchaj-{zofia.pk}").click()
        line = page.locator("#moj-telefon")
        expect(line).to_have_text("Słuchasz rozmowy. Nikt Cię nie słyszy.")
        expect(page.locator(f"#sluchaj-{zofia.pk}")).to_have_attribute("aria-pressed", "true")
        heard = page.evaluate(LISTEN)
        assert heard["pitch"] == pytest.approx(440, abs=30) or heard["pitch"] == pytest.approx(1330, abs=30)
        assert not bell.hears(ADVISERS_PITCH, share=0.05, timeout=1.5)
        page.locator(f"#podpowiedz-{zofia.pk}").click()
        expect(line).to_have_text("Podpowiadasz. Słyszy Cię tylko doradca.")
        assert bell.hears(ADVISERS_PITCH, share=0.05)
        assert not call.hears(ADVISERS_PITCH, share=0.02, timeout=1.5)
        no_violations(page)
        picture(page, "supervision-listening", docs=True, full=False)
        page.locator(f"#dolacz-{zofia.pk}").click()
        assert call.hears(ADVISERS_PITCH, share=0.05)
        expect(page.locator("#teraz")).to_contain_text("Marek Latarnik: dołączył do rozmowy")
        page.locator(f"#wyjdz-{zofia.pk}").click()
        expect(line).to_have_text("Słuchanie zakończone.")
        assert until(lambda: not Listening.objects.exists())
        assert call.hears(1330), "the talk goes on"
        assert until(lambda: not presence.presence(marek.pk).phone_ready), "the board keeps no phone"
        call.hang_up()
