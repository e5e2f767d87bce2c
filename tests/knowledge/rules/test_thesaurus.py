"""Which pairs of a thesaurus are kept."""

import pytest

from infolinia.knowledge.rules.thesaurus import MOST_PAIRS, chosen

HELD = {"dziura": 3, "droga": 31, "smieci": 4}
HEADINGS = {"dziura", "droga"}


@pytest.mark.parametrize(
    ("pair", "is_kept", "because"),
    [
        (("wadol", "dziura"), True, "no card says the word, a title says what it means"),
        (("dziura", "wadol"), False, "cards say the word itself"),
        (("odpadki", "smieci"), False, "what it means stands only in the body of cards"),
        (("trakt", "droga"), False, "what it means stands on too many cards"),
        (("klops", "dziura"), False, "the word speaks for silence or leads somewhere already"),
        (("wadol", "wykop"), False, "no card says either"),
    ],
)
def test_a_pair_leads_from_nothing_to_something(pair: tuple[str, str], is_kept: bool, because: str) -> None:
    assert (chosen([pair], held=HELD, headings=HEADINGS, known={"klops"}) == [pair]) is is_kept, because


def test_words_of_few_meanings_come_before_words_of_many_when_there_are_too_many() -> None:
    vague = [("rzecz", f"slowo{number}") for number in range(50)]
    clear = [(f"slowko{number}", "dziura") for number in range(MOST_PAIRS)]
    kept = chosen([*vague, ("rzecz", "dziura"), *clear], held=HELD, headings=HEADINGS, known=())
    assert len(kept) == MOST_PAIRS
    assert ("rzecz", "dziura") not in kept
