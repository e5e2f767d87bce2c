"""The post room in a real browser: by keyboard, on any screen, without barriers and without scripts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.correspondence.models import PaperMail
from infolinia.correspondence.printing import operations as printing
from tests.correspondence.printing import conftest as letters
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to
from tests.web.mailroom.conftest import Write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NewScreen = Callable[..., Screen]
LONG = "Przedsiębiorstwo Wielobranżowe Brzęczyszczykiewicz i Spółka\nul. Obrońców Wybrzeża 112 m. 134\n81-001 Gdynia"
PLACE = "/poczta-papierowa"


@pytest.fixture
def busy(write: Write, monkeypatch: pytest.MonkeyPatch) -> list[PaperMail]:
    """Letters at each step: posted, at a counter, in an open run, and waiting for the printer."""
    monkeypatch.setattr(letters, "AT", now() - timedelta(hours=2))
    gone = [write(purpose="extended"), write("pickup")]
    first = printing.print_run(by_id=None, at=now() - timedelta(hours=1))
    printing.hand_over(run_id=first, by="Renata Kluza", at=now() - timedelta(minutes=50))
    printed = [write(purpose="closed", to=LONG), write(), write("pickup")]
    printing.print_run(by_id=None, at=now() - timedelta(minutes=30))
    return [*gone, *printed, write(is_large=True), write(to=LONG)]


def paths(busy: list[PaperMail]) -> list[str]:
    open_run = PaperMail.objects.get(id=busy[2].pk).run_id
    papers = (f"{PLACE}/przesylki/{paper.pk}" for paper in busy)
    return [
        PLACE,
        f"{PLACE}/e-doreczenia",
        f"{PLACE}/wydruki/{open_run}",
        *papers,
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_on_any_page(screen: Screen, clerk: Staff, busy: list[PaperMail], theme: str) -> None:
    screen.sign_in(clerk)
    screen.open(PLACE)
    screen.look(theme)
    for path in paths(busy):
        no_violations(screen.open(path))


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_runs_out_of_the_window(new_screen: NewScreen, clerk: Staff, busy: list[PaperMail], width: int) -> None:
    screen = new_screen(width=width)
    screen.sign_in(clerk)
    for number, path in enumerate(paths(busy)):
        no_sideways_scroll(screen.open(path))
        picture(screen.page, f"mailroom-{width}-{number}")


def test_the_clerks_day_by_keyboard_alone(screen: Screen, clerk: Staff, busy: list[PaperMail]) -> None:
    screen.sign_in(clerk)
    page = screen.open(PLACE)
    tab_to(page, page.get_by_role("button", name="Przygotuj wydruk"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1. Wydrukuj")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Nadano listy, wyłożono pisma"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Wyszło przesyłek: 2.")).to_be_visible()


def test_a_reader_of_bar_codes_posts_nothing(screen: Screen, clerk: Staff, busy: list[PaperMail]) -> None:
    screen.sign_in(clerk)
    page = screen.open(f"{PLACE}/wydruki/{PaperMail.objects.get(id=busy[2].pk).run_id}")
    field = page.get_by_role("textbox", name="Numer nadawczy")
    field.fill("00559007734")
    field.press("Enter")
    tab_to(page, page.get_by_role("button", name="Zaznaczone drukuj jeszcze raz"))
    expect(field).to_have_value("00559007734")
    assert PaperMail.objects.get(id=busy[2].pk).state == "printed"


def test_a_return_without_any_script(new_screen: NewScreen, clerk: Staff, busy: list[PaperMail]) -> None:
    screen = new_screen(java_script_enabled=False)
    screen.sign_in(clerk)
    page = screen.open(PLACE)
    page.get_by_label("Numer z etykiety").fill("Zatoka")
    page.get_by_role("button", name="Znajdź przesyłkę").click()
    page.locator(f'a[href$="/przesylki/{busy[0].pk}"]').first.click()
    page.get_by_label("adresat wyprowadził się").check()
    page.get_by_label("Którego dnia wrócił").fill(f"{now():%Y-%m-%d}")
    page.get_by_role("button", name="Zapisz zwrot").click()
    expect(page.get_by_text("Ktoś musi ustalić adres").first).to_be_visible()


def test_pictures_for_the_guides(screen: Screen, clerk: Staff, busy: list[PaperMail]) -> None:
    screen.sign_in(clerk)
    open_run = PaperMail.objects.get(id=busy[2].pk).run_id
    assert picture(screen.open(PLACE), "mailroom", docs=True).stat().st_size > 20_000
    assert picture(screen.open(f"{PLACE}/wydruki/{open_run}"), "mailroom-run", docs=True).stat().st_size > 20_000
    path = f"{PLACE}/przesylki/{busy[0].pk}"
    assert picture(screen.open(path), "mailroom-return", docs=True).stat().st_size > 20_000
