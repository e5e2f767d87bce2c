"""Cards for machines to read: one in three languages, one plain, one withdrawn."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from infolinia.api import cards as views
from infolinia.api import inquiry
from infolinia.api.limits import limits
from infolinia.city.models import Unit
from infolinia.knowledge import operations
from infolinia.knowledge.rules.drafts import draft

Get = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    """Nobody has asked for anything yet."""
    limits.forget()
    yield
    limits.forget()


@pytest.fixture(autouse=True)
def tuesday(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """It is Tuesday 24 November 2026."""
    for module in (views, inquiry):
        monkeypatch.setattr(module, "now", lambda: at)


@pytest.fixture
def get(client: Client) -> Get:
    """Ask as a program does."""

    def ask(path: str, **headers: str) -> HttpResponse:
        return client.get(path, headers=headers)  # type: ignore[return-value]

    return ask


@pytest.fixture
def three_cards(roads: Unit, at: datetime) -> None:
    """The pothole in Polish and English, the lamp in Polish, and a card that is no more."""
    before = at - timedelta(days=3)

    def publish(code: str, title: str, **fields: Any) -> None:
        record = {"code": code, "title": title, "subject": "transport-i-drogi", **fields}
        operations.publish_edition(draft=draft(record), by_id=None, at=before)

    publish(
        "dziura-w-jezdni",
        "Dziura w jezdni",
        unit=roads.code,
        summary="Ubytek w nawierzchni ulicy.",
        answer="Przyjmij zgłoszenie. Naprawa w **3 dni robocze**.",
        for_residents="Zadzwoń albo napisz. Naprawimy w **3 dni robocze**.",
        script="„Przyjmę zgłoszenie teraz.”",
        memo="Zapisz numer słupa: tylko dla doradcy.",
        questions=["Która ulica?"],
        term="3 dni robocze",
        fees=[{"what": "", "amount": "0"}, {"what": "odpis", "amount": "5.50", "valid_from": "2026-01-01"}],
        sections={"gdzie": "Rynek 1, <b>pokój</b> 2.", "odwolanie": "Napisz do prezydenta."},
        related=["latarnia"],
        is_example=True,
    )
    publish("dziura-w-jezdni", "Hole in the road", language="en", summary="A hole.", answer="Call us.", is_example=True)
    publish("latarnia", "Latarnia nie świeci", summary="Awaria oświetlenia.", subject="inne", valid_to="2027-12-31")
    publish("stara-karta", "Stara karta", summary="Tego już nie ma.")
    operations.retire(card_code="stara-karta", by_id=None, at=at, successor="latarnia")
