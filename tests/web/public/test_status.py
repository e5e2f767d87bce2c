"""Halina looks up her matter by its number and code."""

import logging
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.contacts.models import Reading
from infolinia.matters import operations as matters
from infolinia.matters.shapes import Registered
from tests.web.browser import Screen, expect, no_sideways_scroll, no_violations, picture, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("tuesday")]


def look_up(screen: Screen, number: str, code: str) -> None:
    screen.open("/sprawdz")
    screen.page.get_by_label("Numer sprawy").fill(number)
    screen.page.get_by_label("Kod").fill(code)
    screen.page.get_by_role("button", name="Sprawdź sprawę").click()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_matter_shows_what_was_done_and_until_when(screen: Screen, pothole: Registered, theme: str) -> None:
    screen.page.context.add_cookies([{"name": "infolinia_theme", "value": theme, "url": screen.server}])
    look_up(screen, pothole.number, pothole.code)
    page = screen.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Dziura w jezdni")
    expect(page.get_by_text("Damy znać e-mailem.").first).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Zrobione:")).to_have_count(2)
    expect(page.get_by_role("heading", name="Skąd ten termin")).to_be_visible()
    picture(page, f"public-status-{theme}", docs=theme == "light")
    no_violations(page)


def test_number_and_code_may_be_typed_as_they_were_heard(screen: Screen, pothole: Registered) -> None:
    look_up(screen, f" {pothole.number.lower().replace('-', ' ')} ", f"{pothole.code[:3].lower()} {pothole.code[3:]}")
    expect(screen.page.get_by_role("heading", level=1)).to_have_text("Dziura w jezdni")


def test_the_code_never_stands_in_an_address(screen: Screen, pothole: Registered) -> None:
    look_up(screen, pothole.number, pothole.code)
    assert pothole.code not in screen.page.url
    assert pothole.number not in screen.page.url


def test_by_keyboard_alone(screen: Screen, pothole: Registered) -> None:
    page = screen.open("/sprawdz")
    tab_to(page, page.get_by_label("Numer sprawy"))
    page.keyboard.type(pothole.number)
    tab_to(page, page.get_by_label("Kod"))
    page.keyboard.type(pothole.code)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dziura w jezdni")
    tab_to(page, page.get_by_label("Wiadomość do komórki"))
    page.keyboard.type("Dziura jest przy numerze 12.")
    tab_to(page, page.get_by_role("button", name="Wyślij wiadomość"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Wysłano.")).to_be_visible()


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_wrong_code_and_a_number_nobody_has_get_one_answer(
    new_screen: Callable[..., Screen], pothole: Registered, java_script_enabled: bool
) -> None:
    screen = new_screen(java_script_enabled=java_script_enabled)
    said = []
    for number, code in [(pothole.number, "AAAAAA"), ("INF-2026-00000", pothole.code)]:
        look_up(screen, number, code)
        said.append(screen.page.get_by_role("alert").inner_text())
        expect(screen.page.get_by_label("Numer sprawy")).to_have_value(number)
    assert said[0] == said[1]
    assert "Nie ma sprawy z takim numerem i kodem" in said[0]


def test_what_is_missing_is_named_at_its_field(screen: Screen, pothole: Registered) -> None:
    look_up(screen, "", "AB")
    page = screen.page
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Popraw 2 pola:")
    expect(page.get_by_label("Numer sprawy")).to_have_attribute("aria-invalid", "true")
    picture(page, "public-status-refused")
    no_violations(page)
    page.get_by_role("alert").get_by_role("link", name="Kod").click()
    expect(page.get_by_label("Kod")).to_be_focused()


def test_guessing_codes_is_slowed_to_a_stop(client: Client, pothole: Registered) -> None:
    for _ in range(10):
        client.post("/sprawdz", {"number": pothole.number, "code": "AAAAAA"})
    answer = client.post("/sprawdz", {"number": pothole.number, "code": pothole.code})
    assert answer.status_code == 429
    assert "Za dużo prób" in answer.content.decode()
    assert "Żaglowa" not in answer.content.decode()


def test_looking_up_leaves_a_trace_and_no_copy(client: Client, pothole: Registered) -> None:
    answer = client.post("/sprawdz", {"number": pothole.number, "code": pothole.code})
    assert "no-store" in answer.headers["cache-control"]
    assert Reading.objects.filter(matter_id=pothole.id, why="resident", staff=None).count() == 1


def test_the_code_stays_out_of_the_logs(client: Client, pothole: Registered, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.post("/sprawdz", {"number": pothole.number, "code": pothole.code})
    assert pothole.code not in "".join(record.getMessage() for record in caplog.records if "sql" not in record.__dict__)


def test_a_message_without_the_right_code_goes_nowhere(client: Client, pothole: Registered) -> None:
    answer = client.post("/sprawdz/wiadomosc", {"number": pothole.number, "code": "AAAAAA", "text": "Halo"})
    assert "Nie ma sprawy" in answer.content.decode()
    shown = client.post("/sprawdz", {"number": pothole.number, "code": pothole.code}).content.decode()
    assert "Halo" not in shown


def test_a_closed_matter_shows_the_answer_and_can_be_opened_again(
    screen: Screen, pothole: Registered, piotr: Staff, at: datetime
) -> None:
    matters.take(matter_id=pothole.id, by_id=piotr.pk, at=at)
    matters.close(matter_id=pothole.id, result="done", text="Załataliśmy dziurę we wtorek.", by_id=piotr.pk, at=at)
    look_up(screen, pothole.number, pothole.code)
    page = screen.page
    expect(page.get_by_text("Załatwiliśmy tę sprawę.")).to_be_visible()
    expect(page.get_by_text("Załataliśmy dziurę we wtorek.").first).to_be_visible()
    expect(page.get_by_text(str(piotr))).to_have_count(0)
    picture(page, "public-status-closed")
    no_violations(page)
    page.get_by_label("Wiadomość do komórki").fill("Nowa dziura jest obok starej.")
    page.get_by_role("button", name="Nie zrobione").click()
    expect(page.get_by_text("Dziękujemy, sprawdzimy to.")).to_be_visible()
    expect(page.get_by_role("heading", name="Sprawdzamy Twoją uwagę")).to_be_visible()


def test_it_fits_a_narrow_and_an_enlarged_window(new_screen: Callable[..., Screen], pothole: Registered) -> None:
    for width, height, scale in [(320, 256, 4), (360, 800, 2), (2560, 1200, 1)]:
        screen = new_screen(width=width, height=height, device_scale_factor=scale)
        look_up(screen, pothole.number, pothole.code)
        expect(screen.page.get_by_role("heading", level=1)).to_have_text("Dziura w jezdni")
        no_sideways_scroll(screen.page)


def test_a_message_not_yet_sent_survives_a_reload_and_goes_once_sent(screen: Screen, pothole: Registered) -> None:
    look_up(screen, pothole.number, pothole.code)
    page = screen.page
    words = page.get_by_label("Wiadomość do komórki")
    words.press_sequentially("Dziura rośnie")
    look_up(screen, pothole.number, pothole.code)
    expect(words).to_have_value("Dziura rośnie")
    page.get_by_role("button", name="Wyślij wiadomość").click()
    expect(page.get_by_text("Wysłano.")).to_be_visible()
    expect(words).to_have_value("")
    kept = page.evaluate("Object.keys(sessionStorage).filter((key) => /^(draft|sent):/.test(key))")
    assert kept == []
