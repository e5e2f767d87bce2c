"""Registers the `core` room with Django."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What every room stands on: clock, numbers, live signals, rights."""

    name = "infolinia.core"
    label = "core"
    verbose_name = "Podstawy"
