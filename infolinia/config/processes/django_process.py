"""What every process that uses the rooms does first."""

import os

import django


def set_up() -> None:
    """Load settings and rooms."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infolinia.config.settings")
    django.setup()
