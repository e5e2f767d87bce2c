"""A street, a house and a district in what somebody typed."""

import pytest

from infolinia.knowledge.rules.places import Found, find


def name(*words: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(spelt.split("|")) for spelt in words)


STREETS = {
    "ul. Zielona": name("zielona|zielonej|zielone"),
    "ul. Targowa": name("targowa|targowej"),
    "ul. Targowa Nowa": name("targowa|targowej", "nowa|nowej"),
}
DISTRICTS = {"Orłowo": name("orlowo|orlowie"), "Mały Kack": name("maly|malym", "kack|kacku")}


@pytest.mark.parametrize(
    ("text", "street", "number", "district"),
    [
        ("dziura na zielonej 7", "ul. Zielona", "7", ""),
        ("ul zielona 7a dziura", "ul. Zielona", "7a", ""),
        ("zielona 12 nie swieci", "ul. Zielona", "12", ""),
        ("zielona latarnia", "", "", ""),
        ("dziura przy targowej nowej 3", "ul. Targowa Nowa", "3", ""),
        ("dziura przy targowej", "ul. Targowa", "", ""),
        ("lampa w orlowie", "", "", "Orłowo"),
        ("snieg na zielonej w malym kacku", "ul. Zielona", "", "Mały Kack"),
        ("", "", "", ""),
    ],
)
def test_a_street_needs_a_cue_or_a_number(text: str, street: str, number: str, district: str) -> None:
    found = find(text.split(), STREETS, DISTRICTS)
    assert (found.street, found.number, found.district) == (street, number, district)


def test_the_words_of_the_place_are_not_words_of_the_matter() -> None:
    words = ["dziura", "na", "ulicy", "zielonej", "7", "w", "orlowie"]
    found = find(words, STREETS, DISTRICTS)
    assert [word for at, word in enumerate(words) if at not in found.used] == ["dziura", "na", "w"]
    assert find(["dziura"], STREETS, DISTRICTS) == Found()
