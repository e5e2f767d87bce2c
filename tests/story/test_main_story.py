"""A resident calls, an adviser answers, the matter reaches its unit, and the resident reads the answer."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.story.conftest import ADVISERS_PITCH, CALLERS_PITCH
from tests.story.people import Adviser, Person
from tests.story.product import NUMBER, RunningProduct, until
from tests.telephony.callers.phone import Phone

pytestmark = [pytest.mark.product, pytest.mark.engine, pytest.mark.browser, pytest.mark.timeout(420)]
HOLE = "Głęboka dziura przy przystanku, na prawym pasie."


def test_the_whole_story(product: RunningProduct, new_context: Callable[[], BrowserContext], telephone: Phone) -> None:
    zofia = Adviser(product, new_context(), "doradca")
    zofia.phone_is_ready()
    call = telephone.dial(NUMBER, pitch=CALLERS_PITCH)
    call.wait("talking")
    assert call.hears_something(), "the caller hears the greeting"
    zofia.choose("Gotowy")

    alert = zofia.page.get_by_role("alert").filter(has_text="500 000 014")
    expect(alert).to_have_count(1, timeout=25_000)
    zofia.expect_state("Dzwoni")
    zofia.answer()
    assert call.hears(ADVISERS_PITCH), "the caller hears the adviser"
    until(lambda: heard(zofia.page) == CALLERS_PITCH, 10, "the adviser hears the caller")

    number, code = register_the_hole(zofia.page)
    call.hang_up()
    zofia.expect_state("Po rozmowie")
    zofia.page.get_by_role("button", name="Zakończ rozmowę").click()
    zofia.expect_state("Gotowy")
    zofia.choose("Przerwa")

    confirmation = until(lambda: mail_about(product, number), 20, "a confirmation by e-mail")
    assert code in confirmation
    close_the_matter(Person(product, new_context(), "referent").page, number)
    until(lambda: "Załataliśmy dziurę" in mail_about(product, number), 20, "the answer by e-mail")
    read_the_answer(product, new_context().new_page(), number, code)
    see_it_all(Person(product, new_context(), "kierownik").page, number)
    assert zofia.complaints == []


def heard(page: Page) -> int:
    """Return the pitch that the adviser's loudspeaker plays, in hertz, to the nearest 20; 0 for silence."""
    return int(
        page.evaluate(
            """async () => {
              const audio = document.querySelector('audio[data-phone-audio]');
              if (!audio?.srcObject) return 0;
              const context = new AudioContext();
              const analyser = context.createAnalyser();
              analyser.fftSize = 8192;
              context.createMediaStreamSource(audio.srcObject).connect(analyser);
              await new Promise((done) => setTimeout(done, 400));
              const bins = new Float32Array(analyser.frequencyBinCount);
              analyser.getFloatFrequencyData(bins);
              const best = bins.indexOf(Math.max(...bins));
              const pitch = (best * context.sampleRate) / analyser.fftSize;
              await context.close();
              return bins[best] < -60 ? 0 : Math.round(pitch / 20) * 20;
            }"""
        )
    )


def register_the_hole(page: Page) -> tuple[str, str]:
    """Find the card, register the matter, and return the number and the code that are dictated."""
    page.get_by_label("Szukaj karty, sprawy, druku albo ulicy").fill("dziura w jezdni")
    page.get_by_role("option", name=re.compile("Dziura w jezdni")).first.click()
    expect(page.get_by_role("heading", name=re.compile("Dziura w jezdni"))).to_be_visible()
    page.get_by_role("button", name="Zarejestruj zgłoszenie").click()
    expect(page.get_by_label("Rodzaj")).to_have_value("dziura-w-jezdni")
    page.get_by_label("Gdzie", exact=True).fill("Żaglowa 12")
    page.get_by_label("Co się dzieje").fill(HOLE)
    page.get_by_label("Odpowiedź dla mieszkańca").select_option(label="e-mail")
    page.get_by_label("Adres e-mail").fill("halina.zatoka@example.org")
    page.get_by_role("button", name="Zarejestruj i podaj numer").click()
    number = page.get_by_label("Numer sprawy").inner_text()
    code = page.get_by_label("Kod", exact=True).inner_text()
    assert re.fullmatch(r"INF-\d{4}-\d{5,}", number)
    assert re.fullmatch(r"[A-Z0-9]{6}", code)
    return number, code


def mail_about(product: RunningProduct, number: str) -> str:
    """Return the text of the last message about the matter, or nothing."""
    texts = [
        body.get_content()
        for mail in product.mails()
        if number in mail["Subject"] and (body := mail.get_body(("plain",))) is not None
    ]
    return texts[-1] if texts else ""


def close_the_matter(page: Page, number: str) -> None:
    """Piotr finds the matter in the inbox, takes it and closes it with an outcome and a text."""
    row = page.locator("tr").filter(has_text=number)
    row.get_by_role("link").first.click()
    page.get_by_role("button", name="Przyjmij").first.click()
    page.get_by_role("link", name="Zamknij z wynikiem").or_(page.get_by_role("tab", name="Zamknij z wynikiem")).click()
    step = page.locator("form:visible").filter(has=page.get_by_role("group", name="Wynik"))
    step.get_by_role("radio").first.check()
    step.locator("textarea").fill("Załataliśmy dziurę przy przystanku.")
    step.get_by_role("button", name=re.compile("Zamknij")).click()
    expect(page.get_by_text("załatwiona").first).to_be_visible()


def read_the_answer(product: RunningProduct, page: Page, number: str, code: str) -> None:
    """Halina checks her matter on the public page."""
    page.goto(f"{product.url}/sprawdz")
    page.get_by_label("Numer sprawy").fill(number)
    page.get_by_label("Kod").fill(code)
    page.get_by_role("button", name="Sprawdź sprawę").click()
    expect(page.get_by_text("Załataliśmy dziurę przy przystanku.").first).to_be_visible()


def see_it_all(page: Page, number: str) -> None:
    """Marek sees the board, the conversation in the register and who read whose data."""
    expect(page.get_by_text("Zofia Bryza").first).to_be_visible()
    page.goto(page.url.split("/nadzor")[0] + "/nadzor/rozmowy")
    expect(page.get_by_text("500 000 014").first).to_be_visible()
    page.goto(page.url.split("/nadzor")[0] + "/nadzor/wglady")
    expect(page.get_by_role("row").filter(has_text="Zofia Bryza").first).to_be_visible()
