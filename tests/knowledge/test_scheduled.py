"""Editions for a set time: out once, on time, whatever happens to the worker."""

import os
import subprocess
import sys
from datetime import datetime, timedelta
from threading import Thread

import pgtrigger
import pytest
from django.db import connection

from infolinia.city.models import Staff, Unit
from infolinia.core.clock import now
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import CardTask, Edition
from tests.knowledge.conftest import Publish
from tests.knowledge.drafting import WHOLE, approve, begin, save, send, text_of

LATER = timedelta(hours=3)


@pytest.fixture
def waiting(publish: Publish, roads: Unit, zofia: Staff, adam: Staff, at: datetime) -> int:
    """An approved edition that waits three hours."""
    publish("a", "Karta", **{**WHOLE, "answer": "Stare."})
    edition = begin("a", zofia, at, answer="Nowe.")
    send(edition, zofia, at)
    assert approve(edition, adam, at, publish_at=at + LATER).publish_at == at + LATER
    return edition


def said() -> str:
    view = queries.card("a")
    assert view is not None
    return view.answer_html


@pytest.mark.django_db
def test_it_comes_out_at_its_time_and_once(waiting: int, at: datetime) -> None:
    assert operations.publish_due(at=at + LATER - timedelta(seconds=1)) == []
    assert said() == "Stare."
    assert operations.publish_due(at=at + LATER) == ["a"]
    assert operations.publish_due(at=at + LATER) == []
    assert (said(), [line.state for line in queries.history("a")]) == ("Nowe.", ["published", "retired"])


@pytest.mark.django_db
def test_a_time_is_called_off(waiting: int, zofia: Staff, adam: Staff, at: datetime) -> None:
    operations.unschedule(edition_id=waiting, by_id=zofia.pk, at=at, reason="Uchwała odłożona.")
    assert operations.publish_due(at=at + LATER) == []
    assert (text_of(waiting).state, text_of(waiting).returned_reason) == ("draft", "Uchwała odłożona.")
    send(waiting, zofia, at)
    with pytest.raises(operations.CannotApprove, match="przyszłości"):
        approve(waiting, adam, at, publish_at=at)


@pytest.mark.django_db
def test_one_that_would_undo_another_becomes_a_draft_with_a_task_and_holds_up_nobody(
    waiting: int, publish: Publish, zofia: Staff, adam: Staff, at: datetime
) -> None:
    publish("b", "Druga", **WHOLE)
    other = begin("b", zofia, at, answer="Nowa druga.")
    send(other, zofia, at)
    approve(other, adam, at, publish_at=at + LATER)
    publish("a", "Karta", **{**WHOLE, "answer": "Z pliku."})
    assert operations.publish_due(at=at + LATER) == ["b"]
    assert (said(), text_of(waiting).state) == ("Z pliku.", "draft")
    assert [(task.kind, task.card.code) for task in CardTask.objects.all()] == [("not_published", "a")]


@pytest.mark.django_db
def test_a_time_next_to_a_changed_catalogue_is_checked_again(waiting: int, at: datetime) -> None:
    with pgtrigger.ignore("knowledge.Edition:reviewed_stays"):
        Edition.objects.filter(pk=waiting).update(clock_code="zniesiony")
    assert operations.publish_due(at=at + LATER) == []
    assert "zniesiony" in text_of(waiting).returned_reason


@pytest.mark.django_db(transaction=True)
def test_two_workers_publish_it_once(waiting: int, at: datetime) -> None:
    published: list[str] = []

    def work() -> None:
        published.extend(operations.publish_due(at=at + LATER))
        connection.close()

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert published == ["a"]
    assert said() == "Nowe."


DYING = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "infolinia.config.settings"
django.setup()
from datetime import datetime
from django.conf import settings
from django.db import connection, transaction
settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = os.environ["DYING_DATABASE"]
from infolinia.knowledge import operations
with transaction.atomic():
    print(operations.publish_due(at=datetime.fromisoformat(os.environ["DYING_AT"])), flush=True)
    input()
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_half_way_leaves_it_for_the_next(waiting: int, at: datetime) -> None:
    told = {"DYING_DATABASE": connection.settings_dict["NAME"], "DYING_AT": (at + LATER).isoformat()}
    worker = subprocess.Popen(
        [sys.executable, "-c", DYING],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **told},
        text=True,
    )
    assert worker.stdout is not None
    try:
        assert worker.stdout.readline().strip() == "['a']"  # it has done everything but the commit
    finally:
        worker.kill()
        worker.communicate(timeout=20)
    assert said() == "Stare."
    assert operations.publish_due(at=at + LATER) == ["a"]
    assert Edition.objects.get(pk=waiting).events.filter(state="published").count() == 1


@pytest.mark.django_db
def test_a_card_withdrawn_meanwhile_stays_withdrawn(waiting: int, at: datetime) -> None:
    operations.retire(card_code="a", by_id=None, at=at)
    assert operations.publish_due(at=at + LATER) == []
    assert "wycofana" in text_of(waiting).returned_reason


@pytest.mark.django_db
def test_a_day_without_a_worker_is_made_up_in_one_run(waiting: int, zofia: Staff, at: datetime) -> None:
    late = at + timedelta(days=1)
    assert operations.publish_due(at=late) == ["a"]
    assert Edition.objects.get(pk=waiting).published_at == late  # what was really shown, not what was planned
    save(operations.start_draft(card_code="a", by_id=zofia.pk, at=now()), zofia, now(), answer="Dalej.")
