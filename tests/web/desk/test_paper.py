"""After an outage: a form filled in by hand becomes a matter whose deadline runs from when the call was."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from infolinia.city.models import Staff, Unit
from infolinia.contacts.models import Resident
from infolinia.core import clock
from infolinia.core.clock import city_time
from infolinia.matters import operations as matters
from infolinia.matters.models import Matter, StoryEvent
from infolinia.matters.operations import CategoryDraft, save_category
from tests.web.editing.conftest import ewa

__all__ = ["ewa"]

pytestmark = pytest.mark.django_db


def _sheet(when: datetime, **more: str) -> dict[str, str]:
    local = city_time(when)
    return {
        "received_on": f"{local:%Y-%m-%d}",
        "received_time": f"{local:%H:%M}",
        "category": "dziura-w-jezdni",
        "place": "Żaglowa 12",
        "description": "Dziura przy przystanku.",
        "reply_channel": "none",
        "key": "kartka-1",
        **more,
    }


def test_the_deadline_runs_from_the_call_and_the_story_says_it_was_paper(desk_of: Client, card: str) -> None:
    called = clock.now() - timedelta(days=5)
    page = desk_of.post(reverse("desk:paper"), _sheet(called, name="Halina Zatoka")).content.decode()
    matter = Matter.objects.get()
    assert matter.number in page
    assert matter.started_at == called.replace(second=0, microsecond=0)
    assert (matter.entered_from, matter.registered_at.date()) == ("paper", clock.now().date())
    assert matter.resident_due_at < clock.now() + timedelta(days=3)
    told = StoryEvent.objects.get(matter=matter, kind="registered")
    assert (told.at, told.details["from"]) == (matter.started_at, "paper")
    assert Resident.objects.get(name="Halina Zatoka")


def test_the_same_sheet_sent_twice_is_one_matter(desk_of: Client, card: str) -> None:
    sheet = _sheet(clock.now() - timedelta(hours=3))
    first, second = (desk_of.post(reverse("desk:paper"), sheet).content.decode() for _ in range(2))
    number = Matter.objects.get().number
    assert number in first and number in second


@pytest.mark.parametrize("days", [-1, 40])
def test_a_moment_that_has_not_come_or_is_long_past_is_refused(desk_of: Client, card: str, days: int) -> None:
    answer = desk_of.post(reverse("desk:paper"), _sheet(clock.now() - timedelta(days=days)))
    assert (answer.status_code, Matter.objects.count()) == (422, 0)
    assert "Dziura przy przystanku." in answer.content.decode()


def test_a_supervisor_enters_what_is_older_and_the_adviser_hears_who_does(
    desk_of: Client, card: str, marek: Staff
) -> None:
    sheet = _sheet(clock.now() - timedelta(days=40))
    assert "daj kierownikowi" in desk_of.post(reverse("desk:paper"), sheet).content.decode()
    desk_of.force_login(marek)
    assert desk_of.post(reverse("desk:paper"), sheet).status_code == 200
    assert Matter.objects.get().started_at < clock.now() - timedelta(days=39)
    too_old = _sheet(clock.now() - timedelta(days=400), key="kartka-2")
    assert desk_of.post(reverse("desk:paper"), too_old).status_code == 422


def test_a_complaint_on_paper_is_not_lodged_yet_and_the_page_says_how(desk_of: Client, card: str, roads: Unit) -> None:
    matters.load_catalogue()
    save_category(CategoryDraft("skarga", "Skarga", unit=roads.code, clock="skarga", kind="complaint"))
    page = desk_of.post(reverse("desk:paper"), _sheet(clock.now() - timedelta(hours=3), category="skarga"))
    assert "Skargę można złożyć listem" in page.content.decode()
    assert "nic jeszcze nie złożono" in StoryEvent.objects.get(kind="registered").text


def test_the_menu_leads_to_the_screen(desk_of: Client, marek: Staff, card: str) -> None:
    link = f'href="{reverse("desk:paper")}"'
    assert link in desk_of.get(reverse("desk:home")).content.decode()
    assert link in desk_of.get(reverse("units:matters")).content.decode()
    desk_of.force_login(marek)
    assert link in desk_of.get(reverse("supervision:board")).content.decode()


def test_an_hour_that_the_clocks_skipped_is_refused(desk_of: Client, card: str) -> None:
    sheet = _sheet(datetime(2026, 3, 29, 1, tzinfo=UTC), received_on="2026-03-29", received_time="02:30")
    assert "przestawiono zegary" in desk_of.post(reverse("desk:paper"), sheet).content.decode()


def test_the_blank_is_one_tagged_page_that_asks_for_the_hour(desk_of: Client) -> None:
    answer = desk_of.get(reverse("desk:paper_blank"))
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(answer.content)).pages
    assert len(pages) == 1
    assert "Dzień i godzina rozmowy" in pages[0].extract_text()


@pytest.mark.parametrize("name", ["desk:paper", "desk:paper_blank"])
def test_only_who_takes_calls_enters_paper(name: str, client: Client, piotr: Staff, ewa: Staff, marek: Staff) -> None:
    assert client.get(reverse(name)).status_code == 302
    for person, status in ((piotr, 403), (ewa, 403), (marek, 200)):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.get(reverse(name)).status_code == status
