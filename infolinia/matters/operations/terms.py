"""Writes to the catalogue of terms: an entry changes, a lawyer confirms it. Open matters wait for a recount."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.core.text import fold, one_line
from infolinia.matters import clocks
from infolinia.matters.models import Clock, Matter, RecountCause, Status
from infolinia.matters.operations.recounting import CannotRecount, recount_open
from infolinia.matters.rules import side_clocks
from infolinia.matters.rules.side_clocks import BadSideTerms
from infolinia.matters.rules.terms import BadTerm, parse_term
from infolinia.matters.wording import say

_BATCH = 500
_COUNTS = ("term", "basis", "side_terms")
# Words of addresses beside which entries have theirs.
RESERVED_CODES = ("nowy", "dni-wolne", "przeliczenia")


class CannotSaveTerm(Cannot):
    """The entry makes no sense, or somebody else changed it meanwhile; `field` names the input to mend.

    `number` is the line of the side clocks that it is about, from 1; 0 for the entry itself.
    """

    def __init__(self, text: str, field: str = "", number: int = 0) -> None:
        super().__init__(text)
        self.field, self.number = field, number


@dataclass(frozen=True)
class ClockDraft:
    """An entry as it was written. An empty `code` is a new entry; `version` is the one that the page showed."""

    name: str
    term: str
    basis: str
    longest: str = ""
    remarks: str = ""
    side_terms: list[dict[str, Any]] = field(default_factory=list)
    code: str = ""
    version: int = 0


@dataclass(frozen=True)
class Saved:
    """What a change led to: the entry's code, and the recount of open matters that it began, if any."""

    code: str
    recount_id: int | None


@transaction.atomic
def save_clock(draft: ClockDraft, *, by_id: int, at: datetime) -> Saved:
    """Add or change an entry. A change of what counts takes the lawyer's confirmation away and begins a recount.

    Raises `CannotSaveTerm`.
    """
    values = _checked(draft)
    if not draft.code:
        code = _new_code(draft.name)
        Clock.objects.create(code=code, **values)
        return Saved(code, None)
    row = _locked(draft.code, draft.version)
    before = {name: getattr(row, name) for name in _COUNTS}
    longest = row.longest
    for name, value in values.items():
        setattr(row, name, value)
    is_other = any(getattr(row, name) != value for name, value in before.items())
    if is_other or row.longest != longest:
        row.confirmed, row.confirmed_as, row.confirmed_by_id, row.confirmed_at = False, "", None, None
    row.version += 1
    row.save()
    return Saved(row.code, _recount(row, by_id, at) if is_other else None)


@transaction.atomic
def confirm_clock(*, code: str, version: int, as_whom: str, by_id: int, at: datetime) -> None:
    """Note that a lawyer confirmed the entry with its side clocks: who, when, and who wrote it down.

    Open matters that run by this very term lose the mark "not confirmed". Raises `CannotSaveTerm`.
    """
    row, name = _locked(code, version), one_line(as_whom, 160)
    if not name:
        raise CannotSaveTerm(_("Wpisz, kto potwierdził: imię i nazwisko prawnika."), "as_whom")
    row.confirmed, row.confirmed_as, row.confirmed_by_id, row.confirmed_at = True, name, by_id, at
    row.side_terms = [{**line, "confirmed": True} for line in row.side_terms]
    _mark(row)


@transaction.atomic
def doubt_clock(*, code: str, version: int) -> None:
    """Take the confirmation back: the entry and its side clocks must be looked at again. Raises `CannotSaveTerm`."""
    row = _locked(code, version)
    row.confirmed, row.confirmed_as, row.confirmed_by_id, row.confirmed_at = False, "", None, None
    row.side_terms = [{**line, "confirmed": False} for line in row.side_terms]
    _mark(row)


def _mark(row: Clock) -> None:
    row.version += 1
    row.save()
    sides = {line["code"]: line for line in row.side_terms}
    open_ones = Matter.objects.exclude(status=Status.CLOSED).select_for_update(of=("self",)).order_by("pk")
    running = open_ones.filter(clocks.run_by(row), term=row.term, term_basis=row.basis)
    changed = []
    for matter in running.only("id", "term_confirmed", "side_clocks"):
        marked = [_marked(line, sides) for line in matter.side_clocks]
        if matter.term_confirmed != row.confirmed or marked != matter.side_clocks:
            matter.term_confirmed, matter.side_clocks = row.confirmed, marked
            changed.append(matter)
    Matter.objects.bulk_update(changed, ["term_confirmed", "side_clocks"], batch_size=_BATCH)


def _marked(line: dict[str, Any], sides: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a matter's copy of a side clock with the mark of the catalogue, if it is still the very same rule."""
    known = sides.get(line["code"])
    if known is None or any(line.get(name) != value for name, value in known.items() if name != "confirmed"):
        return line
    return {**line, "confirmed": known["confirmed"]}


def _recount(row: Clock, by_id: int, at: datetime) -> int:
    try:
        return recount_open(RecountCause.CLOCK, at, by_id=by_id, clock_code=row.code)
    except CannotRecount as error:
        raise CannotSaveTerm(str(error)) from error


def _locked(code: str, version: int) -> Clock:
    row = Clock.objects.select_for_update().filter(code=code).first()
    if row is None:
        raise CannotSaveTerm(_("Nie ma wpisu o kodzie %(code)s.") % {"code": code})
    if row.version != version:
        raise CannotSaveTerm(
            _("Ktoś zmienił ten wpis, gdy był u Ciebie otwarty. Odśwież stronę i wpisz zmianę jeszcze raz.")
        )
    return row


def _checked(draft: ClockDraft) -> dict[str, Any]:
    name, basis = one_line(draft.name, 160), one_line(draft.basis, 200)
    if not name:
        raise CannotSaveTerm(_("Wpisz, czego dotyczy termin."), "name")
    if not basis:
        raise CannotSaveTerm(_("Wpisz przepis albo obietnicę, z której wynika termin."), "basis")
    return {
        "name": name,
        "basis": basis,
        "term": _term(draft.term, "term"),
        "longest": _term(draft.longest, "longest") if draft.longest.strip() else "",
        "side_clocks": draft.remarks.strip()[:2000],
        "side_terms": _side_terms(draft.side_terms),
    }


def _term(text: str, field: str) -> str:
    try:
        return str(parse_term(text))
    except BadTerm as error:
        raise CannotSaveTerm(str(error), field) from error


def _side_terms(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    try:
        return side_clocks.write(side_clocks.read(lines))
    except BadSideTerms as error:
        raise CannotSaveTerm(say(error.phrase), error.field, error.number) from error


def _new_code(name: str) -> str:
    base = slugify(fold(name))[:50] or "termin"
    taken = {*RESERVED_CODES, *Clock.objects.filter(code__startswith=base).values_list("code", flat=True)}
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(code for code in numbered if code not in taken)
