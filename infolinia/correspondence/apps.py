"""Registers the `correspondence` room with Django."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    """Messages out and in."""

    name = "infolinia.correspondence"
    label = "correspondence"
    verbose_name = "Korespondencja"
