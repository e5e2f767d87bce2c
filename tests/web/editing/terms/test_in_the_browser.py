"""Terms in a real browser: an entry with its lawyer, a day off and the difference, by keyboard, at any width."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from infolinia.city.models import Staff, Unit
from infolinia.core.clock import now
from infolinia.matters import operations, wording
from infolinia.matters.models import Matter, Recount
from infolinia.matters.operations import CategoryDraft, save_category
from infolinia.matters.shapes import MatterDraft, Registered
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NewScreen = Callable[..., Screen]


@pytest.fixture
def complaint(roads: Unit, zofia: Staff) -> Registered:
    """A complaint registered now, by the catalogue that an installation starts with."""
    operations.load_catalogue()
    save_category(CategoryDraft("skarga", "Skarga", unit=roads.code, clock="skarga", kind="complaint"))
    return operations.register(
        draft=MatterDraft(category_code="skarga", description="Nikt nie odpisuje."), by_id=zofia.pk, at=now()
    )


def test_a_day_off_by_keyboard_alone_and_the_difference_decided(
    new_screen: NewScreen, marek: Staff, piotr: Staff, complaint: Registered
) -> None:
    last = wording.last_day(Matter.objects.get(pk=complaint.id).resident_due_at)
    screen = new_screen()
    screen.sign_in(marek)
    page = screen.open("/wiedza/terminy/dni-wolne")
    tab_to(page, page.get_by_label("Dzień", exact=True), limit=60)
    page.get_by_label("Dzień", exact=True).fill(last.isoformat())  # typed days depend on the browser's own language
    for label, text in (("Jak się nazywa", "Dzień Próby"), ("Ustawa", "ustawa z 2026 r.")):
        tab_to(page, page.get_by_label(label, exact=True))
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Za chwilę policzymy.")).to_be_visible()
    recount = Recount.objects.get()
    while operations.count_batch(recount_id=recount.pk, at=now()):
        pass
    page.reload()
    expect(page.get_by_role("link", name=complaint.number)).to_be_visible()
    no_violations(page)
    picture(page, "terms-recount", docs=True, full=False)
    page.get_by_role("button", name="Zmień terminy").click()
    expect(page.get_by_role("heading", level=2, name="Zmienia terminy")).to_be_visible()
    while operations.apply_batch(recount_id=recount.pk, at=now()):
        pass
    page.reload()
    expect(page.get_by_text("Terminy są zmienione.")).to_be_visible()
    officer = new_screen()
    officer.sign_in(piotr)
    page = officer.open(f"/sprawy/{complaint.id}/termin")
    expect(page.get_by_role("heading", name="Dawne terminy")).to_be_visible()
    no_violations(page)
    picture(page, "term-of-a-matter", docs=True)


def test_an_entry_its_lawyer_and_its_history(new_screen: NewScreen, ewa: Staff, complaint: Registered) -> None:
    screen = new_screen()
    screen.expect_complaint("422")
    screen.sign_in(ewa)
    page = screen.open("/wiedza/terminy")
    picture(page, "terms-catalogue", docs=True, full=False)
    page.get_by_label("tylko niepotwierdzone").check()
    page.get_by_role("button", name="Pokaż").click()
    page.get_by_role("link", name="Petycja").click()
    page.get_by_label("Kto potwierdził").fill("Anna Wzorcowa, radca prawny")
    page.get_by_role("button", name="Potwierdzony przez prawnika").click()
    expect(page.get_by_text("Anna Wzorcowa, radca prawny").first).to_be_visible()
    page.get_by_label("Podstawa").fill("")
    page.get_by_role("button", name="Zapisz").last.click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Podstawa").click()
    expect(page.get_by_label("Podstawa")).to_be_focused()
    no_violations(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_and_nothing_runs_out_at_any_width(
    new_screen: NewScreen, marek: Staff, complaint: Registered, theme: str
) -> None:
    paths = ("terminy", "terminy/nowy", "terminy/petycja", "terminy/dni-wolne?rok=2027", "terminy/przeliczenia")
    screen = new_screen(width=320 if theme == "dark" else 1440)
    screen.sign_in(marek)
    screen.open("/wiedza/terminy")
    screen.look(theme)
    for path in paths:
        page = screen.open(f"/wiedza/{path}")
        no_violations(page)
        no_sideways_scroll(page)
        picture(page, f"terms-{path.partition('?')[0].replace('/', '-')}-{theme}")
