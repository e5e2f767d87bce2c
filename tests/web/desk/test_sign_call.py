"""A call in sign language: two browsers with cameras, the real exchange between them, and enough pictures to sign."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import Page, Playwright, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from infolinia.city.models import Staff
from infolinia.contacts.models import CallParty, Conversation
from infolinia.routing import operations as routing
from infolinia.routing.models import Queue, QueueNeed, Skill, StaffSkill
from tests.chromium import Chromium
from tests.processes.conftest import RunOne, start_live
from tests.telephony.conftest import engine_here, line_sounds
from tests.telephony.lines.conftest import lines, quick_asterisk
from tests.telephony.lines.running_lines import RunningLines, becomes
from tests.telephony.running import until
from tests.web.browser import give_session, no_violations, picture

__all__ = ["engine_here", "line_sounds", "lines", "quick_asterisk"]

pytestmark = [pytest.mark.engine, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECONDS, WINDOWS = 6, 8
ENOUGH, LINES = 20, 360
PICTURES = """async () => {
  const seen = {};
  for (const report of (await window.infoliniaPhone.connection.getStats()).values())
    if (report.type === "inbound-rtp" && report.kind === "video" && report.framesDecoded)
      seen[report.mid] = [report.framesDecoded, report.frameHeight ?? 0];
  return [seen, performance.now()];
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


def _names(page: Page, people: set[str]) -> bool:
    """Tell whether the page says under the pictures that it shows these people."""
    return set(page.locator("figure.picture-of figcaption").all_inner_texts()) == people


def _paces(page: Page, people: int) -> list[tuple[float, int]]:
    """Return how many pictures a second the page showed of each of the others, and how many lines they had."""
    page.wait_for_function(f"async (n) => Object.keys((await ({PICTURES})())[0]).length >= n", arg=people)
    first, began = page.evaluate(PICTURES)
    page.wait_for_function("(until) => performance.now() > until", arg=began + SECONDS * 1000)
    last, ended = page.evaluate(PICTURES)
    moving = {mid: seen for mid, seen in last.items() if seen[0] > first.get(mid, [0])[0]}
    seconds = (ended - began) / 1000
    return [((count - first.get(mid, [0])[0]) / seconds, high) for mid, (count, high) in moving.items()]


def _shows_enough(name: str, page: Page, people: int = 1) -> None:
    """Wait until the page shows enough for seconds on end: a browser starts small, and smaller on a busy machine."""
    for _ in range(WINDOWS):
        paces = _paces(page, people)
        print(name, "sees", ", ".join(f"{pace:.1f} pictures/s of {high} lines" for pace, high in paces))
        if len(paces) == people and all(pace >= ENOUGH and high >= LINES for pace, high in paces):
            return
    pytest.fail(f"{name} never saw {ENOUGH} pictures a second of {LINES} lines of {people}")


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
    halina.get_by_label("Twoja wiadomość").fill("Zatoka, Żaglowa 12")
    expect(desk.locator(".chat-window:visible .rtt-text")).to_have_text("Zatoka, Żaglowa 12")
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


def test_an_interpreter_joins_and_all_three_see_one_another(
    window: Callable[..., Page], signer: Staff, adam: Staff
) -> None:
    desk, interpreter = _seat(window, signer), _seat(window, adam)
    halina = _call(window, width=360)
    desk.wait_for_selector('#call[data-kind="ringing"]')
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector('#call[data-kind="talking"]')
    desk.get_by_role("button", name="Konsultuj").click()
    desk.get_by_role("button", name="Adam Rejs").click()
    interpreter.wait_for_selector('#call[data-kind="ringing"]')
    interpreter.keyboard.press("Control+Enter")
    interpreter.wait_for_selector('#call[data-kind="helping"]')
    expect(halina.locator("[data-call-state]")).to_contain_text("wstrzymał")
    expect(interpreter.locator("[data-video-others] figcaption")).to_have_text("Doradca")
    desk.get_by_role("button", name="Połącz wszystkich").click()
    for page, others in ((halina, {"Doradca", "Osoba zaproszona"}), (desk, {"Mieszkaniec", "Osoba zaproszona"})):
        expect(page.locator("figure.picture-of")).to_have_count(2)
        assert until(partial(_names, page, others))
    expect(halina.locator("[data-call-state]")).to_contain_text("Widzicie się wszyscy")
    for name, page in (("resident", halina), ("adviser", desk), ("interpreter", interpreter)):
        _shows_enough(name, page, people=2)
    picture(halina, "public-sign-call-three-360")
    picture(desk, "desk-sign-call-three", full=False)
    no_violations(halina)
    no_violations(desk, "[data-video]")
    interpreter.get_by_role("button", name="Rozłącz").click()
    for page in (halina, desk):
        expect(page.locator("figure.picture-of")).to_have_count(1)
    _shows_enough("resident", halina)
    desk.get_by_role("button", name="Rozłącz").click()
    expect(halina.locator("[data-call-state]")).to_contain_text("Rozmowa się skończyła")


def test_an_interpreter_from_outside_comes_in_by_a_code(window: Callable[..., Page], signer: Staff) -> None:
    desk, halina = _seat(window, signer), _call(window)
    desk.wait_for_selector('#call[data-kind="ringing"]')
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector('#call[data-kind="talking"]')
    expect(desk.locator("figure.picture-of")).to_have_count(1)
    desk.get_by_role("button", name="Zaproś tłumacza").press("Enter")
    code = desk.locator("[data-interpreter-code]").inner_text()
    no_violations(desk, "[data-video]")
    interpreter = window("/tlumacz", width=360)
    no_violations(interpreter)
    interpreter.get_by_label("Kod od doradcy").fill(code)
    interpreter.keyboard.press("Enter")
    interpreter.get_by_role("button", name="Wejdź do rozmowy").press("Enter")
    for page, others in (
        (interpreter, {"Doradca", "Mieszkaniec"}),
        (halina, {"Doradca", "Osoba zaproszona"}),
        (desk, {"Mieszkaniec", "Osoba zaproszona"}),
    ):
        expect(page.locator("figure.picture-of")).to_have_count(2)
        assert until(partial(_names, page, others))
    for name, page in (("resident", halina), ("adviser", desk), ("interpreter", interpreter)):
        _shows_enough(name, page, people=2)
    picture(interpreter, "public-interpreter-360")
    picture(desk, "desk-sign-call-interpreter", docs=True, full=False)
    no_violations(interpreter)
    expect(desk.locator("#ktos-trzeci")).to_contain_text("Rozmawiacie we troje")
    expect(desk.locator("[data-interpreter-code]")).to_have_count(0)
    expect(desk.get_by_role("button", name="Połącz ich i wyjdź")).to_have_count(0)
    desk.get_by_role("button", name="Rozłącz: Tłumacz").press("Enter")
    expect(interpreter.locator("[data-call-state]")).to_contain_text("Rozmowa się skończyła")
    for page in (halina, desk):
        expect(page.locator("figure.picture-of")).to_have_count(1)
    assert until(CallParty.objects.filter(kind="guest", label="Tłumacz", result="spoken").exists)


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
