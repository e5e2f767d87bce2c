"""What the clerk does with paper: prints the day's letters, posts them, notes what came back and what was collected."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.correspondence.models import PaperMail, PrintRun, Status
from infolinia.correspondence.operations import note_delivery
from infolinia.correspondence.rules import paper_mail as rules

HISTORY = "pl"  # what is written down for good is in Polish, whatever language the clerk's screen has
State, Service = PaperMail.State, PaperMail.Service
_BY_SERVICE = {Service.CONFIRMED: 0, Service.REGISTERED: 1, Service.ORDINARY: 2}


class CannotPrint(Cannot):
    """There is nothing to print."""


class CannotNote(Cannot):
    """What is said about this letter can't be: it is not at that step."""


@transaction.atomic
def print_run(*, by_id: int | None, at: datetime) -> int:
    """Put all that waits into one run, in the order of the posting book; returns the run. Raises `CannotPrint`.

    Registered letters come first, so that their numbers are written in one go; papers to collect come last.
    """
    withdraw_cancelled()
    waiting = PaperMail.objects.select_for_update(skip_locked=True, of=("self",)).filter(state=State.WAITING)
    papers = list(waiting.filter(message__status=Status.QUEUED).defer("content"))
    if not papers:
        raise CannotPrint(_("Nic nie czeka na wydruk."))
    run = PrintRun.objects.create(day=city_day(at), created_at=at, by_id=by_id)
    papers.sort(key=_in_the_book)
    for position, paper in enumerate(papers, start=1):
        paper.run, paper.place_in_run, paper.state = run, position, State.PRINTED
    PaperMail.objects.bulk_update(papers, ["run", "place_in_run", "state"])
    return run.pk


def withdraw_cancelled() -> int:
    """Take out the papers of messages that were called off before they left; returns how many."""
    called_off = PaperMail.objects.filter(state__in=[State.WAITING, State.PRINTED], message__status=Status.CANCELLED)
    return called_off.update(state=State.WITHDRAWN)


@transaction.atomic
def print_again(*, paper_ids: Sequence[int]) -> int:
    """Let spoilt papers wait for the next run; returns how many. What was posted is not printed again."""
    spoilt = PaperMail.objects.filter(id__in=paper_ids, state=State.PRINTED)
    return spoilt.update(state=State.WAITING, run=None, place_in_run=None)


@transaction.atomic
def set_service(*, paper_id: int, service: str) -> None:
    """Let the letter go by another service; raises `CannotNote` once it was posted."""
    changed = PaperMail.objects.filter(
        id=paper_id, kind=PaperMail.Kind.LETTER, state__in=[State.WAITING, State.PRINTED]
    ).update(service=Service(service))
    if not changed:
        raise CannotNote(_("Rodzaj przesyłki można zmienić tylko przed nadaniem."))


@transaction.atomic
def hand_over(*, run_id: int, by: str, at: datetime, tracking: Mapping[int, str] | None = None) -> int:
    """Note that the run left the room: letters are posted, papers to collect lie ready; returns how many.

    `tracking` gives numbers of registered letters by the letter's id. What was called off after it was printed stays
    behind. Raises `CannotNote` for a number used twice.
    """
    withdraw_cancelled()
    numbers = tracking or {}
    papers = list(_locked(run_id=run_id, state=State.PRINTED))
    for paper in papers:
        paper.state = State.POSTED if paper.kind == PaperMail.Kind.LETTER else State.READY
        paper.posted_at = at
        paper.tracking = _number(numbers.get(paper.pk, paper.tracking))
    _store(papers, ["state", "posted_at", "tracking"])
    for paper in papers:
        _tell(paper, at, by, _where(paper))
    return len(papers)


@transaction.atomic
def set_tracking(*, paper_id: int, number: str) -> None:
    """Write the letter's number from the post's label; raises `CannotNote` for a number of another letter."""
    paper = _one(paper_id)
    if paper.kind != PaperMail.Kind.LETTER or paper.state == State.WAITING:
        raise CannotNote(_("Numer nadawczy ma tylko wydrukowany list."))
    paper.tracking = _number(number)
    _store([paper], ["tracking"])


@transaction.atomic
def note_delivered(*, paper_id: int, on: date, by: str, at: datetime) -> None:
    """Note that the letter reached its reader, or that the paper was collected; raises `CannotNote`."""
    paper = _step(_one(paper_id), State.DELIVERED, on, at)
    paper.reason = ""
    _store([paper], ["state", "settled_on", "reason"])
    with override(HISTORY):
        said = _("odebrano w urzędzie") if paper.kind == PaperMail.Kind.PICKUP else _("potwierdzenie odbioru")
    _tell(paper, at, by, f"{said}, {on:%d.%m.%Y}")


@transaction.atomic
def note_returned(*, paper_id: int, reason: str, on: date, by: str, at: datetime, note: str = "") -> rules.Return:
    """Note that the post brought the letter back, and why; returns what that means. Raises `CannotNote`."""
    paper = _one(paper_id)
    if paper.kind != PaperMail.Kind.LETTER:
        raise CannotNote(_("To nie był list."))
    paper = _step(paper, State.RETURNED, on, at)
    paper.reason, paper.note = PaperMail.Reason(reason), one_line(note, 200)
    _store([paper], ["state", "settled_on", "reason", "note"])
    meaning = rules.returned(reason=paper.reason, service=paper.service)
    with override(HISTORY):
        said = f"{paper.get_reason_display()}, {on:%d.%m.%Y}"
    _tell(paper, at, by, " · ".join(filter(None, (said, meaning.basis, paper.note))))
    return meaning


@transaction.atomic
def note_uncollected(*, paper_id: int, by: str, at: datetime) -> None:
    """Note that nobody came for the paper at the counter; raises `CannotNote`."""
    paper = _step(_one(paper_id), State.UNCOLLECTED, city_day(at), at)
    _store([paper], ["state", "settled_on"])
    with override(HISTORY):
        said = _("nikt nie odebrał")
    _tell(paper, at, by, said)


def forget_prints(*, before: datetime) -> int:
    """Empty the printed pages of letters that left before the moment; the text stays with the message."""
    gone = PaperMail.objects.filter(posted_at__lt=before).exclude(content=b"")
    withdrawn = PaperMail.objects.filter(state=State.WITHDRAWN).exclude(content=b"")
    return gone.update(content=b"") + withdrawn.update(content=b"")


def _in_the_book(paper: PaperMail) -> tuple[object, ...]:
    return paper.kind, _BY_SERVICE[Service(paper.service)], paper.created_at, paper.pk


def _locked(**which: object) -> "list[PaperMail]":
    papers = PaperMail.objects.select_for_update(of=("self",)).select_related("message").defer("content")
    return list(papers.filter(**which).order_by("place_in_run", "id"))


def _one(paper_id: int) -> PaperMail:
    found = _locked(id=paper_id)
    if not found:
        raise CannotNote(_("Nie ma takiej przesyłki."))
    return found[0]


def _step(paper: PaperMail, new: str, on: date, at: datetime) -> PaperMail:
    if not rules.may_become(kind=paper.kind, state=paper.state, new=new):
        raise CannotNote(_("Tego nie można zapisać: przesyłka jest w stanie „%(state)s”.") % {"state": _said(paper)})
    if on > city_day(at) or (paper.posted_at and on < city_day(paper.posted_at)):
        raise CannotNote(_("Podaj dzień od nadania do dzisiaj."))
    paper.state, paper.settled_on = new, on
    return paper


def _store(papers: Sequence[PaperMail], fields: list[str]) -> None:
    try:
        with transaction.atomic():
            PaperMail.objects.bulk_update(papers, fields)
    except IntegrityError as error:
        raise CannotNote(_("Ten numer nadawczy ma już inny list. Sprawdź, czy się nie powtarza.")) from error


def _tell(paper: PaperMail, at: datetime, by: str, said: str) -> None:
    """Let the message know, with the clerk's name: the message's deliveries are the history of the paper."""
    state = rules.message_state(paper.state)
    if state:
        key = f"paper:{paper.pk}:{paper.state}:{at:%Y%m%d%H%M%S%f}"
        note_delivery(message_id=paper.message_id, state=state, at=at, event_key=key, details=f"{said} ({by})"[:500])


def _number(typed: str) -> str:
    return "".join(one_line(typed, 60).upper().split())[:40]


def _where(paper: PaperMail) -> str:
    with override(HISTORY):
        if paper.kind == PaperMail.Kind.PICKUP:
            return _("czeka na odbiór: %(place)s") % {"place": paper.place or _("kancelaria")}
        return " ".join(filter(None, (paper.get_service_display(), paper.tracking)))


def _said(paper: PaperMail) -> str:
    return str(State(paper.state).label)
