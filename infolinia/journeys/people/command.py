"""`infolinia forget --again`: erase again those whose data a restored backup brought back."""

import argparse
from collections.abc import Sequence

from infolinia.core.clock import now
from infolinia.journeys.people import book, erasing


def main(arguments: Sequence[str]) -> int:
    """Read the book of erased people and erase whoever is there again."""
    parser = argparse.ArgumentParser("infolinia forget", description=main.__doc__)
    parser.add_argument("--again", action="store_true", required=True, help="run this after every restored backup")
    parser.parse_args(arguments)
    count = erasing.erase_again(at=now())
    print(f"{book.path()}: {sum(1 for _ in book.entries())} erasures, {count} of them done again")
    return 0
