"""Registers the `matters` room with Django."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    """Registration, forwarding, deadlines and supervision of matters."""

    name = "infolinia.matters"
    label = "matters"
    verbose_name = "Sprawy"
