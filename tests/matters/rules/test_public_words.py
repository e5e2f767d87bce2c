"""Every status of an open matter has plain words for whoever waits."""

import pytest

from infolinia.matters.models import Status, WaitsFor
from infolinia.matters.rules.phrases import polish
from infolinia.matters.rules.public_words import MEANINGS, meaning

_OPEN = [(status, "") for status in Status.values if status != "closed"] + [
    ("waiting", kind) for kind in WaitsFor.values
]


@pytest.mark.parametrize(("status", "waits_kind"), _OPEN)
def test_a_status_has_its_words(status: str, waits_kind: str) -> None:
    found = meaning(status, waits_kind)
    assert polish(found.title)
    assert polish(found.next_step)


def test_no_words_are_left_of_a_status_that_is_gone() -> None:
    assert set(MEANINGS) == set(_OPEN)


def test_the_words_are_short_and_without_the_office_own_speech() -> None:
    said = " ".join(
        polish(each) for found in MEANINGS.values() for each in (found.title, found.note, found.next_step)
    ).lower()
    assert not [word for word in ("strona", "organ ", "postępowani", "niniejsz", "celem", "procedow") if word in said]
    assert max(len(polish(found.note).split(".")[0].split()) for found in MEANINGS.values()) <= 14


def test_a_wait_of_an_unknown_kind_is_still_a_wait() -> None:
    assert meaning("waiting", "moon") == meaning("waiting")
