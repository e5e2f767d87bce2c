"""Figures and the table of routing in a real browser: full and long, narrow and dark, by keyboard, without barriers."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from infolinia.city.models import District, Staff, Unit
from infolinia.core.clock import now
from infolinia.matters import operations
from infolinia.matters.figures.months import months_back
from infolinia.matters.models import Category, Matter, MonthFigures, RoutingRule
from infolinia.matters.shapes import Place
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to
from tests.web.units.conftest import Register

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NewScreen = Callable[..., Screen]
FIGURES, STEERING = "/nadzor/sprawy", "/nadzor/kierowanie"
LONG = "Sekcja utrzymania dróg, mostów, przepustów i kanalizacji deszczowej w dzielnicach północnych"


@pytest.fixture
def busy(register: Register, piotr: Staff, roads: Unit, lamps: Unit) -> None:
    """Late and silent matters, some sent on from one district, a year of figures, three rules with something wrong."""
    District.objects.create(name="Obłuże")
    Unit.objects.filter(pk=lamps.pk).update(short_name=LONG[:60], name=LONG)
    for number in range(6):
        sent = register(place=Place("ul. Żaglowa", str(number), "Obłuże"))
        operations.pass_on(matter_id=sent.id, to_unit_id=lamps.pk, reason="Nie nasze.", by_id=piotr.pk, at=now())
    for place in ("Witomino", "Karwiny", "Oksywie"):
        register(place=Place("ul. Morska", "7", place))
    late = now() - timedelta(days=2)
    late_ones = list(Matter.objects.values_list("pk", flat=True)[:4])
    Matter.objects.filter(pk__in=late_ones).update(resident_due_at=late, unit_due_at=late)
    Matter.objects.filter(pk=late_ones[0]).update(silent_since=late)
    kind, lamp = (Category.objects.get(code=code) for code in ("dziura-w-jezdni", "latarnia"))
    operations.count_now(at=now())
    operations.count_due_months(at=now())
    for number, month in enumerate(months_back(now())[1:]):
        MonthFigures.objects.create(
            month=month, unit=roads, category=lamp, received=40 + number, closed=38, on_time=30 + number % 7,
            late=8 - number % 7, returned=number % 3, passed_on=2, reopened=number % 2, seconds=38 * 86_400 * 3,
            open=12, overdue=number % 5, ageing=1, counted_at=now(),
        )  # fmt: skip
    rules = (("Witomino: jezdnie", {"district": "Witomino"}, True), ("Nigdy", {"district": "Witomino"}, True))
    for position, (name, asked, is_on) in enumerate(rules, 1):
        RoutingRule.objects.create(name=name, position=position, unit=lamps, category=kind, is_on=is_on, **asked)
    RoutingRule.objects.create(
        name="Zimą po godzinach: " + LONG[:90], position=3, unit=roads, days="free", words="śnieg\nlód na chodniku"
    )


def look_of(look: str) -> dict[str, object]:
    """Return how the screen is opened."""
    return {"width": 320} if look == "narrow" else {"color_scheme": "dark"} if look == "dark" else {}


@pytest.mark.parametrize("look", ["wide", "narrow", "dark"])
def test_screens_are_readable_everywhere(
    new_screen: NewScreen, marek: Staff, busy: None, roads: Unit, look: str
) -> None:
    screen = new_screen(**look_of(look))
    screen.sign_in(marek)
    pages = {
        "figures": FIGURES,
        "figures-unit": f"{FIGURES}/komorka/{roads.pk}",
        "figures-behind": "/sprawy?jakie=overdue",
        "steering": STEERING,
        "steering-rule": f"{STEERING}/{RoutingRule.objects.get(position=1).pk}",
    }
    for name, path in pages.items():
        page = screen.open(path)
        no_violations(page)
        no_sideways_scroll(page)
        picture(page, f"{name}-{look}")
        if look == "wide" and name in ("figures", "steering"):
            picture(page, f"supervision-{name}", docs=True)


def test_a_proposal_is_tried_and_switched_on_by_keyboard_alone(
    new_screen: NewScreen, marek: Staff, busy: None, lamps: Unit
) -> None:
    screen = new_screen()
    screen.sign_in(marek)
    page = screen.open(STEERING)
    tab_to(page, page.get_by_role("link", name="Zaproponuj regułę"), limit=90)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Wypróbuj na dawnych sprawach"), limit=90)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Co by było, gdyby")).to_be_visible()
    expect(page.get_by_text("Poszłoby gdzie indziej 6")).to_be_visible()
    no_violations(page)
    picture(page, "supervision-steering-trial", docs=True)
    tab_to(page, page.get_by_role("button", name="Zapisz i włącz"), limit=120)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Reguła działa od teraz, dla nowych spraw.")).to_be_visible()
    rule = RoutingRule.objects.get(district="Obłuże")
    assert (rule.is_on, rule.unit_id) == (True, lamps.pk)


def test_a_number_leads_to_its_matters_and_back(new_screen: NewScreen, marek: Staff, busy: None) -> None:
    screen = new_screen()
    screen.sign_in(marek)
    page = screen.open(FIGURES)
    page.get_by_role("group", name="Według komórki").get_by_role("link", name="4 po terminie, razem").click()
    expect(page.get_by_role("heading", name="Po terminie", exact=True)).to_be_visible()
    expect(page.locator("table.inbox tbody tr")).to_have_count(4)
    page.get_by_role("link", name="Sprawy w komórkach").first.click()
    expect(page.get_by_role("heading", name="Ostatnie 12 miesięcy")).to_be_visible()
