"""The real worker publishes an edition at its time."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django import app

from infolinia.city.models import Staff, Unit
from infolinia.core.clock import now
from infolinia.knowledge import queries
from infolinia.knowledge.jobs.editions import publish_due
from infolinia.knowledge.operations import publish_edition
from infolinia.knowledge.rules.drafts import draft
from tests.knowledge.drafting import WHOLE, approve, begin, send
from tests.processes.conftest import RunOne
from tests.processes.waiting import wait_until


@pytest.mark.timeout(90)
def test_an_edition_for_a_set_time_comes_out_by_itself(
    run_process: RunOne, test_database_url: str, roads: Unit, zofia: Staff, adam: Staff
) -> None:
    publish_edition(draft=draft({"code": "a", "title": "Karta", **WHOLE}), by_id=None, at=now())
    edition = begin("a", zofia, now(), answer="Nowe.")
    send(edition, zofia, now())
    time = now() + timedelta(seconds=2)
    approve(edition, adam, now(), publish_at=time)
    run_process("worker", DATABASE_URL=test_database_url)
    wait_until(lambda: now() > time, seconds=5, what="the set time")
    publish_due.defer(timestamp=0)  # its minute may be far
    wait_until(lambda: said() == "Nowe.", seconds=60, what="the new edition")


def test_the_worker_knows_every_job_of_cards() -> None:
    app.perform_import_paths()
    assert {"knowledge.publish_due", "knowledge.keep_validity", "journeys.keep_cards_true"} <= set(app.tasks)


def said() -> str:
    view = queries.card("a")
    return view.answer_html if view else ""
