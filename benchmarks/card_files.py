"""A file of five thousand cards read in, and again unchanged, against writing the same rows without reading anything.

The yardstick is what any import must do at least: the same number of editions copied by one statement. Everything
happens in one transaction that is rolled back.
"""

import json
import os
from collections.abc import Callable
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infolinia.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - models need settings first
from django.db import connection, transaction  # noqa: E402

from infolinia.core.clock import now  # noqa: E402
from infolinia.knowledge import operations  # noqa: E402

CARDS = 5_000
THINGS = ("most", "lampa", "znak", "park", "dom", "plac", "schody")


def main() -> None:
    """Print the seconds of each, and their ratios to the yardstick."""
    call_command("migrate", verbosity=0)
    data, at = file_of_cards(), now()
    with transaction.atomic():
        first = _timed(lambda: operations.import_cards(data=data, by_id=None, at=at))
        again = _timed(lambda: operations.import_cards(data=data, by_id=None, at=at))
        least = _timed(_copied)
        transaction.set_rollback(True)
    for name, spent in (("read in", first), ("again, unchanged", again)):
        print(f"{CARDS} cards {name}: {spent:.1f} s, {spent / least:.1f} times as long as copying their rows")


def file_of_cards() -> bytes:
    """Return the file: short cards, each with its own title, sections and phrases."""
    cards = [
        {
            "code": f"miara-{place}",
            "title": f"Karta {THINGS[place % 7]} {place}",
            "summary": f"Streszczenie: {THINGS[place % 5]}.",
            "answer": "Wniosek złóż na piśmie. Odpowiedź w **1 miesiąc**.",
            "sections": {"kto": "Każdy.", "jak": ["raz", "dwa"], "podstawa": "KPA."},
            "phrases": [f"{THINGS[place % 3]} u nas", "gdzie to jest"],
        }
        for place in range(CARDS)
    ]
    return json.dumps({"cards": cards}).encode()


def _copied() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE least AS SELECT * FROM knowledge_edition")


def _timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


if __name__ == "__main__":
    main()
