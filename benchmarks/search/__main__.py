"""Prints the marks by kind of query for ours and the peers, then the time of a search among 5,000 cards.

Run by `make bench ARGS=search` or `infolinia with-postgres -- python -m benchmarks.search`.
Everything happens in one transaction that is rolled back: the database stays as it was.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infolinia.config.settings")
django.setup()

from benchmarks.search.run import main  # noqa: E402 - models need settings first

if __name__ == "__main__":
    sys.exit(main())
