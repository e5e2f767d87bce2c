"""Administration of knowledge: every table opens, and what is saved there works at once."""

from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from infolinia.city.models import Staff
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import Card, CardErrorReport, CardTask, Edition, Form, ShiftNews, Synonym
from tests.knowledge.conftest import Publish

TABLES = [Card, Edition, CardTask, Form, Synonym, ShiftNews, CardErrorReport]


@pytest.fixture
def office(administrator: Staff, settings: Settings) -> Client:
    """The administrator, signed in; static files under their own names."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    Path(str(settings.STATIC_ROOT)).mkdir(parents=True, exist_ok=True)
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def filled(publish: Publish, zofia: Staff, at: datetime) -> None:
    """One row in every table, and a draft."""
    publish("a", "Karta", answer="Tekst.")
    operations.start_draft(card_code="a", by_id=zofia.pk, at=at)
    operations.post_news(title="Wiadomość", text="Tekst.", by=None, at=at)
    operations.report_error(card_code="a", section="", text="Zła kwota.", by=zofia.pk, at=at)
    operations.open_task(key="k", kind="dead_link", card_code="a", text="Popraw.", due_on=at.date(), at=at)
    Form.objects.create(code="druk", version="1", title="Druk", valid_from=at.date())
    Synonym.objects.create(everyday="auto", means="pojazd")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_table_and_row_opens(office: Client, filled: None, table: type[Card]) -> None:
    address = f"/admin/knowledge/{table._meta.model_name}/"
    assert office.get(address).status_code == 200
    assert [office.get(f"{address}{row.pk}/change/").status_code for row in table.objects.all()] != []
    assert all(office.get(f"{address}{row.pk}/change/").status_code == 200 for row in table.objects.all())


def test_a_phrase_saved_beside_a_card_is_found_at_once(office: Client, filled: None) -> None:
    card = Card.objects.get()
    management = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    sent = {"subject": "inne", "phrases-0-text": "kocioł", "phrases-0-card": card.pk}
    sent |= {f"phrases-{name}": value for name, value in management.items()}
    assert office.post(f"/admin/knowledge/card/{card.pk}/change/", sent).status_code == 302
    assert [hit.code for hit in queries.search("kotły")] == ["a"]


def test_editions_are_only_looked_at_here(office: Client, filled: None) -> None:
    draft = Edition.objects.get(state="draft")
    assert office.post(f"/admin/knowledge/edition/{draft.pk}/change/", {"title": "Inny tytuł"}).status_code == 403
    assert office.post(f"/admin/knowledge/edition/{draft.pk}/delete/", {"post": "yes"}).status_code == 403
    draft.refresh_from_db()
    assert (draft.title, draft.state) == ("Karta", "draft")


def test_reports_and_news_are_read_here_and_answered_on_their_own_screens(office: Client, filled: None) -> None:
    report, news = CardErrorReport.objects.get(), ShiftNews.objects.get()
    for address in (f"carderrorreport/{report.pk}", f"shiftnews/{news.pk}"):
        page = f"/admin/knowledge/{address}/change/"
        assert office.get(page).status_code == 200
        assert office.post(page, {"state": "mended", "title": "Inna"}).status_code == 403
    report.refresh_from_db()
    assert (report.state, ShiftNews.objects.get().title) == ("open", "Wiadomość")
