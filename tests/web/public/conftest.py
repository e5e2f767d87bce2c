"""A pothole that Halina reported yesterday, and a line that knows its hours."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from infolinia.city.models import OpeningHours, Unit
from infolinia.knowledge import operations as knowledge
from infolinia.knowledge.rules.drafts import draft
from infolinia.matters import operations as matters
from infolinia.matters.shapes import MatterDraft, Place, Registered
from infolinia.web.public import (
    card,
    cards,
    guest_order,
    guest_question,
    site_map,
    status,
    status_files,
    views,
    web_call,
)


@pytest.fixture
def tuesday(monkeypatch: pytest.MonkeyPatch, at: datetime) -> datetime:
    """The pages believe it is Tuesday, 10:42."""
    for module in (card, cards, guest_order, guest_question, site_map, status, status_files, views, web_call):
        monkeypatch.setattr(module, "now", lambda: at)
    return at


@pytest.fixture
def office_hours(db: None) -> None:
    """Monday to Friday 7–18, Saturday 8–14."""
    OpeningHours.objects.bulk_create(
        [OpeningHours(weekday=day, opens=time(7), closes=time(18)) for day in range(5)]
        + [OpeningHours(weekday=5, opens=time(8), closes=time(14))]
    )


@pytest.fixture
def pothole(roads: Unit, at: datetime) -> Registered:
    """Registered yesterday by telephone, promised in three working days."""
    matters.save_category(matters.CategoryDraft(code="drogi", name="Transport i drogi"))
    matters.save_category(
        matters.CategoryDraft(
            code="dziura-w-jezdni",
            name="Dziura w jezdni",
            parent="drogi",
            unit=roads.code,
            promise="3 working days",
            promise_confirmed=True,
            danger_text="Nie podchodź do dziury na jezdni.",
        )
    )
    draft = MatterDraft(
        category_code="dziura-w-jezdni",
        description="Głęboka dziura na prawym pasie.",
        subject="Dziura w jezdni",
        place=Place(street="ul. Żaglowa", house="12", district="Obłuże"),
        reply_channel="email",
        reply_address="halina@example.org",
    )
    return matters.register(draft=draft, by_id=None, at=at - timedelta(days=1))


Publish = Callable[..., None]


@pytest.fixture
def publish(db: None, at: datetime) -> Publish:
    """Publish a card the day before: `publish("kod", "Tytuł", answer=…)`."""

    def make(code: str, title: str, **fields: Any) -> None:
        record = {"code": code, "title": title, "subject": "sprawy-obywatelskie", **fields}
        knowledge.publish_edition(draft=draft(record), by_id=None, at=at - timedelta(days=1))

    return make


@pytest.fixture
def whole_card(publish: Publish, roads: Unit) -> str:
    """A card with everything that a card may have, in Polish and English; returns its code."""
    publish(
        "odbior-dowodu",
        "Odbiór dowodu",
        unit=roads.code,
        summary="Jak odebrać gotowy dowód.",
        answer="Sprawdź w systemie i powiedz, gdzie czeka.",
        for_residents="Dowód odbierzesz sam, **bez opłaty**, od ręki.",
        danger="**Zgubiony dowód?** Zastrzeż go od razu.",
        script="„Dowód czeka w sali.”",
        memo="Nie podawaj numeru dowodu.",
        questions=["Kiedy był wniosek?"],
        easy="Twój dowód jest gotowy.\n\nPrzyjdź do urzędu.",
        sign_video="https://example.org/pjm/dowod",
        online="https://example.org/dowod",
        fees=[{"what": "", "amount": "0", "valid_from": "2026-01-01"}],
        term="od ręki",
        visit="dowody-odbior",
        channels=["osobiście"],
        sections={
            "podstawa": "Ustawa o dowodach osobistych z 2010 r.",
            "kto": "Każdy, kto złożył wniosek.",
            "odbior": "Tylko osobiście.",
            "gdzie": "Sala obsługi, pn.–pt. 7:00–16:00.",
            "dokumenty": "- stary dowód\n- potwierdzenie",
            "jak": "1. Przyjdź.\n2. Pokaż stary dowód.\n3. Odbierz nowy.",
            "odwolanie": "Nie ma odwołania: to czynność.",
        },
        sources=["Wzór karty"],
        reviewed_on="2026-11-02",
        is_example=True,
    )
    publish(
        "odbior-dowodu",
        "Collecting an identity card",
        language="en",
        summary="How to collect it.",
        answer="Tell them where it waits.",
        for_residents="You collect it yourself, free of charge.",
        unit=roads.code,
        is_example=True,
    )
    return "odbior-dowodu"
