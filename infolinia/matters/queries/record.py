"""The record of a matter (KPA art. 66a): who did what and when, and which document says so."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from infolinia.correspondence import queries as correspondence
from infolinia.correspondence.shapes import MessageLine
from infolinia.matters import coming_in
from infolinia.matters.followed import KEYS_OF_LETTERS
from infolinia.matters.models import EnteredFrom, Matter, MatterFile, StoryEvent
from infolinia.matters.queries.rights import matter_for
from infolinia.matters.queries.timeline import event_text
from infolinia.matters.shapes.record import Record, RecordLine
from infolinia.matters.story import telling

if TYPE_CHECKING:
    from infolinia.city.models import Staff

# Who acts where nobody of the staff does.
_RESIDENT = frozenset({"replied", "resident_message", "reopened", "channel_changed"})
_FOLLOWER = frozenset({"followed", "follower_message"})
_CONTRACTOR = frozenset({"contractor_accepted", "contractor_refused", "contractor_done", "planned"})
# Reading is no act of the procedure; the log of readings keeps it.
_NO_ACT = frozenset({"opened", "unopened"})


def record_of(matter_id: UUID, at: datetime, *, staff: "Staff") -> Record:
    """Return the record of a matter for a person who may see it (Http404 otherwise), the first act first."""
    matter = matter_for(staff, matter_id)
    rows = StoryEvent.objects.filter(matter_id=matter.id).exclude(kind__in=_NO_ACT).select_related("by__unit")
    events = list(rows.order_by("at", "id"))
    papers = _papers(matter, events)
    return Record(
        number=matter.number,
        znak=matter.znak,
        subject=matter.subject,
        kind=matter.category.name,
        unit_name=matter.unit.name if matter.unit else _("Infolinia"),
        opened_on=coming_in.received_at(matter),
        made_at=at,
        lines=tuple(_line(place, event, papers) for place, event in enumerate(events, start=1)),
    )


def messages_of(matter_id: UUID) -> list[MessageLine]:
    """Return the newest messages to the matter's resident and contractor, without those to everybody who follows it."""
    return correspondence.messages_of(matter_id, without=KEYS_OF_LETTERS)


def _line(place: int, event: StoryEvent, papers: Mapping[int, Sequence[str]]) -> RecordLine:
    return RecordLine(
        place=place,
        at=event.at,
        who=_who(event),
        unit_name=_unit_of(event),
        act=str(telling(event.kind, event.details).title),
        text=event_text(event),
        papers=tuple(papers.get(event.pk, ())),
    )


def _who(event: StoryEvent) -> str:
    told = event.details
    if event.by:
        return str(event.by)
    if event.kind in _CONTRACTOR:
        name = told.get("contractor", "")
        return _("wykonawca: %(name)s") % {"name": name} if name else _("wykonawca")
    if event.kind in _FOLLOWER or told.get("follower"):
        return _("osoba, która zgłosiła to samo")
    if event.kind == "registered" and told.get("from") in EnteredFrom.values:
        return _("mieszkaniec (%(way)s)") % {"way": EnteredFrom(told["from"]).label}
    if event.kind in _RESIDENT:
        return _("mieszkaniec")
    program = told.get("program", "")
    return _("program: %(name)s") % {"name": program} if program else _("system, bez udziału pracownika")


def _unit_of(event: StoryEvent) -> str:
    """Return the unit of the person who acted; whoever acts without one acts for the helpline."""
    if event.by is None:
        return ""
    return event.by.unit.name if event.by.unit else _("Infolinia")


def _papers(matter: Matter, events: Sequence[StoryEvent]) -> dict[int, list[str]]:
    """Return for each act the documents that tell of it: messages that went out, letters that came in, files."""
    papers: dict[int, list[str]] = defaultdict(list)
    first = events[0].pk if events else 0
    known = {event.pk for event in events}
    for message in messages_of(matter.id):
        event_id = _event_of(message.key, first)
        if event_id in known:
            papers[event_id].append(
                _("%(way)s „%(subject)s” (%(id)s)") % _named(message.channel_text, message.subject, message.id)
            )
    for letter in correspondence.letters_about(matter.id):
        near = [event.pk for event in events if event.at >= letter.received_at and event.kind in _RESIDENT]
        place = near[0] if near else first
        papers[place].append(
            _("%(way)s „%(subject)s” (%(id)s)") % _named(_("list od mieszkańca"), letter.subject, letter.id)
        )
    for file in (
        MatterFile.objects.filter(matter_id=matter.id).only("id", "name", "event_id").order_by("added_at", "position")
    ):
        place = file.event_id if file.event_id in known else first
        papers[place or first].append(_("%(way)s „%(subject)s” (%(id)s)") % _named(_("plik"), file.name, file.id))
    return papers


def _event_of(key: str, first: int) -> int:
    """Return the line of the story that a message belongs to, by the message's own key; the first for the beginning."""
    kind, _dash, rest = key.partition("-")
    ident = rest.partition("-")[0]
    return first if kind == "registered" else int(ident) if ident.isdecimal() else 0


def _named(way: str, subject: str, ident: object) -> dict[str, str]:
    return {"way": way, "subject": subject, "id": str(ident)[:8]}
