"""`infolinia recording-keys`: the door to the command of the same name."""

import os
from collections.abc import Sequence

from django.core.management import execute_from_command_line


def main(arguments: Sequence[str]) -> int:
    """Show, renew or tidy the keys of recordings; see `infolinia recording-keys --help`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infolinia.config.settings")
    execute_from_command_line(["infolinia", "recording_keys", *arguments])
    return 0
