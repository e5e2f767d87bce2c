"""The log of searches: what is kept and what never is; what editors see of it and do about it."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from infolinia.city.models import Staff
from infolinia.contacts.models import Conversation, Question
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import CardOpening, SearchEntry
from tests.knowledge.conftest import Publish

WEEK = timedelta(days=7)


def _typed(staff: Staff | None, at: datetime, *texts: str, hits: int = 0, question: int | None = None) -> None:
    """Type the texts one after another, a second apart."""
    for second, text in enumerate(texts):
        operations.log_search(
            text=text,
            hits=["x"] * hits,
            staff_id=staff.pk if staff else None,
            question_id=question,
            at=at + timedelta(seconds=second),
            channel="desk" if staff else "public",
        )


def _question(staff: Staff, at: datetime, card: str = "", outcome: str = "") -> int:
    talk = Conversation.objects.create(
        id=uuid4(), channel="phone", state="closed", adviser=staff, arrived_at=at, answered_at=at
    )
    row = Question.objects.create(conversation=talk, position=1, card_code=card, outcome=outcome, saved_at=at)
    return int(row.pk)


def _nothing(at: datetime) -> list[tuple[str, int]]:
    found = queries.found_nothing(since=at - WEEK, until=at + WEEK)
    return [(group.text, group.times) for group in found]


def test_a_run_of_keys_is_one_search(zofia: Staff, at: datetime) -> None:
    _typed(zofia, at, "hul", "hulaj", "hulajnoga", "hulajno", "hulajnogi")
    assert [(row.text, row.hits) for row in SearchEntry.objects.all()] == [("hulajnogi", 0)]


def test_two_advisers_are_two_searches_and_the_public_page_has_no_person(
    zofia: Staff, adam: Staff, at: datetime
) -> None:
    _typed(zofia, at, "hulajnoga")
    _typed(adam, at, "hulajnoga elektryczna")
    _typed(None, at, "hulajnoga", "hulajnogi")
    rows = SearchEntry.objects.order_by("id").values_list("channel", "staff_id", "text")
    assert list(rows) == [
        ("desk", zofia.pk, "hulajnoga"),
        ("desk", adam.pk, "hulajnoga elektryczna"),
        ("public", None, "hulajnoga"),
        ("public", None, "hulajnogi"),
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("pesel 44051401359 meldunek", "pesel … meldunek"),
        ("500 000 014", None),
        ("Jan Kowalski", None),
        ("jan kowalski meldunek", "… meldunek"),
        ("zgon Piotra Nowaka", "zgon …"),
        ("ala@example.org", None),
        ("dowód osobisty", "dowód osobisty"),
        ("do", None),
    ],
)
def test_personal_data_never_reach_the_table(db: None, at: datetime, typed: str, kept: str | None) -> None:
    _typed(None, at, typed)
    assert list(SearchEntry.objects.values_list("text", flat=True)) == ([kept] if kept else [])


def test_forms_of_the_same_words_are_one_line_with_its_count(zofia: Staff, at: datetime) -> None:
    for minute, text in enumerate(["hulajnoga", "hulajnogi", "zepsuta hulajnoga", "hulajnoga", "hulajnogą"]):
        _typed(None, at + timedelta(minutes=minute), text)
    _typed(zofia, at, "dowód", hits=3)
    assert _nothing(at) == [("hulajnoga", 4), ("zepsuta hulajnoga", 1)]
    assert queries.count_found_nothing(since=at - WEEK, until=at + WEEK) == 2


def test_searches_outside_the_days_are_not_listed(db: None, at: datetime) -> None:
    _typed(None, at - timedelta(days=8), "hulajnoga")
    assert queries.found_nothing(since=at - WEEK, until=at) == []


def test_skipped_words_stay_away_however_they_are_inflected(marek: Staff, at: datetime) -> None:
    _typed(None, at, "hulajnoga")
    operations.skip_words(text="hulajnogi", by=marek.pk, at=at + timedelta(minutes=1))
    _typed(None, at + timedelta(hours=1), "hulajnoga")
    assert _nothing(at) == []
    assert queries.count_found_nothing(since=at - WEEK, until=at + WEEK) == 0
    operations.take_back_decision(key=queries.decisions()[0].key)
    assert _nothing(at) == [("hulajnoga", 2)]


def test_added_words_lead_to_the_card_and_come_back_only_if_they_fail_again(
    publish: Publish, marek: Staff, at: datetime
) -> None:
    publish("pojazd", "Zabranie pojazdu z drogi", answer="Zadzwoń do straży miejskiej.")
    _typed(None, at, "hulajnoga na chodniku")
    assert not queries.search("hulajnoga na chodniku ")
    operations.add_words_to_card(
        text="hulajnoga na chodniku", card_code="pojazd", by=marek.pk, at=at + timedelta(minutes=1)
    )
    assert queries.search("hulajnoga na chodniku ")[0].code == "pojazd"
    assert _nothing(at) == []
    _typed(None, at + timedelta(hours=1), "hulajnoga na chodniku")
    assert _nothing(at) == [("hulajnoga na chodniku", 1)]


def test_words_are_not_added_to_a_card_that_is_not_there(marek: Staff, at: datetime) -> None:
    with pytest.raises(operations.CannotDecide):
        operations.add_words_to_card(text="hulajnoga", card_code="nie-ma", by=marek.pk, at=at)
    assert queries.decisions() == []


def test_a_missing_card_is_noted_with_the_advisers_words(zofia: Staff, at: datetime) -> None:
    _typed(zofia, at, "hulajnoga", hits=2)
    operations.note_no_card(
        text="hulajnoga", note="Pyta pan Jan Kowalski, tel. 500 000 014: kto zabierze.", staff_id=zofia.pk, at=at
    )
    [group] = queries.found_nothing(since=at - WEEK, until=at + WEEK)
    assert group.text == "hulajnoga"
    assert group.notes == ("Pyta pan …, tel. …: kto zabierze.",)


def test_cards_that_answered_are_told_from_those_opened_in_vain(publish: Publish, zofia: Staff, at: datetime) -> None:
    publish("dowod", "Dowód osobisty")
    publish("paszport", "Paszport")
    for number in range(3):
        when = at + timedelta(hours=number)
        question = _question(zofia, when, card="paszport", outcome="answered")
        _typed(zofia, when, "dokument za granicę", hits=2, question=question)
        operations.card_opened(code="dowod", staff_id=zofia.pk, question_id=question, at=when + timedelta(seconds=5))
        operations.card_opened(
            code="paszport", staff_id=zofia.pk, question_id=question, at=when + timedelta(seconds=20)
        )
    assert queries.opened_in_vain(since=at - WEEK, until=at + WEEK) == []
    assert operations.settle_searches(at=at + timedelta(hours=4)) == 3
    [vain] = queries.opened_in_vain(since=at - WEEK, until=at + WEEK)
    assert (vain.card.code, vain.opened, vain.helped, vain.missed) == ("dowod", 3, 0, 3)
    assert vain.typed == ("dokument za granicę",)
    assert [link.code for link in vain.instead] == ["paszport"]
    [answer] = queries.typed_before_answers(since=at - WEEK)
    assert (answer.text, answer.card_code, answer.times) == ("dokument za granicę", "paszport", 3)


@pytest.mark.parametrize(
    ("outcome", "hours", "settled", "answered"),
    [
        ("answered", 1, True, "dowod"),
        ("registered", 1, True, "dowod"),
        ("passed_on", 1, True, ""),
        ("", 1, False, ""),
        ("", 80, True, ""),
    ],
)
def test_an_opening_waits_for_the_outcome_for_three_days(
    publish: Publish, zofia: Staff, at: datetime, outcome: str, hours: int, settled: bool, answered: str
) -> None:
    publish("dowod", "Dowód osobisty")
    question = _question(zofia, at, card="dowod", outcome=outcome)
    operations.card_opened(code="dowod", staff_id=zofia.pk, question_id=question, at=at)
    operations.settle_searches(at=at + timedelta(hours=hours))
    opening = CardOpening.objects.get()
    assert (opening.is_settled, opening.answered_code) == (settled, answered)


def test_a_card_opened_outside_a_conversation_does_not_count(publish: Publish, zofia: Staff, at: datetime) -> None:
    publish("dowod", "Dowód osobisty")
    operations.card_opened(code="dowod", staff_id=zofia.pk, question_id=None, at=at)
    assert not CardOpening.objects.exists()


def test_old_searches_go_and_who_searched_is_forgotten_in_two_days(zofia: Staff, at: datetime) -> None:
    _typed(zofia, at - timedelta(days=400), "dawne słowa")
    _typed(zofia, at - timedelta(days=3), "wczorajsze słowa")
    _typed(zofia, at - timedelta(hours=1), "dzisiejsze słowa")
    assert operations.forget_searches(at=at) == 1
    rows = SearchEntry.objects.order_by("at").values_list("text", "staff_id")
    assert list(rows) == [("wczorajsze słowa", None), ("dzisiejsze słowa", zofia.pk)]


def test_a_thousand_searches_cost_the_list_few_statements(
    db: None, at: datetime, django_assert_max_num_queries: object
) -> None:
    SearchEntry.objects.bulk_create(
        SearchEntry(at=at, channel="public", text=f"słowo {number % 50}", key=f"slowo {number % 50}", hits=0)
        for number in range(1_000)
    )
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert len(queries.found_nothing(since=at - WEEK, until=at + WEEK)) == 50
