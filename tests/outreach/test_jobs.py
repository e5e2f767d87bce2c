"""The worker's entry points: known under their names, each doing its share, safe to run twice."""

from datetime import datetime, timedelta

import pytest
from procrastinate.contrib.django import app

from infolinia.city.models import Staff
from infolinia.correspondence.models import Message
from infolinia.matters import operations as matters
from infolinia.matters.shapes import Registered
from infolinia.outreach import jobs, operations
from infolinia.outreach.models import OutreachSettings, Promise
from tests.outreach.conftest import Promise as Promising

pytestmark = pytest.mark.django_db


def test_every_job_has_its_hour() -> None:
    app.perform_import_paths()
    hours = {periodic.task.name: periodic.cron for periodic in app.periodic_registry.periodic_tasks.values()}
    assert {name: cron for name, cron in hours.items() if name.startswith("outreach.")} == {
        "outreach.each_minute": "* * * * *",
        "outreach.campaigns": "* * * * *",
        "outreach.ask_closed": "17 * * * *",
        "outreach.remind_of_documents": "5 7,8,9 * * *",
    }


def test_the_jobs_do_their_share_once(
    promise: Promising, taken: Registered, piotr: Staff, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "now", lambda: at)
    OutreachSettings.objects.create(asks_after_closing=True)
    promise(due_at=at - timedelta(minutes=1))
    operations.remind(
        key="visit:1", purpose="reminder", channel="email", to="h@example.org", values={"subject": "wizyta"},
        send_at=at, at=at,
    )  # fmt: skip
    matters.close(matter_id=taken.id, result="done", text="Gotowe.", by_id=piotr.pk, at=at - timedelta(days=1))
    before = Message.objects.count()
    for _twice in range(2):
        jobs.each_minute(0)
        jobs.campaigns(0)
        jobs.ask_closed(0)
        jobs.remind_of_documents(0)
    assert Promise.objects.get().late_told_at == at
    sent = Message.objects.order_by("turn")[before:]
    assert sorted(message.purpose for message in sent) == ["reminder", "satisfaction"]
