"""The way out through e-Doręczenia: a draft first, which we note, and only then its sending: nothing goes out twice."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override

from infolinia.core.clock import now
from infolinia.correspondence.channels.base import Accepted, NotSent, Unsure
from infolinia.correspondence.edelivery.agent import Agent, AgentError
from infolinia.correspondence.edelivery.profile import CannotUse, profile
from infolinia.correspondence.models import Message, Shipment
from infolinia.correspondence.printing import preparing
from infolinia.correspondence.rules import edelivery as rules
from infolinia.correspondence.rules.marks import filled

PROVIDER = "edelivery"
FIRST_LOOK = timedelta(minutes=1)
SETTLES = timedelta(minutes=15)  # after this the operator has either taken the draft away or never heard of it
PATIENCE = timedelta(days=1)
LETTER_NAME = "pismo.pdf"


class EdeliveryPort:
    """Gives the message to the operator as a task; what becomes of it is watched by `edelivery.watching`."""

    def deliver(self, message: Message) -> Accepted:
        """Create the draft, put the files on it, and have it sent; each step is noted before the next one."""
        if rules.address(message.to) is None:
            raise NotSent(_("To nie jest adres do e-Doręczeń: %(address)s") % {"address": message.to}, permanent=True)
        agent = _agent()
        try:
            return _taken(_sent(agent, message, _shipment(message)))
        except AgentError as error:
            raise NotSent(str(error), permanent=error.permanent, is_away=error.is_away) from error
        finally:
            agent.close()

    def find(self, message: Message) -> Accepted | None:
        """Return the task if we know it; whether a draft left is found out by `deliver` itself."""
        shipment = Shipment.objects.filter(message=message, settled_at=None).exclude(task_id="").first()
        return _taken(shipment) if shipment else None


def _agent() -> Agent:
    try:
        return Agent(profile())
    except CannotUse as refusal:
        raise NotSent(str(refusal), permanent=False, is_away=True) from refusal


def _shipment(message: Message) -> Shipment:
    """Return the message's shipment; one that ended badly or went elsewhere and is sent again begins anew."""
    address = rules.address(message.to) or ""
    shipment, _made = Shipment.objects.get_or_create(
        message=message, defaults={"address": address, "created_at": now()}
    )
    if shipment.settled_at is None and shipment.address == address:
        return shipment
    fresh = Shipment(pk=shipment.pk, message=message, address=address, created_at=now(), look_at=None)
    fresh.save(force_update=True)
    return fresh


def _sent(agent: Agent, message: Message, shipment: Shipment) -> Shipment:
    """Take the steps that are left; returns the shipment with its task."""
    if shipment.task_id:
        return shipment
    if shipment.send_asked_at is not None and not _must_send_again(agent, message, shipment):
        return shipment
    if not shipment.draft_id:
        text, subject = _text(message), message.subject
        draft_id = agent.create_draft(to=shipment.address, subject=subject, text=text, case=_case(message))
        _note(shipment, draft_id=draft_id)
    if not shipment.is_complete:
        _add_files(agent, message, shipment)
    _note(shipment, send_asked_at=now())
    try:
        task_id = agent.send_draft(shipment.draft_id)
    except AgentError as error:
        if not error.is_unsure:
            _note(shipment, send_asked_at=None)
        raise
    _note(shipment, task_id=task_id, look_at=now() + FIRST_LOOK)
    return shipment


def _must_send_again(agent: Agent, message: Message, shipment: Shipment) -> bool:
    """Find out what became of a sending whose answer never came; raises `NotSent` to ask later, `Unsure` in the end."""
    task_id = agent.find_sent(case=_case(message), to=shipment.address)
    if task_id:
        _note(shipment, task_id=task_id, look_at=now() + FIRST_LOOK)
        return False
    age = now() - (shipment.send_asked_at or now())
    if age >= SETTLES and agent.has_draft(shipment.draft_id):
        return True
    if age >= PATIENCE:
        raise Unsure(_("Operator e-Doręczeń nie ma ani szkicu, ani wysłanej wiadomości."))
    raise NotSent(_("Nie wiadomo jeszcze, czy operator wysłał szkic. Pytamy."), permanent=False)


def _add_files(agent: Agent, message: Message, shipment: Shipment) -> None:
    """Put all files on the draft, from the first: a worker may have died among them."""
    agent.clear_files(shipment.draft_id)
    files = [
        (each.name, each.media_type, bytes(each.file.content)) for each in message.enclosures.select_related("file")
    ]
    if len(filled(message.text, message.secret)) > rules.LONGEST_TEXT:
        files.insert(0, (LETTER_NAME, preparing.PDF, preparing.preview(message, now())))
    for position, (name, media_type, content) in enumerate(files, start=1):
        file_id = f"{message.id}-{position}"
        agent.add_file(shipment.draft_id, file_id=file_id, name=name, media_type=media_type, content=content)
    _note(shipment, is_complete=True)


def _text(message: Message) -> str:
    text = filled(message.text, message.secret)
    if len(text) <= rules.LONGEST_TEXT:
        return text
    with override(message.language):
        return _("Treść pisma jest w załączniku „%(name)s”.") % {"name": LETTER_NAME}


def _case(message: Message) -> str:
    """Return a case number of this message alone: the matter's number, as far as there is one, and a part of ours."""
    return "/".join(filter(None, (preparing.reference(message) or "INFOLINIA", message.id.hex[:12])))


def _note(shipment: Shipment, **fields: object) -> None:
    for name, value in fields.items():
        setattr(shipment, name, value)
    shipment.save(update_fields=list(fields))


def _taken(shipment: Shipment) -> Accepted:
    return Accepted(ref=shipment.task_id, provider=PROVIDER, is_sent=False)
