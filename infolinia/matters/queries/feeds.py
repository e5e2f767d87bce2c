"""Calendar feeds of units: which there are, and what one of them shows."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.core.clock import city_day
from infolinia.matters import clocks, wording
from infolinia.matters.models import Matter, Status, UnitFeed
from infolinia.matters.operations.feeds import feed_trace
from infolinia.matters.rules.ics import Event, calendar
from infolinia.matters.running import running
from infolinia.matters.shapes import FeedLine

BACK, AHEAD, MOST = timedelta(days=60), timedelta(days=400), 2000
_SIDE = (
    "side_clocks", "side_due_on", "extension", "term_is_promise", "term_basis", "notice_sent_at", "reply_channel",
)  # fmt: skip
_PRODUCT = "-//Infolinia//Terminy//PL"


@dataclass(frozen=True)
class Feed:
    """What a calendar reads at a secret address; `tag` changes when the text does."""

    id: int
    text: str
    tag: str


def feeds_of(unit_id: int) -> list[FeedLine]:
    """Return the addresses of the unit's calendar that work, the newest first."""
    rows = UnitFeed.objects.filter(unit_id=unit_id, revoked_at=None).select_related("made_by").order_by("-made_at")
    return [FeedLine(row.pk, row.label, row.made_at, str(row.made_by), row.last_read_at) for row in rows]


def feed(secret: str, at: datetime) -> Feed | None:
    """Return the calendar behind a secret; nothing for one that was taken back and for one that never was.

    It shows the open matters of the unit and of those below it by number and kind, with the resident's end and the
    day of what is owed beside the answer: never a person, a place or a text. Matters whose clock stands have no end
    and no event of it.
    """
    row = UnitFeed.objects.filter(trace=feed_trace(secret), revoked_at=None).select_related("unit").first()
    if row is None:
        return None
    shown = Matter.objects.filter(~Q(status=Status.CLOSED), unit_id__in=city.unit_and_below(row.unit_id))
    ends = shown.filter(running(), resident_due_at__gt=at - BACK, resident_due_at__lte=at + AHEAD)
    beside = shown.filter(side_due_on__gt=city_day(at - BACK), side_due_on__lte=city_day(at + AHEAD))
    events = [_event(each) for each in _told(ends, "resident_due_at")]
    events += [event for each in _told(beside, "side_due_on", *_SIDE) for event in _beside(each)]
    name = _("Terminy: %(unit)s") % {"unit": row.unit.short_name}
    text = calendar(name, events, product=_PRODUCT)
    return Feed(row.pk, text, hashlib.sha256(text.encode()).hexdigest()[:32])


def _told(shown: QuerySet[Matter], by: str, *also: str) -> QuerySet[Matter]:
    fields = ("id", "number", "category__name", "resident_due_at", "due_to_the_minute", "version", "registered_at")
    told = shown.select_related("category").only(*fields, *also, "category")
    return told.annotate(changed_at=Max("story__at")).order_by(by)[:MOST]


def _event(matter: Matter) -> Event:
    end = matter.resident_due_at if matter.due_to_the_minute else wording.last_day(matter.resident_due_at)
    what = _("Termin dla mieszkańca w sprawie %(number)s.") % {"number": matter.number}
    return _entry(matter, str(matter.pk), end, matter.category.name, what)


def _beside(matter: Matter) -> list[Event]:
    """Return an event for each thing that the unit owes beside the answer."""
    what = _("Termin poboczny w sprawie %(number)s.") % {"number": matter.number}
    watched = [one for one in clocks.side_clocks(matter) if one.is_watched]
    return [_entry(matter, f"{matter.pk}.{one.code}", one.due_on, one.name, what) for one in watched if one.due_on]


def _entry(matter: Matter, ident: str, end: date | datetime, name: str, what: str) -> Event:
    host = settings.PUBLIC_URL.partition("//")[2].partition("/")[0]
    return Event(
        uid=f"{ident}@{host}",
        end=end,
        summary=_("Termin %(number)s: %(kind)s") % {"number": matter.number, "kind": name},
        description=what,
        url=f"{settings.PUBLIC_URL}/sprawy/{matter.pk}",
        changed_at=getattr(matter, "changed_at", None) or matter.registered_at,
        sequence=matter.version,
    )
