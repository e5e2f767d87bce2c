"""What becomes of messages at the operator: its tasks, its states, and its evidences, which are kept as they came."""

import hashlib
import logging
from datetime import datetime, timedelta

from django.db import transaction

from infolinia.correspondence.edelivery.agent import Agent, AgentError, RemoteEvidence
from infolinia.correspondence.edelivery.profile import Profile
from infolinia.correspondence.models import Evidence, Shipment
from infolinia.correspondence.operations import note_delivery
from infolinia.correspondence.rules import edelivery as rules

log = logging.getLogger(__name__)
CLAIM = timedelta(minutes=10)
MOST = 200  # of one round: each asks the operator a few times


def look(own: Profile, *, at: datetime) -> int:
    """Ask about every shipment that is due; returns how many were asked about. One that fails is asked again later."""
    shipments = _claimed(at)
    agent = Agent(own)
    try:
        for shipment in shipments:
            _look_at(agent, shipment, at)
    finally:
        agent.close()
    return len(shipments)


def _claimed(at: datetime) -> list[Shipment]:
    """Return shipments that are due, so noted that another worker leaves them alone."""
    with transaction.atomic():
        due = Shipment.objects.filter(settled_at=None, look_at__lte=at).exclude(task_id="")
        found = list(due.select_for_update(skip_locked=True).order_by("look_at")[:MOST])
        Shipment.objects.filter(id__in=[one.pk for one in found]).update(look_at=at + CLAIM)
    return found


def _look_at(agent: Agent, shipment: Shipment, at: datetime) -> None:
    try:
        _ask(agent, shipment, at)
        shipment.failures = 0
    except AgentError as error:
        log.warning("e-Doręczenia: asking about shipment %s failed: %s", shipment.pk, error)
        shipment.failures = min(shipment.failures + 1, 100)
    if shipment.settled_at is None:
        shipment.look_at = rules.look_again(created_at=shipment.created_at, at=at, failures=shipment.failures)
        shipment.settled_at = at if shipment.look_at is None else None
    shipment.save()


def _ask(agent: Agent, shipment: Shipment, at: datetime) -> None:
    """Learn how far the shipment is: the task, then the message it made, then what the operator proves of it."""
    if not shipment.remote_id and not _learn_message(agent, shipment, at):
        return
    shipment.status, shipment.status_text = agent.status(shipment.remote_id)
    _keep_new_evidences(agent, shipment, at)
    told = rules.told(shipment.status)
    if told.state:
        said = ": ".join(filter(None, (shipment.status, shipment.status_text)))
        _tell(shipment, told.state, at, f"edelivery:{shipment.task_id}:{shipment.status}", said)
    kinds = list(shipment.evidences.values_list("kind", flat=True))
    if rules.is_settled(shipment.status, kinds):
        shipment.settled_at = at


def _learn_message(agent: Agent, shipment: Shipment, at: datetime) -> bool:
    """Note which message the task made; returns whether there is one yet."""
    result = agent.task(shipment.task_id)
    if result is None:
        return False
    if result.error or not result.message_id:
        shipment.status_text, shipment.settled_at = result.error, at
        _tell(shipment, "failed", at, f"edelivery:{shipment.task_id}:failed", result.error)
        return False
    shipment.remote_id = result.message_id
    return True


def _keep_new_evidences(agent: Agent, shipment: Shipment, at: datetime) -> None:
    """Fetch and keep the evidences that we do not have, and note what each proves, with its own moment."""
    kept = set(Evidence.objects.filter(shipment=shipment).values_list("remote_id", flat=True))
    for one in agent.evidences(shipment.remote_id):
        if one.id not in kept:
            _keep(agent, shipment, one, at)


def _keep(agent: Agent, shipment: Shipment, one: RemoteEvidence, at: datetime) -> None:
    content = agent.evidence(one.id)
    digest = hashlib.sha256(content).hexdigest()
    fields = {"kind": one.kind, "event_at": one.event_at, "fetched_at": at, "content": content, "sha256": digest}
    Evidence.objects.get_or_create(remote_id=one.id, defaults={"shipment": shipment, **fields})
    if state := rules.state_of_evidence(one.kind):
        moment = min(one.event_at or at, at)
        _tell(shipment, state, moment, f"evidence:{one.id}", f"{shipment.status}: {one.kind}")


def _tell(shipment: Shipment, state: str, at: datetime, key: str, said: str) -> None:
    note_delivery(message_id=shipment.message_id, state=state, at=at, event_key=key[:200], details=said)
