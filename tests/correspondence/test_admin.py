"""Administration of the gateways: a plan that can't work is never saved, and no secret is shown."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infolinia.city.models import Staff
from infolinia.correspondence.models import Provider

pytestmark = pytest.mark.django_db
PLAN = {"request": {"url": "https://bramka.example.org/sms", "fields": {"to": "{to}", "message": "{text}"}}}


@pytest.fixture
def browser(client: Client, administrator: Staff, settings: Any) -> Client:
    """The administrator's browser; no files were collected for it."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.SMS_SECRETS = {"bramka": "bardzo-tajne"}
    client.force_login(administrator)
    return client


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (PLAN, ""),
        ({"request": {**PLAN["request"], "url": "http://bramka.example.org/sms"}}, "https is needed"),
        ({**PLAN, "repeats": True}, "{id} is missing"),
    ],
)
def test_a_plan_is_checked_at_save(browser: Client, plan: dict[str, Any], said: str) -> None:
    values = {"code": "bramka", "name": "Bramka", "position": 1, "is_active": "on", "receive_key": "x" * 24}
    answer = browser.post(reverse("admin:correspondence_provider_add"), values | {"plan": json.dumps(plan)})
    assert (said in answer.content.decode(), Provider.objects.exists()) == (True, not said)


def test_the_address_of_reports_is_told_and_the_secret_is_not(browser: Client) -> None:
    Provider.objects.create(code="bramka", name="Bramka", plan=PLAN, receive_key="klucz-odbioru")
    page = browser.get(reverse("admin:correspondence_provider_change", args=["bramka"])).content.decode()
    assert "/odbior/sms/bramka?klucz=klucz-odbioru" in page
    assert "bardzo-tajne" not in page


@pytest.mark.parametrize("model", ["message", "provider", "providerstate"])
def test_lists_open(browser: Client, model: str) -> None:
    assert browser.get(reverse(f"admin:correspondence_{model}_changelist")).status_code == 200
