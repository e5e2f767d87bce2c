"""Two editors changed one draft: what is kept by itself, and what they have to decide."""

import pytest

from infolinia.knowledge.rules.merging import Choice, merge, resolve

BASE = {"title": ("Latarnia",), "answer": ("Zgłoś.",), "memo": ("",), "forms": ("a", "b")}


@pytest.mark.parametrize(
    ("what", "mine", "theirs", "kept"),
    [
        ("nobody changed it", "Zgłoś.", "Zgłoś.", "Zgłoś."),
        ("only I changed it", "Zgłoś nam.", "Zgłoś.", "Zgłoś nam."),
        ("only they changed it", "Zgłoś.", "Dzwoń.", "Dzwoń."),
        ("both wrote the same", "Dzwoń.", "Dzwoń.", "Dzwoń."),
        ("I removed it", "", "Zgłoś.", ""),
        ("they removed it", "Zgłoś.", "", ""),
    ],
)
def test_a_field_that_one_person_changed_needs_no_decision(what: str, mine: str, theirs: str, kept: str) -> None:
    found = merge(base=BASE, mine={**BASE, "answer": (mine,)}, theirs={**BASE, "answer": (theirs,)})
    assert not found.clashes, what
    assert found.settled["answer"] == (kept,), what


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        (Choice.MINE, ("Zgłoś nam.",)),
        (Choice.THEIRS, ("Dzwoń.",)),
        (Choice.BOTH, ("Zgłoś nam.\n\nDzwoń.",)),
    ],
)
def test_a_field_that_both_changed_waits_for_a_choice(choice: Choice, kept: tuple[str, ...]) -> None:
    found = merge(base=BASE, mine={**BASE, "answer": ("Zgłoś nam.",)}, theirs={**BASE, "answer": ("Dzwoń.",)})
    assert [clash.name for clash in found.clashes] == ["answer"]
    assert "answer" not in found.settled
    assert resolve(found, {"answer": choice})["answer"] == kept


def test_without_a_choice_my_text_stays() -> None:
    found = merge(base=BASE, mine={**BASE, "memo": ("moje",)}, theirs={**BASE, "memo": ("ich",)})
    assert resolve(found, {})["memo"] == ("moje",)


def test_both_lists_become_one_with_each_value_once() -> None:
    found = merge(base=BASE, mine={**BASE, "forms": ("a", "c", "d")}, theirs={**BASE, "forms": ("b", "c", "e")})
    assert resolve(found, {"forms": Choice.BOTH})["forms"] == ("a", "c", "d", "b", "e")


def test_a_field_unknown_to_the_other_form_is_not_dropped() -> None:
    found = merge(base=BASE, mine={**BASE, "section-kto": ("Każdy.",)}, theirs=BASE)
    assert found.settled["section-kto"] == ("Każdy.",)
    found = merge(base=BASE, mine=BASE, theirs={**BASE, "section-gdzie": ("Sala.",)})
    assert found.settled["section-gdzie"] == ("Sala.",)


def test_the_merge_says_whose_changes_it_took() -> None:
    found = merge(base=BASE, mine={**BASE, "title": ("Lampa",)}, theirs={**BASE, "memo": ("ich",)})
    assert (found.from_me, found.from_them) == (("title",), ("memo",))
