"""Records of people in a real browser: no barriers, by keyboard alone, narrow and dark."""

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts.operations import PersonDraft, PointDraft
from infolinia.core.clock import now
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NewScreen = Callable[..., Screen]
LONG = "Konstancja Maria Brzęczyszczykiewicz-Wstrzymiłowska"


@pytest.fixture
def full(halina: UUID, zofia: Staff) -> UUID:
    """Halina with every part of a record filled, a child, and a twin to merge with."""
    at = now()
    contacts.add_point(
        resident_id=halina, draft=PointDraft("letter", f"{LONG}\nul. Świętojańska 100/12\n81-368 Gdynia", label="dom")
    )
    contacts.mark_unusable(kind="email", value="halina@example.org", why="skrzynka nie istnieje", at=at)
    contacts.object_to(
        resident_id=halina, purpose="notice", channel="sms", words="proszę nie pisać o ulicach", by_id=zofia.pk, at=at
    )
    child = contacts.new_person(draft=PersonDraft("Jaś Zatoka", is_child=True), sure=False, at=at)
    contacts.let_act(who_id=halina, whom_id=child, right="parent", basis="", by_id=zofia.pk, at=at)
    helper = contacts.new_person(draft=PersonDraft(LONG), sure=False, at=at)
    basis = "pełnomocnictwo z 3.11.2026"
    contacts.let_act(who_id=helper, whom_id=halina, right="attorney", basis=basis, by_id=zofia.pk, at=at)
    twin = contacts.new_person(draft=PersonDraft("Halina Zatoka", need="dzwonić po 16"), sure=False, at=at)
    contacts.add_point(resident_id=twin, draft=PointDraft("phone", "500000016"))
    return halina


def say_why(screen: Screen) -> Page:
    """Say why and come to the search, by keyboard alone."""
    page = screen.open("/osoby")
    page.get_by_label("Powód").fill("poprawka po telefonie")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Osoby")
    return page


def test_by_keyboard_from_the_reason_to_two_records_made_one(screen: Screen, marek: Staff, full: UUID) -> None:
    screen.sign_in(marek)
    page = say_why(screen)
    page.get_by_label("Nazwisko, numer telefonu albo e-mail").fill("500 000 014")
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Halina Zatoka"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Halina Zatoka")
    no_violations(page)
    picture(page, "people-record", docs=True)
    tab_to(page, page.get_by_role("link", name="Scal z inną kartoteką"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Halina Zatoka").last)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Czy to ta sama osoba?")
    no_violations(page)
    picture(page, "people-merge", docs=True)
    page.get_by_label("Skąd wiadomo, że to ta sama osoba").fill("potwierdziła oba numery")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Scalono. Przez 30 dni można to cofnąć")).to_be_visible()
    expect(page.get_by_text("500 000 016")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_a_barrier_or_runs_out_of_a_narrow_screen(
    new_screen: NewScreen, administrator: Staff, full: UUID, theme: str
) -> None:
    narrow: Screen = new_screen(width=320)
    narrow.sign_in(administrator)
    page = say_why(narrow)
    narrow.look(theme)
    for path in ("", "/zmien", "/adres", "/decyzja", "/w-imieniu", "/scal", "/kopia", "/usun"):
        narrow.open(f"/osoby/{full}{path}")
        no_violations(page)
        no_sideways_scroll(page)
    if theme == "light":
        picture(page, "people-erase-320")
    for path in ("/osoby/usuniete", "/osoby/nowa"):
        narrow.open(path)
        no_violations(page)
        no_sideways_scroll(page)


def test_a_note_of_an_illness_is_told_beside_its_field(screen: Screen, zofia: Staff, full: UUID) -> None:
    screen.expect_complaint("422")
    screen.sign_in(zofia)
    page = say_why(screen)
    screen.open(f"/osoby/{full}/zmien")
    page.get_by_label("Co jeszcze mamy robić").fill("jest głucha")
    page.get_by_role("button", name="Zapisz").click()
    expect(page.get_by_role("alert")).to_contain_text("może mówić o zdrowiu")
    no_violations(page)
    picture(page, "people-need", docs=True)
    page.get_by_label("Co jeszcze mamy robić").fill("pisać SMS, nie dzwonić")
    page.get_by_role("button", name="Zapisz").click()
    expect(page.get_by_text("pisać SMS, nie dzwonić")).to_be_visible()
