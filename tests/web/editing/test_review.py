"""The second person without a browser: what changes, side by side; approved now, at a set time, or sent back."""

from datetime import timedelta

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.core.clock import city_time, now
from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.operations import review
from infolinia.knowledge.queries import editions
from infolinia.knowledge.shapes_editions import DraftText
from tests.web.editing.conftest import save
from tests.web.units.conftest import As

pytestmark = pytest.mark.django_db


def state(edition_id: int) -> DraftText:
    text = editions.draft_text(edition_id)
    assert text is not None
    return text


@pytest.fixture
def handed(draft: int, ewa: Staff) -> int:
    """Ewa's draft, handed over."""
    review.send_to_review(edition_id=draft, by_id=ewa.pk, at=now(), version=state(draft).version)
    return draft


@pytest.fixture
def of_jan(as_: As, jan: Staff) -> Client:
    """Jan's browser."""
    return as_(jan)


def test_the_draft_travels_from_one_editor_to_the_other_and_to_print(
    as_: As, ewa: Staff, of_jan: Client, pothole: str, draft: int
) -> None:
    client = as_(ewa)
    assert "Twój szkic" in client.get("/wiedza").content.decode()
    text = state(draft)
    review.send_to_review(edition_id=draft, by_id=ewa.pk, at=now(), version=text.version)
    assert "czeka na drugą osobę" in client.get("/wiedza").content.decode()
    assert "do sprawdzenia przez Ciebie: Ewa Molo" in of_jan.get("/wiedza").content.decode()
    page = of_jan.get(f"/wiedza/szkice/{draft}/sprawdzenie").content.decode()
    assert "<del>3 </del>" in page
    assert "<ins>5 </ins>" in page
    assert "obecne wydanie 1" in page
    of_jan.post(f"/wiedza/szkice/{draft}/zatwierdz", {"wersja": text.version, "kiedy": "teraz"})
    published = knowledge.card(pothole)
    assert published is not None
    assert (published.edition, "5 dni roboczych" in published.answer_html) == (2, True)


def test_a_text_sent_back_says_why(as_: As, ewa: Staff, of_jan: Client, handed: int) -> None:
    of_jan.post(f"/wiedza/szkice/{handed}/zwroc", {"powod": "Sprawdź termin w regulaminie."})
    assert state(handed).state == "draft"
    client = as_(ewa)
    assert "wróciło do poprawy: Sprawdź termin w regulaminie." in client.get("/wiedza").content.decode()
    assert "Sprawdź termin w regulaminie." in client.get(f"/wiedza/szkice/{handed}").content.decode()


def test_sending_back_needs_a_reason_and_keeps_the_page(of_jan: Client, handed: int) -> None:
    answer = of_jan.post(f"/wiedza/szkice/{handed}/zwroc", {"powod": "  "})
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert state(handed).state == "review"


def test_the_author_takes_it_back(as_: As, ewa: Staff, handed: int) -> None:
    as_(ewa).post(f"/wiedza/szkice/{handed}/cofnij")
    assert state(handed).state == "draft"


def test_an_edition_waits_for_its_day_and_can_be_stopped(of_jan: Client, pothole: str, handed: int) -> None:
    day = city_time(now() + timedelta(days=3)).date()
    chosen = {"wersja": state(handed).version, "kiedy": "potem", "dzien": day.isoformat(), "godzina": "06:30"}
    of_jan.post(f"/wiedza/szkice/{handed}/zatwierdz", chosen)
    waiting = state(handed)
    assert waiting.publish_at is not None
    assert (waiting.state, f"{city_time(waiting.publish_at):%d %H:%M}") == ("scheduled", f"{day:%d} 06:30")
    page = of_jan.get(f"/wiedza/karty/{pothole}").content.decode()
    assert "ukaże się" in page
    of_jan.post(f"/wiedza/szkice/{handed}/zwroc", {"powod": "Regulamin zmieni się później."})
    assert state(handed).state == "draft"


@pytest.mark.parametrize(
    ("what", "day", "hour"),
    [
        ("yesterday", "2020-01-01", "06:00"),
        ("no day", "", "06:00"),
        ("no day at all", "jutro", "06:00"),
        ("no hour of a clock", "2026-12-01", "25:00"),
        ("years ahead", "2099-01-01", "06:00"),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_stays_typed(
    of_jan: Client, handed: int, what: str, day: str, hour: str
) -> None:
    chosen = {"wersja": state(handed).version, "kiedy": "potem", "dzien": day, "godzina": hour}
    answer = of_jan.post(f"/wiedza/szkice/{handed}/zatwierdz", chosen)
    assert answer.status_code == 422, what
    assert state(handed).state == "review"
    assert f'value="{hour}"' in answer.content.decode()


def test_a_text_that_changed_meanwhile_is_not_approved_unseen(as_: As, ewa: Staff, of_jan: Client, handed: int) -> None:
    seen = state(handed).version
    client = as_(ewa)
    client.post(f"/wiedza/szkice/{handed}/cofnij")
    save(handed, ewa, answer="Całkiem co innego.")
    review.send_to_review(edition_id=handed, by_id=ewa.pk, at=now(), version=state(handed).version)
    answer = of_jan.post(f"/wiedza/szkice/{handed}/zatwierdz", {"wersja": seen, "kiedy": "teraz"})
    assert answer.status_code == 422
    assert "Całkiem co innego." in answer.content.decode()


def test_who_helped_to_write_does_not_approve(of_jan: Client, jan: Staff, ewa: Staff, draft: int) -> None:
    save(draft, jan, memo="Dopisek Jana")
    review.send_to_review(edition_id=draft, by_id=ewa.pk, at=now(), version=state(draft).version)
    page = of_jan.get(f"/wiedza/szkice/{draft}/sprawdzenie").content.decode()
    assert "sprawdzi go ktoś inny" in page
    assert of_jan.post(f"/wiedza/szkice/{draft}/zatwierdz", {"wersja": state(draft).version}).status_code == 422
