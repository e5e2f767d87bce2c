"""What is typed or pasted into the search of the desk."""

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["a\x00bcd", "x" * 5000, "123\x00", "\u202eINF-2026"])
def test_whatever_is_typed_into_the_search_is_only_text(desk_of: Client, typed: str) -> None:
    answer = desk_of.get("/stanowisko/szukaj", {"q": typed})
    assert answer.status_code == 200
    assert "\x00" not in answer.content.decode()
