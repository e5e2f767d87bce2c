"""Reviews that come due and other tasks of cards: opened once, escalated once, closed by the work itself."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from infolinia.city.models import Staff, Unit
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import CardReview, CardTask
from tests.knowledge.conftest import Publish
from tests.knowledge.drafting import WHOLE, approve, begin, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(publish: Publish, roads: Unit, at: datetime) -> date:
    """A card of the roads section whose review comes in ten days."""
    day = at.date() + timedelta(days=10)
    publish("a", "Karta", **{**WHOLE, "review_due": day.isoformat()})
    publish("b", "Inna", **WHOLE)
    return day


def open_tasks(staff: Staff, at: datetime) -> list[tuple[str, str, bool]]:
    return [(task.kind, task.card_code, task.is_late) for task in queries.tasks_for(staff, at)]


def test_a_review_that_comes_is_the_owners_task_once(due: date, piotr: Staff, outsider: Staff, at: datetime) -> None:
    for _ in range(2):
        operations.keep_tasks(at=at)
    assert open_tasks(piotr, at) == [("review_due", "a", False)]
    assert (open_tasks(outsider, at), queries.count_tasks(piotr, at)) == ([], 1)
    [task] = queries.tasks_for(piotr, at)
    assert (task.due, task.card_title, task.unit_name) == (due, "Karta", piotr.unit.name if piotr.unit else "")
    with pytest.raises(operations.CannotCloseTask, match="Potwierdź"):
        operations.answer_task(task_id=task.id, reply="Zrobione.", by_id=piotr.pk, at=at)


def test_a_missed_review_is_escalated_once(due: date, piotr: Staff, marek: Staff, at: datetime) -> None:
    operations.keep_tasks(at=at)
    after = at + timedelta(days=11)
    for hour in range(2):
        operations.keep_tasks(at=after + timedelta(hours=hour))
    [task] = queries.tasks_for(marek, after)
    assert (task.is_late, task.escalated_at) == (True, after)
    assert [(line.card_code, line.is_late) for line in queries.cards_to_review(after)] == [("a", True)]


def test_a_card_found_still_true_keeps_its_edition_and_gets_its_next_day(due: date, piotr: Staff, at: datetime) -> None:
    operations.keep_tasks(at=at)
    later = at.date() + timedelta(days=180)
    with pytest.raises(operations.CannotConfirm, match="przyszłości"):
        operations.confirm_review(card_code="a", by_id=piotr.pk, at=at, next_due=at.date())
    operations.confirm_review(card_code="a", by_id=piotr.pk, at=at, next_due=later, note="Zgodne z ustawą.")
    view = queries.card("a")
    assert view is not None
    assert (view.edition, view.review_due, view.reviewed_on) == (1, later, at.date())
    assert view.reviewed_by == "referent, Utrzymanie Dróg" and "Piotr" not in view.reviewed_by
    assert open_tasks(piotr, at) == []
    operations.keep_tasks(at=at)
    assert open_tasks(piotr, at) == []
    [closed] = queries.tasks_of_card("a", at, is_open=False)
    assert (closed.state, closed.reply) == ("done", "Zgodne z ustawą.")


def test_a_new_edition_closes_the_review(due: date, piotr: Staff, zofia: Staff, adam: Staff, at: datetime) -> None:
    operations.keep_tasks(at=at)
    edition = begin("a", zofia, at, answer="Nowe.", review_due="2027-09-01")
    send(edition, zofia, at)
    approve(edition, adam, at)
    operations.keep_tasks(at=at)
    assert open_tasks(piotr, at) == []


def test_a_retired_card_needs_no_review(due: date, piotr: Staff, at: datetime) -> None:
    operations.keep_tasks(at=at)
    operations.retire(card_code="a", by_id=None, at=at)
    assert open_tasks(piotr, at) == []


def test_a_task_is_opened_once_for_its_key_and_answered_once(due: date, piotr: Staff, at: datetime) -> None:
    told = {"kind": "dead_link", "card_code": "a", "text": "Adres nie działa.", "due_on": due, "at": at}
    task_id = operations.open_task(key="link:1", **told)
    assert task_id is not None and operations.open_task(key="link:1", **told) is None
    assert queries.task_for(piotr, task_id, at) is not None
    with pytest.raises(operations.CannotCloseTask, match="dlaczego"):
        operations.answer_task(task_id=task_id, reply=" ", by_id=piotr.pk, at=at, is_dropped=True)
    operations.answer_task(task_id=task_id, reply="Nowy adres.", by_id=piotr.pk, at=at)
    with pytest.raises(operations.CannotCloseTask, match="zamknięte"):
        operations.answer_task(task_id=task_id, reply="Jeszcze raz.", by_id=piotr.pk, at=at)
    with pytest.raises(DatabaseError), transaction.atomic():
        CardTask.objects.filter(pk=task_id).update(state="open")


def test_a_task_of_another_unit_is_not_given(due: date, outsider: Staff, at: datetime) -> None:
    task_id = operations.open_task(key="k", kind="dead_link", card_code="a", text="", due_on=due, at=at)
    assert task_id is not None and queries.task_for(outsider, task_id, at) is None


def test_what_was_looked_at_stays_written(due: date, piotr: Staff, at: datetime) -> None:
    operations.confirm_review(card_code="a", by_id=piotr.pk, at=at, next_due=at.date() + timedelta(days=9))
    for change in (CardReview.objects.all().delete, lambda: CardReview.objects.update(note="x")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_tasks_cost_the_same_however_many_they_are(
    publish: Publish, roads: Unit, piotr: Staff, at: datetime, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        publish(f"k{number}", f"Karta {number}", **{**WHOLE, "review_due": at.date().isoformat()})
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        operations.keep_tasks(at=at)
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert len(queries.tasks_for(piotr, at)) == 12
