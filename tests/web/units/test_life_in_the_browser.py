"""The life of a matter in a real browser: forms that show what matters, without barriers, on any width."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from infolinia.city.models import Staff, Unit
from infolinia.core.clock import city_day, now
from infolinia.matters import operations as matters
from infolinia.matters.models import Category, Matter
from infolinia.matters.shapes import Registered
from infolinia.matters.shapes.following import PartDraft
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to
from tests.web.units.conftest import Register

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = timedelta(days=1)
NewScreen = Callable[..., Screen]
READY = [
    {"name": "Ubytek wypełniony", "text": "Ubytek wypełniliśmy masą. Wiosną położymy nową nawierzchnię."},
    {"name": "W planie remontu", "text": "Ta ulica jest w planie remontu."},
]


@pytest.fixture
def full(taken: Registered, lamps: Unit, piotr: Staff) -> Registered:
    """A matter with a long story: asked and answered, planned, in parts, with ready answers of its kind."""
    at, by = now(), {"matter_id": taken.id, "by_id": piotr.pk}
    Category.objects.filter(code="dziura-w-jezdni").update(answer_texts=READY)
    matters.ask_resident(question="Przy którym numerze?", at=at, **by)  # type: ignore[arg-type]
    matters.resident_message(matter_id=taken.id, text="Naprzeciw dwunastki, przy samym przystanku.", at=at)
    matters.plan(day=city_day(at) + 2 * DAY, text="Proszę przestawić samochody.", at=at, **by)  # type: ignore[arg-type]
    part = PartDraft(unit_id=lamps.pk, subject="", description="Przestawić słup.")
    matters.split(parts=[part], at=at, **by)  # type: ignore[arg-type]
    matters.set_znak(znak="ZD.7230.118.2026", at=at, **by)  # type: ignore[arg-type]
    return taken


@pytest.fixture
def not_done(register: Register, piotr: Staff) -> Registered:
    """A matter that Piotr closed and its resident calls not done."""
    one = register(subject="Zapadnięty chodnik przy szkole podstawowej i przejściu dla pieszych")
    at = now()
    matters.take(matter_id=one.id, by_id=piotr.pk, at=at)
    matters.close(matter_id=one.id, result="done", text="Chodnik wyrównano.", by_id=piotr.pk, at=at)
    matters.reopen(matter_id=one.id, text="Płyty dalej się ruszają, a jednej brakuje.", by_id=None, at=at)
    return one


def test_a_form_shows_what_belongs_to_the_choice_by_keyboard_alone(
    screen: Screen, piotr: Staff, taken: Registered
) -> None:
    screen.sign_in(piotr)
    page = screen.open(f"/sprawy/{taken.id}?krok=zamknij")
    basis, whom = page.get_by_label("Podstawa odmowy"), page.get_by_label("Kto to załatwia")
    expect(basis).to_be_hidden()
    tab_to(page, page.get_by_role("radio").first, limit=90)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(basis).to_be_visible()
    expect(whom).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(basis).to_be_hidden()
    expect(whom).to_be_visible()
    tab_to(page, whom)
    page.keyboard.type("Zarządca drogi krajowej, tel. 500 000 099")
    tab_to(page, page.get_by_label("Tekst dla mieszkańca"))
    page.keyboard.type("To droga krajowa.")
    tab_to(page, page.get_by_role("button", name="Zamknij sprawę"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Sprawa zamknięta.")).to_be_visible()
    assert Matter.objects.get(pk=taken.id).result == "not_ours"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_on_the_way(
    screen: Screen, piotr: Staff, marek: Staff, full: Registered, not_done: Registered, theme: str
) -> None:
    screen.sign_in(piotr)
    page = screen.open(f"/sprawy/{full.id}?krok=zamknij")
    screen.look(theme)
    page.get_by_label("nie należy do miasta").check()
    for each in page.locator("details.behind").all():
        each.evaluate("element => element.open = true")
    page.get_by_label("na porę roku").check()
    no_violations(page)
    picture(page, f"unit-life-{theme}")
    no_violations(screen.open(f"/sprawy/{full.id}/metryka"))
    screen.sign_in(marek)
    no_violations(screen.open("/nadzor/wracaja"))
    page = screen.open(f"/sprawy/{not_done.id}?krok=zdecyduj")
    page.get_by_label("dostaje ją inna komórka").check()
    no_violations(page)
    picture(page, f"supervision-decide-{theme}")


@pytest.mark.parametrize("width", [320, 1440])
def test_nothing_runs_out_of_the_window(
    new_screen: NewScreen, piotr: Staff, marek: Staff, full: Registered, not_done: Registered, width: int
) -> None:
    screen = new_screen(width=width)
    screen.sign_in(piotr)
    for path in (f"/sprawy/{full.id}?krok=zamknij", f"/sprawy/{full.id}?krok=zwroc", f"/sprawy/{full.id}/metryka"):
        page = screen.open(path)
        no_sideways_scroll(page)
        picture(page, f"unit-{path.rpartition('/')[2].partition('=')[2] or 'record'}-{width}")
    screen.sign_in(marek)
    for path in ("/nadzor/wracaja", f"/sprawy/{not_done.id}?krok=zdecyduj"):
        no_sideways_scroll(screen.open(path))
    picture(screen.open("/nadzor/wracaja"), f"supervision-reopened-{width}")


def test_pictures_for_the_guides(
    screen: Screen, piotr: Staff, marek: Staff, full: Registered, not_done: Registered
) -> None:
    screen.sign_in(piotr)
    page = screen.open(f"/sprawy/{full.id}?krok=zamknij")
    page.get_by_label("załatwiona", exact=True).check()
    assert picture(page, "unit-close", docs=True).stat().st_size > 20_000
    picture(screen.open(f"/sprawy/{full.id}/metryka"), "unit-record", docs=True)
    screen.sign_in(marek)
    picture(screen.open("/nadzor/wracaja"), "supervision-reopened", docs=True)
