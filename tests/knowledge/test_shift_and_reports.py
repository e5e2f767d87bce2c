"""Shift news with read marks, and reports of what is wrong in a card."""

from datetime import date, datetime, timedelta

import pytest

from infolinia.city.models import Staff
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import CardErrorReport
from tests.knowledge.conftest import Publish


def test_unread_news_stands_first_then_important_then_newest(zofia: Staff, adam: Staff, at: datetime) -> None:
    for minutes, (title, important) in enumerate([("stara", False), ("ważna", True), ("świeża", False)]):
        operations.post_news(title=title, text="", by=None, at=at + timedelta(minutes=minutes), important=important)
    later = at + timedelta(hours=1)
    assert [news.title for news in queries.news_for(zofia.pk, later)] == ["ważna", "świeża", "stara"]
    operations.mark_news_read(news_id=queries.news_for(zofia.pk, later)[0].id, staff_id=zofia.pk, at=later)
    assert [(news.title, news.is_read) for news in queries.news_for(zofia.pk, later)][-1] == ("ważna", True)
    assert not any(news.is_read for news in queries.news_for(adam.pk, later))


def test_news_runs_out(zofia: Staff, at: datetime) -> None:
    operations.post_news(title="do południa", text="", by=None, at=at, valid_to=at + timedelta(hours=2))
    shown = [bool(queries.news_for(zofia.pk, at + timedelta(hours=hours))) for hours in (-1, 0, 1, 2)]
    assert shown == [False, True, True, False]


def test_an_error_becomes_a_task_due_in_seven_days_and_is_answered_once(
    publish: Publish, zofia: Staff, adam: Staff, at: datetime
) -> None:
    publish("a", "Karta")
    number = operations.report_error(card_code="a", section="oplaty", text="  Zła kwota. ", by=zofia.pk, at=at)
    report = CardErrorReport.objects.get(pk=number)
    assert (report.text, report.edition_number, report.due_on) == ("Zła kwota.", 1, date(2026, 12, 1))
    operations.reply_to_report(report_id=number, is_mended=True, reply="Poprawione.", by=adam.pk, at=at)
    with pytest.raises(operations.CannotReply):
        operations.reply_to_report(report_id=number, is_mended=False, reply="", by=adam.pk, at=at)


@pytest.mark.parametrize("text", ["", "   ", "x" * 2_001])
def test_an_empty_or_endless_report_is_refused(publish: Publish, zofia: Staff, at: datetime, text: str) -> None:
    publish("a", "Karta")
    with pytest.raises(operations.CannotReport):
        operations.report_error(card_code="a", section="", text=text, by=zofia.pk, at=at)
