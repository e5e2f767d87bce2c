"""A load is quick although the database believes that the index is empty, as right after a fresh start."""

from datetime import datetime

import pytest
from django.db import connection

from infolinia.knowledge import operations, queries

pytestmark = pytest.mark.django_db


@pytest.mark.timeout(120)
def test_examples_are_indexed_although_the_tables_were_measured_when_empty(at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE knowledge_searchdocument, knowledge_searchform, knowledge_searchposting, knowledge_searchterm"
        )
    operations.load_example_cards(at)
    operations.load_example_cards(at)
    assert queries.search("dziura w jezdni")[0].code == "dziura-w-jezdni"
