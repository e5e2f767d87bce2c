"""Programs get keys and lose them; what they hear is signed, retried and never lost; a request is done once."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from infolinia.city.models import Staff, Unit
from infolinia.core.errors import Cannot
from infolinia.partners import operations, queries
from infolinia.partners.models import Delivery, Partner, SeenRequest, Webhook
from infolinia.partners.operations import CannotRepeat, PartnerDraft
from infolinia.partners.rules import rights, signing
from infolinia.partners.shapes import Issued
from tests.partners.conftest import NewProgram

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


class Receiver(httpx.MockTransport):
    """The other side: answers with these statuses in turn (0 is no answer at all) and keeps what came."""

    def __init__(self, *statuses: int) -> None:
        self.statuses, self.came = list(statuses), []
        super().__init__(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.came.append(request)
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        if not status:
            raise httpx.ConnectTimeout("no answer", request=request)
        return httpx.Response(status, text="x" * 1000)


def test_a_key_is_known_until_another_is_given_or_it_is_taken_away(new_program: NewProgram, at: datetime) -> None:
    made = new_program(rights=[rights.READ, "root"])
    found = queries.partner_of(made.secret)
    assert found is not None
    assert (found.name, found.rights, found.sees) == ("Aplikacja", frozenset({rights.READ}), "own")
    newer = operations.issue_key(partner_id=made.id, at=at)
    assert queries.partner_of(made.secret) is None
    assert queries.partner_of(newer.secret) is not None
    operations.revoke_key(partner_id=made.id)
    assert queries.partner_of(newer.secret) is None


def test_the_key_is_kept_nowhere(new_program: NewProgram) -> None:
    made = new_program()
    with connection.cursor() as cursor:
        for table in ("partners_partner", "partners_partnerevent"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{made.secret}%"])  # noqa: S608
            assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT count(*) FROM partners_partnerevent")
        assert cursor.fetchone()[0] == 1, "who got a key is in the history"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [({"name": " "}, "name"), ({"name": "Aplikacja"}, "name"), ({"sees": "unit"}, "unit_id"), ({"sees": "x"}, "sees")],
)
def test_a_program_that_cannot_be_is_refused(new_program: NewProgram, fields: dict[str, Any], wrong: str) -> None:
    new_program()
    with pytest.raises(Cannot) as refused:
        new_program(**{"name": "Inna", **fields})
    assert refused.value.field == wrong  # type: ignore[attr-defined]
    assert Partner.objects.count() == 1


def test_use_is_noted_once_an_hour(new_program: NewProgram, at: datetime) -> None:
    key, noted = new_program().secret, []
    for minutes in (0, 30, 59, 61):
        program = queries.partner_of(key)
        assert program is not None
        operations.note_used(program, at=at + timedelta(minutes=minutes))
        noted.append(Partner.objects.get().last_used_at)
    assert noted == [at, at, at, at + timedelta(minutes=61)]


@pytest.mark.parametrize(
    "url",
    ["", "ftp://x.example.org", "https://", "https://a:b@x.example.org/", "https://x.example.org/#a", "https://a b"],
)
def test_an_address_that_cannot_be_is_refused(new_program: NewProgram, at: datetime, url: str) -> None:
    with pytest.raises(Cannot):
        operations.add_webhook(partner_id=new_program().id, url=url, hears=rights.EVENTS, at=at)


def test_nobody_listens_and_nothing_is_asked_of_the_database(at: datetime) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert operations.announce(rights.CHANGED, {}, "k", at) == 0
    assert len(asked) == 0


def test_a_change_becomes_one_message_for_each_who_wants_it(
    webhook: Issued, new_program: NewProgram, roads: Unit, lamps: Unit, at: datetime
) -> None:
    own = new_program("Własne")
    of_lamps = new_program("Latarnie", sees="unit", unit_id=lamps.pk)
    for program in (own, of_lamps):
        operations.add_webhook(partner_id=program.id, url="https://x.example.org", hears=[rights.CLOSED], at=at)
    told = operations.announce(rights.CLOSED, {"number": "1"}, "a", at, unit_id=lamps.pk, origin=f"p{own.id}:7")
    assert told == 3
    assert operations.announce(rights.CLOSED, {"number": "2"}, "b", at, unit_id=roads.pk, origin="") == 1
    assert operations.announce(rights.CHANGED, {"number": "3"}, "c", at, unit_id=lamps.pk, origin=f"p{own.id}:7") == 1
    left = operations.announce(rights.CLOSED, {"number": "4"}, "d", at, unit_id=roads.pk, left_unit_id=lamps.pk)
    assert left == 2, "also those hear it whose unit the matter leaves"
    assert Delivery.objects.count() == 7
    assert ProcrastinateJob.objects.filter(task_name=operations.DELIVER_TASK).count() == 7


def test_the_same_event_is_told_once(webhook: Issued, at: datetime) -> None:
    for _time in range(2):
        operations.announce(rights.CLOSED, {}, "a", at)
    assert Delivery.objects.count() == 1


@pytest.fixture
def told(webhook: Issued, at: datetime) -> Delivery:
    """A message that waits."""
    operations.announce(rights.CLOSED, {"number": "INF-2026-00001"}, "a", at)
    return Delivery.objects.get()


def test_what_arrives_is_signed_by_the_secret_of_its_address(webhook: Issued, told: Delivery, at: datetime) -> None:
    receiver = Receiver(204)
    operations.deliver(delivery_id=told.id, at=at, transport=receiver)
    told.refresh_from_db()
    assert (told.state, told.attempts, told.answered, told.settled_at) == ("sent", 1, 204, at)
    came = receiver.came[0]
    signed = signing.signature(webhook.secret, message_id=str(told.id), sent_at=int(at.timestamp()), body=came.content)
    assert came.headers["webhook-signature"] == signed
    assert (came.headers["webhook-id"], came.url) == (str(told.id), "https://program.example.org/in")
    assert json.loads(came.content) == {
        "type": "matter.closed",
        "timestamp": at.isoformat(),
        "data": {"number": "INF-2026-00001"},
    }


def test_what_arrived_is_not_sent_again(told: Delivery, at: datetime) -> None:
    receiver = Receiver(200)
    for _time in range(2):
        operations.deliver(delivery_id=told.id, at=at, transport=receiver)
    assert len(receiver.came) == 1


@pytest.mark.parametrize("status", [0, 301, 404, 500])
def test_what_did_not_arrive_waits_and_says_why(told: Delivery, at: datetime, status: int) -> None:
    operations.deliver(delivery_id=told.id, at=at, transport=Receiver(status))
    told.refresh_from_db()
    assert (told.state, told.next_attempt_at) == ("queued", at + timedelta(seconds=20))
    assert told.error == ("ConnectTimeout: no answer" if status == 0 else f"HTTP {status}")
    assert Webhook.objects.get().failing_since == at
    early = Receiver(200)
    operations.deliver(delivery_id=told.id, at=at, transport=early)
    assert early.came == [], "not before its time"


def test_after_three_days_it_is_dead_and_a_person_may_send_it_again(told: Delivery, at: datetime) -> None:
    moment = at
    while Delivery.objects.get().state == "queued":
        moment = max(moment, Delivery.objects.get().next_attempt_at)
        operations.deliver(delivery_id=told.id, at=moment, transport=Receiver(500))
    assert timedelta(days=2.5) < moment - at <= timedelta(days=3)
    assert operations.resend_dead(webhook_id=told.webhook_id, at=moment) == 1
    operations.deliver(delivery_id=told.id, at=moment, transport=Receiver(200))
    assert Delivery.objects.get().state == "sent"
    assert Webhook.objects.get().failing_since is None


def test_an_address_that_fails_gets_its_oldest_message_and_when_it_works_again_the_others_at_once(
    told: Delivery, at: datetime
) -> None:
    operations.deliver(delivery_id=told.id, at=at, transport=Receiver(500))
    operations.announce(rights.CHANGED, {}, "b", at + timedelta(seconds=1))
    other, early, later = Delivery.objects.exclude(id=told.id).get(), Receiver(200), at + timedelta(seconds=30)
    operations.deliver(delivery_id=other.id, at=later, transport=early)
    other.refresh_from_db()
    assert (early.came, other.state, other.attempts) == ([], "queued", 0), "nobody waits for it to answer twice"
    assert other.next_attempt_at > later
    operations.deliver(delivery_id=told.id, at=later, transport=Receiver(200))
    other.refresh_from_db()
    assert other.next_attempt_at == later
    operations.deliver(delivery_id=other.id, at=later, transport=early)
    assert len(early.came) == 1


def test_a_trial_goes_to_an_address_that_fails(told: Delivery, at: datetime) -> None:
    operations.deliver(delivery_id=told.id, at=at, transport=Receiver(0))
    operations.ping(webhook_id=told.webhook_id, at=at)
    receiver = Receiver(200)
    operations.deliver(delivery_id=Delivery.objects.get(event="ping").id, at=at, transport=receiver)
    assert len(receiver.came) == 1


def test_residents_letters_go_before_what_programs_are_told(told: Delivery) -> None:
    assert [job.priority for job in ProcrastinateJob.objects.filter(task_name=operations.DELIVER_TASK)] == [-5]


def test_an_address_that_another_process_removed_gets_no_message_and_the_change_stands(
    webhook: Issued, at: datetime
) -> None:
    assert queries.somebody_listens()
    Webhook.objects.get().delete()  # as another process does: this one still has it in mind
    assert operations.announce(rights.CHANGED, {}, "a", at) == 0
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_address_that_goes_while_a_message_is_on_its_way_takes_the_message_with_it(
    told: Delivery, at: datetime
) -> None:
    class Going(Receiver):
        def _answer(self, request: httpx.Request) -> httpx.Response:
            operations.remove_webhook(webhook_id=told.webhook_id)
            return super()._answer(request)

    operations.deliver(delivery_id=told.id, at=at, transport=Going(200))
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("taken", ["key", "right"])
def test_a_program_without_key_or_right_hears_nothing_more(told: Delivery, at: datetime, taken: str) -> None:
    program, receiver = told.webhook.partner_id, Receiver(200)
    assert queries.somebody_listens()
    if taken == "key":
        operations.revoke_key(partner_id=program)
    else:
        draft = PartnerDraft("Nasłuch", rights=[rights.REGISTER], sees="all")
        operations.change_partner(partner_id=program, draft=draft)
    assert operations.announce(rights.CHANGED, {}, "b", at) == 0
    operations.deliver(delivery_id=told.id, at=at, transport=receiver)
    told.refresh_from_db()
    assert (receiver.came, told.state) == ([], "dead")


def test_an_address_that_is_gone_is_told_nothing_more(told: Delivery, at: datetime) -> None:
    operations.deliver(delivery_id=told.id, at=at, transport=Receiver(410))
    assert Delivery.objects.get().state == "dead"
    assert not Webhook.objects.get().is_active


def test_what_a_dead_worker_held_is_picked_up(told: Delivery, at: datetime) -> None:
    Delivery.objects.update(claimed_until=at + timedelta(minutes=2))
    assert operations.defer_forgotten(at=at + timedelta(minutes=1.5)) == 0, "somebody may still be sending it"
    assert operations.defer_forgotten(at=at + timedelta(minutes=3)) == 1
    receiver = Receiver(200)
    operations.deliver(delivery_id=told.id, at=at + timedelta(minutes=3), transport=receiver)
    assert len(receiver.came) == 1


def test_old_messages_and_keys_of_requests_are_forgotten(told: Delivery, at: datetime) -> None:
    operations.deliver(delivery_id=told.id, at=at, transport=Receiver(200))
    operations.once(partner_id=told.webhook.partner_id, key="k", asked=b"", at=at, do=lambda: {"n": 1})
    assert operations.forget_old(at=at + timedelta(days=13)) == {"sent": 0, "dead": 0, "requests": 0}
    assert operations.forget_old(at=at + timedelta(days=31)) == {"sent": 1, "dead": 0, "requests": 1}


def test_a_request_is_done_once_and_answered_twice(new_program: NewProgram, at: datetime) -> None:
    done: list[int] = []

    def do() -> dict[str, Any]:
        done.append(1)
        return {"number": len(done)}

    ask: Callable[..., Any] = lambda **more: operations.once(  # noqa: E731
        **{"partner_id": program, "key": "k", "asked": b"a", "at": at, "do": do, **more}
    )
    program = new_program().id
    assert ask() == ({"number": 1}, False)
    assert ask() == ({"number": 1}, True)
    with pytest.raises(CannotRepeat):
        ask(asked=b"other")
    assert ask(partner_id=new_program("Druga").id) == ({"number": 2}, False), "keys are each program's own"


def test_what_was_refused_leaves_the_key_free(new_program: NewProgram, at: datetime) -> None:
    def refuse() -> dict[str, Any]:
        raise Cannot("no")

    program = new_program().id
    with pytest.raises(Cannot):
        operations.once(partner_id=program, key="k", asked=b"a", at=at, do=refuse)
    assert not SeenRequest.objects.exists()


def test_changing_a_program_keeps_its_key(new_program: NewProgram, administrator: Staff, roads: Unit) -> None:
    made = new_program()
    operations.change_partner(
        partner_id=made.id, draft=PartnerDraft("Nowa nazwa", rights=[rights.STATUS], sees="unit", unit_id=roads.pk)
    )
    found = queries.partner_of(made.secret)
    assert found is not None
    assert (found.name, found.sees, found.unit_id) == ("Nowa nazwa", "unit", roads.pk)
