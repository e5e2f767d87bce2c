"""The worker: a job that its worker did not live to finish is done by the next."""

import pytest
from django.db import connection

from tests.processes.conftest import RunOne
from tests.processes.waiting import wait_until

# As a worker leaves it that was killed: taken, never finished, its last sign of life a minute old.
ABANDONED = """
WITH dead AS (
  INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute') RETURNING id
)
INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id, args)
SELECT 'default', 'matters.warn', 'doing', dead.id, '{"timestamp": 0}' FROM dead RETURNING id
"""


def _one(statement: str, *values: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return row[0] if row else None


@pytest.mark.timeout(60)
def test_a_job_left_by_a_dead_worker_is_done_by_the_next(run_process: RunOne, test_database_url: str) -> None:
    job = _one(ABANDONED)
    run_process("worker", DATABASE_URL=test_database_url)
    wait_until(
        lambda: _one("SELECT status FROM procrastinate_jobs WHERE id = %s", job) in (None, "succeeded"),
        seconds=40,
        what="the end of the job",
    )
