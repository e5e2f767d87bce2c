"""Loads the starter city, in the order in which its parts lean on each other."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from infolinia.demo import accounts, city, duties, editions, loop, matters, people, promised, steering, store, work
from infolinia.demo.past import make_past
from infolinia.knowledge import operations as knowledge
from infolinia.matters import operations as matter_operations

CARDS_ARE_OLDER = timedelta(days=60)
LARGE_TABLES = (
    "contacts.Conversation",
    "contacts.Question",
    "contacts.CallEvent",
    "matters.Matter",
    "matters.StoryEvent",
)


@dataclass(frozen=True)
class Made:
    """How much of a past was made."""

    residents: int
    conversations: int
    matters: int

    def sentence(self) -> str:
        """Say it in one line."""
        return f"Made {self.residents} residents, {self.conversations} conversations and {self.matters} matters."


def load_basis(*, state: Path, at: datetime) -> None:
    """Load what an office would set up: units, hours, streets, accounts, clocks, categories and cards.

    What an office has changed since stays as it is.
    """
    city.load_city()
    accounts.load_staff(accounts.demo_password(state))
    work.load_ways_of_working()
    matter_operations.load_catalogue()
    if not store.table("matters.Category")._default_manager.exists():
        matter_operations.load_categories()
        duties.load_duties()
    knowledge.load_example_cards(_when_published(at))
    knowledge.load_example_map(at)
    knowledge.load_example_forms(office=settings.CITY_NAME, at=at)


def _when_published(at: datetime) -> datetime:
    """Return when the starter city's cards came out: before the weeks whose conversations name them."""
    return at if store.table("knowledge.Card")._default_manager.exists() else at - CARDS_ARE_OLDER


def load_past(*, at: datetime, size: int = 0) -> Made | None:
    """Make the weeks before `at`, or a past of `size` conversations; nothing when there is a past already."""
    if store.table("contacts.Conversation")._default_manager.exists():
        return None
    crowd = people.residents(large=size > 0)
    with transaction.atomic():
        past = make_past(at=at, crowd=crowd, size=size)
        rows = matters.make(past.asked, at=at)
        people.load(crowd, at=at)
        with store.without_history(LARGE_TABLES) if size else nullcontext():
            store.copy_rows("contacts.Conversation", past.conversations)
            store.copy_rows("contacts.Question", past.questions)
            store.copy_rows("contacts.CallEvent", past.events)
            matters.load(rows)
        if not size:
            loop.load(at=at)
            editions.load(at=at)
            promised.load(at=at)
            steering.load(at=at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Made(len(crowd), len(past.conversations), len(rows.matters))
