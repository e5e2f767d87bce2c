"""Programs of others in a real browser: no barriers, by keyboard alone, at any width, in the dark."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from infolinia.city.models import Staff
from infolinia.partners import queries
from infolinia.partners.models import Delivery, EzdLink, Partner, Webhook
from infolinia.partners.rules import rights
from infolinia.partners.shapes import Issued
from tests.matters.conftest import hours, kinds
from tests.partners.conftest import NewProgram, new_program, webhook
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["hours", "kinds", "new_program", "webhook"]
NewScreen = Callable[..., Screen]
LONG = "Aplikacja „Moja Dzielnica” Towarzystwa Przyjaciół Śródmieścia i Wzgórza Świętego Maksymiliana"
SHOWN = ("home", "page", "webhook")


@pytest.fixture
def full(webhook: Issued, new_program: NewProgram, settings: Settings, at: datetime) -> dict[str, str]:
    """Programs, messages and matters on their way, with long names; returns the pages to look at."""
    settings.EZD = {"url": "https://ezd.example.org", "key": "", "units": ""}
    new_program(LONG, rights=[rights.REGISTER, rights.STATUS], contact="Towarzystwo, biuro@example.org")
    new_program("Tablica przed urzędem", rights=[rights.READ], sees="all")
    Webhook.objects.update(failing_since=at - timedelta(hours=3))
    for number, (state, error) in enumerate([("queued", "HTTP 503"), ("sent", ""), ("dead", "ConnectTimeout: brak")]):
        Delivery.objects.create(
            webhook_id=webhook.id, event=rights.CLOSED, key=str(number), state=state, error=error, attempts=3,
            body=f'{{"data": {{"number": "INF-2026-0001{number}"}}}}', since=at, next_attempt_at=at,
            created_at=at - timedelta(hours=number),
        )  # fmt: skip
    for number, state in enumerate(("queued", "registered", "linked", "dead")):
        EzdLink.objects.create(
            matter_id=f"7d1b6c9e-0000-4000-8000-00000000000{number}", number=f"INF-2026-0002{number}", state=state,
            ref="RPW/17/2026" if number else "", znak="ZDiZ.5511.7.2026" if state == "linked" else "",
            error="HTTP 422: brak nadawcy" if state == "dead" else "", created_at=at, since=at, next_attempt_at=at,
        )  # fmt: skip
    root = "/administracja/partnerzy"
    return {
        "home": root,
        "new": f"{root}/nowy",
        "page": f"{root}/{Partner.objects.get(name='Nasłuch').pk}",
        "webhook": f"/administracja/adresy/{webhook.id}",
        "ezd": "/administracja/ezd",
        "import": "/administracja/sprawy-z-pliku",
    }


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (1440, "dark"), (320, "light")])
def test_every_page_is_without_barriers(
    new_screen: NewScreen, administrator: Staff, full: dict[str, str], width: int, theme: str
) -> None:
    screen = new_screen(width=width)
    screen.sign_in(administrator)
    screen.open(full["home"])
    screen.look(theme)
    for name, path in full.items():
        page = screen.open(path)
        no_violations(page)
        no_sideways_scroll(page)
        docs = width == 1440 and theme == "light"
        shown = f"partners-{name}" if docs else f"partners-{name}-{width}-{theme}"
        picture(page, shown, docs=docs and name in SHOWN)


def test_a_program_gets_its_key_by_keyboard_alone(screen: Screen, administrator: Staff) -> None:
    screen.sign_in(administrator)
    page = screen.open("/administracja/partnerzy")
    expect(page.get_by_text("Żaden program nie ma jeszcze klucza")).to_be_visible()
    no_violations(page)
    tab_to(page, page.get_by_role("link", name="Dodaj program"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Nazwa", exact=True))
    page.keyboard.type("Aplikacja")
    tab_to(page, page.get_by_label("zgłaszać sprawy"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Dodaj i pokaż klucz"))
    page.keyboard.press("Enter")
    key = page.get_by_role("textbox", name="Klucz")
    expect(key).to_have_value("inf_" + key.input_value()[4:])
    found = queries.partner_of(key.input_value())
    assert found is not None
    assert found.rights == {rights.REGISTER}
    no_violations(page)
    picture(page, "partners-secret")


@pytest.mark.usefixtures("kinds", "hours")
def test_a_file_with_faults_says_what_to_mend(screen: Screen, administrator: Staff, tmp_path: Path) -> None:
    screen.expect_complaint("422")
    path = tmp_path / "sprawy.csv"
    path.write_text("numer;rodzaj;opis;przyjeto\nA/1;nie-ma;Dziura.;jutro\nA/2;latarnia;Ciemno.;2026-11-02\n", "utf-8")
    screen.sign_in(administrator)
    page = screen.open("/administracja/sprawy-z-pliku")
    page.get_by_label("Plik CSV").set_input_files(path)
    page.get_by_role("button", name="Sprawdź plik").click()
    expect(page.get_by_role("alert")).to_contain_text("To nie jest dzień")
    no_violations(page)
    picture(page, "partners-import-faults")
    path.write_text("numer;rodzaj;opis;przyjeto\nA/2;latarnia;Ciemno.;2026-11-02\n", "utf-8")
    page.get_by_label("Plik CSV").set_input_files(path)
    page.get_by_role("button", name="Sprawdź plik").click()
    page.get_by_role("button", name="Wczytaj wszystkie").click()
    expect(page.get_by_text("Wczytano 1 sprawę.")).to_be_visible()


def test_a_secret_that_was_seen_is_not_on_the_page_again(screen: Screen, administrator: Staff, webhook: Issued) -> None:
    screen.sign_in(administrator)
    page = screen.open(f"/administracja/adresy/{webhook.id}")
    page.get_by_role("button", name="Wydaj nowy sekret").click()
    shown = page.get_by_role("textbox", name="Sekret").input_value()
    assert shown == Webhook.objects.get().secret
    page.get_by_role("link", name="Mam go, dalej").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nasłuch")
    assert shown not in page.content()
