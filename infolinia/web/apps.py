"""Registers the `web` room with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Screens for people."""

    name = "infolinia.web"
    label = "web"
    verbose_name = "Ekrany"
