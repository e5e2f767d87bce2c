"""A real call on the desk: telephone, exchange, daemon, push, browser; and both people hear each other."""

import json
import math
import re
import struct
import wave
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from infolinia.city.models import Staff
from infolinia.contacts.models import CallEvent, Conversation, Resident
from infolinia.core import clock
from infolinia.matters.models import Matter
from infolinia.routing import queries as presence
from tests.chromium import Chromium
from tests.processes.conftest import RunOne, start_live
from tests.telephony.callers.phone import Call, Phone
from tests.telephony.conftest import engine_here, line_sounds
from tests.telephony.lines.conftest import lines, quick_asterisk
from tests.telephony.lines.running_lines import RunningLines
from tests.telephony.running import RunningEngine
from tests.web.browser import give_session, picture
from tests.web.desk.conftest import SEARCH

__all__ = ["engine_here", "line_sounds", "lines", "quick_asterisk"]

pytestmark = [pytest.mark.engine, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NUMBER = "586262626"
ADVISERS_PITCH, CALLERS_PITCH = 850.0, 440.0
RING_WITHIN = 0.5  # seconds from the offer to the card on a loaded machine; benchmarks/ measure it alone

# Notes when the card of a ring is painted, so that no waiting of the test is counted.
WATCH_RING = """() => {
  const seen = () => document.querySelector('#call[data-kind="ringing"]') && !window.rangAt;
  new MutationObserver(() => seen() && requestAnimationFrame(() => { window.rangAt ??= Date.now(); }))
    .observe(document.getElementById('teraz'), { childList: true, subtree: true, attributes: true });
}"""

# The strongest pitch of what the adviser hears, in hertz, and how many packets came and went.
LISTEN = """async () => {
  const connection = window.infoliniaPhone.connection;
  const track = connection.getReceivers()[0].track;
  const context = new AudioContext();
  const ear = context.createAnalyser();
  ear.fftSize = 8192;
  context.createMediaStreamSource(new MediaStream([track])).connect(ear);
  await new Promise((done) => setTimeout(done, 500));
  const levels = new Float32Array(ear.frequencyBinCount);
  ear.getFloatFrequencyData(levels);
  const strongest = levels.indexOf(Math.max(...levels));
  const count = { in: 0, out: 0 };
  for (const report of (await connection.getStats()).values()) {
    if (report.type === "inbound-rtp") count.in += report.packetsReceived;
    if (report.type === "outbound-rtp") count.out += report.packetsSent;
  }
  const pitch = (strongest * context.sampleRate) / ear.fftSize;
  await context.close();
  return { pitch, ...count };
}"""


@pytest.fixture(scope="session")
def advisers_voice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the browser takes for its microphone: one pure tone."""
    path = tmp_path_factory.mktemp("voice") / "voice.wav"
    rate = 48_000
    samples = (int(12_000 * math.sin(2 * math.pi * ADVISERS_PITCH * moment / rate)) for moment in range(rate * 4))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return path


@pytest.fixture
def seat(
    playwright: Playwright,
    advisers_voice: Path,
    live_server: LiveServer,
    lines: RunningLines,
    run_process: RunOne,
    test_database_url: str,
    settings: Settings,
) -> Iterator[Callable[[Staff], Page]]:
    """Seat an adviser whose browser is a telephone with a voice, and make them ready."""
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
        size = {"width": 1440, "height": 900}
        context = browser.window(locale="pl-PL", permissions=["microphone"], viewport=size)
        context.set_default_timeout(15_000)
        context.add_init_script(f"localStorage.setItem('infolinia.{person.pk}.microphone', {json.dumps(plain)})")
        give_session(context, live_server.url, person)
        page = context.new_page()
        page.goto(f"{live_server.url}/stanowisko")
        page.wait_for_selector('body[data-phone="ready"]')
        page.locator("#stan").click()
        page.get_by_role("menuitem", name="Gotowy").click()
        page.wait_for_selector('#call[data-kind="ready"]')
        return page

    yield start
    browser.close()


@pytest.fixture
def caller(quick_asterisk: RunningEngine) -> Iterator[Phone]:
    """Halina's telephone, behind the carrier."""
    with quick_asterisk.caller() as phone:
        yield phone


def _answer(page: Page, call: Call) -> None:
    page.wait_for_selector('#call[data-kind="ringing"]')
    page.keyboard.press("Control+Enter")
    page.wait_for_selector('body[data-call-state="active"]')
    page.wait_for_selector('#call[data-kind="talking"]')
    call.wait("talking")


def _both_hear_each_other(page: Page, call: Call) -> None:
    assert call.hears(ADVISERS_PITCH), "the caller does not hear the adviser"
    heard = page.evaluate(LISTEN)
    assert heard["pitch"] == pytest.approx(CALLERS_PITCH, abs=12), heard
    assert heard["in"] > 10
    assert heard["out"] > 10


def _offered_at() -> datetime:
    return CallEvent.objects.filter(kind="offered").latest("at").at


def _register(page: Page) -> None:
    page.get_by_label(SEARCH).press_sequentially("dziura w jezdni")
    page.get_by_role("option", name=re.compile("^Dziura w jezdni")).first.click()
    page.get_by_label("Notatka do pytania 1").fill("Głęboka dziura przy przystanku, od tygodnia.")
    page.locator("[data-saved-text]").filter(has_text="zapisane").wait_for()
    picture(page, "desk-talking", docs=True, full=False)
    page.get_by_role("button", name="Zarejestruj zgłoszenie").click()
    page.get_by_label("Gdzie", exact=True).fill("ul. Żaglowa 12")
    page.get_by_label("Gdzie", exact=True).press("Tab")
    expect(page.locator("#dzielnica")).to_contain_text("Obłuże")
    page.get_by_role("button", name="Zarejestruj i podaj numer").click()
    expect(page.get_by_label("Numer sprawy")).to_be_visible()
    expect(page.get_by_label("Numer sprawy")).to_have_text(Matter.objects.get().number)
    picture(page, "desk-registered", docs=True, full=False)
    page.get_by_role("link", name="Wróć do karty").click()


def test_a_call_rings_with_its_number_is_answered_by_keyboard_and_both_hear_each_other(
    seat: Callable[[Staff], Page], zofia: Staff, halina: Resident, card: str, caller: Phone
) -> None:
    page = seat(zofia)
    page.evaluate(WATCH_RING)
    call = caller.dial(NUMBER, pitch=CALLERS_PITCH, name="<b>Halina</b>")
    page.wait_for_selector('#call[data-kind="ringing"]')
    expect(page.locator("#call")).to_contain_text("Halina Zatoka")
    expect(page.locator("#call")).to_contain_text("500 000 014")
    assert Conversation.objects.get().answered_at is None
    latency = page.evaluate("window.rangAt") / 1000 - _offered_at().timestamp()
    print(f"offer to card: {latency * 1000:.0f} ms")
    assert latency < RING_WITHIN
    picture(page, "desk-ringing", docs=True, full=False)
    _answer(page, call)
    _both_hear_each_other(page, call)
    _register(page)
    page.get_by_role("button", name="Wstrzymaj").click()
    page.wait_for_selector('#call[data-kind="held"]')
    assert not call.hears(ADVISERS_PITCH, timeout=1.5)
    assert call.hears_something(), "the caller on hold hears silence"
    page.get_by_role("button", name="Wznów").click()
    page.wait_for_selector('#call[data-kind="talking"]')
    _both_hear_each_other(page, call)
    call.hang_up()
    page.wait_for_selector('#call[data-kind="after_call"]')
    picture(page, "desk-after", docs=True, full=False)
    page.get_by_role("button", name="Zakończ rozmowę").click()
    page.wait_for_selector('#call[data-kind="ready"]')
    talk = Conversation.objects.get()
    assert talk.offered_at and talk.answered_at and talk.ended_at and talk.finished_at
    assert talk.offered_at <= talk.answered_at <= talk.ended_at <= talk.finished_at <= clock.now()


def test_a_reloaded_tab_comes_back_to_the_same_call(seat: Callable[[Staff], Page], zofia: Staff, caller: Phone) -> None:
    page = seat(zofia)
    call = caller.dial(NUMBER, pitch=CALLERS_PITCH)
    _answer(page, call)
    page.get_by_label("Notatka do pytania 1").fill("Zaczęta przed przeładowaniem.")
    page.reload()
    page.wait_for_selector('body[data-call-state="active"]')
    page.wait_for_selector('#call[data-kind="talking"]')
    _both_hear_each_other(page, call)
    expect(page.get_by_label("Notatka do pytania 1")).to_have_value("Zaczęta przed przeładowaniem.")
    assert Conversation.objects.count() == 1
    page.get_by_role("button", name="Rozłącz").click()
    page.wait_for_selector('#call[data-kind="after_call"]')
    call.wait("ended")


def test_the_telephone_moves_to_the_tab_that_takes_it(
    seat: Callable[[Staff], Page], zofia: Staff, caller: Phone
) -> None:
    first = seat(zofia)
    call = caller.dial(NUMBER, pitch=CALLERS_PITCH)
    _answer(first, call)
    second = first.context.new_page()
    second.goto(first.url)
    expect(second.locator("[data-phone-state]")).to_have_text("Telefon działa w innej karcie")
    second.get_by_role("button", name="Wycisz").click()
    expect(first.get_by_role("button", name="Włącz mikrofon")).to_have_attribute("aria-pressed", "true")
    assert not call.hears(ADVISERS_PITCH, timeout=1.5)
    second.get_by_role("button", name="Użyj telefonu tutaj").click()
    second.wait_for_selector('body[data-call-state="active"]')
    second.wait_for_selector('#call[data-kind="talking"]')
    _both_hear_each_other(second, call)
    expect(first.locator("[data-phone-state]")).to_have_text("Telefon działa w innej karcie")


def test_who_does_not_answer_sees_why_they_are_on_a_break(
    seat: Callable[[Staff], Page], zofia: Staff, caller: Phone
) -> None:
    page = seat(zofia)
    caller.dial(NUMBER)
    page.wait_for_selector('#call[data-kind="ringing"]')
    expect(page.get_by_text(re.compile(r"Za\s+\d+\s+s zadzwoni u innej osoby"))).to_be_visible()
    page.wait_for_selector('#call[data-kind="break"]', timeout=25_000)
    expect(page.get_by_role("button", name=re.compile("^Przerwa"))).to_be_visible()
    assert presence.presence(zofia.pk).reason == "Nie odebrano"
    assert Conversation.objects.get().state == "waiting"
