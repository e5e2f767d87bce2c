"""Administration of the catalogue, the kinds and the messages."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infolinia.city.models import Staff
from infolinia.correspondence.models import Message
from infolinia.matters.models import Category, Clock
from infolinia.matters.shapes import Registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client, administrator: Staff, settings: Any) -> Client:
    """The administrator's browser; no files were collected for it."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    client.force_login(administrator)
    return client


@pytest.mark.parametrize("model", ["clock", "category", "matter"])
def test_lists_open(browser: Client, matter: Registered, model: str) -> None:
    assert browser.get(reverse(f"admin:matters_{model}_changelist")).status_code == 200


def test_the_catalogue_is_only_read_there_and_says_where_it_changes(browser: Client) -> None:
    entry = Clock.objects.get(code="petycja")
    address = reverse("admin:matters_clock_change", args=[entry.pk])
    assert "Wiedza → Terminy → Katalog" in browser.get(address).content.decode()
    values = {"code": "petycja", "name": "Petycja", "term": "21 days", "longest": "", "basis": "ustawa"}
    for where in (address, reverse("admin:matters_clock_delete", args=[entry.pk]), reverse("admin:matters_clock_add")):
        assert browser.post(where, {**values, "post": "yes"}).status_code == 403
    assert Clock.objects.get(code="petycja").term == entry.term


def test_a_kind_with_a_unit_needs_a_term(browser: Client, kinds: None) -> None:
    pothole = Category.objects.get(code="dziura-w-jezdni")
    values = {
        "code": pothole.code,
        "name": pothole.name,
        "unit": pothole.unit_id,
        "kind": "intervention",
        "priority": 3,
        "unit_lead_days": 1,
        "promise": "",
        "questions": "[]",
        "active": "on",
    }
    answer = browser.post(reverse("admin:matters_category_change", args=[pothole.pk]), values)
    assert "Wybierz termin z katalogu albo wpisz obietnicę miasta." in answer.content.decode()
    assert Category.objects.get(pk=pothole.pk).promise == "3 working days"


def test_matters_and_messages_are_only_read_there(browser: Client, matter: Registered) -> None:
    letter = Message.objects.get()
    page = browser.get(reverse("admin:correspondence_message_change", args=[letter.pk]))
    assert page.status_code == 200
    assert matter.code not in page.content.decode()
    for name, pk in (("correspondence_message", letter.pk), ("matters_matter", matter.id)):
        assert browser.post(reverse(f"admin:{name}_change", args=[pk]), {}).status_code == 403
        assert browser.post(reverse(f"admin:{name}_delete", args=[pk]), {"post": "yes"}).status_code == 403


def test_dead_letters_are_sent_again_from_the_list(browser: Client, matter: Registered, at: datetime) -> None:
    letter = Message.objects.get()
    Message.objects.filter(pk=letter.pk).update(status="failed", error="550")
    browser.post(
        reverse("admin:correspondence_message_changelist"),
        {"action": "send_again", "_selected_action": [str(letter.pk)]},
    )
    assert Message.objects.get().status == "queued"
