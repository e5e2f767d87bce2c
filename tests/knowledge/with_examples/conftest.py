"""The example cards of the starter city, loaded once for all tests of this folder: loading them takes seconds."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from infolinia.knowledge import operations
from tests.conftest import TUESDAY


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The cards in one transaction that is taken back after the last test."""
    with django_db_blocker.unblock():
        connection.ensure_connection()
        connection.set_autocommit(False)
        try:
            operations.load_example_cards(TUESDAY)
            yield
        finally:
            connection.rollback()
            connection.set_autocommit(True)
            connection.close()


@pytest.fixture
def db(loaded: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let one test use the database with the cards in it; what it writes is taken back.

    In place of pytest-django's own, under its name: so these tests come before those that empty the tables.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def examples(db: None) -> None:
    """The example cards of the starter city."""
