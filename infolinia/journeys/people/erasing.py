"""A person's data are erased on request: what the law keeps is looked at first, and a restored backup changes nothing.

RODO art. 17; what stays for a legal duty or for archives stays by art. 17(3)(b) and (d).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as residents
from infolinia.contacts.queries import people_log
from infolinia.core import personal
from infolinia.core.errors import Cannot
from infolinia.core.personal import RESIDENT, Scopes, Table
from infolinia.journeys.people import book
from infolinia.journeys.people.catalogue import KEPT, LINKS, TABLES, scopes_of
from infolinia.matters.queries import people as matters

KIND = "people"
AGAIN = "again"
_KEPT = {"matter": "kept_matter", "message": "kept_message", "incoming": "kept_incoming"}


class CannotForget(Cannot):
    """The person's data can't be erased now; the text says what to do first."""


@dataclass(frozen=True)
class Preview:
    """What would go and what would stay, counted by table; `refusal` says why it can't be done now."""

    goes: Mapping[str, int]
    stays: Mapping[str, int]
    refusal: str


def preview(resident_id: UUID, *, with_matters: bool) -> Preview:
    """Return what erasing the person would do; with `with_matters` settled matters go too."""
    scopes = scopes_of(resident_id)
    goes, stays = _parted(scopes, with_matters=with_matters)
    gone = personal.counted([table for table in TABLES if not table.blanks], goes)
    return Preview(gone, _counted_kept(stays), refusal(resident_id, scopes))


def refusal(resident_id: UUID, scopes: Scopes) -> str:
    """Return why the person can't be erased now, or an empty text."""
    if residents.person(resident_id) is None:
        return _("Tej osoby nie ma już w kartotece.")
    if people_log.ongoing(scopes["conversation"]):
        return _("Trwa rozmowa z tą osobą albo jej list czeka na odpowiedź. Najpierw je zakończ.")
    if numbers := matters.open_numbers(scopes["matter"]):
        told = {"numbers": ", ".join(numbers)}
        return _("Najpierw zakończ sprawy: %(numbers)s. Bez tych danych nie da się na nie odpowiedzieć.") % told
    return ""


def erase(
    *, resident_id: UUID, ground: str, reason: str, with_matters: bool, by_id: int, at: datetime
) -> Mapping[str, int]:
    """Erase the person in every room, with the history; returns how many rows of each table went.

    Settled matters stay as files without the person unless `with_matters`. The book is written before the database
    lets go: a fall in between ends the erasure in the next night, it never undoes one.
    """
    with transaction.atomic():
        contacts.lock_resident(resident_id)
        scopes = scopes_of(resident_id)
        if why_not := refusal(resident_id, scopes):
            raise CannotForget(why_not)
        goes, stays = _parted(scopes, with_matters=with_matters)
        gone = _erase(goes, stays, at)
        told = {"counts": gone, "stays": _counted_kept(stays)}
        contacts.note_erased_person(resident_id=resident_id, ground=ground, reason=reason, by_id=by_id, at=at, **told)
        book.write(book.Entry(resident_id, at, goes))
    return gone


def erase_again(*, at: datetime) -> int:
    """Erase whatever of the book's people is there again, because a backup was restored; returns how many people."""
    found = 0
    for entry in book.entries():
        with transaction.atomic():
            scopes = personal.walk(TABLES, dict(entry.scopes))
            counts = personal.counted(TABLES, scopes)
            counts.pop("contacts.Reading", None)
            if not counts:
                continue
            goes, stays = _parted(scopes, with_matters=False, sure=entry.scopes)
            gone = _erase(goes, stays, at)
            contacts.note_erased_person(
                resident_id=entry.resident_id, ground=AGAIN, reason="", counts=gone, stays={}, by_id=None, at=at
            )
            found += 1
    return found


def _erase(goes: Scopes, stays: Scopes, at: datetime) -> dict[str, int]:
    """Blank what stays and what only points to the person, then erase the rest."""
    everything = {**goes, **stays}
    contacts.empty_merges(everything[RESIDENT])
    tables: list[Table] = [*TABLES, *LINKS, *KEPT]
    return personal.erase(tables, everything, at=at, kind=KIND)


def _parted(scopes: Scopes, *, with_matters: bool, sure: Scopes | None = None) -> tuple[Scopes, Scopes]:
    """Return what goes and what stays: the settled matters with all that was written in them."""
    if with_matters:
        return scopes, {}
    sure_matters = (sure or {}).get("matter", frozenset())
    files = personal.walk(TABLES, {"matter": scopes["matter"] - sure_matters})
    stays = {kept: files[name] for name, kept in _KEPT.items()}
    goes = {**scopes, **{name: scopes[name] - files[name] for name in _KEPT}}
    return goes, stays


def _counted_kept(stays: Scopes) -> dict[str, int]:
    names = {"kept_matter": "matters.Matter", "kept_message": "correspondence.Message"}
    return {names[scope]: len(ids) for scope, ids in stays.items() if scope in names and ids}
