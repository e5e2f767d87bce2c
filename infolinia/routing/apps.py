"""Registers the `routing` room with Django."""

from django.apps import AppConfig


class RoutingConfig(AppConfig):
    """Queues, presence and who gets whom."""

    name = "infolinia.routing"
    label = "routing"
    verbose_name = "Kolejki"
