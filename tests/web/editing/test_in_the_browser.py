"""Editors at work in a real browser: with a preview, two at once, without a mouse, without scripts, at any width."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.operations import drafts, review
from infolinia.knowledge.queries import editions, working
from tests.web.browser import Screen, no_sideways_scroll, no_violations, tab_to
from tests.web.editing.conftest import save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NewScreen = Callable[..., Screen]


def until_kept(edition_id: int, staff: Staff, words: str, page: Page) -> None:
    """Wait until the server keeps these words of this person."""
    for _ in range(100):
        copy = working.typed_copy(edition_id=edition_id, staff_id=staff.pk)
        if copy and copy.typed and words in str(copy.typed):
            return
        page.evaluate("new Promise(requestAnimationFrame)")
    raise AssertionError(f"not kept: {words}")


def test_from_the_list_to_print_by_two_editors(new_screen: NewScreen, ewa: Staff, jan: Staff, pothole: str) -> None:
    first = new_screen()
    first.sign_in(ewa)
    page = first.open("/start")
    expect(page.get_by_role("heading", level=1, name="Karty")).to_be_visible()
    page.get_by_role("link", name="Dziura w jezdni").click()
    page.get_by_role("button", name="Edytuj").click()
    page.get_by_role("textbox", name="Odpowiedź", exact=True).fill("Łatamy dziury w **2 dni robocze**.")
    expect(page.locator("#podglad-karty strong").first).to_have_text("2 dni robocze")
    page.locator("label", has_text="Mieszkaniec").click()
    expect(page.locator("#podglad-karty .is-public")).to_contain_text("Łatamy dziury")
    page.get_by_role("button", name="Zapisz i oddaj do sprawdzenia").last.click()
    expect(page.get_by_text("Zobaczy go druga osoba.")).to_be_visible()

    second = new_screen()
    second.sign_in(jan)
    page = second.open("/start")
    page.get_by_role("region", name="Czeka na Ciebie").get_by_role("link", name="Dziura w jezdni").click()
    expect(page.get_by_role("heading", name="Odpowiedź", exact=True)).to_be_visible()
    expect(page.locator("ins").first).to_be_visible()
    page.get_by_role("button", name="Zatwierdź").click()
    expect(page.get_by_text("Opublikowano wydanie 2.")).to_be_visible()
    published = knowledge.card(pothole)
    assert published is not None
    assert "2 dni robocze" in published.answer_html


def test_what_is_typed_outlives_the_browser(new_screen: NewScreen, ewa: Staff, draft: int) -> None:
    first = new_screen()
    first.sign_in(ewa)
    page = first.open(f"/wiedza/szkice/{draft}")
    page.get_by_label("Tylko dla doradcy").fill("Zapytać o numer latarni")
    page.get_by_role("button", name="Kolejna opłata").click()
    page.get_by_label("Za co").last.fill("druga opłata")
    expect(page.get_by_role("status").filter(has_text="jeszcze niezapisane")).to_be_visible()
    until_kept(draft, ewa, "druga opłata", page)
    page.context.close()

    second = new_screen()
    second.sign_in(ewa)
    page = second.open(f"/wiedza/szkice/{draft}")
    expect(page.get_by_text("Widzisz swój niezapisany tekst (dziś")).to_be_visible()
    expect(page.get_by_label("Tylko dla doradcy")).to_have_value("Zapytać o numer latarni")
    expect(page.get_by_label("Za co").nth(1)).to_have_value("druga opłata")


def test_a_tab_closed_in_the_middle_of_a_word_loses_nothing(new_screen: NewScreen, ewa: Staff, draft: int) -> None:
    screen = new_screen()
    screen.sign_in(ewa)
    page = screen.open(f"/wiedza/szkice/{draft}")
    page.get_by_label("Streszczenie").fill("Ostatnie słowa przed zamknięciem")
    page.goto(f"{screen.server}/wiedza")
    until_kept(draft, ewa, "Ostatnie słowa przed zamknięciem", page)


def test_the_end_of_a_session_while_typing_loses_nothing(screen: Screen, ewa: Staff, draft: int) -> None:
    screen.sign_in(ewa)
    screen.expect_complaint("401")
    page = screen.open(f"/wiedza/szkice/{draft}")
    page.get_by_label("Streszczenie").click()
    Session.objects.all().delete()
    page.get_by_label("Streszczenie").fill("Pisane po końcu sesji")
    expect(page.get_by_role("heading", name="Sesja się skończyła")).to_be_visible()
    screen.sign_in(ewa)
    page.reload()
    expect(page.get_by_label("Streszczenie")).to_have_value("Pisane po końcu sesji")
    until_kept(draft, ewa, "Pisane po końcu sesji", page)


def test_a_lost_connection_is_said_and_made_up_for(screen: Screen, ewa: Staff, draft: int) -> None:
    screen.sign_in(ewa)
    for expected in ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest"):
        screen.expect_complaint(expected)
    page = screen.open(f"/wiedza/szkice/{draft}")
    page.context.set_offline(True)
    page.get_by_label("Streszczenie").fill("Pisane bez sieci")
    expect(page.get_by_text("Tekst czeka w tej karcie przeglądarki")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_label("Streszczenie").press_sequentially(".")
    until_kept(draft, ewa, "Pisane bez sieci.", page)


def test_two_editors_at_once_see_both_texts_and_lose_nothing(
    new_screen: NewScreen, ewa: Staff, jan: Staff, draft: int
) -> None:
    first, second = new_screen(), new_screen()
    first.sign_in(ewa)
    second.sign_in(jan)
    of_ewa = first.open(f"/wiedza/szkice/{draft}")
    of_jan = second.open(f"/wiedza/szkice/{draft}")
    expect(of_jan.get_by_text("Ewa Molo ma teraz otwarty ten sam szkic.")).to_be_visible()
    of_jan.get_by_label("Streszczenie").fill("Streszczenie Jana")
    of_jan.get_by_role("button", name="Zapisz szkic").last.click()
    expect(of_jan.get_by_text("Szkic zapisany.")).to_be_visible()

    of_ewa.get_by_label("Streszczenie").fill("Streszczenie Ewy")
    of_ewa.get_by_label("Tylko dla doradcy").fill("Uwaga Ewy")
    warning = of_ewa.get_by_role("alert").filter(has_text="Ten szkic zapisano inaczej: Jan Sonda.")
    expect(warning).to_be_visible()
    warning.get_by_role("link", name="Porównaj oba teksty").click()
    expect(of_ewa.get_by_role("heading", name="Dwa teksty jednej karty")).to_be_visible()
    no_violations(of_ewa)
    group = of_ewa.get_by_role("group", name="Streszczenie")
    expect(group).to_contain_text("Ewy")
    expect(group).to_contain_text("Jana")
    group.get_by_label("Oba, jeden pod drugim").check(force=True)
    of_ewa.get_by_role("button", name="Połącz i pokaż w szkicu").click()
    expect(of_ewa.get_by_label("Streszczenie")).to_have_value("Streszczenie Ewy\n\nStreszczenie Jana")
    expect(of_ewa.get_by_label("Tylko dla doradcy")).to_have_value("Uwaga Ewy")
    of_ewa.get_by_role("button", name="Zapisz szkic").last.click()
    expect(of_ewa.get_by_text("Szkic zapisany.")).to_be_visible()
    text = editions.draft_text(draft)
    assert text is not None
    assert text.draft.memo == "Uwaga Ewy"


def test_writing_by_keyboard_alone(screen: Screen, ewa: Staff, draft: int) -> None:
    screen.sign_in(ewa)
    page = screen.open(f"/wiedza/szkice/{draft}")
    tab_to(page, page.get_by_role("textbox", name="Tytuł"), limit=40)
    page.keyboard.press("End")
    page.keyboard.type(" albo w chodniku")
    expect(page.locator("#podglad-karty .card-t")).to_have_text("Dziura w jezdni albo w chodniku")
    tab_to(page, page.get_by_role("button", name="Kolejna opłata"), limit=80)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Za co").last).to_be_focused()
    page.keyboard.type("nowa opłata")
    tab_to(page, page.get_by_label("Znajdź kartę do dodania"), limit=60)
    page.keyboard.type("dziura")
    found = page.locator("#znalezione-karty").get_by_label("Dziura w jezdni")
    expect(found).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{screen.server}/wiedza/szkice/{draft}")
    tab_to(page, page.get_by_role("button", name="Zapisz szkic").last, limit=40)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Szkic zapisany.")).to_be_visible()
    text = editions.draft_text(draft)
    assert text is not None
    assert (text.draft.title, [fee.what for fee in text.draft.fees]) == (
        "Dziura w jezdni albo w chodniku",
        ["zgłoszenie", "nowa opłata"],
    )


def test_the_same_without_any_script(new_screen: NewScreen, ewa: Staff, jan: Staff, pothole: str) -> None:
    first = new_screen(java_script_enabled=False)
    first.sign_in(ewa)
    page = first.open(f"/wiedza/karty/{pothole}")
    page.get_by_role("button", name="Edytuj").click()
    page.get_by_role("textbox", name="Odpowiedź", exact=True).fill("Bez skryptów w **1 dzień**.")
    page.get_by_role("button", name="Kolejna opłata").click()
    page.get_by_label("Za co").nth(1).fill("druga")
    page.get_by_role("button", name="Odśwież podgląd").click()
    expect(page.locator("#podglad-karty strong").first).to_have_text("1 dzień")
    page.get_by_role("button", name="Zapisz i oddaj do sprawdzenia").last.click()
    expect(page.get_by_text("Zobaczy go druga osoba.")).to_be_visible()

    second = new_screen(java_script_enabled=False)
    second.sign_in(jan)
    page = second.open("/wiedza")
    page.get_by_role("region", name="Czeka na Ciebie").get_by_role("link", name="Dziura w jezdni").click()
    page.get_by_label("Zwróć autorowi: co poprawić").fill("Dwa dni, nie jeden.")
    page.get_by_role("button", name="Zwróć do poprawy").click()
    expect(page.get_by_text("Tekst wrócił do autora.")).to_be_visible()


def test_an_error_summary_leads_to_its_field(screen: Screen, ewa: Staff, draft: int) -> None:
    screen.sign_in(ewa)
    screen.expect_complaint("422")
    page = screen.open(f"/wiedza/szkice/{draft}")
    page.get_by_role("textbox", name="Tytuł").fill("")
    page.get_by_label("Film w języku migowym").fill("http://example.org")
    page.get_by_role("button", name="Zapisz szkic").last.click()
    alert = page.get_by_role("alert").filter(has_text="Popraw")
    expect(alert).to_be_focused()
    no_violations(page)
    alert.get_by_role("link", name="Film w języku migowym").click()
    expect(page.get_by_label("Film w języku migowym")).to_be_focused()


def paths(pothole: str, draft: int) -> tuple[str, ...]:
    """Return every kind of editors' page about cards."""
    card = f"/wiedza/karty/{pothole}"
    of_card = ("", "?jezyk=en", "/wydania/1", "/dnia?dzien=2026-11-24", "/roznice", "/dane", "/wycofaj")
    return (
        "/wiedza",
        "/wiedza?q=nic+takiego",
        "/wiedza/nowa-karta",
        *(card + rest for rest in of_card),
        f"/wiedza/szkice/{draft}",
        f"/wiedza/szkice/{draft}/sprawdzenie",
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_on_any_page(screen: Screen, jan: Staff, pothole: str, draft: int, theme: str) -> None:
    screen.sign_in(jan)
    screen.open("/wiedza")
    screen.look(theme)
    for path in paths(pothole, draft):
        no_violations(screen.open(path))
    page = screen.open(f"/wiedza/szkice/{draft}?jako=mieszkaniec")
    no_violations(page)


def test_no_barrier_for_the_second_person_and_in_a_translation(
    screen: Screen, ewa: Staff, jan: Staff, pothole: str, draft: int
) -> None:
    text = editions.draft_text(draft)
    assert text is not None
    review.send_to_review(edition_id=draft, by_id=ewa.pk, at=now(), version=text.version)
    english = drafts.start_draft(card_code=pothole, by_id=ewa.pk, at=now(), language="en")
    save(english, ewa, title="Pothole")
    screen.sign_in(jan)
    for path in (f"/wiedza/szkice/{draft}/sprawdzenie", f"/wiedza/szkice/{english}"):
        no_violations(screen.open(path))


@pytest.mark.parametrize("width", [320, 768, 1180, 2560])
def test_nothing_runs_out_of_the_window(
    new_screen: NewScreen, jan: Staff, pothole: str, draft: int, width: int
) -> None:
    screen = new_screen(width=width)
    screen.sign_in(jan)
    for path in paths(pothole, draft):
        no_sideways_scroll(screen.open(path))


def test_at_four_hundred_percent_the_form_reads_in_one_column(new_screen: NewScreen, ewa: Staff, draft: int) -> None:
    screen = new_screen(width=320, height=256, device_scale_factor=4)
    screen.sign_in(ewa)
    page = screen.open(f"/wiedza/szkice/{draft}")
    no_sideways_scroll(page)
    field = page.get_by_role("textbox", name="Odpowiedź", exact=True)
    field.focus()
    box = field.bounding_box()
    bar = page.locator(".save-bar").bounding_box()
    assert box is not None
    assert bar is not None
    assert bar["y"] > 256 or bar["y"] > box["y"] + box["height"], "the bar of buttons covers nothing"


@pytest.mark.parametrize("role", ["supervisor", "officer"])
def test_who_only_reads_has_no_buttons_that_write(
    screen: Screen, marek: Staff, piotr: Staff, pothole: str, draft: int, role: str
) -> None:
    screen.sign_in(marek if role == "supervisor" else piotr)
    page = screen.open(f"/wiedza/karty/{pothole}")
    for name in ("Edytuj", "Pisz dalej", "Dodaj", "Wycofaj kartę", "Nowa karta"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
        expect(page.get_by_role("link", name=name)).to_have_count(0)
    page = screen.open(f"/wiedza/szkice/{draft}/sprawdzenie")
    expect(page.get_by_role("button", name="Zatwierdź")).to_have_count(0)
    no_violations(page)
