"""Editors' pages without a browser: the list, a card, its history, and the steps of a draft."""

import pytest

from infolinia.city.models import Staff
from tests.web.units.conftest import As

pytestmark = pytest.mark.django_db


def test_smoke(as_: As, ewa: Staff, jan: Staff, pothole: str, draft: int) -> None:
    client = as_(ewa)
    for path in (
        "/wiedza",
        f"/wiedza/karty/{pothole}",
        f"/wiedza/szkice/{draft}",
        f"/wiedza/szkice/{draft}/sprawdzenie",
        f"/wiedza/karty/{pothole}/dnia?dzien=2030-01-01",
        f"/wiedza/karty/{pothole}/wydania/1",
        f"/wiedza/karty/{pothole}/roznice",
        "/wiedza/nowa-karta",
        f"/wiedza/karty/{pothole}/dane",
        f"/wiedza/karty/{pothole}/wycofaj",
        f"/wiedza/karty/{pothole}?jezyk=uk",
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path
