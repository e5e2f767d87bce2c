"""How a resident is reached, and whether they may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from uuid import UUID

import phonenumbers
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from phonenumbers import PhoneNumberType

from infolinia.contacts.models import Acting, ContactPoint, Decision, Merge, Resident
from infolinia.contacts.rules import permissions, validity
from infolinia.contacts.rules.permissions import Answer, Said
from infolinia.core.clock import city_day, now
from infolinia.core.phones import readable

_WHY: Mapping[Answer, Promise] = {
    Answer.YES_MATTER: gettext_lazy("to jego sprawa albo prośba"),
    Answer.YES_TASK: gettext_lazy("zadanie publiczne, nie ma sprzeciwu"),
    Answer.YES_CONSENT: gettext_lazy("jest zgoda"),
    Answer.YES_VITAL: gettext_lazy("chodzi o życie albo zdrowie"),
    Answer.NO_OBJECTED: gettext_lazy("Ta osoba nie chce takiego kontaktu (sprzeciw)."),
    Answer.NO_OBJECTED_TO_CHANNEL: gettext_lazy("Ta osoba nie chce kontaktu tym sposobem. Wybierz inny."),
    Answer.NO_CONSENT: gettext_lazy("Nie ma zgody na taki kontakt."),
    Answer.NO_CHILD: gettext_lazy("To dziecko. Skontaktuj się z rodzicem albo opiekunem."),
}
_CHANNELS: Mapping[str, tuple[str, ...]] = {
    "phone": ("phone",), "sms": ("phone",), "email": ("email",), "letter": ("letter",), "edelivery": ("edelivery",)
}  # fmt: skip
_PREFERRED = {"post": "letter", "web_call": "phone", "chat": "", "form": "", "none": ""}


@dataclass(frozen=True)
class Way:
    """One number or address. `kind` is phone, email, letter or edelivery; `why_not` tells why it is not usable now.

    `preferred` marks the one to use first: the resident's main one of the kind that they chose.
    """

    id: int
    kind: str
    value: str
    label: str
    preferred: bool
    usable: bool
    shown: str
    is_mobile: bool = False
    is_main: bool = False
    why_not: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class Allowed:
    """Whether a contact is allowed, and why in words for the person who wants to make it."""

    yes: bool
    why: str
    code: str = ""

    def __bool__(self) -> bool:
        """Be true when the contact is allowed."""
        return self.yes


def ways_to_reach(resident_id: UUID, at: datetime | None = None) -> list[Way]:
    """Return the numbers and addresses of the resident, the preferred first, those that may not be used last."""
    resident = Resident.objects.prefetch_related("points").filter(id=resident_id).first()
    return ways_of(resident, at or now()) if resident else []


def ways_for(resident_id: UUID, channel: str, at: datetime | None = None) -> list[Way]:
    """Return the usable ways for a channel (phone, sms, email, letter, edelivery), the preferred first."""
    kinds = _CHANNELS.get(channel, ())
    found = [way for way in ways_to_reach(resident_id, at) if way.usable and way.kind in kinds]
    return [way for way in found if way.is_mobile] if channel == "sms" else found


def may_contact(resident_id: UUID, purpose: str, channel: str, at: datetime) -> Allowed:
    """Say whether this person may be contacted for the purpose (of a message or of contact) by the channel."""
    return may_contact_many([resident_id], purpose, channel, at)[resident_id]


def may_contact_many(resident_ids: Sequence[UUID], purpose: str, channel: str, at: datetime) -> dict[UUID, Allowed]:
    """Say the same of many people, in three statements. Who is not known any more may not be contacted."""
    group = merged_groups(resident_ids)
    everybody = {one for ids in group.values() for one in ids}
    day = city_day(at)
    decisions: dict[UUID, list[tuple[datetime, int, Said]]] = {}
    rows = Decision.objects.filter(resident_id__in=everybody, at__lte=at).order_by("at", "id")
    for row in rows.only("resident_id", "at", "id", "kind", "purpose", "channel"):
        decisions.setdefault(row.resident_id, []).append((row.at, row.pk, Said(row.kind, row.purpose, row.channel)))
    known = {row.id: row for row in Resident.objects.filter(id__in=resident_ids).only("id", "is_child", "adult_on")}
    found = {}
    for ident in resident_ids:
        person = known.get(ident)
        if person is None:
            found[ident] = Allowed(yes=False, why=_("Tej osoby nie ma już w kartotece."), code="unknown")
            continue
        # Records that were merged spoke by turns: the last word holds, whichever record heard it.
        told = sorted((one for member in group[ident] for one in decisions.get(member, [])), key=itemgetter(0, 1))
        said = [one for _when, _pk, one in told]
        child = validity.is_child(day, is_child=person.is_child, adult_on=person.adult_on)
        answer = permissions.answer(purpose, channel, said, is_child=child)
        found[ident] = Allowed(answer.yes, str(_WHY[answer]), answer.value)
    return found


def merged_groups(resident_ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Return for each person all records that are theirs: their own, and those merged into it."""
    rows = Merge.objects.filter(undone_at__isnull=True).values_list("kept_id", "gone_id")
    into: dict[UUID, list[UUID]] = {}
    wanted, found = list(resident_ids), set(resident_ids)
    while wanted:
        layer = list(rows.filter(kept_id__in=wanted))
        for kept, gone in layer:
            into.setdefault(kept, []).append(gone)
        wanted = [gone for _kept, gone in layer if gone not in found]
        found.update(wanted)
    return {ident: tuple(_tree(ident, into)) for ident in resident_ids}


def acting_for(resident_id: UUID, at: datetime) -> list[tuple[UUID, str, str]]:
    """Return who may act for the person today: id, name, and as what in words."""
    day = city_day(at)
    rows = Acting.objects.filter(whom_id=resident_id, who__merged_into=None).select_related("who").order_by("at", "id")
    return [
        (row.who_id, str(row.who), row.get_right_display())
        for row in rows
        if validity.holds(day, since=row.valid_from, until=row.valid_until)
    ]


def ways_of(resident: Resident, at: datetime) -> list[Way]:
    """Return the ways of a resident whose points are read already."""
    day = city_day(at)
    points = sorted(resident.points.all(), key=lambda point: (not point.is_main, point.pk))
    ways = [_way(point, day) for point in points]
    kind = _PREFERRED.get(resident.preferred_channel, resident.preferred_channel)
    first = _first(ways, kind, only_mobile=resident.preferred_channel == "sms")
    marked = [_marked(way) if way is first else way for way in ways]
    return sorted(marked, key=lambda way: (not way.preferred, not way.usable))


def _first(ways: list[Way], kind: str, *, only_mobile: bool) -> Way | None:
    kind = "phone" if kind == "sms" else kind
    fitting = (way for way in ways if way.usable and way.kind == kind and (way.is_mobile or not only_mobile))
    return next(fitting, None)


def _marked(way: Way) -> Way:
    return Way(**{**way.__dict__, "preferred": True})


def _way(point: ContactPoint, day: date) -> Way:
    why_not = _why_not(point, day)
    return Way(
        id=point.pk,
        kind=point.kind,
        value=point.value,
        label=point.label,
        preferred=False,
        usable=not why_not,
        shown=readable(point.value) if point.kind == ContactPoint.Kind.PHONE else point.value,
        is_mobile=point.kind == ContactPoint.Kind.PHONE and is_mobile(point.value),
        is_main=point.is_main,
        why_not=why_not,
        valid_from=point.valid_from,
        valid_until=point.valid_until,
    )


def _why_not(point: ContactPoint, day: date) -> str:
    if point.unusable_since:
        return point.unusable_why or _("nie działa")
    if not validity.holds(day, since=point.valid_from, until=point.valid_until):
        return _("nieaktualny w tym dniu")
    return ""


def is_mobile(number: str) -> bool:
    """Say whether a text message may reach the number."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number, "PL"))
    except phonenumbers.NumberParseException:
        return False
    return kind in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


def _tree(ident: UUID, into: Mapping[UUID, Sequence[UUID]]) -> list[UUID]:
    return [ident, *(one for gone in into.get(ident, ()) for one in _tree(gone, into))]
