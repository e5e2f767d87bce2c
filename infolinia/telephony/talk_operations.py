"""What an adviser asks the exchange to do with others in a talk: consult, join, pass on. Refused before it starts."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.contacts import operations as contact_writes
from infolinia.contacts import queries as contacts
from infolinia.core import live
from infolinia.core.phones import readable
from infolinia.routing import queries as routing
from infolinia.telephony import trunks
from infolinia.telephony.beside import operations as beside
from infolinia.telephony.operations import CannotControlCall, own_call
from infolinia.telephony.rules.numbers import Refusal

CAN_BE_ASKED = frozenset({"ready", "break", "after_call"})


@dataclass(frozen=True)
class Target:
    """Whom to call or pass to. `target` is a person's id, a queue's or unit's code, or digits; `number` is dialled."""

    kind: str
    target: str
    label: str
    number: str = ""


def target(*, kind: str, which: str) -> Target:
    """Return the target that a screen names; refused when there is none such, or calls may not leave to it."""
    found = {"adviser": _adviser, "queue": _queue, "unit": _unit, "number": _number}.get(kind)
    if found is None:
        raise CannotControlCall(_("Wybierz kogoś z listy albo wpisz numer."))
    return found(which)


@transaction.atomic
def consult(*, conversation_id: UUID, by: int, to: Target, at: datetime) -> None:
    """Call somebody while the caller hears music. Refused to a queue, to who can't be asked now, and beside another."""
    own_call(conversation_id, by)
    if to.kind == "queue":
        raise CannotControlCall(_("Z kolejką nie można się skonsultować. Możesz do niej przekazać rozmowę."))
    if contacts.party_of(conversation_id):
        raise CannotControlCall(_("W tej rozmowie jest już ktoś trzeci. Najpierw zakończ z nim rozmowę."))
    _check_colleague(to, by)
    _wish("consult", conversation_id, by, at, to=asdict(to))


@transaction.atomic
def swap(*, conversation_id: UUID, by: int, at: datetime) -> None:
    """Speak with the other of the two: the caller, or the one who was called in."""
    _with_party(conversation_id, by)
    _wish("swap", conversation_id, by, at)


@transaction.atomic
def conference(*, conversation_id: UUID, by: int, at: datetime) -> None:
    """Let all three talk."""
    _with_party(conversation_id, by)
    _wish("conference", conversation_id, by, at)


@transaction.atomic
def drop_party(*, conversation_id: UUID, by: int, at: datetime) -> None:
    """Let the third party go; the caller is heard again. An interpreter comes back by a new code only."""
    own_call(conversation_id, by)
    beside.end_invitation(conversation_id=conversation_id)
    _wish("drop_party", conversation_id, by, at)


@transaction.atomic
def join_and_leave(*, conversation_id: UUID, by: int, at: datetime) -> None:
    """Join the caller with the third party and leave the talk to them."""
    own_call(conversation_id, by)
    party = contacts.party_of(conversation_id)
    if party is None:
        raise CannotControlCall(_("Nie ma z kim połączyć rozmówcy."))
    if party.kind == "guest":
        raise CannotControlCall(_("Tłumacz nie zostaje z mieszkańcem bez doradcy."))
    _wish("join_and_leave", conversation_id, by, at)


@transaction.atomic
def transfer(*, conversation_id: UUID, by: int, to: Target, at: datetime) -> None:
    """Pass the caller on at once. A colleague must be at work; they may talk now: the caller waits for them a while."""
    own_call(conversation_id, by)
    if to.kind == "adviser" and routing.presence(int(to.target)).state == "offline":
        raise CannotControlCall(_("%(name)s jest poza stanowiskiem.") % {"name": to.label})
    if to.kind == "adviser" and int(to.target) == by:
        raise CannotControlCall(_("To Ty prowadzisz tę rozmowę."))
    beside.end_invitation(conversation_id=conversation_id)
    _wish("transfer", conversation_id, by, at, to=asdict(to))


def call_out(*, number: str, reason: str, by: int, at: datetime) -> UUID:
    """Call the number, showing the city's own: the adviser's telephone first. Returns the conversation.

    Refused beside another call, without a telephone, without a reason, and where calls may not leave to.
    """
    to = target(kind="number", which=number)
    presence = routing.presence(by)
    if presence.state in ("talking", "ringing"):
        raise CannotControlCall(_("Trwa rozmowa. Zadzwonisz, gdy się skończy, albo w trakcie przez „Konsultuj”."))
    if not presence.phone_ready:
        raise CannotControlCall(_("Twój telefon nie jest połączony z centralą. Sprawdź jego stan na dole po lewej."))
    key = f"out-{secrets.token_hex(8)}"
    with transaction.atomic():
        ident = contact_writes.open_call_out(key=key, number=to.number, reason=reason, by_id=by, at=at)
        told = {"key": key, "adviser": by, "number": to.number, "at": at.isoformat()}
        live.notify(live.LINES, {"kind": "call_out", **told})
    return ident


@transaction.atomic
def cancel_call_out(*, conversation_id: UUID, by: int, at: datetime) -> None:
    """Stop the ringing at the other side."""
    key = contacts.engine_key(conversation_id)
    if key:
        live.notify(live.LINES, {"kind": "cancel_call_out", "key": key, "adviser": by, "at": at.isoformat()})


@transaction.atomic
def leave_talk(*, by: int, at: datetime) -> None:
    """Go out of a colleague's talk to which one was called."""
    live.notify(live.LINES, {"kind": "leave_talk", "adviser": by, "at": at.isoformat()})


def _wish(kind: str, conversation_id: UUID, by: int, at: datetime, **more: object) -> None:
    live.notify(
        live.LINES,
        {"kind": kind, "conversation": str(conversation_id), "adviser": by, "at": at.isoformat(), **more},
    )


def _with_party(conversation_id: UUID, by: int) -> None:
    own_call(conversation_id, by)
    party = contacts.party_of(conversation_id)
    if party is None or party.state == "ringing":
        raise CannotControlCall(_("Trzecia osoba jeszcze nie odebrała."))


def _check_colleague(to: Target, by: int) -> None:
    if to.kind != "adviser":
        return
    if int(to.target) == by:
        raise CannotControlCall(_("To Ty prowadzisz tę rozmowę."))
    presence = routing.presence(int(to.target))
    if presence.state not in CAN_BE_ASKED or not presence.phone_ready:
        raise CannotControlCall(
            _("%(name)s nie może teraz odebrać: %(state)s.") % {"name": to.label, "state": presence.state_label.lower()}
        )


def _adviser(which: str) -> Target:
    person = city.staff_by_id(int(which)) if which.isdigit() else None
    if person is None or not person.is_active or person.role not in ("adviser", "supervisor"):
        raise CannotControlCall(_("Nie ma takiej osoby."))
    return Target("adviser", which, str(person))


def _queue(which: str) -> Target:
    queue = next((one for one in routing.queues() if one.code == which), None)
    if queue is None:
        raise CannotControlCall(_("Nie ma takiej kolejki."))
    return Target("queue", queue.code, queue.name)


def _unit(which: str) -> Target:
    unit = city.unit(which)
    if unit is None or not unit.phone:
        raise CannotControlCall(_("Ta komórka nie ma w spisie numeru telefonu."))
    return Target("unit", unit.code, unit.name, allowed_number(unit.phone))


def _number(which: str) -> Target:
    number = allowed_number(which)
    return Target("number", number.removeprefix("+"), readable(number), number)


def allowed_number(text: str) -> str:
    """Return the number as it is dialled; refused with the reason when calls may not leave to it."""
    found = trunks.may_dial(text)
    if not isinstance(found, Refusal):
        return found.number
    words = {
        Refusal.NO_NUMBER: _("To nie wygląda na numer telefonu. Wpisz 9 cyfr, na przykład 500 000 014."),
        Refusal.PREMIUM: _("To numer o podwyższonej opłacie. Z infolinii nie można tam dzwonić."),
        Refusal.SHORT: _("Ten numer skrócony nie jest na liście numerów, na które wolno dzwonić."),
        Refusal.ABROAD: _("Ten kraj nie jest na liście krajów, do których wolno dzwonić."),
        Refusal.UNKNOWN_RANGE: _("Tego numeru nie ma w krajowym planie numeracji."),
    }
    raise CannotControlCall(words[found])
