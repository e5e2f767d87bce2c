"""Reading cards in with a real browser: a file and a page become drafts, without a mouse, at any width, in the dark."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from infolinia.city.models import Staff
from infolinia.knowledge.models import Edition
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NewScreen = Callable[..., Screen]
LONG = "Nadzwyczajnie-długi-wyraz-bez-odstępów-" * 3

PAGE = f"""<!doctype html><title>Meldunek | BIP</title><nav>Menu główne</nav><main><h1>Zameldowanie na pobyt stały</h1>
<p>Opisujemy, jak zameldować się w mieście.</p><p>Ostatnia zmiana: 2 stycznia.</p>
<table><tr><td>1.</td><td>Wymagane dokumenty</td><td><ul><li>dowód</li><li>umowa najmu</li></ul></td></tr>
<tr><td>2.</td><td>Opłaty</td><td>bez opłat</td></tr><tr><td>3.</td><td>Termin załatwienia</td><td>od ręki</td></tr>
<tr><td>4.</td><td>{LONG}</td><td>{LONG}</td></tr><tr><td>5.</td><td>Podstawa prawna</td><td>ustawa z 2010 r.</td></tr>
</table></main>"""


def cards_file(folder: Path, *cards: object) -> Path:
    path = folder / "karty z bardzo długą nazwą pliku, jaką ktoś nada w pośpiechu.json"
    path.write_text(json.dumps({"cards": cards}, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def test_a_file_becomes_drafts(new_screen: NewScreen, ewa: Staff, pothole: str, tmp_path: Path) -> None:
    screen = new_screen()
    screen.sign_in(ewa)
    page = screen.open("/wiedza")
    page.get_by_role("link", name="Wczytywanie").click()
    no_violations(page)
    picture(page, "wczytywanie", docs=True)
    page.get_by_label("Plik kart (JSON)").set_input_files(
        cards_file(
            tmp_path,
            {"code": pothole, "title": "Dziura w drodze"},
            {"code": "nowa", "title": "Nowa karta", "forms": ["brak"]},
        )
    )
    page.get_by_role("button", name="Zobacz, co się zmieni").click()
    expect(page.get_by_text("nic jeszcze nie zmieniono")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Nowa karta")).to_contain_text("nie ma druku „brak”")
    no_violations(page)
    picture(page, "wczytywanie-plan", docs=True)
    page.get_by_role("button", name="Zrób 2").click()
    expect(page.get_by_role("heading", level=1, name="Karty")).to_be_visible()
    expect(page.get_by_text("Powstały 2 szkice")).to_be_visible()
    assert Edition.objects.filter(state="draft").count() == 2
    assert screen.complaints == []


def test_faults_are_shown_with_their_lines(new_screen: NewScreen, ewa: Staff, tmp_path: Path) -> None:
    screen = new_screen(width=320)
    screen.sign_in(ewa)
    screen.expect_complaint("422")
    page = screen.open("/wiedza/wczytywanie")
    page.get_by_label("Plik kart (JSON)").set_input_files(
        cards_file(tmp_path, {"code": "a"}, {"code": LONG, "title": "A", "unit": "mars"})
    )
    page.get_by_role("button", name="Zobacz, co się zmieni").click()
    expect(page.get_by_role("alert")).to_contain_text("nic z niego nie wzięto")
    expect(page.get_by_role("row").nth(1)).to_contain_text("title: brakuje")
    no_sideways_scroll(page)
    no_violations(page)
    picture(page, "wczytywanie-bledy-320")
    page.get_by_role("button", name="Wyrzuć plik").click()
    expect(page.get_by_text("Żadna karta się nie zmieniła.")).to_be_visible()


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "dark")])
def test_a_page_is_sorted_and_becomes_a_draft(
    width: int, theme: str, new_screen: NewScreen, ewa: Staff, tmp_path: Path
) -> None:
    saved = tmp_path / "meldunek.html"
    saved.write_text(PAGE, encoding="utf-8")
    screen = new_screen(width=width)
    screen.sign_in(ewa)
    page = screen.open("/wiedza/wczytywanie")
    screen.look(theme)
    no_sideways_scroll(page)
    no_violations(page)
    picture(page, f"wczytywanie-{width}-{theme}")
    page.get_by_label("Zapisana strona (HTML)").set_input_files(saved)
    page.get_by_role("button", name="Rozpoznaj części karty").click()
    expect(page.get_by_label("Tytuł")).to_have_value("Zameldowanie na pobyt stały")
    documents = page.get_by_role("group", name="Wymagane dokumenty")
    expect(documents.get_by_label("Miejsce w karcie")).to_have_value("dokumenty")
    expect(documents.get_by_label("Tekst")).to_have_value("- dowód\n- umowa najmu")
    left = page.get_by_role("region", name="Reszta tekstu")
    expect(left.get_by_label("Tekst")).to_have_value("Ostatnia zmiana: 2 stycznia.")
    no_sideways_scroll(page)
    no_violations(page)
    picture(page, f"wczytywanie-strona-{width}-{theme}", docs=width == 1280)
    left.get_by_label("Miejsce w karcie").select_option(label="Warto wiedzieć")
    documents.get_by_label("Tekst").fill("- dowód osobisty")
    page.get_by_role("button", name="Zrób szkic").click()
    expect(page.get_by_text("Szkic powstał ze strony.")).to_be_visible()
    draft = Edition.objects.get()
    found = {part["code"]: part["text"] for part in draft.sections}
    assert (draft.state, found["dokumenty"], found["inne"]) == (
        "draft",
        "- dowód osobisty",
        "Ostatnia zmiana: 2 stycznia.",
    )
    assert screen.complaints == []


def test_all_of_it_without_a_mouse_and_without_scripts(new_screen: NewScreen, ewa: Staff) -> None:
    screen = new_screen(java_script_enabled=False)
    screen.sign_in(ewa)
    page = screen.open("/wiedza/wczytywanie")
    page.get_by_label("albo wklejony kod HTML").fill(PAGE)
    page.get_by_role("button", name="Rozpoznaj części karty").press("Enter")
    page.get_by_role("button", name="Zrób szkic").press("Enter")
    expect(page.get_by_text("Szkic powstał ze strony.")).to_be_visible()


def test_the_ways_in_are_reached_by_tab(new_screen: NewScreen, ewa: Staff) -> None:
    screen = new_screen()
    screen.sign_in(ewa)
    page = screen.open("/wiedza/wczytywanie")
    tab_to(page, page.get_by_label("Plik kart (JSON)"))
    tab_to(page, page.get_by_role("link", name="Pobierz karty (JSON)"))
