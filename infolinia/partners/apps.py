"""Registers the `partners` room with Django."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Programs of others."""

    name = "infolinia.partners"
    label = "partners"
    verbose_name = "Inne programy"
