"""Reads of campaigns: the list, one with its counts, samples of what it says, and everybody for a report."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.correspondence.queries import campaigns as sent
from infolinia.correspondence.rules import segments
from infolinia.correspondence.rules.purposes import PURPOSES
from infolinia.correspondence.rules.variables import CITY
from infolinia.correspondence.rules.wording.shapes import Variable
from infolinia.outreach import sending
from infolinia.outreach.models import Campaign, Promise, Recipient
from infolinia.outreach.operations.campaigns.handing import letter_to
from infolinia.outreach.operations.campaigns.making import CAMPAIGN_PURPOSES
from infolinia.outreach.queries import settings
from infolinia.outreach.rules import sheets, throttle

BASES, WAYS = tuple(Campaign.Basis.choices), tuple(Campaign.Way.choices)
SHOWN = 200


@dataclass(frozen=True)
class Tally:
    """One line of a report: a state in words, and how many."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class CampaignLine:
    """One campaign in the list."""

    id: UUID
    name: str
    purpose: str
    state: str
    state_label: str
    way_label: str
    made_by: str
    made_at: datetime
    people: int
    handed: int


@dataclass(frozen=True)
class Sample:
    """A message as one of the people will get it; `refusal` says why it can't be put in words."""

    channel: str
    language: str
    to: str
    name: str
    subject: str
    text: str
    segments: int
    letters: int
    refusal: str = ""


@dataclass(frozen=True)
class CampaignView:
    """One campaign, whole."""

    id: UUID
    name: str
    purpose_code: str
    purpose: str
    state: str
    state_label: str
    way: str
    way_label: str
    basis_label: str
    basis_note: str
    values: dict[str, str]
    source: dict[str, object]
    per_minute: int
    most_per_minute: int
    minutes: int
    call_until: datetime | None
    made_by_id: int
    made_by: str
    made_at: datetime
    started_by: str
    started_at: datetime | None
    stopped_by: str
    stopped_at: datetime | None
    ended_at: datetime | None
    people: int
    waiting: int
    by_channel: tuple[Tally, ...]
    by_state: tuple[Tally, ...]
    left_out: tuple[Tally, ...]
    messages: tuple[Tally, ...]
    calls: tuple[Tally, ...]
    variables: tuple[Variable, ...]
    needs_second: bool

    @property
    def is_draft(self) -> bool:
        """Whether it is still prepared."""
        return self.state == Campaign.State.DRAFT

    @property
    def calls_people(self) -> bool:
        """Whether somebody of the list is to be called."""
        return self.way == Campaign.Way.CALLS or any(one.code == "phone" for one in self.by_channel)


def campaigns() -> list[CampaignLine]:
    """Return the campaigns, newest first, in one statement."""
    handed = Count("recipients", filter=Q(recipients__state=Recipient.State.HANDED_OVER))
    rows = Campaign.objects.select_related("made_by").annotate(people=Count("recipients"), handed=handed)
    return [
        CampaignLine(
            row.pk,
            row.name,
            _(PURPOSES[row.purpose].name),
            row.state,
            row.get_state_display(),
            row.get_way_display(),
            str(row.made_by),
            row.made_at,
            row.people,
            row.handed,
        )
        for row in rows[:SHOWN]
    ]


def purposes() -> list[tuple[str, str]]:
    """Return what a campaign may be about."""
    return [(code, _(PURPOSES[code].name)) for code in CAMPAIGN_PURPOSES]


def campaign(campaign_id: UUID) -> CampaignView:
    """Return one campaign with its counts, in a few statements however long its list is; raises `Http404`."""
    people = ("made_by", "started_by", "stopped_by")
    row = Campaign.objects.select_related(*people).filter(pk=campaign_id).first()
    if row is None:
        raise Http404
    by_state = _counts(row.recipients.all(), "state", dict(Recipient.State.choices))
    waiting = next((one.count for one in by_state if one.code == Recipient.State.WAITING), 0)
    own = settings.current()
    return CampaignView(
        id=row.pk,
        name=row.name,
        purpose_code=row.purpose,
        purpose=_(PURPOSES[row.purpose].name),
        state=row.state,
        state_label=row.get_state_display(),
        way=row.way,
        way_label=row.get_way_display(),
        basis_label=row.get_basis_display(),
        basis_note=row.basis_note,
        values=row.values,
        source=row.source,
        per_minute=row.per_minute,
        most_per_minute=own.per_minute,
        minutes=throttle.minutes(waiting, per_minute=row.per_minute),
        call_until=row.call_until,
        made_by_id=row.made_by_id,
        made_by=str(row.made_by),
        made_at=row.made_at,
        started_by=str(row.started_by or ""),
        started_at=row.started_at,
        stopped_by=str(row.stopped_by or ""),
        stopped_at=row.stopped_at,
        ended_at=row.ended_at,
        people=sum(one.count for one in by_state),
        waiting=waiting,
        by_channel=_counts(row.recipients.exclude(state=Recipient.State.LEFT_OUT), "channel", _channels()),
        by_state=by_state,
        left_out=_counts(row.recipients.exclude(why=""), "why", dict(Recipient.Why.choices)),
        messages=_of_messages(row.pk),
        calls=_counts(Promise.objects.filter(campaign=row), "state", dict(Promise.State.choices)),
        variables=tuple(one for one in PURPOSES[row.purpose].variables if one not in CITY),
        needs_second=bool(own.second_person_from and waiting >= own.second_person_from),
    )


def samples(campaign_id: UUID, *, at: datetime) -> list[Sample]:
    """Return the message as the first person of each way and language will get it."""
    row = Campaign.objects.get(pk=campaign_id)
    waiting = row.recipients.filter(state=Recipient.State.WAITING).exclude(channel="phone")
    firsts = waiting.order_by("channel", "language", "position").distinct("channel", "language")
    return [_sample(row, one, at) for one in firsts]


def some_left_out(campaign_id: UUID, *, limit: int = 50) -> list[Recipient]:
    """Return people who get nothing, and why, in the order of the list."""
    return list(Recipient.objects.filter(campaign_id=campaign_id).exclude(why="").order_by("position")[:limit])


def everybody(campaign_id: UUID) -> Iterator[list[str]]:
    """Give the report line by line: who, how, where, what became of it. Cells are safe to open in a spreadsheet."""
    states, labels = sent.states_of_campaign(campaign_id), sent.state_labels()
    calls = _calls_by_number(campaign_id)
    yield [_("wiersz"), _("imię i nazwisko"), _("jak"), _("dokąd"), _("stan"), _("szczegóły"), _("kiedy")]
    for one in Recipient.objects.filter(campaign_id=campaign_id).order_by("position").iterator(chunk_size=2000):
        state = one.get_state_display()
        if one.state == Recipient.State.HANDED_OVER:
            known = states.get(one.message_id) if one.message_id else ""
            state = labels.get(known or "", "") or calls.get(one.to, state)
        why = one.why_text or (one.get_why_display() if one.why else "")
        handed = one.handed_at.isoformat(timespec="seconds") if one.handed_at else ""
        cells = [str(one.position), one.name, _channels().get(one.channel, ""), one.to, state, why, handed]
        yield [sheets.safe_cell(str(cell).replace("\n", ", ")) for cell in cells]


def _sample(row: Campaign, one: Recipient, at: datetime) -> Sample:
    told = {"channel": _channels()[one.channel], "language": one.language, "to": one.to, "name": one.name}
    try:
        said = sending.words(letter_to(row, one), at=at)
    except Cannot as refusal:
        return Sample(**told, subject="", text="", segments=0, letters=0, refusal=str(refusal))
    counted = segments.counted(said.text).segments if one.channel == "sms" else 0
    return Sample(**told, subject=said.subject, text=said.text, segments=counted, letters=len(said.text))


def _counts(rows: QuerySet[Any], field: str, labels: Mapping[str, object]) -> tuple[Tally, ...]:
    found = rows.values_list(field).annotate(count=Count("pk")).order_by("-count")
    return tuple(Tally(code, str(labels.get(code, code)), count) for code, count in found if code)


def _of_messages(campaign_id: UUID) -> tuple[Tally, ...]:
    labels = sent.state_labels()
    found = sent.counts_of_campaign(campaign_id)
    return tuple(Tally(code, labels[code], found[code]) for code in labels if found.get(code))


def _calls_by_number(campaign_id: UUID) -> dict[str, str]:
    rows = Promise.objects.filter(campaign_id=campaign_id).only("to", "state")
    return {row.to: row.get_state_display() for row in rows}


def _channels() -> dict[str, str]:
    return {"email": _("e-mail"), "sms": _("SMS"), "letter": _("list"), "phone": _("telefon")}
