"""The page that asks for a reason, and the administrator's page of what went: for every eye, at every width."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from infolinia.city.models import Staff
from infolinia.contacts.models import Conversation
from infolinia.core.clock import now
from infolinia.journeys import forget
from infolinia.matters.shapes import Registered
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_reason_is_asked_without_barriers_and_leads_to_the_matter(
    screen: Screen, zofia: Staff, taken: Registered
) -> None:
    screen.sign_in(zofia)
    page = screen.open(f"/sprawy/{taken.id}")
    no_violations(page)
    picture(page, "matter-reason")
    screen.expect_complaint("422")
    page.get_by_role("button", name="Pokaż sprawę").click()
    expect(page.get_by_text("Wpisz powód.").first).to_be_visible()
    no_violations(page)
    page.get_by_label("Powód").fill("mieszkaniec napisał do mnie")
    page.keyboard.press("Enter")
    expect(page.get_by_text("mieszkaniec napisał do mnie")).to_be_visible()
    no_violations(page)


@pytest.mark.parametrize("width", [320, 1440])
def test_the_page_of_what_went_has_no_barriers(new_screen: object, administrator: Staff, width: int) -> None:
    Conversation.objects.create(channel="phone", state="closed", arrived_at=now() - timedelta(days=800))
    forget.everything_due(at=now())
    screen = new_screen(width=width)  # type: ignore[operator]
    screen.sign_in(administrator)
    page = screen.open("/nadzor/usuwanie")
    expect(page.get_by_role("cell", name="dotrzymujemy").first).to_be_visible()
    no_violations(page)
    no_sideways_scroll(page)
    picture(page, f"erasures-{width}")
