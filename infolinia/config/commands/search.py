"""`infolinia search`, ready in a moment: sets Django up with only the rooms that searching needs.

Loading all of them takes longer than a hundred searches.
"""

import os
from collections.abc import Sequence

import django
from django.conf import settings

from infolinia.config import command

ROOMS = (
    "infolinia.core", "infolinia.city", "infolinia.contacts", "infolinia.knowledge", "django.contrib.auth",
    "django.contrib.contenttypes", "django.contrib.postgres", "pgtrigger", "pghistory",
)  # fmt: skip


def main(arguments: Sequence[str]) -> int | None:
    """Print the cards that answer the words."""
    set_up()
    return command.load("infolinia.knowledge.search_command:main")(arguments)


def set_up() -> None:
    """Set Django up for searching alone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infolinia.config.settings")
    settings.INSTALLED_APPS = list(ROOMS)
    django.setup()
