"""The line's screens in a real browser: an urgent message in one press, words by keyboard, no barriers."""

import re
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.routing.models import Queue
from infolinia.telephony import trunks
from infolinia.telephony.models import EmergencyMessage, MenuChoice
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to
from tests.web.voicemail.conftest import left_message, sealed_state

__all__ = ["sealed_state"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NewScreen = Callable[..., Screen]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> None:
    """Nothing is spoken into the machine's own state."""
    settings.STATE = tmp_path


@pytest.fixture
def flood(db: None) -> EmergencyMessage:
    """A message prepared in peace."""
    return EmergencyMessage.objects.create(name="woda", text_pl="Na Obłużu nie ma wody do godziny osiemnastej.")


@pytest.fixture
def menu(db: None) -> None:
    """Two keys."""
    queue, _ = Queue.objects.get_or_create(code="general", defaults={"name": "Sprawy ogólne"})
    MenuChoice.objects.create(key="1", language="pl", text="Drogi i chodniki", queue=queue)
    MenuChoice.objects.create(key="8", language="en", text="English", queue=queue)


def test_one_press_lets_everybody_know(
    new_screen: NewScreen, marek: Staff, zofia: Staff, flood: EmergencyMessage
) -> None:
    office, resident = new_screen(), new_screen()
    office.sign_in(marek)
    page = office.open("/nadzor/linia")
    tab_to(page, page.get_by_role("button", name="Włącz teraz woda"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Komunikat włączony")).to_be_visible()
    expect(page.get_by_role("button", name="Wyłącz woda")).to_be_visible()
    expect(resident.open("/").get_by_text(flood.text_pl)).to_be_visible()
    desk = new_screen()
    desk.sign_in(zofia)
    desk.expect_complaint("/sip")  # no telephone exchange here
    seen = desk.open("/stanowisko")
    seen.get_by_text("Komunikat pilny").click()
    expect(seen.get_by_text(flood.text_pl)).to_be_visible()
    page.get_by_role("button", name="Wyłącz woda").click()
    expect(resident.open("/").get_by_text(flood.text_pl)).to_have_count(0)


def test_the_menu_stands_beside_the_web_call_as_it_is_spoken(screen: Screen, menu: None) -> None:
    page = screen.open("/zadzwon")
    expect(page.get_by_text("Drogi i chodniki: proszę nacisnąć jeden.")).to_be_visible()
    expect(page.locator("li[lang=en]")).to_have_text("English: press eight.")


def test_a_key_is_added_and_moved_by_keyboard_alone(screen: Screen, marek: Staff, menu: None) -> None:
    screen.sign_in(marek)
    page = screen.open("/nadzor/linia/menu")
    tab_to(page, page.get_by_label("O czym"))
    page.keyboard.type("Odpady")
    tab_to(page, page.get_by_role("button", name="Zapisz"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Odpady: proszę nacisnąć dwa.")).to_be_visible()
    tab_to(page, page.get_by_role("button", name=re.compile("Wyżej ?: Odpady")))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Odpady: proszę nacisnąć jeden.")).to_be_visible()
    expect(page.get_by_text("Drogi i chodniki: proszę nacisnąć dwa.")).to_be_visible()


def test_a_message_is_recorded_with_the_microphone(
    screen: Screen, marek: Staff, flood: EmergencyMessage, folder: None, settings: Any
) -> None:
    screen.sign_in(marek)
    page = screen.open(f"/nadzor/linia/komunikat/{flood.pk}/glos/")
    tab_to(page, page.get_by_role("button", name=re.compile("Nagraj mikrofonem ?: polski")))
    page.keyboard.press("Enter")
    stop = page.get_by_role("button", name="Zatrzymaj nagrywanie")
    expect(stop).to_be_focused()
    expect(page.locator("[data-recorder-clock]")).to_have_text("0:01")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nagranie gotowe.")).to_be_visible()
    expect(page.get_by_label("Odsłuchaj swoje nagranie")).to_be_visible()
    no_violations(page)
    page.get_by_role("button", name=re.compile("Wgraj nagranie ?: polski")).click()
    expect(page.get_by_text("Nagranie przyjęte.")).to_be_visible()
    kept = next((settings.STATE / "recordings/pl").glob("emergency-*.wav"))
    with wave.open(str(kept)) as file:
        assert (file.getframerate(), file.getnchannels()) == (16000, 1)
        assert file.getnframes() > 16000, "the second that was said"


def test_words_are_changed_by_keyboard_alone(screen: Screen, marek: Staff) -> None:
    screen.sign_in(marek)
    page = screen.open("/nadzor/zapowiedzi/pl/please-wait")
    tab_to(page, page.get_by_label("Co mówi linia"))
    page.keyboard.type("Chwileczkę, już łączymy.")
    tab_to(page, page.get_by_role("button", name="Zapisz słowa"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nowe słowa słychać po kilku sekundach")).to_be_visible()
    expect(page.locator("blockquote")).to_have_text("Chwileczkę, już łączymy.")


def test_a_file_that_is_no_sound_is_refused_in_words(screen: Screen, marek: Staff, tmp_path: Path) -> None:
    screen.sign_in(marek)
    screen.expect_complaint("422")
    page = screen.open("/nadzor/zapowiedzi/pl/please-wait")
    wrong = tmp_path / "powitanie.wav"
    wrong.write_bytes(b"<html>" * 50)
    page.get_by_label("Plik z nagraniem").set_input_files(wrong)
    page.get_by_role("button", name="Wgraj nagranie").click()
    expect(page.get_by_text("To nie jest nagranie").first).to_be_visible()
    no_violations(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_on_any_page(
    new_screen: NewScreen, marek: Staff, flood: EmergencyMessage, menu: None, sealed_state: Path, theme: str
) -> None:
    message = left_message(sealed_state)
    for kind, subject in (("trunk_down", "glowny"), ("limit_near", "per_day_of_kind:abroad"), ("overload", "")):
        trunks.raise_alarm(kind=kind, subject=subject, at=now())
    paths = {
        "linia": "/nadzor/linia",
        "komunikat": f"/nadzor/linia/komunikat/{flood.pk}",
        "glos": f"/nadzor/linia/komunikat/{flood.pk}/glos/",
        "alarmy": "/nadzor/alarmy",
        "oceny": "/nadzor/oceny",
        "pozycja": f"/nadzor/linia/menu/{MenuChoice.objects.get(key='1').pk}",
        "zapowiedzi": "/nadzor/zapowiedzi",
        "zapowiedz": "/nadzor/zapowiedzi/uk/greeting",
        "poczta": "/poczta-glosowa",
        "wiadomosc": f"/poczta-glosowa/{message}",
        "zadzwon": "/zadzwon",
    }
    for width in (320, 1440):
        tab = new_screen(width=width)
        tab.sign_in(marek)
        for name, path in paths.items():
            page = tab.open(path)
            tab.look(theme)
            no_violations(page)
            no_sideways_scroll(page)
            picture(page, f"line-{name}-{width}-{theme}")
            if (name, width, theme) == ("linia", 1440, "light"):
                picture(page, "supervision-line", docs=True)
