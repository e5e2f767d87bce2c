"""A call in sign language: two browsers with cameras, the real exchange between them, and enough pictures to sign."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from infolinia.city.models import Staff
from infolinia.contacts.models import Conversation
from infolinia.routing import operations as routing
from infolinia.routing.models import Queue, QueueNeed, Skill, StaffSkill
from tests.chromium import Chromium
from tests.processes.conftest import RunOne, start_live
from tests.telephony.conftest import engine_here, line_sounds
from tests.telephony.lines.conftest import lines, quick_asterisk
from tests.telephony.lines.running_lines import RunningLines, becomes
from tests.web.browser import give_session, no_violations, picture

__all__ = ["engine_here", "line_sounds", "lines", "quick_asterisk"]

pytestmark = [pytest.mark.engine, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECONDS, WINDOWS = 6, 8
ENOUGH, LINES = 20, 360
PICTURES = """async () => {
  for (const report of (await window.infoliniaPhone.connection.getStats()).values())
    if (report.type === "inbound-rtp" && report.kind === "video")
      return [report.framesDecoded ?? 0, report.frameHeight ?? 0, performance.now()];
  return [0, 0, performance.now()];
}"""


@pytest.fixture
def signer(transactional_db: None, zofia: Staff) -> Staff:
    """Zofia, who signs, and the line of those who do."""
    skill, _ = Skill.objects.get_or_create(code="pjm", defaults={"name": "polski język migowy"})
    queue, _ = Queue.objects.get_or_create(code="migowy", defaults={"name": "Polski język migowy"})
    QueueNeed.objects.get_or_create(queue=queue, skill=skill)
    StaffSkill.objects.create(staff=zofia, skill=skill, level=5)
    routing.rules_changed()
    return zofia


@pytest.fixture
def window(
    playwright: Playwright,
    live_server: LiveServer,
    lines: RunningLines,
    run_process: RunOne,
    test_database_url: str,
    settings: Settings,
) -> Iterator[Callable[..., Page]]:
    """Open a browser with a camera at an address, as somebody or nobody."""
    engine_port = str(lines.running.ports.http)
    settings.LIVE_URL = f":{start_live(run_process, test_database_url, INFOLINIA_ENGINE_PORT=engine_port)}"
    settings.LINE_ALWAYS_OPEN = True
    camera = "--use-fake-device-for-media-stream=fps=25"
    browser = Chromium(
        playwright, camera, "--allow-loopback-in-peer-connection", "--autoplay-policy=no-user-gesture-required"
    )

    def start(address: str, person: Staff | None = None, width: int = 1440) -> Page:
        size = {"width": width, "height": 900}
        context = browser.window(locale="pl-PL", permissions=["microphone", "camera"], viewport=size)
        context.set_default_timeout(20_000)
        if person:
            give_session(context, live_server.url, person)
        page = context.new_page()
        page.goto(f"{live_server.url}{address}")
        return page

    yield start
    browser.close()


def _seat(window: Callable[..., Page], person: Staff) -> Page:
    page = window("/stanowisko", person)
    page.wait_for_selector('body[data-phone="ready"]')
    page.locator("#stan").click()
    page.get_by_role("menuitem", name="Gotowy").click()
    page.wait_for_selector('#call[data-kind="ready"]')
    return page


def _call(window: Callable[..., Page], width: int = 1440) -> Page:
    page = window("/migam", width=width)
    no_violations(page)
    page.get_by_role("button", name="Zadzwoń wideo").press("Enter")
    return page


def _pace(page: Page) -> tuple[float, int]:
    """Return how many pictures a second the page showed, and how many lines they had."""
    page.wait_for_function(f"async () => (await ({PICTURES})())[0] > 0")
    first, _, began = page.evaluate(PICTURES)
    page.wait_for_function("(until) => performance.now() > until", arg=began + SECONDS * 1000)
    last, lines_high, ended = page.evaluate(PICTURES)
    return (last - first) / (ended - began) * 1000, lines_high


def _shows_enough(name: str, page: Page) -> None:
    """Wait until the page shows enough for seconds on end: a browser starts small, and smaller on a busy machine."""
    for _ in range(WINDOWS):
        pace, high = _pace(page)
        print(f"{name}: {pace:.1f} pictures/s of {high} lines")
        if pace >= ENOUGH and high >= LINES:
            return
    pytest.fail(f"{name} never saw {ENOUGH} pictures a second of {LINES} lines")


def test_both_see_each_other_well_enough_to_sign(window: Callable[..., Page], signer: Staff) -> None:
    desk = _seat(window, signer)
    halina = _call(window, width=360)
    desk.wait_for_selector('#call[data-kind="ringing"]')
    assert Conversation.objects.get().queue_code == "migowy"
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector('#call[data-kind="talking"]')
    expect(desk.locator("[data-video]")).to_be_visible()
    for name, page in (("resident", halina), ("adviser", desk)):
        _shows_enough(name, page)
    picture(desk, "desk-sign-call", full=False)
    picture(halina, "public-sign-call-360")
    no_violations(desk, "[data-video]")
    no_violations(halina)
    expect(halina.locator("[data-call-state]")).to_contain_text("Doradca odebrał")
    desk.get_by_role("button", name="Powiększ").press("Enter")
    picture(desk, "desk-sign-call-large", full=False)
    no_violations(desk, "[data-video]")
    desk.get_by_role("button", name="Powiększ").press("Enter")
    halina.get_by_role("button", name="Wyłącz kamerę").click()
    expect(halina.locator("[data-call-state]")).to_contain_text("Kamera wyłączona")
    desk.get_by_role("button", name="Rozłącz").click()
    expect(halina.locator("[data-call-state]")).to_contain_text("Rozmowa się skończyła")
    expect(desk.locator("[data-video]")).to_be_hidden()
    assert becomes("after_call")


def test_who_does_not_sign_is_never_rung(window: Callable[..., Page], signer: Staff, adam: Staff) -> None:
    other = _seat(window, adam)
    _call(window)
    assert becomes("waiting", timeout=15)
    desk = _seat(window, signer)
    desk.wait_for_selector('#call[data-kind="ringing"]')
    expect(other.locator('#call[data-kind="ready"]')).to_be_visible()


def test_without_anybody_who_signs_the_page_says_so(window: Callable[..., Page]) -> None:
    page = window("/migam")
    expect(page.get_by_text("Teraz nie ma nikogo, kto miga.")).to_be_visible()
    expect(page.get_by_role("button", name="Zadzwoń wideo")).to_have_count(0)
