"""What a key of the caller's menu means, and what happens to somebody who presses nothing."""

import pytest

from infolinia.telephony.rules.menu import Choice, Chosen, Decision, Menu, SayAgain, after_key, after_playing, sounds

MENU = Menu(
    (
        Choice("8", "en", "general", "English"),
        Choice("1", "pl", "drogi", "Drogi i chodniki"),
        Choice("9", "uk", "obcy", "Українська"),
    )
)

KEYS: list[tuple[str, str, Decision]] = [
    ("a topic leads to its queue", "1", Chosen("drogi", "pl")),
    ("a language leads to the queue of that choice in that language", "9", Chosen("obcy", "uk")),
    ("0 is always an adviser", "0", Chosen("general", "pl")),
    ("* says the menu again", "*", SayAgain()),
    ("a key that nobody named changes nothing", "5", None),
    ("nor does #", "#", None),
]


@pytest.mark.parametrize(("key", "decision"), [row[1:] for row in KEYS], ids=[row[0] for row in KEYS])
def test_a_key(key: str, decision: Decision) -> None:
    assert after_key(MENU, key) == decision


def test_who_presses_nothing_hears_it_twice_and_then_waits_for_an_adviser() -> None:
    assert after_playing(MENU, 1) == SayAgain()
    assert after_playing(MENU, 2) == Chosen("general", "pl")


def test_the_menu_is_said_in_the_order_of_its_keys_and_ends_with_the_adviser_and_time_to_press() -> None:
    assert sounds(MENU) == ["menu-start", "menu-1", "menu-8", "menu-9", "menu-adviser", "menu-again", "pause"]


def test_without_choices_there_is_no_menu() -> None:
    assert Menu().is_empty
    assert not MENU.is_empty
