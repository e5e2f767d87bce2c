"""The story „wyślij formularz w trakcie rozmowy” in a real browser, with a real mail server at the other end."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from infolinia.city.models import Staff, Unit
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import Resident
from infolinia.core.clock import now
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence.models import Message, Provider
from infolinia.knowledge import operations
from infolinia.knowledge.operations import NewVersion
from tests.correspondence.conftest import PostOffice, post_office
from tests.knowledge.conftest import Publish, publish
from tests.knowledge.pdf import samples
from tests.web.browser import RESULTS, no_sideways_scroll, no_violations, picture, tab_to
from tests.web.desk.conftest import SEARCH, Rings

__all__ = ["post_office", "publish"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Seat = Callable[..., Page]


@pytest.fixture
def halina_asks(at_desk: Seat, zofia: Staff, rings: Rings, halina: Resident, publish: Publish, roads: Unit) -> Page:
    """Halina asks for the form of a card that Zofia has open."""
    for code, title in (("wniosek-dowod", "Wniosek o dowód osobisty"), ("pelnomocnictwo", "Pełnomocnictwo")):
        new = NewVersion(code=code, version="3", title=title, valid_from=date(2025, 1, 1))
        operations.add_form_version(new=new, content=samples.form(), by=None, at=now())
    publish(
        "dowod-osobisty",
        "Dowód osobisty",
        answer="Dowód jest **bezpłatny**. Wniosek złożysz osobiście albo przez internet, odbiór po 30 dniach.",
        forms=["wniosek-dowod", "pelnomocnictwo"],
        when=now() - timedelta(days=1),
    )
    Unit.objects.filter(pk=roads.pk).update(place="aleja Przykładowa 1, stanowisko 4")
    call = rings(zofia).answered()
    contacts.identify(conversation_id=call.conversation_id, resident_id=halina.id, by_id=zofia.pk, at=now())
    page = at_desk()
    page.get_by_label(SEARCH).press_sequentially("dowód")
    page.locator('[data-result][href*="karta=dowod"]').click()
    expect(page.locator("#karta-t")).to_have_text("Dowód osobisty")
    expect(page.get_by_role("heading", name="Dowód osobisty")).to_be_visible()
    return page


def test_a_form_is_sent_while_the_resident_is_on_the_line(halina_asks: Page, post_office: PostOffice) -> None:
    page = halina_asks
    page.keyboard.press("Control+F8")
    panel = page.locator("#wysylka")
    expect(panel.get_by_role("heading", name="Wyślij")).to_be_visible()
    panel.get_by_role("checkbox", name=re.compile("Wniosek o dowód")).check()
    expect(panel.get_by_role("radio", name=re.compile("E-mail"))).to_be_checked()
    expect(panel.locator(".mail-b")).to_contain_text("Wniosek o dowód osobisty (wersja 3)")
    picture(page, "desk-sending", docs=True, full=False)
    no_violations(page)
    shown = panel.locator(".mail-b h1").inner_text()
    tab_to(page, panel.get_by_role("button", name="Wyślij", exact=True))
    page.keyboard.press("Enter")
    expect(panel.get_by_role("heading", name="Wysyłamy")).to_be_focused()
    expect(page.locator("#wyslane")).to_contain_text("Wniosek o dowód osobisty (wersja 3)")
    expect(page.locator("#wyslane")).to_contain_text("czeka na wysłanie")
    correspondence.send(message_id=Message.objects.get().pk, at=now())
    expect(page.locator("#wyslane")).to_contain_text("wysłana")
    (letter,) = post_office.letters
    body = letter.get_body(("html",))
    assert body is not None
    assert shown in body.get_content()
    assert [part.get_content_type() for part in letter.iter_attachments()] == ["application/pdf"]
    picture(page, "desk-sent", docs=True, full=False)
    no_violations(page)
    panel.get_by_role("link", name="Wróć do karty").press("Enter")
    expect(page.get_by_role("button", name="Wyślij formularz")).to_be_focused()


def test_each_channel_shows_what_arrives(halina_asks: Page) -> None:
    Provider.objects.create(code="bramka", name="Bramka")
    page = halina_asks
    page.get_by_role("button", name="Wyślij formularz").click()
    panel = page.locator("#wysylka")
    panel.get_by_role("checkbox", name=re.compile("Pełnomocnictwo")).check()
    ways = {
        "SMS": (".sms-x", "Numer komórkowy"),
        "List": (".paper-x", "Adresat, każda linia osobno"),
        "Odbiór w urzędzie": (".paper-x", "Gdzie czeka"),
        "Podyktuj": (".send-said", ""),
    }
    for name, (seen, field) in ways.items():
        panel.get_by_role("radio", name=re.compile(f"^{name}")).check()
        expect(panel.locator(seen)).to_be_visible()
        if field:
            expect(panel.get_by_label(field)).to_be_visible()
        picture(page, f"desk-sending-{seen.strip('.')}-{len(name)}", full=False)
    no_violations(page)


@pytest.mark.parametrize(("width", "theme"), [(320, "light"), (1280, "dark")])
def test_it_holds_on_narrow_and_dark_screens(halina_asks: Page, width: int, theme: str) -> None:
    page = halina_asks
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    page.get_by_role("button", name="Wyślij formularz").click()
    panel = page.locator("#wysylka")
    panel.get_by_role("checkbox", name=re.compile("Wniosek o dowód")).check()
    panel.get_by_label("Rozmówca zgadza się").check()
    expect(panel.locator(".mail-b")).to_be_visible()
    no_sideways_scroll(page)
    no_violations(page)
    picture(page, f"desk-sending-{width}-{theme}", full=True)
    assert RESULTS.is_dir()
