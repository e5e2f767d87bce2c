"""One caller as the daemon remembers them. Memory comes first; the database is told through the journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from infolinia.contacts.operations import conversation_id_for
from infolinia.core.text import one_line
from infolinia.routing.rules.floor import TEXT, VOICE
from infolinia.telephony.ari.events import Channel
from infolinia.telephony.callbacks.queries import named_by
from infolinia.telephony.rules.ordering import ORDER_KEY
from infolinia.telephony.rules.recording import Consent

NAME_LIMIT, NUMBER_LIMIT = 80, 20
CHANNELS = {"inbound": "phone", "web": "web_call", "signing": "web_call"}
BROWSERS = frozenset({"web", "signing"})
FIRST_QUEUE, SIGNING_QUEUE = "general", "migowy"
NOTICE = "greeting-recorded"
"""The greeting that names the key by which a caller agrees to being recorded."""
SOUND, SOUND_AND_PICTURE = "opus,ulaw", "opus,ulaw,vp8"


GUEST = "guest"
PARTY_KINDS = frozenset({"adviser", "unit", "number", GUEST})


class Stage(StrEnum):
    """Where the caller is. Handed: speaks, or waits to speak, with somebody outside the helpline.

    Asking: orders a call-back by keys, and stands in the line meanwhile.
    """

    GREETED = "greeted"
    CLOSED = "closed"
    WAITING = "waiting"
    TALKING = "talking"
    DIALLING = "dialling"
    HANDED = "handed"
    ASKING = "asking"
    OUTSIDE = "outside"
    ENDED = "ended"


@dataclass
class Party:
    """Somebody called into a talk. The key tells call, kind, whom and when: `<call>~unit~zdiz~1732000000000`.

    A colleague's key also tells what they did before: `<call>~adviser~7.break~1732000000000`; a guest's names the
    telephone of their browser. A party that `takes_over`
    gets the caller as soon as they pick up: the adviser is gone.
    """

    key: str
    label: str = ""
    number: str = ""
    leg: str = ""
    is_up: bool = False
    held: bool = False
    takes_over: bool = False

    @property
    def parts(self) -> list[str]:
        """Return call, kind, whom and when."""
        return self.key.rsplit("~", 3)

    @property
    def call_id(self) -> str:
        """Return in which call."""
        return self.parts[0]

    @property
    def kind(self) -> str:
        """Return adviser, unit, number, or guest: an interpreter in a browser outside."""
        return self.parts[1]

    @property
    def target(self) -> str:
        """Return the unit's code, the number's digits or the guest's telephone; of a colleague the id."""
        return self.parts[2].partition(".")[0]

    @property
    def staff_id(self) -> int | None:
        """Return which colleague it is."""
        return int(self.target) if self.kind == "adviser" else None

    @property
    def is_in_browser(self) -> bool:
        """Whether we ring them ourselves: no trunk is needed to reach them."""
        return self.kind in ("adviser", GUEST)

    @property
    def back_to(self) -> str:
        """Return what the colleague did before."""
        return self.parts[2].partition(".")[2]


def is_party(key: str) -> bool:
    """Tell whether the text is the key of a party."""
    parts = key.rsplit("~", 3)
    return len(parts) == 4 and parts[1] in PARTY_KINDS and parts[3].isdigit()


def call_id_of(floor_id: str) -> str:
    """Return the call's id for what engages an adviser on the floor: a call, or a party in one."""
    return floor_id.rsplit("~", 3)[0] if is_party(floor_id) else floor_id


@dataclass
class Call:
    """A caller's leg and what belongs to it; `leg` and `phone` are the adviser's channel and account in a talk.

    `guest` is the account of a resident's browser; `prefers` is who spoke with the same number before.
    `wishes` tells that they asked for a call-back while the line was too crowded to take them in.
    `playing` is the announcement that the caller hears now.
    `signs` tells that the caller's page has a picture, whichever queue they wait in.
    `ahead` is the head start that a supervisor gave this caller, `reserved` the person to whom, and until when.
    `consent` is what the caller said to being recorded, `recorded_as` the name under which the engine does it now.
    """

    id: str
    channel: str
    arrived_at: datetime
    number: str
    name: str
    stage: Stage = Stage.GREETED
    was_queued: bool = False
    adviser_id: int | None = None
    leg: str = ""
    phone: str = ""
    held: bool = False
    parked: bool = False
    ended_by: str = ""
    guest: str = ""
    signs: bool = False
    wishes: bool = False
    queue: str = FIRST_QUEUE
    language: str = "pl"
    prefers: int | None = None
    ahead: timedelta = timedelta(0)
    reserved: tuple[int, datetime] | None = None
    party: Party | None = None
    consent: Consent = field(default_factory=Consent)
    recorded_as: str = ""
    playing: str = ""
    call_back: str = ""
    conversation_id: UUID = field(init=False)

    def __post_init__(self) -> None:
        self.conversation_id = conversation_id_for(self.id)

    @property
    def is_virtual(self) -> bool:
        """Whether nobody is on the line yet: a promise to call back, which stands in the line at its place."""
        return bool(self.call_back) and named_by(self.id) is not None

    @property
    def bridge_id(self) -> str:
        """Return the id of the bridge in which caller and adviser talk."""
        return f"talk~{self.id}"

    @property
    def medium(self) -> str:
        """Return whether people talk here or write."""
        return TEXT if self.channel == "chat" else VOICE

    @property
    def has_picture(self) -> bool:
        """Whether people see each other: those who sign need it, also when they are passed to another queue."""
        return self.signs or self.queue == SIGNING_QUEUE

    @property
    def formats(self) -> str:
        """Return what is offered to the adviser's phone."""
        return SOUND_AND_PICTURE if self.has_picture else SOUND

    @property
    def caller_id(self) -> str:
        """Return what the adviser's phone shows: the cleaned name and number."""
        name = self.name.replace('"', "").replace("\\", "").replace("<", "").replace(">", "")
        number = "".join(sign for sign in self.number if sign.isdigit() or sign == "+")
        return f'"{name}" <{number or "anonymous"}>'


def call_from(channel: Channel, entrance: str) -> Call:
    """Return the call of a caller's channel, with hostile name and number cleaned and the first arrival kept.

    A guest's browser has no number, only an account; a withheld number has no digit.
    """
    has_number = entrance not in BROWSERS and any(sign.isdigit() for sign in channel.number)
    return Call(
        id=channel.id,
        channel=CHANNELS.get(entrance, "phone"),
        arrived_at=arrival(channel.variables, channel.created_at),
        number=one_line(channel.number, NUMBER_LIMIT) if has_number else "",
        name=one_line(channel.caller_name, NAME_LIMIT) if entrance not in BROWSERS else "",
        guest=channel.endpoint if entrance in BROWSERS else "",
        signs=entrance == "signing",
        queue=SIGNING_QUEUE if entrance == "signing" else FIRST_QUEUE,
    )


def recall(call: Call, variables: Mapping[str, str]) -> None:
    """Know again how the caller came and what they chose: the channel keeps it through every fault of ours."""
    call.signs = call.signs or variables.get("ENTRANCE") == "signing"
    call.queue = variables.get("LINE_QUEUE") or call.queue
    call.language = variables.get("LINE_LANGUAGE") or call.language
    call.wishes = variables.get("WISH") == ORDER_KEY
    if variables.get("NOTICE") == NOTICE:
        call.consent = replace(call.consent, was_told=True)


def arrival(variables: Mapping[str, str], otherwise: datetime) -> datetime:
    """Return the first arrival on the line, which the dialplan wrote in milliseconds and kept on every way back."""
    text = variables.get("ARRIVED", "")
    return datetime.fromtimestamp(int(text) / 1000, UTC) if text.isdigit() else otherwise
