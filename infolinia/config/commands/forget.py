"""`infolinia forget --again`, the door to it: sets Django up first."""

import os
from collections.abc import Sequence

import django

from infolinia.config import command


def main(arguments: Sequence[str]) -> int | None:
    """Erase again whoever a restored backup brought back."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infolinia.config.settings")
    django.setup()
    return command.load("infolinia.journeys.people.command:main")(arguments)
