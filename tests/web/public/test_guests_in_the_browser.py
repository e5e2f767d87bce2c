"""The pages behind mailed links in a real browser: by keyboard, in the dark, on a narrow screen, without a script."""

from collections.abc import Callable
from datetime import datetime

import pytest

from infolinia.city.models import Staff
from infolinia.correspondence.models import Message
from infolinia.matters import operations as matters
from infolinia.matters.models import Matter
from infolinia.matters.shapes import Registered
from infolinia.matters.shapes.files import NewFile
from tests.web.browser import Screen, expect, no_sideways_scroll, no_violations, picture, tab_to
from tests.web.public.test_guests import photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("tuesday")]


@pytest.fixture
def asked(pothole: Registered, piotr: Staff, at: datetime) -> str:
    matters.take(matter_id=pothole.id, by_id=piotr.pk, at=at)
    text = "Czy dziura jest przed przejściem dla pieszych, czy za nim? Przyda się zdjęcie."
    matters.ask_resident(matter_id=pothole.id, question=text, by_id=piotr.pk, at=at)
    return f"/pytanie/{Message.objects.get(purpose='question').secret}"


@pytest.fixture
def order(pothole: Registered, piotr: Staff, at: datetime) -> str:
    files = [NewFile("dziura przy przystanku.jpg", photo()), NewFile("opis drogi.txt", b"Droga gminna.")]
    given = matters.add_files(matter_id=pothole.id, files=files, by_id=None, at=at, visible=True)
    matters.take(matter_id=pothole.id, by_id=piotr.pk, at=at)
    firm = "Zakład Robót Drogowych i Brukarskich „Kostka i Synowie” sp. z o.o."
    what = "Załatać ubytek około 2 m² masą na gorąco, odtworzyć krawędź przy krawężniku.\nUstawić znaki na czas pracy."
    matters.contract(matter_id=pothole.id, contractor=firm, what=what, by_id=piotr.pk, at=at)
    url = matters.guest_link(
        matter_id=pothole.id,
        to_email="zaklad@example.com",
        days=30,
        by_id=piotr.pk,
        at=at,
        order=matters.Order(file_ids=given),
    )
    return "/zlecenie/" + url.rpartition("/")[2]


def test_a_question_is_answered_by_keyboard_alone(screen: Screen, asked: str, pothole: Registered) -> None:
    page = screen.open(asked)
    no_violations(page)
    picture(page, "guest-question", docs=True)
    tab_to(page, page.get_by_label("Twoja odpowiedź"))
    page.keyboard.type("Za przejściem, przy numerze 12.")
    tab_to(page, page.get_by_role("button", name="Wyślij odpowiedź"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mamy Twoją odpowiedź")
    no_violations(page)
    assert Matter.objects.get(pk=pothole.id).status == "in_progress"


def test_an_order_from_the_first_look_to_done_without_a_script(
    new_screen: Callable[..., Screen], order: str, pothole: Registered
) -> None:
    screen = new_screen(java_script_enabled=False)
    page = screen.open(order)
    expect(page.get_by_text("Załatać ubytek")).to_be_visible()
    page.get_by_label("Kiedy to zrobicie").fill("2026-11-26")
    page.get_by_role("button", name="Przyjmujemy").click()
    expect(page.get_by_text("Zlecenie przyjęte.")).to_be_visible()
    page.get_by_label("Co zrobiliście").fill("Załatane, krawędź odtworzona.")
    photos = [{"name": "po.jpg", "mimeType": "image/jpeg", "buffer": photo()}]
    page.get_by_label("Zdjęcia po pracy").set_input_files(photos)  # type: ignore[arg-type]
    page.get_by_role("button", name="Zrobione", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zapisane")
    assert Matter.objects.get(pk=pothole.id).status == "in_progress"


@pytest.mark.parametrize(("width", "theme"), [(320, "light"), (1280, "dark")])
def test_an_order_narrow_and_dark(new_screen: Callable[..., Screen], order: str, width: int, theme: str) -> None:
    screen = new_screen(width=width, height=900)
    screen.page.context.add_cookies([{"name": "infolinia_theme", "value": theme, "url": screen.server}])
    page = screen.open(order)
    picture(page, f"guest-order-{width}-{theme}", docs=width > 320)
    no_violations(page)
    no_sideways_scroll(page)
    page.get_by_role("button", name="Przyjmujemy").click()
    expect(page.get_by_text("Zlecenie przyjęte.")).to_be_visible()
    screen.expect_complaint("422")
    page.get_by_text("Jednak tego nie zrobimy").click()
    page.get_by_role("button", name="Oddaj zlecenie").click()
    expect(page.get_by_role("alert")).to_contain_text("Napisz dlaczego")
    no_violations(page)
    no_sideways_scroll(page)
    picture(page, f"guest-order-refused-{width}-{theme}")
