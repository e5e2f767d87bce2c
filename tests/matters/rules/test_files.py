"""How many files a matter takes."""

import pytest

from infolinia.matters.rules.files import refusal_of_matter, refusal_of_number
from infolinia.matters.rules.phrases import polish

MB = 1024 * 1024


@pytest.mark.parametrize(
    ("count", "size", "said"),
    [
        (1, 1, ""),
        (5, 15 * MB, ""),
        (6, 6, "najwyżej 5"),
        (1, 15 * MB + 1, "15 MB"),
    ],
)
def test_at_once(count: int, size: int, said: str) -> None:
    why = refusal_of_number(count=count, size=size)
    assert (said in polish(why)) if why and said else why is None and not said


@pytest.mark.parametrize(
    ("is_guest", "count", "size", "all_count", "is_refused"),
    [
        (True, 40, 120 * MB, 40, False),
        (True, 41, 1, 41, True),
        (True, 2, 120 * MB + 1, 2, True),
        (False, 400, 900 * MB, 400, False),
        (False, 1, 1, 501, True),
    ],
)
def test_in_one_matter(is_guest: bool, count: int, size: int, all_count: int, is_refused: bool) -> None:
    why = refusal_of_matter(is_guest=is_guest, count=count, size=size, all_count=all_count)
    assert (why is not None) == is_refused
