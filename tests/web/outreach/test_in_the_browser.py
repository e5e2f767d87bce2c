"""Contacting people in a real browser: no barriers, by keyboard alone, at any width, in the dark."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import expect

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import Resident
from infolinia.correspondence.models import ShortLink
from infolinia.matters import operations as matters
from infolinia.matters.shapes import Registered
from infolinia.outreach import operations
from infolinia.outreach.models import Campaign, OutreachSettings, Promise
from infolinia.outreach.operations.campaigns import filling, handing, making, running
from infolinia.telephony.callbacks import operations as call_backs
from tests.outreach.conftest import NUMBER
from tests.outreach.conftest import Promise as Promising
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NewScreen = Callable[..., Screen]
LONG = (
    "Przedłużające się oczekiwanie na odpowiedź w sprawie pergoli śmietnikowej przy skrzyżowaniu Żaglowej i Masztowej"
)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """It is Tuesday morning on every screen."""
    for name in ("promises", "promising", "desk", "campaigns", "campaign_steps", "settings", "answering"):
        monkeypatch.setattr(f"infolinia.web.outreach.views.{name}.now", lambda: at)


@pytest.fixture
def morning(promise: Promising, halina: Resident, zofia: Staff, adam: Staff, at: datetime) -> UUID:
    """A list as it is on a busy morning; returns the promise that is late."""
    first = promise(
        number="", resident_id=halina.pk, reason="Pergola: czy komórka odpowiedziała", note="Pergola stoi od 20.11.",
        windows="wt 9–12", due_at=at - timedelta(hours=1),
    )  # fmt: skip
    operations.note_attempt(promise_id=first, result="no_answer", by_id=zofia.pk, at=at - timedelta(hours=3))
    promise(number="500 000 023", name="Bartłomiej Wielkopolski-Żurawiejka", reason=LONG[:120], keeper_id=adam.pk)
    promise(medium="email", email="jan.bosman@example.org", number="", reason="Wykaz dokumentów do dopłaty")
    promise(number="500 000 031", name="Ola Keja", reason="Termin odbioru gabarytów", windows="czw po 16; pt 8–10")
    call_backs.promise(number="500 000 042", why="asked", arrived_at=at, at=at, name="Kolejkowy", subject="Dowód")
    done = promise(number="500 000 051", name="Anna Rumia", reason="Wysokość opłaty")
    operations.note_attempt(promise_id=done, result="reached", by_id=zofia.pk, at=at - timedelta(hours=2))
    return first


@pytest.fixture
def road(hours: None, marek: Staff, halina: Resident, at: datetime) -> UUID:
    """A campaign that is ready to start."""
    ident = making.create_campaign(
        name="Zamknięcie Żaglowej, listopad", purpose="road_closed", way="own", basis="task",
        basis_note="art. 7 ust. 1 pkt 2 ustawy o samorządzie gminnym", by_id=marek.pk, at=at,
    )  # fmt: skip
    people = ["Telefon;E-mail", "500000014;", ";ola@example.org", "12;", "500000014;"]
    people += [f";osoba{number}@example.org" for number in range(20)]
    filling.fill_from_sheet(campaign_id=ident, content="\n".join(people).encode(), name="zaglowa.csv", at=at)
    words = {
        "street": "ul. Żaglowa od nr 2 do nr 18",
        "since": "30.11.2026",
        "until": "4.12.2026",
        "detour": "ul. Masztową",
    }
    making.say(campaign_id=ident, values=words, per_minute=10, call_until=None)
    return ident


@pytest.fixture
def asked(taken: Registered, hours: None, piotr: Staff, at: datetime) -> str:
    """The resident's way to the question about a closed pothole."""
    OutreachSettings.objects.create(asks_after_closing=True)
    before = at - timedelta(days=1)
    matters.close(matter_id=taken.id, result="done", text="Załataliśmy.", by_id=piotr.pk, at=before)
    operations.ask_closed(at=at)
    return str(ShortLink.objects.get().path)


@pytest.mark.parametrize("width", [1440, 320])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barriers_on_any_page(
    new_screen: NewScreen, morning: UUID, road: UUID, asked: str, marek: Staff, width: int, theme: str
) -> None:
    screen = new_screen(width=width)
    screen.sign_in(marek)
    pages = {
        "list": "/kontakty",
        "promise": f"/kontakty/obietnica/{morning}",
        "new": "/kontakty/nowa",
        "campaigns": "/kontakty/kampanie",
        "campaign-new": "/kontakty/kampanie/nowa",
        "campaign": f"/kontakty/kampanie/{road}",
        "settings": "/kontakty/ustawienia",
        "answers": "/kontakty/oceny",
        "ask": asked,
        "ask-over": "/ocena/nic",
    }
    screen.expect_complaint("410")
    screen.open("/kontakty")
    screen.look(theme)
    for name, path in pages.items():
        page = screen.open(path)
        no_violations(page)
        no_sideways_scroll(page)
        docs = width == 1440 and theme == "light"
        picture(page, f"outreach-{name}" if docs else f"outreach-{name}-{width}-{theme}", docs=docs and name in SHOWN)


SHOWN = ("list", "promise", "campaign", "ask")


def test_an_empty_list_says_what_will_come(screen: Screen, hours: None, zofia: Staff) -> None:
    screen.sign_in(zofia)
    page = screen.open("/kontakty")
    expect(page.get_by_text("Nikt nie czeka teraz na kontakt")).to_be_visible()
    no_violations(page)


def test_a_contact_is_promised_by_keyboard_alone(screen: Screen, hours: None, zofia: Staff) -> None:
    screen.expect_complaint("422")
    screen.sign_in(zofia)
    page = screen.open("/kontakty")
    tab_to(page, page.get_by_role("link", name="Obiecaj kontakt"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("W jakiej sprawie")).to_be_focused()
    page.keyboard.type("Termin odbioru gabarytów")
    tab_to(page, page.get_by_label("Kiedy najlepiej"))
    page.keyboard.type("kiedyś")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Nie rozumiemy „kiedyś”")
    page.get_by_label("Numer telefonu").fill("500 000 014")
    page.get_by_label("Kiedy najlepiej").fill("wt 9–12")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Termin odbioru gabarytów")
    assert Promise.objects.get().windows[0]["days"] == [1]


def test_beside_a_call_the_adviser_promises_without_leaving_it(
    screen: Screen, promise: Promising, zofia: Staff, at: datetime
) -> None:
    promise(reason="Pergola: co odpowiedziała komórka", note="Pergola stoi.")
    call = contacts.call_arrived(
        engine_call_id="c1",
        channel="phone",
        number=NUMBER,
        name="",
        language="pl",
        queue_code="general",
        at=at,
        event_key="c1-a",
    )
    contacts.call_offered(conversation_id=call, adviser_id=zofia.pk, at=at, event_key="c1-o")
    contacts.call_answered(conversation_id=call, adviser_id=zofia.pk, at=at, event_key="c1-b")
    screen.expect_complaint("/sip")  # there is no exchange behind this page
    screen.sign_in(zofia)
    page = screen.open("/stanowisko")
    beside = page.locator("#obietnice")
    expect(beside.get_by_text("Pergola: co odpowiedziała komórka")).to_be_visible()
    beside.get_by_text("Obiecaj kontakt").click()
    no_violations(page, "#obietnice")
    picture(page, "outreach-beside", full=False)
    beside.get_by_label("W jakiej sprawie").fill("Worki na odpady")
    beside.get_by_label("Kiedy najlepiej").fill("śr 14–16")
    beside.get_by_role("button", name="Obiecaj", exact=True).click()
    expect(beside.get_by_text("Worki na odpady")).to_be_visible()
    beside.get_by_role("button", name="Załatwione w tej rozmowie").last.click()
    expect(beside.get_by_role("status")).to_contain_text("załatwione")
    assert Promise.objects.filter(state="came_by_self").count() == 1


def test_the_list_follows_the_day_and_keeps_the_focus(screen: Screen, promise: Promising, zofia: Staff) -> None:
    first = promise(reason="Pergola", name="Halina Zatoka")
    screen.sign_in(zofia)
    page = screen.open("/kontakty")
    button = page.locator(f"#z-{first}")
    button.focus()
    promise(reason="Worki na odpady", number="500 000 023")
    page.evaluate("document.querySelector('[data-live=promises]').dispatchEvent(new Event('live'))")
    expect(page.get_by_text("Worki na odpady")).to_be_visible()
    expect(button).to_be_focused()


def test_the_stop_button_stops_while_it_runs(screen: Screen, road: UUID, marek: Staff, at: datetime) -> None:
    running.start(campaign_id=road, by_id=marek.pk, at=at)
    handing.hand_over_due(at=at)
    screen.sign_in(marek)
    page = screen.open(f"/kontakty/kampanie/{road}")
    picture(page, "outreach-campaign-running", docs=True)
    no_violations(page)
    tab_to(page, page.get_by_role("button", name="Zatrzymaj"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Zatrzymana.", exact=False).first).to_be_visible()
    assert Campaign.objects.get(pk=road).state == "stopped"
    assert handing.hand_over_due(at=at + timedelta(minutes=2)) == 0


def test_the_resident_answers_without_a_script(new_screen: NewScreen, asked: str) -> None:
    page = new_screen(width=360, java_script_enabled=False).open(asked)
    page.get_by_label("Nie", exact=True).check()
    page.get_by_label("Co jest nie tak").fill("Dziura jest dalej.")
    page.get_by_role("button", name="Wyślij odpowiedź").click()
    expect(page.get_by_text("Sprawdzimy to. Twoje słowa przeczyta kierownik infolinii")).to_be_visible()
