"""One row of everything that an address can name, all of it somebody else's, with its texts marked."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from infolinia.city.models import DayOffChange, Staff, Unit
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import Acting, ContactPoint, Merge, Question, Resident
from infolinia.matters import operations as matters
from infolinia.matters.models import (
    Category,
    Clock,
    DangerCall,
    Follower,
    GuestLink,
    Matter,
    MatterFile,
    Recount,
    RoutingRule,
    Rung,
    UnitFeed,
)
from infolinia.matters.operations import CategoryDraft, save_category
from infolinia.matters.shapes import MatterDraft, Place
from infolinia.matters.shapes.files import NewFile
from infolinia.matters.shapes.following import FollowDraft
from infolinia.outreach.models import Campaign, Promise, Recipient
from infolinia.partners import operations as partners
from infolinia.partners.operations import PartnerDraft
from infolinia.partners.rules import rights
from infolinia.routing.models import DeskMessage, DeskMessageCopy, Queue
from infolinia.telephony.models import (
    CallBack,
    Chat,
    EmergencyMessage,
    LineAlarm,
    MenuChoice,
    Recording,
    RecordingPart,
    RecordingRules,
    Voicemail,
)
from tests.web.rights_papers import of_knowledge, of_letters, of_machines
from tests.web.rights_rows import EMAIL, FILE, NAME, NOTE, PHONE, WORDS, World, conversation, row

DAY = timedelta(days=1)


def build() -> World:
    """Store everything, in a few hundred statements."""
    at = datetime.now(UTC)
    roads, lamps = (_unit(code) for code in ("zdiz-utrzymanie", "zdiz-oswietlenie"))
    owner, piotr = _person("adviser", "wlasciciel"), _person("officer", "referent", roads)
    strangers = {
        "another officer": _person("officer", "obcy", lamps),
        "adviser": _person("adviser", "doradca2"),
        "supervisor": _person("supervisor", "kierownik"),
        "editor": _person("editor", "redaktor"),
        "admin": _person("admin", "admin"),
    }
    matter = _matter(roads, owner, piotr, at)
    program = partners.add_partner(draft=PartnerDraft("Inny", rights=rights.RIGHTS), by_id=owner.pk, at=at)
    world = World(at, matter, owner, strangers, program.secret)
    for part in (_of_matter, _of_people, _of_line, of_letters, of_knowledge, of_machines):
        part(world)
    return world


def _unit(code: str) -> Unit:
    plain = {"name": code, "short_name": code[:20], "valid_from": datetime(2020, 1, 1, tzinfo=UTC).date()}
    return Unit.objects.get_or_create(code=code, defaults=plain)[0]


def _person(role: str, login: str, unit: Unit | None = None) -> Staff:
    return Staff.objects.create(username=login, display_name=login.title(), role=role, unit=unit, password="!")


def _matter(roads: Unit, zofia: Staff, piotr: Staff, at: datetime) -> Matter:
    """Return a matter of the roads section with everything that belongs to a matter."""
    matters.load_catalogue()
    matters.load_ladder()
    save_category(
        CategoryDraft("dziura-w-jezdni", "Dziura w jezdni", unit=roads.code, promise="3 working days", danger=True)
    )
    Category.objects.update(is_public=True)
    resident = contacts.remember_resident(
        name=NAME, phone=PHONE, email=EMAIL, preferred_channel="email", by_id=zofia.pk, at=at
    )
    call = conversation("phone", zofia, resident, at, state="talking", queue_code="ogolna")
    draft = MatterDraft(
        category_code="dziura-w-jezdni",
        description=WORDS,
        place=Place("Żaglowa", "12", "Obłuże", WORDS),
        resident_id=resident,
        conversation_id=call.pk,
        reply_channel="email",
        reply_address=EMAIL,
        on_behalf_of=NAME,
        danger=True,
    )
    made = matters.register(draft=draft, by_id=zofia.pk, at=at)
    matters.take(matter_id=made.id, by_id=piotr.pk, at=at)
    matters.add_note(matter_id=made.id, text=NOTE, by_id=piotr.pk, at=at)
    file = NewFile(f"{FILE}.txt", f"Treść: {FILE}.".encode())
    matters.add_files(matter_id=made.id, files=[file], by_id=None, at=at, visible=True)
    followed = FollowDraft(reply_channel="email", reply_address=f"obserwator-{EMAIL}", note=WORDS)
    matters.follow(matter_id=made.id, draft=followed, by_id=zofia.pk, at=at)
    matters.ask_resident(matter_id=made.id, question=NOTE, by_id=piotr.pk, at=at)
    return Matter.objects.get(pk=made.id)


def _of_matter(world: World) -> None:
    matter, at = world.matter, world.at
    roads = matter.unit_id
    world.by_argument |= {
        ("uuid", "matter_id"): matter.pk,
        ("uuid", "other_id"): matter.pk,
        ("uuid", "follower_id"): Follower.objects.get().pk,
        ("uuid", "link_id"): GuestLink.objects.get().pk,
        ("uuid", "file_id"): MatterFile.objects.get().pk,
        ("int", "call_id"): DangerCall.objects.get().pk,
        ("int", "category_id"): matter.category_id,
        ("int", "unit_id"): roads,
        ("int", "feed_id"): row(UnitFeed, unit_id=roads, made_by=world.owner, label=NOTE).pk,
        ("int", "recount_id"): row(Recount, at=at).pk,
        ("int", "rule_id"): row(RoutingRule, unit_id=roads, district="Obłuże").pk,
        ("int", "rung_id"): Rung.objects.order_by("pk")[0].pk,
        ("int", "change_id"): row(DayOffChange, day=at.date() + 40 * DAY, name="Wolne").pk,
        ("text", "number"): matter.number,
        ("text", "month"): f"{at:%Y-%m}",
    }
    unit = Unit.objects.get(pk=roads).code
    clock = Clock.objects.order_by("pk")[0].code
    of_units = ("unit_inbox", "lists", "take", "export", "feeds")
    world.by_address |= {(f"units:{name}", "code"): unit for name in of_units}
    world.by_address |= {
        ("supervision:figures_card", "code"): unit,
        ("units:term_note", "code"): clock,
        ("editing:responsibility_body", "code"): row(Unit, code="poza", kind="outside").code,
    }
    world.by_address |= {(f"editing:terms_{name}", "code"): clock for name in ("one", "confirm", "doubt")}
    for name in ("georeport:definition", "public:report", *(f"editing:kind{end}" for end in _KIND_ENDS)):
        world.by_address[name, "code"] = "dziura-w-jezdni"


_KIND_ENDS = ("", "_trial", "_retire", "_restore")


def _of_people(world: World) -> None:
    matter, at = world.matter, world.at
    gone = row(Resident, name=f"{NAME}-2", created_at=at)
    promise = row(
        Promise, to=PHONE, name=NAME, reason=NOTE, note=NOTE, resident_id=matter.resident_id, made_at=at,
        made_by=world.owner, keeper=world.owner, due_at=at + DAY, next_try_at=at, matter_id=matter.pk,
        taken_by=world.owner, taken_until=at + DAY,
    )  # fmt: skip
    campaign = row(Campaign, name="Kampania", purpose="road_closed", basis_note=NOTE, made_at=at, made_by=world.owner)
    row(Recipient, campaign=campaign, position=1, name=NAME, to=EMAIL, channel="email")
    acting = row(Acting, who_id=matter.resident_id, whom=gone, basis=NOTE)
    world.by_argument |= {
        ("uuid", "resident_id"): matter.resident_id,
        ("uuid", "gone_id"): gone.pk,
        ("uuid", "merge_id"): row(Merge, kept_id=matter.resident_id, gone_id=gone.pk, reason=NOTE, by=world.owner).pk,
        ("uuid", "promise_id"): promise.pk,
        ("uuid", "campaign_id"): campaign.pk,
        ("int", "acting_id"): acting.pk,
        ("int", "point_id"): ContactPoint.objects.filter(resident_id=matter.resident_id)[0].pk,
        ("int", "staff_id"): world.owner.pk,
    }


def _of_line(world: World) -> None:
    matter, at, owner = world.matter, world.at, world.owner
    resident = matter.resident_id or uuid4()
    chat = conversation("chat", owner, resident, at, state="talking")
    row(Chat, conversation_id=chat.pk, begun_at=at, resident_seen_at=at)
    spoken = conversation("phone", None, resident, at, state="voicemail", ended_at=at)
    row(Voicemail, conversation=spoken, left_at=at, seconds=4, due_at=at, taken_by=owner)
    taped = conversation("phone", owner, resident, at, state="closed", ended_at=at, finished_at=at)
    rules = row(RecordingRules, is_on=True, by=owner)
    recording = row(Recording, conversation_id=taped.pk, rules=rules, state="kept", agreed_at=at, keep_until=at + DAY)
    row(RecordingPart, id=uuid4(), recording=recording, started_at=at, length=1)
    waiting = conversation("phone", None, resident, at, state="waiting", queued_at=at, queue_code="ogolna")
    queue = Queue.objects.get_or_create(code="ogolna", defaults={"name": "Ogólna"})[0]
    told = row(DeskMessage, by=owner, text=NOTE)
    row(DeskMessageCopy, message=told, staff=owner)
    urgent = row(EmergencyMessage, name="Woda", text_pl="Nie ma wody.").pk
    called = row(CallBack, number=PHONE, asked_at=at, arrived_at=at, due_at=at + DAY, expires_at=at + DAY).pk
    world.by_argument |= {
        ("uuid", "conversation_id"): matter.conversation_id,
        ("uuid", "call_back_id"): called,
        ("int", "question_id"): (
            Question.objects.filter(conversation_id=matter.conversation_id).first()
            or row(Question, conversation_id=matter.conversation_id, subject=NOTE, note=NOTE, position=9)
        ).pk,
        ("int", "message_id"): urgent,
        ("int", "alarm_id"): row(LineAlarm).pk,
        ("int", "choice_id"): row(MenuChoice, key="1", text="Drogi", queue=queue).pk,
    }
    world.by_address["desk:supervised_read", "message_id"] = told.pk
    for name in ("queue_close", "queue_open", "rules_queue"):
        world.by_address[f"supervision:{name}", "code"] = queue.code
    for name in ("chat_talk", "take_chat", "decline_chat", "end_chat"):
        world.by_address[f"desk:{name}", "conversation_id"] = chat.pk
    for name in ("message", "take", "sound"):
        world.by_address[f"voicemail:{name}", "conversation_id"] = spoken.pk
    for name in ("listen", "sound", "erase"):
        world.by_address[f"recordings:{name}", "conversation_id"] = taped.pk
    for name in ("", "_move", "_precede", "_pull", "_take"):
        world.by_address[f"supervision:waiting{name}", "conversation_id"] = waiting.pk
