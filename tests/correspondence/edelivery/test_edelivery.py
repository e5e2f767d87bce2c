"""A message through e-Doręczenia, against a server that keeps the published interface."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from pytest_django import Settings

from infolinia.core.clock import now
from infolinia.correspondence import operations
from infolinia.correspondence.channels import NotSent
from infolinia.correspondence.channels.edelivery import EdeliveryPort
from infolinia.correspondence.edelivery import queries, watching
from infolinia.correspondence.edelivery.profile import CannotUse, profile
from infolinia.correspondence.models import Message, Shipment, Status
from infolinia.correspondence.operations import CannotSend
from infolinia.correspondence.shapes import Attachment, Outgoing
from tests.correspondence.edelivery.operator import EVIDENCE, HALINA, Operator
from tests.knowledge.pdf import samples

pytestmark = pytest.mark.django_db
Queue = Callable[..., Message]
SEND = "POST /drafts/send"
_KEYS = count()


def queued(**fields: Any) -> Message:
    """Queue a message for Halina's electronic address."""
    told: dict[str, Any] = {"to": HALINA, "subject": "INF-2026-48213: odpowiedź", "text": "Dzień dobry."} | fields
    outgoing = Outgoing(channel="edelivery", key=f"edelivery:{next(_KEYS)}", **told)
    ident = operations.queue(outgoing, at=now() - timedelta(minutes=1))
    assert ident is not None
    return Message.objects.get(id=ident)


def send(message: Message, after: timedelta = timedelta(0)) -> Message:
    """Let the worker try; `after` is how much later than now it comes."""
    Message.objects.filter(id=message.id, status=Status.QUEUED).update(next_attempt_at=now(), claimed_until=None)
    operations.send(message_id=message.id, at=now() + after)
    message.refresh_from_db()
    return message


def look(at: datetime | None = None) -> None:
    """Let the worker ask the operator, as if the time for it had come."""
    Shipment.objects.filter(settled_at=None).update(look_at=now() - timedelta(seconds=1))
    watching.look(profile(), at=at or now())


def test_a_message_becomes_a_draft_with_its_files_and_then_a_task(operator: Operator) -> None:
    form = Attachment("Wniosek.pdf", "application/pdf", samples.form())
    message = send(queued(attachments=(form,), secret="A7K2P9", text="Kod: {{kod}}"))
    (sent,) = operator.sent
    told = sent.message["messageMetadata"]
    assert (told["to"], told["subject"]) == ([{"eDeliveryAddress": HALINA}], "INF-2026-48213: odpowiedź")
    assert told["caseId"].startswith("INF-2026-48213/")
    assert sent.message["textBody"] == "Kod: A7K2P9"
    assert sent.files == [("Wniosek.pdf", "application/pdf", form.content)]
    assert (message.status, message.is_held, message.ref) == (Status.QUEUED, True, sent.task_id)


def test_what_the_operator_has_taken_over_cannot_be_called_off(operator: Operator) -> None:
    waiting, given = queued(), send(queued(to="AE:PL-77777-88888-PIOTR-99"))
    assert operations.cancel([waiting.id, given.id], at=now()) == 1
    given.refresh_from_db()
    assert given.status == Status.QUEUED


def test_a_large_file_goes_by_its_own_way(operator: Operator) -> None:
    large = Attachment("plan.pdf", "application/pdf", b"%PDF-1.7\n" + b"\x00\xff\r\n--x" * 500_000)
    send(queued(attachments=(large,)))
    assert operator.sent[0].files == [("plan.pdf", "application/pdf", large.content)]
    assert any(call.endswith("/attachments/upload") for call in operator.calls)


def test_a_text_longer_than_the_interface_takes_goes_as_a_letter(operator: Operator) -> None:
    send(queued(text="Zdanie. " * 1_000))
    (sent,) = operator.sent
    assert sent.message["textBody"] == "Treść pisma jest w załączniku „pismo.pdf”."
    assert [(name, content[:5]) for name, _type, content in sent.files] == [("pismo.pdf", b"%PDF-")]


def test_states_and_evidences_become_deliveries_with_their_moments(operator: Operator) -> None:
    message = send(queued())
    (sent,) = operator.sent
    operator.faults["pending"] = [True]
    look()
    assert not Shipment.objects.get().remote_id, "the task still runs"
    look()
    assert Message.objects.get().status == Status.QUEUED, "being checked is not yet sent"
    sent.status = "Wysłana"
    operator.prove(sent, "A.1", "2026-11-22T08:00:00Z")
    look()
    assert Message.objects.get().status == Status.SENT
    sent.status = "Doręczona"
    operator.prove(sent, "E1", "2026-11-22T09:30:00+01:00")
    look()
    message.refresh_from_db()
    assert message.status == Status.DELIVERED
    assert Shipment.objects.get().settled_at is not None
    said = [(event.state, event.details, f"{event.at:%H:%M}") for event in message.deliveries.order_by("at", "id")]
    assert said[:2] == [("sent", "Wysłana: A.1", "08:00"), ("delivered", "Doręczona: E.1", "08:30")]


def test_evidences_are_kept_as_they_came_once_and_no_address_in_them_is_followed(operator: Operator) -> None:
    message = send(queued())
    (sent,) = operator.sent
    sent.status = "Doręczona"
    operator.prove(sent, "A.1", "2026-11-22T08:00:00Z")
    operator.prove(sent, "E.1", "2026-11-22T09:00:00Z", messageId="somebody else's")
    look(), look()
    (line,) = queries.evidences_of(message.id)
    assert (line.kind, line.sha256) == ("A.1", hashlib.sha256(EVIDENCE).hexdigest())
    assert queries.evidence_file(line.id, message_id=message.id) == EVIDENCE
    assert queries.evidence_file(line.id, message_id=queued().id) is None
    assert sum(call.startswith("GET evidences/") for call in operator.calls) == 1
    assert Shipment.objects.get().settled_at is None, "the proof of receipt is still to come"


@pytest.mark.parametrize(
    ("status", "kind", "state"),
    [
        ("Odrzucona", "A.2", Status.BOUNCED),  # it had been given away: a refusal at the goal
        ("Niedoręczona", "D.2", Status.RETURNED),
        ("Uznana za doręczoną", "BPOP", Status.DELIVERED),
    ],
)
def test_each_end_is_noted_and_nobody_asks_any_more(operator: Operator, status: str, kind: str, state: str) -> None:
    send(queued())
    (sent,) = operator.sent
    sent.status = "Wysłana"
    look()
    sent.status, sent.reason = status, "powód operatora"
    operator.prove(sent, kind, "2026-11-22T09:00:00Z")
    look()
    assert Message.objects.get().status == state
    before = len(operator.calls)
    look()
    assert len(operator.calls) == before


def test_a_task_that_failed_is_dead_with_the_operators_words_and_may_be_sent_again(operator: Operator) -> None:
    message = send(queued())
    operator.task_error = "Adresat nie ma skrzynki"
    look()
    message.refresh_from_db()
    assert message.status == Status.FAILED
    said = message.deliveries.last()
    assert said is not None
    assert "Adresat nie ma skrzynki" in said.details
    operator.task_error = ""
    Message.objects.filter(id=message.id).update(status=Status.QUEUED, next_attempt_at=now())
    send(message)
    assert len(operator.sent) == 2, "a person asked for it"


def test_what_is_sent_again_elsewhere_goes_there(operator: Operator) -> None:
    message = send(queued())
    operator.sent[0].status = "Niedoręczona"
    look()
    assert Shipment.objects.get().settled_at is None, "its proof is still to come"
    operations.resend(message_id=message.id, by_id=1, at=now(), to="AE:PL-77777-88888-PIOTR-99")
    send(message)
    assert [each.message["messageMetadata"]["to"] for each in operator.sent] == [
        [{"eDeliveryAddress": HALINA}],
        [{"eDeliveryAddress": "AE:PL-77777-88888-PIOTR-99"}],
    ]


def test_what_may_have_left_is_looked_for_before_it_is_sent_again(operator: Operator) -> None:
    message = send(queued())
    Shipment.objects.update(task_id="", look_at=None)
    Message.objects.update(status=Status.FAILED, is_uncertain=True, is_held=False)
    operations.resend(message_id=message.id, by_id=1, at=now())
    assert send(message).ref == operator.sent[0].task_id
    assert len(operator.sent) == 1


def test_an_answer_lost_after_sending_is_found_and_not_sent_twice(operator: Operator) -> None:
    operator.faults["POST /drafts/send"] = ["silence"]
    message = send(queued())
    assert (message.status, message.is_held) == (Status.QUEUED, False)
    message = send(message, after=timedelta(hours=1))
    assert len(operator.sent) == 1
    assert (message.is_held, message.ref) == (True, operator.sent[0].task_id)


def test_a_worker_that_died_after_sending_leaves_one_message(operator: Operator) -> None:
    message = send(queued())
    Shipment.objects.update(task_id="", look_at=None)  # it died before its note
    Message.objects.update(is_held=False, ref="", handed_at=now())
    message = send(message, after=timedelta(minutes=10))
    assert len(operator.sent) == 1
    assert (message.is_held, message.ref) == (True, operator.sent[0].task_id)


def test_a_worker_that_died_among_the_files_puts_them_on_once(operator: Operator) -> None:
    files = tuple(Attachment(f"{number}.pdf", "application/pdf", b"%PDF-1.7") for number in (1, 2))
    operator.faults[r"POST /drafts/([^/]+)/attachments"] = [None, 500]
    message = send(queued(attachments=files))
    assert operator.sent == []
    send(message, after=timedelta(hours=1))
    (sent,) = operator.sent
    assert [name for name, _type, _content in sent.files] == ["1.pdf", "2.pdf"]
    assert len(operator.drafts) == 0, "one draft, the same"


def test_what_was_asked_but_never_done_is_sent_after_a_while(operator: Operator) -> None:
    operator.faults["POST /drafts/send"] = [500]
    message = send(queued())
    assert (operator.sent, message.status) == ([], Status.QUEUED)
    send(message, after=timedelta(hours=1))
    assert operator.sent == [], "the operator may still be at it"
    Shipment.objects.update(send_asked_at=now() - timedelta(minutes=16))
    send(message, after=timedelta(hours=2))
    assert len(operator.sent) == 1


def test_what_nobody_can_tell_is_left_to_a_person(operator: Operator) -> None:
    message = send(queued())
    operator.sent.clear()
    Shipment.objects.update(task_id="", send_asked_at=now() - timedelta(days=2))
    Message.objects.update(is_held=False, handed_at=None)
    message = send(message)
    assert (message.status, message.is_uncertain) == (Status.FAILED, True)


@pytest.mark.parametrize("code", [429, 500, 503])
def test_an_operator_in_trouble_is_asked_again_later(operator: Operator, code: int) -> None:
    operator.faults["POST /drafts"] = [code]
    message = send(queued())
    assert (message.status, message.attempts) == (Status.QUEUED, 1)
    assert f"HTTP {code}" in message.error
    send(message, after=timedelta(hours=1))
    assert len(operator.sent) == 1


def test_a_refused_message_is_dead_with_the_operators_words(operator: Operator) -> None:
    operator.faults["POST /drafts"] = [400]
    message = send(queued())
    assert message.status == Status.FAILED
    assert message.error == "HTTP 400: E999 zajęty"


def test_while_the_operator_is_away_looking_costs_little_and_loses_nothing(operator: Operator) -> None:
    send(queued())
    operator.is_working = False
    at = now()
    for hours in range(3):
        look(at + timedelta(hours=hours))
    shipment = Shipment.objects.get()
    assert (shipment.failures, shipment.settled_at) == (3, None)
    assert shipment.look_at is not None
    operator.is_working, operator.sent[0].status = True, "Wysłana"
    look()
    assert Message.objects.get().status == Status.SENT
    assert Shipment.objects.get().failures == 0


def test_one_token_serves_many_calls_and_a_refused_one_is_bought_anew(operator: Operator) -> None:
    send(queued()), send(queued())
    assert operator.calls.count("token") == 1
    operator.tokens.clear()
    message = send(queued())
    assert message.status == Status.QUEUED
    send(message, after=timedelta(hours=1))
    assert len(operator.sent) == 3
    assert operator.calls.count("token") == 2


def test_the_token_follows_no_redirect(operator: Operator) -> None:
    operator.redirect_to = "http://127.0.0.1:9/"
    message = send(queued())
    assert (message.status, operator.sent) == (Status.QUEUED, [])


def test_a_wrong_address_never_reaches_the_operator(operator: Operator) -> None:
    with pytest.raises(CannotSend, match="AE:PL-12345-67890-ABCDE-12"):
        queued(to="AE:PL-123")
    assert queued(to=HALINA.lower()).to == HALINA
    assert operator.calls == []


def test_the_way_is_off_by_default(settings: Settings) -> None:
    assert settings.EDELIVERY["address"] == ""
    with pytest.raises(CannotUse, match="nie są włączone"):
        profile()
    with pytest.raises(NotSent):
        EdeliveryPort().deliver(Message(to=HALINA))


@pytest.mark.parametrize("missing", ["system", "api_url", "token_url", "key_file"])
def test_an_incomplete_profile_says_so(operator: Operator, settings: Settings, missing: str) -> None:
    settings.EDELIVERY = {**settings.EDELIVERY, missing: ""}
    with pytest.raises(CannotUse, match="niepełne"):
        profile()


def test_a_key_that_is_none_says_so(operator: Operator, settings: Settings) -> None:
    settings.EDELIVERY = {**settings.EDELIVERY, "key_file": __file__}
    with pytest.raises(CannotUse, match="nie da się odczytać"):
        profile()


def test_shipments_go_with_their_message(operator: Operator) -> None:
    send(queued())
    operator.prove(operator.sent[0], "A.1", "2026-11-22T08:00:00Z")
    look()
    operations.forget_loose_messages(before=now() + timedelta(days=1), at=now())
    assert not Shipment.objects.exists()
