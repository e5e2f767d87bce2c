"""A load is quick although the database believes that the index is empty: it looked when all of it was deleted."""

from datetime import datetime

import pytest
from django.db import connection

from infolinia.knowledge import operations, queries

pytestmark = pytest.mark.django_db
TABLES = ("knowledge_searchposting", "knowledge_searchform", "knowledge_searchterm", "knowledge_searchdocument")


@pytest.mark.timeout(120)
def test_cards_are_indexed_although_the_tables_were_measured_when_empty(at: datetime) -> None:
    operations.load_example_cards(at)
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our tables
        cursor.execute(f"ANALYZE {', '.join(TABLES)}")
    operations.rebuild_index(day=at.date())
    assert queries.search("dziura w jezdni")[0].code == "dziura-w-jezdni"
