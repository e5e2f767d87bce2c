"""Who may open what in the editors' workshop: every address of cards and drafts, every role."""

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.knowledge.operations import review
from infolinia.knowledge.queries import editions
from infolinia.web.editing import urls
from tests.web.rights import DOOR, FORM, OPEN, REFUSED, ROLES, amiss
from tests.web.units.conftest import As

pytestmark = pytest.mark.django_db

ALL_READERS = (REFUSED, OPEN, REFUSED, OPEN, OPEN, OPEN, DOOR)
EDITORS = (REFUSED, REFUSED, REFUSED, REFUSED, OPEN, REFUSED, DOOR)
EXPECTED = {
    "home": (REFUSED, OPEN, OPEN, OPEN, OPEN, OPEN, DOOR),
    "new_card": EDITORS,
    "card": ALL_READERS,
    "as_of": ALL_READERS,
    "edition": ALL_READERS,
    "difference": ALL_READERS,
    "review": ALL_READERS,
    "settings": EDITORS,
    "retire": EDITORS,
    "draft": EDITORS,
    "fee": EDITORS,
    "related": EDITORS,
    **dict.fromkeys(
        (
            "restore", "start", "phrase", "bring_back", "reviewed", "typed", "discard", "approve", "send_back",
            "take_back", "adopt",
        ),
        (FORM,) * 7,
    ),
}  # fmt: skip
# The two texts of a draft: with nothing unsaved the editor is led back to the draft.
EXPECTED["clash"] = (REFUSED, REFUSED, REFUSED, REFUSED, 302, REFUSED, DOOR)
WRITES = ("start", "restore", "phrase", "bring_back", "typed", "discard", "approve", "send_back", "take_back", "adopt")


@pytest.fixture
def people(
    as_: As, zofia: Staff, piotr: Staff, outsider: Staff, marek: Staff, ewa: Staff, administrator: Staff
) -> dict[str, Client]:
    """One browser a role."""
    signed_in = (zofia, piotr, outsider, marek, ewa, administrator)
    return {**{role: as_(one) for role, one in zip(ROLES, signed_in, strict=False)}, "guest": Client()}


@pytest.fixture
def addresses(pothole: str, draft: int) -> dict[str, str]:
    """Return each address of cards and drafts, filled with the roads' card and Ewa's draft of it."""
    values = {"code": pothole, "edition_id": draft, "number": 1}
    found = {}
    for pattern in urls.urlpatterns:
        if isinstance(pattern, URLPattern) and pattern.name:
            wanted = {name: values[name] for name in pattern.pattern.converters}
            found[pattern.name] = reverse(f"editing:{pattern.name}", kwargs=wanted)
    found["as_of"] += "?dzien=2026-11-24"
    return found


def test_every_address_is_in_the_table(addresses: dict[str, str]) -> None:
    assert set(addresses) == set(EXPECTED)


def test_every_role_at_every_address(people: dict[str, Client], addresses: dict[str, str]) -> None:
    assert not amiss(people, addresses, EXPECTED)


@pytest.mark.parametrize("role", ["adviser", "own officer", "another officer", "supervisor", "admin", "guest"])
def test_only_editors_change_anything(
    people: dict[str, Client], addresses: dict[str, str], draft: int, role: str
) -> None:
    before = editions.draft_text(draft)
    for name in (*WRITES, "draft", "new_card", "settings", "retire"):
        answer = people[role].post(addresses[name], {"title": "Podmieniona", "co": "zapisz", "wersja": "1"})
        assert answer.status_code in (REFUSED, DOOR), f"{role} at {name}: {answer.status_code}"
    assert editions.draft_text(draft) == before


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("own officer", DOOR),
        ("editor", DOOR),
        ("another officer", REFUSED),
        ("supervisor", REFUSED),
        ("adviser", REFUSED),
    ],
)
def test_an_officer_says_that_the_own_units_card_is_still_true(
    people: dict[str, Client], addresses: dict[str, str], role: str, status: int
) -> None:
    assert people[role].post(addresses["reviewed"], {"next_due": "2027-09-01"}).status_code == status


def test_an_officer_sees_the_own_units_cards_alone(
    people: dict[str, Client], addresses: dict[str, str], pothole: str
) -> None:
    assert "Dziura w jezdni" in people["own officer"].get("/wiedza").content.decode()
    assert "Dziura w jezdni" not in people["another officer"].get("/wiedza").content.decode()


@pytest.mark.parametrize("path", ["/wiedza/karty/nie-ma", "/wiedza/szkice/999999", "/wiedza/szkice/999999/sprawdzenie"])
def test_what_does_not_exist_is_not_found(people: dict[str, Client], path: str) -> None:
    assert people["editor"].get(path).status_code == 404
    assert people["adviser"].get(path).status_code == REFUSED


def test_nobody_approves_the_own_text(as_: As, ewa: Staff, draft: int) -> None:
    text = editions.draft_text(draft)
    assert text is not None
    review.send_to_review(edition_id=draft, by_id=ewa.pk, at=now(), version=text.version)
    client = as_(ewa)
    shown = client.get(f"/wiedza/szkice/{draft}/sprawdzenie").content.decode()
    assert "Zatwierdź" not in shown
    refused = client.post(f"/wiedza/szkice/{draft}/zatwierdz", {"wersja": text.version, "kiedy": "teraz"})
    assert refused.status_code == 422
    still = editions.draft_text(draft)
    assert still is not None
    assert still.state == "review"
