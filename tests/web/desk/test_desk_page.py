"""The desk in a real browser with the real push process; calls are moved on as the telephone daemon does."""

import re
import signal
import subprocess
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from infolinia.city.models import Staff
from infolinia.contacts.models import Conversation, Question, Resident
from infolinia.matters.models import Matter
from tests.processes.waiting import wait_until
from tests.web.browser import no_sideways_scroll, no_violations, picture
from tests.web.desk.conftest import SEARCH, Rings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Seat = Callable[..., Page]
SENTENCE = "Głęboka dziura przy przystanku."


def _kind(page: Page, kind: str) -> None:
    page.wait_for_selector(f'#call[data-kind="{kind}"]')


def _type(page: Page, text: str) -> None:
    page.get_by_label(SEARCH).press_sequentially(text)


def _open_card(page: Page) -> None:
    _type(page, "dziura")
    page.get_by_role("option", name=re.compile("^Dziura w jezdni")).first.click()
    page.wait_for_selector("[data-card-open]")


def test_a_ring_comes_by_itself_says_the_number_and_leaves_the_focus(
    at_desk: Seat, zofia: Staff, halina: Resident, rings: Rings
) -> None:
    page = at_desk()
    page.get_by_label(SEARCH).focus()
    rings(zofia)
    _kind(page, "ringing")
    expect(page.get_by_role("alert").filter(has_text="500 000 014")).to_have_count(1)
    expect(page.get_by_role("button", name="Odbierz", exact=True)).to_be_visible()
    expect(page.locator("#mieszkaniec")).to_contain_text("Halina Zatoka")
    expect(page.get_by_label(SEARCH)).to_be_focused()
    assert page.locator("#stan").inner_text().startswith("Dzwoni")


def test_a_hostile_name_is_shown_as_text(at_desk: Seat, zofia: Staff, rings: Rings) -> None:
    page = at_desk()
    rings(zofia, number="", name="<script>alert(1)</script>\u202e<img src=x onerror=alert(2)>" + "x" * 4096)
    _kind(page, "ringing")
    expect(page.locator("#call .who-sub")).to_contain_text("<script>alert(1)</script>")
    no_sideways_scroll(page)


def test_answered_elsewhere_the_conversation_opens_for_writing(at_desk: Seat, zofia: Staff, rings: Rings) -> None:
    page = at_desk()
    call = rings(zofia)
    _kind(page, "ringing")
    call.answered()
    _kind(page, "talking")
    expect(page.get_by_role("heading", name="Rozmowa: 1 pytanie")).to_be_visible()
    page.get_by_label("Notatka do pytania 1").fill(SENTENCE)
    wait_until(lambda: Question.objects.get().note == SENTENCE, what="the note")
    expect(page.get_by_text(re.compile("Notatki zapisane o"))).to_be_visible()
    call.hung_up()
    _kind(page, "after_call")
    expect(page.get_by_label("Notatka do pytania 1")).to_have_value(SENTENCE)


def test_the_whole_work_on_a_call_passes_by_keyboard(
    at_desk: Seat, zofia: Staff, card: str, halina: Resident, rings: Rings
) -> None:
    page = at_desk()
    press, write = page.keyboard.press, page.keyboard.type
    call = rings(zofia).answered()
    _kind(page, "talking")
    press("Control+K")
    write("dziura w jezdni")
    page.wait_for_selector('[data-found="dziura w jezdni"]')
    press("Enter")
    expect(page.locator("#karta-t")).to_be_focused()
    press("F2")
    write(SENTENCE)
    press("F4")
    expect(page.get_by_label("Rodzaj")).to_be_focused()
    expect(page.get_by_label("Rodzaj")).to_have_value("dziura-w-jezdni")
    press("Tab")
    write("ul. Żaglowa 12")
    press("Tab")
    expect(page.locator("#dzielnica")).to_contain_text("Obłuże")
    for label in ("Co się dzieje", "Nie", "Odpowiedź dla mieszkańca"):
        field = page.locator("#zgloszenie").get_by_label(label, exact=True)
        for _ in range(4):
            if field.evaluate("element => element === document.activeElement"):
                break
            press("Tab")
        expect(field).to_be_focused()
    expect(page.get_by_label("Odpowiedź dla mieszkańca")).to_have_value("email")
    expect(page.get_by_label("Adres e-mail")).to_have_value("halina@example.org")
    button = page.get_by_role("button", name="Zarejestruj i podaj numer")
    for _ in range(4):
        press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            break
    press("Enter")
    expect(page.get_by_role("heading", name="Zgłoszenie zarejestrowane")).to_be_focused()
    matter = Matter.objects.get()
    expect(page.get_by_label("Numer sprawy")).to_have_text(matter.number)
    expect(page.get_by_label("Kod")).to_have_text(re.compile(r"^[A-Z0-9]{6}$"))
    assert (matter.street, matter.description) == ("ul. Żaglowa", SENTENCE)
    wait_until(lambda: Question.objects.get().note == SENTENCE, what="the note")
    question = Question.objects.get()
    assert (question.subject, question.card_code) == ("Dziura w jezdni", card)
    press("Escape")
    call.hung_up()
    _kind(page, "after_call")
    finish = page.get_by_role("button", name="Zakończ rozmowę")
    finish.focus()
    press("Enter")
    _kind(page, "ready")
    assert Conversation.objects.get().state == "closed"


def test_a_question_without_an_outcome_keeps_the_conversation_open(at_desk: Seat, zofia: Staff, rings: Rings) -> None:
    page = at_desk()
    rings(zofia).answered().hung_up()
    _kind(page, "after_call")
    page.get_by_role("button", name="Zakończ rozmowę").click()
    expect(page.locator("#komunikat")).to_contain_text("Wybierz wynik pytania nr 1.")
    expect(page.get_by_text("Wybierz wynik tego pytania.")).to_be_visible()
    page.keyboard.press("F8")
    page.keyboard.press("Space")
    expect(page.get_by_label("Odpowiedziano")).to_be_checked()
    wait_until(lambda: Question.objects.get().outcome == "answered", what="the outcome")
    page.get_by_role("button", name="Zakończ rozmowę").click()
    _kind(page, "ready")


def test_a_silent_server_is_told_within_three_seconds_and_the_page_catches_up(
    at_desk: Seat, zofia: Staff, rings: Rings, push: subprocess.Popen[bytes]
) -> None:
    page = at_desk()
    banner = page.locator("[data-live-banner]")
    page.wait_for_selector("html:not([data-offline])", state="attached")
    page.evaluate(
        """() => document.addEventListener("live:state", () => { window.lostAt ??= Date.now(); })""",
    )
    push.send_signal(signal.SIGSTOP)
    began = time.time()
    try:
        expect(banner).to_contain_text("Brak połączenia")
        assert page.evaluate("window.lostAt") / 1000 - began <= 3.0
        rings(zofia)
    finally:
        push.send_signal(signal.SIGCONT)
    _kind(page, "ringing")
    expect(banner).to_contain_text("Połączenie wróciło")


def test_a_note_outlives_the_network_and_the_page(at_desk: Seat, zofia: Staff, rings: Rings) -> None:
    page = at_desk()
    rings(zofia).answered()
    _kind(page, "talking")
    page.route("**/pytanie/*", lambda route: route.abort())
    page.get_by_label("Temat pytania 1").fill("Dziura")
    page.get_by_label("Notatka do pytania 1").fill(SENTENCE)
    expect(page.locator("[data-saved]")).to_contain_text("Szkic jest w tej przeglądarce")
    assert Question.objects.get().note == ""
    page.reload()
    expect(page.get_by_label("Notatka do pytania 1")).to_have_value(SENTENCE)
    page.unroute("**/pytanie/*")
    wait_until(lambda: Question.objects.get().note == SENTENCE, what="the note")
    assert Question.objects.get().subject == "Dziura"


def test_a_begun_registration_outlives_a_reload(at_desk: Seat, zofia: Staff, card: str, rings: Rings) -> None:
    page = at_desk()
    rings(zofia).answered()
    _kind(page, "talking")
    _open_card(page)
    page.get_by_role("button", name="Zarejestruj zgłoszenie").click()
    page.get_by_label("Co się dzieje").fill(SENTENCE)
    page.reload()
    page.get_by_role("button", name="Zarejestruj zgłoszenie").click()
    expect(page.get_by_label("Co się dzieje")).to_have_value(SENTENCE)


def test_mistakes_in_the_panel_take_the_focus_and_keep_the_words(
    at_desk: Seat, zofia: Staff, card: str, rings: Rings
) -> None:
    page = at_desk()
    rings(zofia).answered()
    _kind(page, "talking")
    page.get_by_role("button", name="Zarejestruj zgłoszenie").click()
    page.get_by_label("Co się dzieje").fill(SENTENCE)
    page.get_by_role("button", name="Zarejestruj i podaj numer").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.get_by_label("Co się dzieje")).to_have_value(SENTENCE)
    page.get_by_role("link", name="Rodzaj").click()
    expect(page.get_by_label("Rodzaj")).to_be_focused()


def test_one_tab_holds_the_telephone_and_the_other_says_so(at_desk: Seat, zofia: Staff) -> None:
    first = at_desk()
    second = first.context.new_page()
    second.goto(first.url)
    expect(second.locator("[data-phone-state]")).to_have_text("Telefon działa w innej karcie")
    expect(first.locator("[data-phone-state]")).not_to_have_text("Telefon działa w innej karcie")
    second.get_by_role("button", name="Użyj telefonu tutaj").click()
    expect(first.locator("[data-phone-state]")).to_have_text("Telefon działa w innej karcie")
    expect(second.locator("[data-phone-state]")).not_to_have_text("Telefon działa w innej karcie")


def test_the_state_is_changed_from_its_menu_by_keyboard(at_desk: Seat, zofia: Staff) -> None:
    page = at_desk()
    button = page.get_by_role("button", name=re.compile("^Przerwa"))
    button.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Gotowy")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Gotowy"))).to_be_visible()
    page.get_by_role("button", name=re.compile("^Gotowy")).press("ArrowUp")
    expect(page.get_by_role("menuitem", name="Koniec pracy")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=re.compile("^Gotowy"))).to_be_focused()


def test_an_open_menu_stays_while_the_state_changes_behind_it(at_desk: Seat, zofia: Staff, rings: Rings) -> None:
    page = at_desk()
    page.locator("#stan").click()
    ready = page.get_by_role("menuitem", name="Gotowy")
    handle = ready.element_handle()
    rings(zofia)
    _kind(page, "ringing")
    assert handle.is_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=re.compile("^Dzwoni"))).to_be_focused()


def test_shortcuts_are_listed_changed_and_never_a_single_letter(at_desk: Seat, zofia: Staff) -> None:
    page = at_desk()
    page.locator("#rozmowa").focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Skróty klawiszy")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Zmień: Szukaj").click()
    page.keyboard.press("s")
    expect(dialog).to_contain_text("Skrót potrzebuje klawisza Ctrl, Alt albo F1–F12.")
    page.keyboard.press("Control+J")
    dialog.get_by_role("button", name="Zamknij").click()
    page.keyboard.press("Control+J")
    expect(page.get_by_label(SEARCH)).to_be_focused()
    page.keyboard.type("?")
    expect(page.get_by_label(SEARCH)).to_have_value("?")
    expect(dialog).to_be_hidden()


def _at_each_state(page: Page, call: Any, check: Callable[[str], None]) -> None:
    _kind(page, "ringing")
    page.wait_for_selector("#mieszkaniec .matterline, #mieszkaniec .empty", state="attached")
    check("ringing")
    call.answered()
    _kind(page, "talking")
    _open_card(page)
    check("talking")
    page.get_by_role("button", name="Zarejestruj zgłoszenie").click()
    page.get_by_label("Co się dzieje").fill("")
    page.get_by_role("button", name="Zarejestruj i podaj numer").click()
    page.wait_for_selector("[data-error-summary]")
    check("mistakes")
    page.get_by_label("Co się dzieje").fill(SENTENCE)
    page.get_by_label("Odpowiedź dla mieszkańca").select_option("none")
    page.get_by_role("button", name="Zarejestruj i podaj numer").click()
    page.wait_for_selector("#numer-sprawy")
    check("registered")
    call.hung_up()
    _kind(page, "after_call")
    check("after")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(
    at_desk: Seat, zofia: Staff, halina: Resident, card: str, rings: Rings, theme: str
) -> None:
    page = at_desk(color_scheme=theme)
    no_violations(page)
    picture(page, f"desk-idle-{theme}", full=False)

    def check(state: str) -> None:
        no_violations(page)
        picture(page, f"desk-{state}-{theme}", full=False)

    _at_each_state(page, rings(zofia), check)


@pytest.mark.parametrize(("width", "height"), [(320, 256), (360, 780), (1024, 768), (1440, 900), (2560, 1300)])
def test_nothing_scrolls_sideways(
    at_desk: Seat, zofia: Staff, halina: Resident, card: str, rings: Rings, width: int, height: int
) -> None:
    """320 × 256 is a window of 1280 × 1024 at 400 % zoom."""
    page = at_desk(width=width, height=height)

    def check(state: str) -> None:
        no_sideways_scroll(page)
        if width == 360:
            picture(page, f"desk-{state}-phone", full=False)

    _at_each_state(page, rings(zofia), check)
