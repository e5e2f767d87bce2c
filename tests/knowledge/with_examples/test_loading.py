"""The example cards in the database: loaded once, shown whole, the same when they are loaded again."""

from datetime import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import Edition, Form
from tests.knowledge.test_examples import ALL, BY_CODE, FORMS


def test_loading_again_changes_nothing_and_asks_little(examples: None, at: datetime) -> None:
    """Each start does it: so few statements that the number of cards does not matter."""
    with CaptureQueriesContext(connection) as asked:
        done = operations.load_example_cards(at)
    assert len(asked) < 40
    assert not [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert (done.added, done.changed, len(done.unchanged)) == ((), (), len(ALL))
    assert Edition.objects.count() == len(ALL)
    assert Form.objects.count() == len(FORMS)


def test_every_example_can_be_shown_and_is_listed_under_its_subject(examples: None) -> None:
    listed = [link.code for group in queries.all_cards() for link in group.cards]
    assert sorted(listed) == sorted(BY_CODE)
    views = [queries.card(code) for code in BY_CODE]
    assert all(view and view.answer_html and view.subject_name for view in views)
    assert [link.code for link in queries.popular(3)] == ["dowod-wniosek", "odbior-odpadow", "zameldowanie"]
