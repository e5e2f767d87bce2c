"""A pothole that Halina reported yesterday, and a line that knows its hours."""

from datetime import datetime, time, timedelta

import pytest

from infolinia.city.models import OpeningHours, Unit
from infolinia.matters import operations as matters
from infolinia.matters.shapes import MatterDraft, Place, Registered
from infolinia.web.public import status, views, web_call


@pytest.fixture
def tuesday(monkeypatch: pytest.MonkeyPatch, at: datetime) -> datetime:
    """The pages believe it is Tuesday, 10:42."""
    for module in (views, status, web_call):
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
