"""Carriers and the database away: for seconds, and for three days. Nothing is lost, nothing goes twice."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError

from infolinia.correspondence import operations, queries
from infolinia.correspondence.models import Message, ProviderState
from infolinia.correspondence.operations import sending
from infolinia.correspondence.shapes import Outgoing
from tests.correspondence.conftest import PostOffice

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def queued(at: datetime, number: int, **more: Any) -> UUID:
    given = {"channel": "email", "to": f"osoba{number % 7}@example.org", "subject": f"{number}", "text": "Treść."}
    ident = operations.queue(Outgoing(**given | more, key=f"k-{number}"), at=at)
    assert ident is not None
    return ident


class Worker:
    """A worker under the tests' own clock: the jobs that are due, and the sweep of each minute."""

    def __init__(self) -> None:
        self.attempts = 0

    def turn(self, at: datetime) -> None:
        """Do whatever a minute brings."""
        operations.defer_forgotten(at=at)
        due = Message.objects.filter(status="queued", next_attempt_at__lte=at).order_by("turn")
        for ident in due.values_list("pk", flat=True):
            before = Message.objects.get(pk=ident).attempts
            operations.send(message_id=ident, at=at)
            self.attempts += Message.objects.get(pk=ident).attempts - before


def minutes(start: datetime, length: timedelta, step: timedelta) -> Iterator[datetime]:
    while length > timedelta(0):
        yield start
        start, length = start + step, length - step


def test_a_mail_server_away_for_three_days_loses_nothing_and_mixes_nothing_up(
    post_office: PostOffice, settings: Any, at: datetime
) -> None:
    port, worker = post_office.port, Worker()
    settings.EMAIL_PORT = 1
    for number, moment in enumerate(minutes(at, 3 * DAY, 2 * HOUR)):
        queued(moment, number)
        worker.turn(moment)
        (away,) = queries.carriers_away(moment)
        assert away.since == at
    assert {row.status for row in Message.objects.all()} == {"queued"}
    assert worker.attempts < 4 * 36, "a closed door is not knocked at by everybody"
    assert queries.channels_now(at + 3 * DAY)[0].is_slow
    settings.EMAIL_PORT = port
    for moment in minutes(at + 3 * DAY, 16 * MINUTE, MINUTE):
        worker.turn(moment)
    assert {row.status for row in Message.objects.all()} == {"sent"}
    assert sorted(int(letter["Subject"]) for letter in post_office.letters) == list(range(36))
    for person in range(7):
        own = [int(one["Subject"]) for one in post_office.letters if one["To"] == f"osoba{person}@example.org"]
        assert own == sorted(own)
    assert queries.carriers_away(at + 4 * DAY) == []


def test_the_first_that_leaves_wakes_the_others(post_office: PostOffice, settings: Any, at: datetime) -> None:
    port = post_office.port
    settings.EMAIL_PORT = 1
    idents = [queued(at, number) for number in range(3)]
    for ident in idents:
        operations.send(message_id=ident, at=at)
    assert [Message.objects.get(pk=ident).attempts for ident in idents] == [1, 0, 0], "the others did not even try"
    settings.EMAIL_PORT = port
    operations.send(message_id=idents[0], at=at + MINUTE)
    waiting = Message.objects.filter(status="queued").values_list("next_attempt_at", flat=True)
    assert set(waiting) == {at + MINUTE}


def test_one_mailbox_in_trouble_is_not_the_servers_trouble(post_office: PostOffice, at: datetime) -> None:
    post_office.refused = {"osoba0@example.org": "452 skrzynka pełna"}
    first, other = queued(at, 0), queued(at, 1)
    operations.send(message_id=first, at=at)
    operations.send(message_id=other, at=at)
    assert [Message.objects.get(pk=one).status for one in (first, other)] == ["queued", "sent"]
    assert queries.carriers_away(at) == []


def test_a_wrong_password_kills_no_message(post_office: PostOffice, settings: Any, at: datetime) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "infolinia", "stare"
    ident = queued(at, 0)
    operations.send(message_id=ident, at=at)
    assert Message.objects.get(pk=ident).status == "queued"
    assert ProviderState.objects.get(pk="email").failures == 1


def test_the_database_away_after_the_servers_yes_sends_nothing_twice(
    post_office: PostOffice, monkeypatch: pytest.MonkeyPatch, at: datetime
) -> None:
    ident, noted, falls = queued(at, 0), sending._note_success, [OperationalError(), OperationalError()]
    pauses: list[float] = []

    def away(*told: Any) -> None:
        if falls:
            raise falls.pop()
        noted(*told)

    monkeypatch.setattr(sending, "_note_success", away)
    monkeypatch.setattr(sending.time, "sleep", pauses.append)
    monkeypatch.setattr(sending.connection, "close", lambda: None)
    operations.send(message_id=ident, at=at)
    assert (Message.objects.get(pk=ident).status, len(post_office.letters), len(pauses)) == ("sent", 1, 2)


def test_a_server_that_falls_silent_after_the_whole_message_leaves_a_question(
    post_office: PostOffice, monkeypatch: pytest.MonkeyPatch, at: datetime
) -> None:
    post_office.hangs_up = True
    ident = queued(at, 0)
    operations.send(message_id=ident, at=at)
    row = Message.objects.get(pk=ident)
    assert (row.status, row.is_uncertain) == ("failed", True)
    post_office.hangs_up = False
    operations.send(message_id=queued(at, 1), at=at)
    assert [letter["Subject"] for letter in post_office.letters] == ["0", "1"], "the next one has a new connection"


def test_a_late_proof_of_arrival_settles_the_question(post_office: PostOffice, at: datetime) -> None:
    ident = queued(at, 0)
    Message.objects.update(status="failed", is_uncertain=True, settled_at=at)
    operations.note_delivery(message_id=ident, state="delivered", at=at + MINUTE, event_key="dsn-1")
    row = Message.objects.get(pk=ident)
    assert (row.status, row.is_uncertain, row.sent_at) == ("delivered", False, at + MINUTE)


def test_what_a_port_holds_for_later_waits_for_its_word(
    monkeypatch: pytest.MonkeyPatch, post_office: PostOffice, at: datetime
) -> None:
    class Clerk:
        given: list[UUID] = []

        def deliver(self, message: Message) -> sending.Accepted:
            self.given.append(message.pk)
            return sending.Accepted(ref="7", provider="paper", is_sent=False)

    monkeypatch.setitem(sending.channels.PORTS, "letter", Clerk())
    ident = queued(at, 0, channel="letter", to="Halina Zatoka\nul. Portowa 1\n81-000 Gdynia")
    for hours in range(0, 200, 20):
        operations.defer_forgotten(at=at + hours * HOUR)
        operations.send(message_id=ident, at=at + hours * HOUR)
    row = Message.objects.get(pk=ident)
    assert (row.status, row.ref, Clerk.given) == ("queued", "7", [ident])
    assert operations.note_delivery(message_id=ident, state="sent", at=at + DAY, event_key="posted")
    assert not operations.note_delivery(message_id=ident, state="sent", at=at + 2 * DAY, event_key="posted")
    assert operations.note_delivery(
        message_id=ident, state="returned", at=at + 9 * DAY, event_key="back", details="nie odebrano"
    )
    row.refresh_from_db()
    assert (row.status, row.sent_at, row.settled_at) == ("returned", at + DAY, at + 9 * DAY)
    assert queries.message_by_ref("paper", "7") is not None
