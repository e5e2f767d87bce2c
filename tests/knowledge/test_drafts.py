"""Drafts: written by one person, seen by a second, published as read; two editors lose nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from infolinia.city.models import Staff, Unit
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import Card, Edition
from infolinia.knowledge.rules.drafts import CardDraft, draft
from tests.knowledge.conftest import Publish
from tests.knowledge.drafting import WHOLE, approve, begin, save, send, text_of

pytestmark = pytest.mark.django_db
MARCH = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)


@pytest.fixture
def card(publish: Publish, roads: Unit) -> str:
    """A published card that is ready for every step."""
    publish("a", "Karta", when=MARCH, **{**WHOLE, "answer": "Stare."})
    return "a"


def test_a_draft_is_read_by_a_second_person_and_published(card: str, zofia: Staff, adam: Staff, at: datetime) -> None:
    edition = begin(card, zofia, at, answer="Nowe.")
    assert operations.start_draft(card_code=card, by_id=adam.pk, at=at) == edition
    before = queries.card(card)
    send(edition, zofia, at)
    assert approve(edition, adam, at).number == 2
    after = queries.card(card)
    assert before is not None and after is not None
    assert (before.answer_html, after.answer_html) == ("Stare.", "Nowe.")
    assert (after.reviewed_on, after.reviewed_by, after.is_current) == (at.date(), "doradca", True)
    assert [hit.code for hit in queries.search("nowe")] == [card]


def test_nobody_publishes_what_they_wrote_in_even_beside_others(
    card: str, zofia: Staff, adam: Staff, marek: Staff, at: datetime
) -> None:
    edition = begin(card, zofia, at, answer="Zofii.")
    save(edition, adam, at, summary="Adama.")
    send(edition, zofia, at)
    for author in (zofia, adam):
        with pytest.raises(operations.CannotApprove, match="inna osoba"):
            approve(edition, author, at)
    assert approve(edition, marek, at).number == 2


def test_what_waits_for_a_second_person_comes_back_with_a_reason(
    card: str, zofia: Staff, adam: Staff, at: datetime
) -> None:
    edition = begin(card, zofia, at, answer="Nowe.")
    send(edition, zofia, at)
    with pytest.raises(operations.CannotSave) as refusal:
        save(edition, zofia, at, answer="Po cichu.")
    assert refusal.value.theirs is not None and refusal.value.theirs.draft.answer == "Nowe."
    with pytest.raises(operations.CannotMove, match="dlaczego"):
        operations.return_to_author(edition_id=edition, by_id=adam.pk, at=at, reason="  ")
    operations.return_to_author(edition_id=edition, by_id=adam.pk, at=at, reason="Zła kwota.")
    assert (text_of(edition).state, text_of(edition).returned_reason) == ("draft", "Zła kwota.")
    save(edition, zofia, at, answer="Lepsze.")
    send(edition, zofia, at)
    operations.take_back(edition_id=edition, by_id=zofia.pk, at=at)
    assert text_of(edition).state == "draft"


def test_the_reviewer_publishes_only_the_text_that_was_read(card: str, zofia: Staff, adam: Staff, at: datetime) -> None:
    edition = begin(card, zofia, at, answer="Nowe.")
    send(edition, zofia, at)
    read = text_of(edition).version
    operations.take_back(edition_id=edition, by_id=zofia.pk, at=at)
    save(edition, zofia, at, answer="Inne.")
    send(edition, zofia, at)
    with pytest.raises(operations.CannotApprove, match="zmienił się"):
        operations.approve(edition_id=edition, by_id=adam.pk, at=at, version=read)


def test_two_editors_on_one_card_lose_nothing(card: str, zofia: Staff, adam: Staff, at: datetime) -> None:
    edition = begin(card, zofia, at, answer="Wspólne.")
    opened = text_of(edition).version
    save(edition, adam, at, version=opened, answer="Wspólne Adama.")
    with pytest.raises(operations.CannotSave, match="Adam Rejs") as refusal:
        save(edition, zofia, at, version=opened, answer="Wspólne Zofii.")
    told = refusal.value
    assert told.theirs is not None and told.base is not None
    assert (told.base.draft.answer, told.theirs.draft.answer) == ("Wspólne.", "Wspólne Adama.")
    assert [(diff.field, diff.rows[0].left_html, diff.rows[0].right_html) for diff in told.difference] == [
        ("answer", "Wspólne <del>Adama</del>.", "Wspólne <ins>Zofii</ins>.")
    ]
    assert text_of(edition).draft.answer == "Wspólne Adama."
    save(edition, zofia, at, version=told.theirs.version, answer="Wspólne obojga.")
    assert text_of(edition).draft.answer == "Wspólne obojga."


def test_the_same_words_twice_are_one_save(card: str, zofia: Staff, at: datetime) -> None:
    edition = begin(card, zofia, at, answer="Nowe.")
    version = text_of(edition).version
    assert save(edition, zofia, at, answer="Nowe.") == version
    assert save(edition, zofia, at, version=1, answer="Nowe.") == version


def test_a_draft_may_be_unfinished_but_not_impossible(card: str, zofia: Staff, at: datetime) -> None:
    edition = begin(card, zofia, at, answer="", summary="")
    impossible = {
        "title": "",
        "sign_video": "http://example.org/film",
        "clock": "nie-ma-takiego",
        "answer": "x" * 20_001,
    }
    for field, value in impossible.items():
        with pytest.raises(operations.CannotSave) as refusal:
            save(edition, zofia, at, **{field: value})
        assert list(refusal.value.faults) == [field]
    with pytest.raises(operations.CannotSend, match="Napisz odpowiedź"):
        send(edition, zofia, at)


def test_a_card_that_is_not_ready_says_everything_it_lacks(zofia: Staff, at: datetime) -> None:
    edition = operations.create_card(code="nowa", title="Nowa", subject="inne", unit="", by_id=zofia.pk, at=at)
    with pytest.raises(operations.CannotSend) as refusal:
        send(edition, zofia, at)
    assert len(refusal.value.lacks) == 4
    assert queries.card("nowa") is None and queries.search("nowa") == []


def test_a_new_card_goes_all_the_way_and_a_thrown_away_one_leaves_nothing(
    roads: Unit, zofia: Staff, adam: Staff, at: datetime
) -> None:
    made = {"subject": "inne", "unit": roads.code, "by_id": zofia.pk, "at": at}
    edition = operations.create_card(code="nowa", title="Nowa karta", **made)
    with pytest.raises(operations.CannotSave) as refusal:
        operations.create_card(code="nowa", title="Druga", **made)
    assert "code" in refusal.value.faults
    save(edition, zofia, at, answer="Tak.", sources=("Ustawa",), review_due="2027-06-01")
    send(edition, zofia, at)
    assert approve(edition, adam, at).number == 1
    assert [hit.code for hit in queries.search("nowa karta")] == ["nowa"]
    other = operations.create_card(code="zbedna", title="Zbędna", **made)
    operations.discard_draft(edition_id=other, by_id=zofia.pk, at=at)
    assert not Card.objects.filter(code="zbedna").exists()
    with pytest.raises(operations.CannotMove, match="już nie ma"):
        operations.discard_draft(edition_id=other, by_id=zofia.pk, at=at)


def test_an_edition_from_a_file_is_never_undone_unseen(
    card: str, publish: Publish, zofia: Staff, adam: Staff, at: datetime
) -> None:
    edition = begin(card, zofia, at, summary="Szkic.")
    assert publish(card, "Karta", **{**WHOLE, "answer": "Z pliku."}) == 2
    assert (text_of(edition).number, text_of(edition).is_behind) == (3, True)
    with pytest.raises(operations.CannotSend, match="W międzyczasie"):
        send(edition, zofia, at)
    assert {diff.field for diff in queries.difference_of_draft(edition)} == {"summary", "answer"}
    operations.adopt_current(edition_id=edition, by_id=zofia.pk, at=at, version=text_of(edition).version)
    send(edition, zofia, at)
    assert approve(edition, adam, at).number == 3
    assert [line.number for line in queries.history(card)] == [3, 2, 1]


def test_going_back_is_a_new_edition_with_the_old_words(
    card: str, publish: Publish, zofia: Staff, adam: Staff, at: datetime
) -> None:
    publish(card, "Karta", **{**WHOLE, "answer": "Gorsze."})
    edition = operations.restore_edition(card_code=card, language="pl", number=1, by_id=zofia.pk, at=at)
    assert text_of(edition).restored_from == 1
    with pytest.raises(operations.CannotStart, match="ma już szkic"):
        operations.restore_edition(card_code=card, language="pl", number=1, by_id=adam.pk, at=at)
    send(edition, zofia, at)
    assert approve(edition, adam, at).number == 3
    view = queries.card(card)
    assert view is not None and view.answer_html == "Stare."
    assert queries.difference(card, "pl", 1, 3) == ()


def test_a_language_version_starts_from_polish_and_lives_beside_it(
    card: str, zofia: Staff, adam: Staff, at: datetime
) -> None:
    edition = operations.start_draft(card_code=card, by_id=zofia.pk, at=at, language="uk")
    assert (text_of(edition).draft.answer, text_of(edition).language) == ("Stare.", "uk")
    save(edition, zofia, at, title="Картка", answer="Старе.")
    send(edition, zofia, at)
    approve(edition, adam, at)
    polish, ukrainian = queries.card(card), queries.card(card, language="uk")
    assert polish is not None and ukrainian is not None
    assert (polish.answer_html, ukrainian.answer_html) == ("Stare.", "Старе.")
    assert polish.languages == ukrainian.languages == ("pl", "uk")


def test_the_history_says_who_wrote_who_checked_and_until_when(
    card: str, zofia: Staff, adam: Staff, at: datetime
) -> None:
    edition = begin(card, zofia, at, answer="Nowe.")
    send(edition, zofia, at)
    approve(edition, adam, at)
    new, old = queries.history(card)
    assert (new.number, new.author_name, new.reviewer_name, new.until) == (2, "Zofia Bryza", "Adam Rejs", None)
    assert (old.number, old.state, old.published_at, old.until) == (1, "retired", MARCH, at)


def test_the_database_keeps_the_steps_whatever_the_program_does(
    card: str, zofia: Staff, adam: Staff, at: datetime
) -> None:
    edition = begin(card, zofia, at, answer="Nowe.")
    row = Edition.objects.filter(pk=edition)
    never = [
        {"state": "published", "published_at": at, "reviewed_by": adam},
        {"reviewed_by": zofia},
        {"state": "scheduled", "reviewed_by": adam, "publish_at": at},
    ]
    for change in never:
        with pytest.raises(DatabaseError), transaction.atomic():
            row.update(**change)
    send(edition, zofia, at)
    for change in (
        {"answer": "Po cichu."},
        {"state": "published", "published_at": at},
        {"state": "scheduled", "publish_at": at},
        {"state": "published", "published_at": at, "reviewed_by": zofia},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            row.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.create(card=Card.objects.get(code=card), language="pl", number=9, title="Drugi szkic")


def test_a_draft_from_a_record_waits_for_a_second_person_too(roads: Unit, zofia: Staff, at: datetime) -> None:
    record = draft({"code": "ze-strony", "title": "Ze strony", **WHOLE})
    edition = operations.draft_from(draft=record, by_id=zofia.pk, at=at)
    assert (text_of(edition).state, text_of(edition).draft.unit) == ("draft", roads.code)
    with pytest.raises(operations.CannotStart, match="ma już szkic"):
        operations.draft_from(draft=record, by_id=zofia.pk, at=at)
    with pytest.raises(operations.CannotSave) as refusal:
        operations.draft_from(draft=CardDraft("b", "B", unit="mars", subject="kosmos"), by_id=zofia.pk, at=at)
    assert set(refusal.value.faults) == {"unit", "subject"}


def test_every_change_leaves_a_line_of_history(card: str, zofia: Staff, adam: Staff, at: datetime) -> None:
    edition = begin(card, zofia, at, answer="Nowe.")
    send(edition, zofia, at)
    approve(edition, adam, at + timedelta(minutes=5))
    told = list(Edition.objects.get(pk=edition).events.order_by("pgh_id").values_list("state", "answer"))
    assert told == [("draft", "Stare."), ("draft", "Nowe."), ("review", "Nowe."), ("published", "Nowe.")]
