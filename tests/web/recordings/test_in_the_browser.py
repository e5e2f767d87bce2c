"""Recording in a real browser: the decision, listening by keyboard, the desk's own words; no barriers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from infolinia.city.models import Staff
from infolinia.telephony.recordings import queries
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to
from tests.web.desk.conftest import at_desk, push, run_process, test_database_url
from tests.web.recordings.test_screens import SOUND, make_recorded, state

__all__ = ["at_desk", "push", "run_process", "state", "test_database_url"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NewScreen = Callable[..., Screen]
LENGTH = """one => one.duration || new Promise((done) =>
    one.addEventListener("loadedmetadata", () => done(one.duration)))"""
PLAYS_ON = """one => new Promise((done) => {
    one.addEventListener("timeupdate", () => one.currentTime > 2.2 && done(true));
    one.muted = true;
    one.currentTime = 2;
    one.play();
})"""


def test_a_supervisor_decides_and_listens_by_keyboard(
    new_screen: NewScreen, state: Path, zofia: Staff, marek: Staff
) -> None:
    ident = make_recorded(state, zofia, marek)
    screen = new_screen(width=1280)
    screen.sign_in(marek)
    page = screen.open("/nadzor/nagrywanie")
    no_violations(page)
    no_sideways_scroll(page)
    picture(page, "recording-settings")
    page = screen.open(f"/nadzor/rozmowy/{ident}")
    no_violations(page)
    way = page.get_by_role("link", name="Odsłuchaj, podając powód")
    tab_to(page, way)
    page.keyboard.press("Enter")
    reason = page.get_by_label("Dlaczego odsłuchujesz")
    tab_to(page, reason)
    page.keyboard.type("reklamacja z 20 listopada")
    page.keyboard.press("Enter")
    player = page.locator("audio")
    expect(player).to_be_visible()
    assert abs(player.evaluate(LENGTH) - len(SOUND) / 8000) < 0.1
    no_violations(page)
    picture(page, "recording-listen")
    assert player.evaluate(PLAYS_ON), "it can be played from the middle"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_have_no_barriers_when_narrow_and_dark(
    new_screen: NewScreen, state: Path, zofia: Staff, marek: Staff, width: int
) -> None:
    make_recorded(state, zofia, marek)
    screen = new_screen(width=width)
    screen.sign_in(marek)
    for path, name in (("/nadzor/nagrywanie", "settings"), ("/nadzor/oceny", "ratings")):
        page = screen.open(path)
        screen.look("dark")
        no_violations(page)
        no_sideways_scroll(page)
        picture(page, f"recording-{name}-{width}-dark")


def test_the_desk_says_recording_and_its_buttons_work_by_keyboard(
    at_desk: Callable[..., Page], state: Path, zofia: Staff, marek: Staff
) -> None:
    make_recorded(state, zofia, marek, is_talking=True)
    page = at_desk()
    expect(page.locator("#nagrywanie-stan")).to_have_text("NAGRYWANIE")
    expect(page.locator("#nagrywanie-mowi")).to_have_text("NAGRYWANIE")
    no_violations(page, "#call")
    picture(page, "recording-desk", full=False)
    pause = page.get_by_role("button", name="Wstrzymaj nagrywanie")
    tab_to(page, pause, limit=120)
    with page.expect_response(lambda answer: answer.url.endswith("/nagrywanie")) as told:
        page.keyboard.press("Enter")
    assert told.value.status == 204
    assert queries.is_on()
