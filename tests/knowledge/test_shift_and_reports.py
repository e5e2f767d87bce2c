"""Shift news by audience with read marks and history; reports of what is wrong in a card, and their answers."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from infolinia.city.models import Staff, Unit
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import Card, CardErrorReport, CardTask
from infolinia.knowledge.operations.tasks import keep_tasks
from tests.knowledge.conftest import Publish


def _titles(person: Staff, at: datetime) -> list[str]:
    return [news.title for news in queries.news_for(person.pk, at)]


def test_unread_news_stands_first_then_important_then_newest(zofia: Staff, adam: Staff, at: datetime) -> None:
    for minutes, (title, important) in enumerate([("stara", False), ("ważna", True), ("świeża", False)]):
        operations.post_news(title=title, text="", by=None, at=at + timedelta(minutes=minutes), important=important)
    later = at + timedelta(hours=1)
    assert _titles(zofia, later) == ["ważna", "świeża", "stara"]
    operations.mark_news_read(news_id=queries.news_for(zofia.pk, later)[0].id, staff_id=zofia.pk, at=later)
    assert [(news.title, news.is_read) for news in queries.news_for(zofia.pk, later)][-1] == ("ważna", True)
    assert not any(news.is_read for news in queries.news_for(adam.pk, later))


def test_news_runs_out(zofia: Staff, at: datetime) -> None:
    operations.post_news(title="do południa", text="", by=None, at=at, valid_to=at + timedelta(hours=2))
    shown = [bool(queries.news_for(zofia.pk, at + timedelta(hours=hours))) for hours in (-1, 0, 1, 2)]
    assert shown == [False, True, True, False]


def test_news_that_ends_before_it_begins_is_refused(zofia: Staff, at: datetime) -> None:
    with pytest.raises(operations.CannotPost):
        operations.post_news(title="za późno", text="", by=None, at=at, valid_to=at - timedelta(hours=1))
    assert not _titles(zofia, at)


def test_news_reaches_those_who_speak_the_language_or_have_the_subject(
    zofia: Staff, adam: Staff, marek: Staff, at: datetime
) -> None:
    zofia.speaks, zofia.subjects = ["pl", "uk"], ["odpady-i-woda"]
    zofia.save()
    operations.post_news(title="po ukraińsku", text="", by=marek.pk, at=at, languages=["uk"])
    operations.post_news(title="podatki", text="", by=marek.pk, at=at, subjects=["podatki-i-oplaty"])
    operations.post_news(title="kierownicy", text="", by=marek.pk, at=at, roles=["supervisor"])
    assert _titles(zofia, at) == ["po ukraińsku"]
    assert _titles(adam, at) == ["podatki"]
    assert _titles(marek, at) == ["kierownicy"]


def test_the_writer_sees_who_has_not_read(zofia: Staff, adam: Staff, marek: Staff, at: datetime) -> None:
    news = operations.post_news(title="awaria", text="Nie umawiaj.", by=marek.pk, at=at)
    operations.mark_news_read(news_id=news, staff_id=adam.pk, at=at)
    line = queries.one_news(news, at)
    assert (line.readers, line.addressed, line.unread, line.state) == (1, 2, 1, "now")
    assert [(reader.name, reader.read_at) for reader in queries.news_readers(news)] == [
        ("Zofia Bryza", None),
        ("Adam Rejs", at),
    ]


def test_a_change_can_be_told_again_and_keeps_what_was_said(zofia: Staff, marek: Staff, at: datetime) -> None:
    news = operations.post_news(title="do 12:00", text="", by=marek.pk, at=at)
    operations.mark_news_read(news_id=news, staff_id=zofia.pk, at=at)
    operations.edit_news(news_id=news, title="do 12.00", text="", by=marek.pk, at=at)
    assert queries.news_for(zofia.pk, at)[0].is_read
    operations.edit_news(news_id=news, title="do 18:00", text="", by=marek.pk, at=at, is_told_again=True)
    assert not queries.news_for(zofia.pk, at)[0].is_read
    assert [version.title for version in queries.news_history(news)] == ["do 18:00", "do 12.00", "do 12:00"]


def test_withdrawn_news_leaves_the_desks_and_cannot_be_changed(zofia: Staff, marek: Staff, at: datetime) -> None:
    news = operations.post_news(title="pomyłka", text="", by=marek.pk, at=at)
    operations.withdraw_news(news_id=news, by=marek.pk, at=at)
    assert not _titles(zofia, at)
    assert [line.title for line in queries.news_lines(at, "withdrawn")] == ["pomyłka"]
    with pytest.raises(operations.CannotPost):
        operations.edit_news(news_id=news, title="nie", text="", by=marek.pk, at=at)


@pytest.fixture
def report(publish: Publish, roads: Unit, zofia: Staff, at: datetime) -> int:
    """What Zofia found wrong in a card of the roads section."""
    publish("dziura", "Dziura w jezdni", unit="zdiz-utrzymanie", answer="Łatamy w 3 dni.")
    return operations.report_error(card_code="dziura", section="termin", text="  Zimą dłużej. ", by=zofia.pk, at=at)


def test_an_error_becomes_a_task_of_the_owner_due_in_seven_days(report: int, piotr: Staff, at: datetime) -> None:
    stored = CardErrorReport.objects.get(pk=report)
    assert (stored.text, stored.edition_number, stored.due_on) == ("Zimą dłużej.", 1, date(2026, 12, 1))
    [task] = queries.tasks_for(piotr, at)
    assert (task.kind, task.card_title, task.due, task.is_late) == (
        "error_report",
        "Dziura w jezdni",
        date(2026, 12, 1),
        False,
    )
    assert task.text == "Termin: Zimą dłużej."


def test_a_missed_report_is_escalated_once(report: int, marek: Staff, at: datetime) -> None:
    late = at + timedelta(days=8)
    keep_tasks(at=late)
    keep_tasks(at=late + timedelta(days=1))
    [task] = queries.tasks_for(marek, late)
    assert (task.is_late, task.escalated_at) == (True, late)


def test_the_unit_confirms_and_an_editor_mends_in_a_new_edition(
    report: int, publish: Publish, piotr: Staff, marek: Staff, zofia: Staff, at: datetime
) -> None:
    operations.agree_with_report(report_id=report, advice="Zimą do 14 dni.", by=piotr.pk, at=at)
    assert queries.answers_for(zofia.pk, at) == []
    publish("dziura", "Dziura w jezdni", unit="zdiz-utrzymanie", answer="Zimą łatamy w 14 dni.", when=at)
    operations.reply_to_report(report_id=report, is_mended=True, reply="", by=marek.pk, at=at)
    [answer] = queries.answers_for(zofia.pk, at)
    assert (answer.state, answer.mended_edition, answer.advice) == ("mended", 2, "Zimą do 14 dni.")
    assert CardTask.objects.get(key=f"error_report:{report}").state == "done"


@pytest.mark.parametrize(("is_mended", "reply"), [(True, ""), (False, ""), (False, "   ")])
def test_an_answer_that_says_nothing_is_refused(
    report: int, marek: Staff, at: datetime, is_mended: bool, reply: str
) -> None:
    with pytest.raises(operations.CannotReply):
        operations.reply_to_report(report_id=report, is_mended=is_mended, reply=reply, by=marek.pk, at=at)
    assert CardErrorReport.objects.get(pk=report).state == "open"


def test_a_report_is_answered_once_and_read_once_by_its_own_adviser(
    report: int, zofia: Staff, adam: Staff, at: datetime
) -> None:
    operations.reply_to_report(report_id=report, is_mended=False, reply="Karta mówi o tym niżej.", by=adam.pk, at=at)
    with pytest.raises(operations.CannotReply):
        operations.reply_to_report(report_id=report, is_mended=True, reply="x", by=adam.pk, at=at)
    assert CardTask.objects.get(key=f"error_report:{report}").state == "dropped"
    operations.mark_reply_read(report_id=report, staff_id=adam.pk, at=at)
    assert [answer.reply for answer in queries.answers_for(zofia.pk, at)] == ["Karta mówi o tym niżej."]
    assert queries.answers_for(adam.pk, at) == []
    operations.mark_reply_read(report_id=report, staff_id=zofia.pk, at=at)
    assert queries.answers_for(zofia.pk, at) == []


def test_a_report_is_seen_by_its_adviser_its_unit_and_editors_only(
    report: int, zofia: Staff, adam: Staff, piotr: Staff, outsider: Staff, marek: Staff
) -> None:
    for person in (zofia, piotr, marek):
        assert queries.report_for(person, report).id == report
    for person in (adam, outsider):
        with pytest.raises(PermissionDenied):
            queries.report_for(person, report)
    with pytest.raises(Http404):
        queries.report_for(piotr, report + 1)
    view = queries.report_for(piotr, report)
    assert [queries.may_answer(person, view) for person in (piotr, outsider, zofia, marek)] == [
        True,
        False,
        False,
        False,
    ]


def test_a_card_without_an_owner_is_for_editors(publish: Publish, zofia: Staff, piotr: Staff, at: datetime) -> None:
    publish("a", "Karta")
    report = operations.report_error(card_code="a", section="", text="Źle.", by=zofia.pk, at=at)
    assert Card.objects.get(code="a").unit_id is None
    with pytest.raises(PermissionDenied):
        queries.report_for(piotr, report)


@pytest.mark.parametrize("text", ["", "   ", "x" * 2_001])
def test_an_empty_or_endless_report_is_refused(publish: Publish, zofia: Staff, at: datetime, text: str) -> None:
    publish("a", "Karta")
    with pytest.raises(operations.CannotReport):
        operations.report_error(card_code="a", section="", text=text, by=zofia.pk, at=at)
    assert not CardTask.objects.exists()
