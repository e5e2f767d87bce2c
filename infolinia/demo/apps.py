"""Registers the `demo` room with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The starter city: invented residents, conversations and matters."""

    name = "infolinia.demo"
    label = "demo"
    verbose_name = "Dane przykładowe"
