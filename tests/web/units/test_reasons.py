"""Without a call or a matter of one's own at hand, nobody reads a matter before saying why."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.contacts import queries as contacts
from infolinia.contacts.models import Conversation
from infolinia.contacts.queries import ReadingLine
from infolinia.core.clock import now
from infolinia.matters import operations as matters
from infolinia.matters.shapes import Registered
from tests.web.units.conftest import As

pytestmark = pytest.mark.django_db
QUESTION = "Dlaczego otwierasz sprawę?</h1>"


def readings() -> list[ReadingLine]:
    """Return the log of the last minutes, the oldest line first."""
    span = {"since": now() - timedelta(minutes=5), "until": now() + timedelta(minutes=5)}
    return list(contacts.readings(**span).lines)[::-1]


def text_of(client: Client, matter: UUID, part: str = "") -> str:
    return client.get(f"/sprawy/{matter}{part}").content.decode()


@pytest.mark.parametrize("part", ["", "/metryka", "?krok=notatka"])
def test_an_adviser_without_a_call_is_asked_and_sees_nothing_before(
    as_: As, zofia: Staff, taken: Registered, part: str
) -> None:
    page = text_of(as_(zofia), taken.id, part)
    assert QUESTION in page
    assert "Halina Zatoka" not in page
    assert not readings()


def test_the_reason_counts_for_the_session_and_stands_in_the_log(
    as_: As, zofia: Staff, marek: Staff, taken: Registered, pothole: Registered
) -> None:
    zofias, address = as_(zofia), f"/sprawy/{taken.id}"
    assert zofias.post("/sprawy/powod", {"reason": " ", "dalej": address}).status_code == 422
    answer = zofias.post("/sprawy/powod", {"reason": "mieszkaniec napisał do mnie", "dalej": address})
    assert answer.url == address
    for one in (taken, pothole):
        assert "mieszkaniec napisał do mnie" in text_of(zofias, one.id)
    assert {(line.why, line.reason, line.matter_id) for line in readings()} == {
        ("stated", "mieszkaniec napisał do mnie", taken.id),
        ("stated", "mieszkaniec napisał do mnie", pothole.id),
    }
    board = as_(marek).get("/nadzor/wglady").content.decode()
    assert "Sprawy otwarte bez rozmowy" in board
    assert "Zofia Bryza</a>: 2 wglądy" in board or taken.id == pothole.id
    assert QUESTION in text_of(as_(zofia), taken.id), "another session is asked anew"


def test_with_a_call_at_hand_nobody_is_asked(as_: As, zofia: Staff, taken: Registered) -> None:
    call = Conversation.objects.create(channel="phone", state="talking", adviser=zofia, arrived_at=now())
    assert QUESTION not in text_of(as_(zofia), taken.id)
    assert [(line.why, line.conversation_id) for line in readings()] == [("conversation", call.id)]


def test_a_matter_that_came_back_to_the_helpline_is_its_work(
    as_: As, zofia: Staff, piotr: Staff, taken: Registered
) -> None:
    matters.return_to_helpline(matter_id=taken.id, reason="To nie droga.", by_id=piotr.pk, at=now())
    assert QUESTION not in text_of(as_(zofia), taken.id)
    assert [line.why for line in readings()] == ["matter"]


def test_the_officer_works_on_it_and_is_never_asked(as_: As, piotr: Staff, taken: Registered) -> None:
    assert QUESTION not in text_of(as_(piotr), taken.id)
    assert [line.why for line in readings()] == ["matter"]


def test_a_supervisor_is_asked_too_and_a_live_refresh_brings_nothing(as_: As, marek: Staff, taken: Registered) -> None:
    mareks = as_(marek)
    assert QUESTION in text_of(mareks, taken.id)
    refresh = mareks.get(f"/sprawy/{taken.id}/zywo")
    assert (refresh.status_code, refresh.content) == (204, b"")


@pytest.mark.parametrize("path", ["https://example.org/sprawy/x", "//example.org/sprawy/", "/nadzor", "/sprawyx", ""])
def test_the_way_back_leads_to_matters_alone(as_: As, zofia: Staff, path: str) -> None:
    assert as_(zofia).post("/sprawy/powod", {"reason": "kontrola", "dalej": path}).url == "/sprawy"
