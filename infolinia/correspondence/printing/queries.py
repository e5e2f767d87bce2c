"""Reads of paper mail: what waits, what was printed, what is on its way, and what waits at a counter."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Length

from infolinia.core.clock import city_day
from infolinia.core.text import one_line
from infolinia.correspondence.models import DeliveryEvent, PaperMail, PrintRun, Status
from infolinia.correspondence.printing import binding
from infolinia.correspondence.printing.books import Entry
from infolinia.correspondence.rules import paper_mail as rules
from infolinia.correspondence.shapes import DeliveryLine

State = PaperMail.State
SHOWN = 200


@dataclass(frozen=True)
class PaperLine:
    """One letter or paper as the clerk's screen shows it."""

    id: int
    message_id: UUID
    kind: str
    kind_text: str
    service: str
    service_text: str
    state: str
    state_text: str
    recipient: str
    address: str
    place: str
    reference: str
    language: str
    is_large: bool
    pages: int
    sheets: int
    created_at: datetime
    position: int | None
    run_id: int | None
    tracking: str
    posted_at: datetime | None
    settled_on: date | None
    reason: str
    reason_text: str
    note: str
    has_print: bool
    is_called_off: bool
    meaning: rules.Return | None
    resident_id: UUID | None
    matter_id: UUID | None


@dataclass(frozen=True)
class RunLine:
    """One print run: how much is in it, and how much of that has left."""

    id: int
    day: date
    created_at: datetime
    by: str
    letters: int
    pickups: int
    open: int


def waiting() -> list[PaperLine]:
    """Return what the next run would print, oldest first."""
    return _lines(_papers().filter(state=State.WAITING, message__status=Status.QUEUED))


def runs(*, since: date) -> list[RunLine]:
    """Return the runs since the day and those that have not left yet, newest first."""
    return [_run(row) for row in _runs().filter(Q(day__gte=since) | Q(open__gt=0)).order_by("-created_at")[:SHOWN]]


def run(run_id: int) -> tuple[RunLine, list[PaperLine]] | None:
    """Return the run with its papers in order, letters numbered as the posting book numbers them."""
    row = _runs().filter(id=run_id).first()
    return (_run(row), _numbered(_lines(_papers().filter(run=run_id).order_by("place_in_run")))) if row else None


def run_pdf(run_id: int) -> bytes | None:
    """Return all papers of the run as one file for a printer that prints on both sides, or None when nothing is left.

    What was posted long ago has lost its pages and is left out.
    """
    contents = PaperMail.objects.filter(run=run_id).exclude(content=b"").order_by("place_in_run")
    pages = [bytes(content) for content in contents.values_list("content", flat=True)]
    return binding.bind(pages) if pages else None


def paper_pdf(paper_id: int) -> bytes | None:
    """Return one paper as it is printed, or None when its pages are gone."""
    content = PaperMail.objects.filter(id=paper_id).values_list("content", flat=True).first()
    return bytes(content) or None if content is not None else None


def paper(paper_id: int) -> PaperLine | None:
    """Return one paper."""
    found = _lines(_papers().filter(id=paper_id))
    return found[0] if found else None


def on_the_way(*, at: datetime) -> list[PaperLine]:
    """Return the letters whose receipt is to be confirmed and that nobody confirmed for too long, oldest first."""
    old = at - timedelta(days=rules.PROOF_DAYS)
    papers = _papers().filter(state=State.POSTED, service=rules.CONFIRMED, posted_at__lt=old)
    return _lines(papers.order_by("posted_at"))


def at_counter() -> list[PaperLine]:
    """Return what lies ready at a counter, by place and then by name."""
    return sorted(_lines(_papers().filter(state=State.READY)), key=lambda line: (line.place, line.recipient))


def has_waited_long(line: PaperLine, at: datetime) -> bool:
    """Whether nobody came for the paper for as long as it is kept."""
    return line.posted_at is not None and city_day(at) - city_day(line.posted_at) >= timedelta(days=rules.COUNTER_DAYS)


def find(typed: str) -> list[PaperLine]:
    """Return what left the room and fits a number from the label, a matter's number or a name, newest first."""
    words = one_line(typed, 100)
    if not words:
        return []
    close = "".join(words.upper().split())
    papers = _papers().exclude(state__in=[State.WAITING, State.WITHDRAWN])
    fitting = Q(tracking=close) | Q(reference__iexact=words) | Q(recipient__icontains=words)
    return _lines(papers.filter(fitting).order_by("-posted_at", "-id")[:50])


def book(run_id: int) -> list[Entry]:
    """Return the run's letters as the posting book lists them."""
    papers = _papers().filter(run=run_id, kind=rules.LETTER).order_by("place_in_run")
    return [
        Entry(
            position=position,
            recipient=row.recipient,
            address=", ".join(row.address.splitlines()),
            service=str(row.get_service_display()),
            sheets=rules.sheets(row.pages),
            grams=rules.weight(row.pages),
            tracking=row.tracking,
            remarks=", ".join(filter(None, (row.reference, row.note))),
        )
        for position, row in enumerate(papers, start=1)
    ]


def history(message_id: UUID) -> list[DeliveryLine]:
    """Return what was written down about the message, oldest first."""
    return [
        DeliveryLine(state=row.state, state_text=str(row.get_state_display()), at=row.at, details=row.details)
        for row in DeliveryEvent.objects.filter(message=message_id).order_by("at", "id")
    ]


def services() -> list[tuple[str, str]]:
    """Return the services by which a letter may go, with their names."""
    return [(str(code), str(label)) for code, label in PaperMail.Service.choices]


def reasons() -> list[tuple[str, str]]:
    """Return why letters come back, with the words of the label."""
    return [(str(code), str(label)) for code, label in PaperMail.Reason.choices]


def _papers() -> QuerySet[PaperMail]:
    return PaperMail.objects.defer("content").annotate(
        printed_bytes=Length("content"),
        told=F("message__status"),
        of_resident=F("message__resident_id"),
        of_matter=F("message__matter_id"),
    )


def _runs() -> QuerySet[PrintRun]:
    return PrintRun.objects.select_related("by").annotate(
        letters=Count("papers", filter=Q(papers__kind=rules.LETTER)),
        pickups=Count("papers", filter=Q(papers__kind=rules.PICKUP)),
        open=Count("papers", filter=Q(papers__state=State.PRINTED)),
    )


def _run(row: PrintRun) -> RunLine:
    counted = {name: getattr(row, name) for name in ("letters", "pickups", "open")}
    return RunLine(id=row.pk, day=row.day, created_at=row.created_at, by=str(row.by) if row.by else "", **counted)


def _lines(rows: Iterable[PaperMail]) -> list[PaperLine]:
    return [_line(row) for row in rows]


def _numbered(lines: list[PaperLine]) -> list[PaperLine]:
    """Return the lines with the numbers of the posting book, which leaves out what is collected at a counter."""
    numbers = count(1)
    return [replace(line, position=next(numbers) if line.kind == rules.LETTER else None) for line in lines]


def _line(row: PaperMail) -> PaperLine:
    return PaperLine(
        id=row.pk,
        message_id=row.message_id,
        kind=row.kind,
        kind_text=str(row.get_kind_display()),
        service=row.service,
        service_text=str(row.get_service_display()),
        state=row.state,
        state_text=str(row.get_state_display()),
        recipient=row.recipient,
        address=row.address,
        place=row.place,
        reference=row.reference,
        language=row.language,
        is_large=row.is_large,
        pages=row.pages,
        sheets=rules.sheets(row.pages),
        created_at=row.created_at,
        position=row.place_in_run,
        run_id=row.run_id,
        tracking=row.tracking,
        posted_at=row.posted_at,
        settled_on=row.settled_on,
        reason=row.reason,
        reason_text=str(row.get_reason_display()),
        note=row.note,
        has_print=bool(getattr(row, "printed_bytes", 0)),
        is_called_off=getattr(row, "told", "") == Status.CANCELLED,
        meaning=rules.returned(reason=row.reason, service=row.service) if row.reason else None,
        resident_id=getattr(row, "of_resident", None),
        matter_id=getattr(row, "of_matter", None),
    )
