"""A letter's way: prepared by the worker, printed in the day's run, posted, and come back."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import transaction
from django.utils.translation import override
from pypdf import PdfReader
from pytest_django import Settings

from infolinia.city.models import Staff
from infolinia.correspondence import operations
from infolinia.correspondence.models import Message, PaperMail, PrintRun, Status
from infolinia.correspondence.printing import daily, queries
from infolinia.correspondence.printing import operations as printing
from infolinia.correspondence.printing.operations import CannotNote, CannotPrint
from infolinia.correspondence.shapes import Attachment
from tests.correspondence.printing.conftest import AT, HALINA, Write, queued
from tests.knowledge.pdf import samples

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=5)
WEEK = AT + timedelta(days=7)


def text_of(content: bytes | None) -> str:
    assert content
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(bytes(content))).pages)


def status(paper: PaperMail) -> str:
    return Message.objects.get(id=paper.message_id).status


def posted(write: Write, **fields: object) -> PaperMail:
    paper = write(**fields)
    printing.hand_over(run_id=printing.print_run(by_id=None, at=AT), by="Ewa Molo", at=LATER)
    paper.refresh_from_db()
    return paper


def test_a_queued_letter_is_set_with_its_address_and_waits_for_the_printer(write: Write) -> None:
    paper = write(secret="A7K2P9", text="Kod sprawy: {{kod}}")
    assert (paper.recipient, paper.address) == ("Halina Zatoka", "ul. Żaglowa 12 m. 3\n81-001 Gdynia")
    assert (paper.reference, paper.pages, paper.state) == ("INF-2026-48213", 1, "waiting")
    said = text_of(paper.content)
    for words in ("Halina Zatoka", "ul. Żaglowa 12", "Kod sprawy: A7K2P9", "24 listopada 2026", "Znak: INF-2026-48213"):
        assert words in said
    message = Message.objects.get(id=paper.message_id)
    assert (message.status, message.is_held, message.ref) == (Status.QUEUED, True, str(paper.pk))


def test_a_message_has_one_paper_however_often_a_worker_dies(write: Write) -> None:
    paper = write()
    Message.objects.filter(id=paper.message_id).update(is_held=False, handed_at=AT, ref="")
    operations.send(message_id=paper.message_id, at=AT + timedelta(minutes=10))
    assert PaperMail.objects.get() == paper
    assert Message.objects.get(id=paper.message_id).ref == str(paper.pk)


def test_files_are_printed_behind_the_letter_and_named_in_it(write: Write) -> None:
    form = Attachment("Wniosek o zwrot.pdf", "application/pdf", samples.form())
    paper = write(attachments=(form,))
    said = text_of(paper.content)
    assert paper.pages == 2
    assert "Załączniki" in said
    assert "Wniosek o zwrot" in said
    assert "Wniosek na próbę" in said


def test_what_cannot_be_printed_is_dead_with_a_reason_a_person_reads() -> None:
    message_id = queued(attachments=(Attachment("nagranie.mp3", "audio/mpeg", b"ID3"),))
    operations.send(message_id=message_id, at=AT)
    message = Message.objects.get(id=message_id)
    assert message.status == Status.FAILED
    assert "nagranie.mp3" in message.error
    assert not PaperMail.objects.exists()


def test_large_print_and_language_follow_the_message(write: Write) -> None:
    paper = write(is_large=True, language="uk", text="Добрий день,\n\n" + "відповідаємо. " * 150)
    assert (paper.is_large, paper.language) == (True, "uk")
    assert paper.pages > 1
    assert PdfReader(BytesIO(bytes(paper.content))).root_object["/Lang"] == "uk"


def test_a_run_takes_all_that_waits_in_the_order_of_the_posting_book(write: Write, zofia: Staff) -> None:
    ordinary, pickup, notice = write(), write("pickup"), write(purpose="extended")
    run_id = printing.print_run(by_id=zofia.pk, at=LATER)
    found = queries.run(run_id)
    assert found is not None
    line, papers = found
    assert [paper.id for paper in papers] == [notice.pk, ordinary.pk, pickup.pk]
    assert (line.letters, line.pickups, line.open, line.by) == (2, 1, 3, str(zofia))
    assert {paper.state for paper in papers} == {"printed"}
    assert queries.waiting() == []
    assert status(ordinary) == Status.QUEUED, "printing is not yet sending"
    with pytest.raises(CannotPrint):
        printing.print_run(by_id=zofia.pk, at=LATER)


def test_each_letter_of_a_run_begins_on_a_new_sheet(write: Write) -> None:
    write(text="pierwszy"), write(text="drugi " * 900), write(text="trzeci")
    content = queries.run_pdf(printing.print_run(by_id=None, at=AT))
    assert content
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    assert len(pages) % 2 == 0
    assert [number for number, said in enumerate(pages) if "odpowiedź" in said] == [0, 2, len(pages) - 2]


def test_a_letter_called_off_before_the_run_is_not_printed(write: Write) -> None:
    kept, called_off = write(), write(text="odwołane")
    operations.cancel([called_off.message_id], at=AT)
    run_id = printing.print_run(by_id=None, at=LATER)
    called_off.refresh_from_db()
    assert called_off.state == "withdrawn"
    assert "odwołane" not in text_of(queries.run_pdf(run_id))
    assert [line.id for line in queries.run(run_id)[1]] == [kept.pk]  # type: ignore[index]


def test_a_letter_called_off_after_the_run_stays_behind(write: Write) -> None:
    kept, called_off = write(), write(text="odwołane")
    run_id = printing.print_run(by_id=None, at=AT)
    operations.cancel([called_off.message_id], at=LATER)
    assert [line.is_called_off for line in queries.run(run_id)[1]] == [False, True]  # type: ignore[index]
    assert printing.hand_over(run_id=run_id, by="Ewa Molo", at=LATER) == 1
    called_off.refresh_from_db()
    assert (called_off.state, status(called_off), status(kept)) == ("withdrawn", Status.CANCELLED, Status.SENT)


def test_a_spoilt_letter_waits_for_the_next_run(write: Write) -> None:
    spoilt, good = write(), write()
    first = printing.print_run(by_id=None, at=AT)
    assert printing.print_again(paper_ids=[spoilt.pk]) == 1
    second = printing.print_run(by_id=None, at=LATER)
    assert [queries.run(number)[1][0].id for number in (first, second)] == [good.pk, spoilt.pk]  # type: ignore[index]


def test_posting_sends_the_messages_with_the_posts_numbers(write: Write) -> None:
    letter, pickup = write(), write("pickup")
    run_id = printing.print_run(by_id=None, at=AT)
    tracking = {letter.pk: "(00) 5590 0773 4"}
    assert printing.hand_over(run_id=run_id, by="Ewa Molo", at=LATER, tracking=tracking) == 2
    letter.refresh_from_db(), pickup.refresh_from_db()
    assert (letter.state, pickup.state, letter.tracking) == ("posted", "ready", "(00)559007734")
    assert status(letter) == status(pickup) == Status.SENT
    (event,) = Message.objects.get(id=pickup.message_id).deliveries.all()
    assert event.details == "czeka na odbiór: Sala Obsługi Mieszkańców, stanowisko 3 (Ewa Molo)"
    assert printing.hand_over(run_id=run_id, by="Ewa Molo", at=LATER) == 0, "twice is once"


def test_one_number_belongs_to_one_letter(write: Write) -> None:
    first = posted(write)
    second = posted(write, text="drugi")
    printing.set_tracking(paper_id=first.pk, number="559007734")
    with pytest.raises(CannotNote), transaction.atomic():
        printing.set_tracking(paper_id=second.pk, number="5590 07734")


def test_the_service_may_change_until_the_letter_leaves(write: Write) -> None:
    paper = write()
    printing.set_service(paper_id=paper.pk, service="registered")
    printing.hand_over(run_id=printing.print_run(by_id=None, at=AT), by="Ewa Molo", at=LATER)
    with pytest.raises(CannotNote):
        printing.set_service(paper_id=paper.pk, service="ordinary")
    paper.refresh_from_db()
    assert paper.service == "registered"


def test_a_returned_letter_says_why_and_what_that_means(write: Write) -> None:
    paper = posted(write, purpose="extended")
    meaning = printing.note_returned(
        paper_id=paper.pk, reason="not_collected", on=date(2026, 12, 1), by="Ewa Molo", at=WEEK, note="awizo 2 razy"
    )
    assert meaning.is_in_force
    assert status(paper) == Status.RETURNED
    said = Message.objects.get(id=paper.message_id).deliveries.last()
    assert said is not None
    assert said.details == "nie podjęto w terminie, 01.12.2026 · KPA art. 44 § 4 · awizo 2 razy (Ewa Molo)"


@pytest.mark.parametrize(("channel", "is_back"), [("letter", True), ("pickup", False)])
def test_what_came_back_is_printed_anew_for_the_new_address(
    write: Write, zofia: Staff, channel: str, is_back: bool
) -> None:
    paper = posted(write, channel=channel)
    if is_back:
        printing.note_returned(paper_id=paper.pk, reason="moved", on=date(2026, 12, 1), by="Ewa Molo", at=WEEK)
    else:
        printing.note_uncollected(paper_id=paper.pk, by="Ewa Molo", at=WEEK)
    operations.resend(
        message_id=paper.message_id, by_id=zofia.pk, at=WEEK, to="Halina Zatoka\nul. Nowa 1\n81-001 Gdynia"
    )
    operations.send(message_id=paper.message_id, at=WEEK)
    (line,) = queries.waiting()
    assert line.message_id == paper.message_id
    assert "ul. Nowa 1" in (line.address or line.place)
    assert "Nowa 1" in text_of(queries.run_pdf(printing.print_run(by_id=None, at=WEEK)))
    history = queries.history(paper.message_id)
    assert any("Ewa Molo" in each.details for each in history), "what happened to the first stays written"


def test_the_history_is_in_polish_whatever_the_clerks_screen_says(write: Write) -> None:
    with override("en"):
        letter, pickup, left = (posted(write, channel=channel) for channel in ("letter", "pickup", "pickup"))
        printing.note_returned(paper_id=letter.pk, reason="moved", on=date(2026, 12, 1), by="Ewa Molo", at=WEEK)
        printing.note_delivered(paper_id=pickup.pk, on=date(2026, 12, 1), by="Ewa Molo", at=WEEK)
        printing.note_uncollected(paper_id=left.pk, by="Ewa Molo", at=WEEK)
    said = [[each.details for each in queries.history(paper.message_id)] for paper in (letter, pickup, left)]
    assert said == [
        ["zwykły (Ewa Molo)", "adresat wyprowadził się, 01.12.2026 (Ewa Molo)"],
        [f"czeka na odbiór: {pickup.place} (Ewa Molo)", "odebrano w urzędzie, 01.12.2026 (Ewa Molo)"],
        [f"czeka na odbiór: {left.place} (Ewa Molo)", "nikt nie odebrał (Ewa Molo)"],
    ]


def test_a_return_noted_by_mistake_is_put_right(write: Write) -> None:
    paper = posted(write)
    printing.note_returned(paper_id=paper.pk, reason="moved", on=date(2026, 12, 1), by="Ewa Molo", at=WEEK)
    printing.note_delivered(paper_id=paper.pk, on=date(2026, 12, 1), by="Ewa Molo", at=WEEK + timedelta(minutes=1))
    paper.refresh_from_db()
    assert (paper.state, paper.reason, status(paper)) == ("delivered", "", Status.DELIVERED)


@pytest.mark.parametrize("on", [date(2026, 11, 23), date(2026, 12, 2)], ids=["before posting", "in the future"])
def test_a_proof_has_a_day_between_posting_and_today(write: Write, on: date) -> None:
    paper = posted(write)
    with pytest.raises(CannotNote):
        printing.note_delivered(paper_id=paper.pk, on=on, by="Ewa Molo", at=WEEK)


def test_a_letter_that_did_not_leave_cannot_come_back(write: Write) -> None:
    paper = write()
    with pytest.raises(CannotNote, match="czeka na wydruk"):
        printing.note_returned(paper_id=paper.pk, reason="other", on=AT.date(), by="Ewa Molo", at=AT)
    with pytest.raises(CannotNote):
        printing.note_delivered(paper_id=0, on=AT.date(), by="Ewa Molo", at=AT)


def test_a_paper_at_the_counter_is_collected_or_waits_too_long(write: Write) -> None:
    collected, forgotten = posted(write, channel="pickup"), posted(write, channel="pickup")
    assert [line.id for line in queries.at_counter()] == [collected.pk, forgotten.pk]
    printing.note_delivered(paper_id=collected.pk, on=date(2026, 11, 25), by="Ewa Molo", at=WEEK)
    (line,) = queries.at_counter()
    assert [queries.has_waited_long(line, AT + timedelta(days=days)) for days in (29, 31)] == [False, True]
    printing.note_uncollected(paper_id=forgotten.pk, by="Ewa Molo", at=AT + timedelta(days=31))
    assert (status(collected), status(forgotten)) == (Status.DELIVERED, Status.RETURNED)
    assert queries.at_counter() == []


def test_a_proof_that_does_not_come_is_asked_about(write: Write) -> None:
    paper = posted(write, purpose="extended")
    posted(write)
    assert queries.on_the_way(at=AT + timedelta(days=29)) == []
    assert [line.id for line in queries.on_the_way(at=AT + timedelta(days=31))] == [paper.pk]


@pytest.mark.parametrize("typed", ["559007734", "5590 07734", "inf-2026-48213", "zatoka"])
def test_what_came_back_is_found_by_what_stands_on_it(write: Write, typed: str) -> None:
    paper = posted(write)
    printing.set_tracking(paper_id=paper.pk, number="559007734")
    write(text="nie wyszedł")
    assert [line.id for line in queries.find(typed)] == [paper.pk]


def test_the_posting_book_lists_letters_only(write: Write) -> None:
    write(purpose="extended"), write("pickup"), write()
    first, second = queries.book(printing.print_run(by_id=None, at=AT))
    assert (first.position, first.recipient, first.address) == (
        1, "Halina Zatoka", "ul. Żaglowa 12 m. 3, 81-001 Gdynia",
    )  # fmt: skip
    assert (first.service, second.service) == ("polecony za potwierdzeniem odbioru", "zwykły")
    assert (first.sheets, first.grams, first.remarks) == (1, 10, "INF-2026-48213")


def test_printed_pages_are_emptied_a_while_after_they_left(write: Write) -> None:
    paper, waiting = posted(write), write(text="jeszcze tu")
    assert printing.forget_prints(before=LATER + timedelta(seconds=1)) == 1
    assert queries.paper_pdf(paper.pk) is None
    assert queries.paper_pdf(waiting.pk)
    assert queries.run_pdf(PrintRun.objects.get().pk) is None
    assert Message.objects.get(id=paper.message_id).text, "the text stays"


def test_paper_goes_with_its_message(write: Write) -> None:
    posted(write)
    assert operations.forget_loose_messages(before=WEEK, at=WEEK) == 1
    assert not PaperMail.objects.exists()


def test_the_return_address_gives_way_to_a_long_address(write: Write, settings: Settings) -> None:
    settings.LETTER_SENDER = ["ul. Nadawcy 1"]
    short, long = write(), write(to=HALINA.replace("\n", "\nWspólnota\nklatka B\n", 1))
    assert [text_of(paper.content).count("Nadawcy 1") for paper in (short, long)] == [2, 1]


@pytest.mark.parametrize(
    ("at", "hour", "is_made"),
    [
        (datetime(2026, 11, 24, 6, 5, tzinfo=UTC), 7, True),  # 7:05 in the city
        (datetime(2026, 11, 24, 9, 5, tzinfo=UTC), 7, True),  # the worker was away at seven
        (datetime(2026, 11, 24, 5, 5, tzinfo=UTC), 7, False),
        (datetime(2026, 11, 28, 9, 5, tzinfo=UTC), 7, False),  # Saturday
        (datetime(2026, 11, 11, 9, 5, tzinfo=UTC), 7, False),  # Independence Day
        (datetime(2026, 11, 24, 9, 5, tzinfo=UTC), None, False),
    ],
)
def test_the_days_run_is_made_in_the_morning_of_a_working_day(
    write: Write, at: datetime, hour: int | None, is_made: bool
) -> None:
    write()
    assert (daily.run_if_due(hour=hour, at=at) is not None) is is_made


def test_the_days_run_is_made_once_and_never_empty(write: Write) -> None:
    assert daily.run_if_due(hour=7, at=AT) is None
    write()
    assert daily.run_if_due(hour=7, at=AT)
    write()
    assert daily.run_if_due(hour=7, at=LATER) is None
