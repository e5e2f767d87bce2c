"""Registers the `city` room with Django."""

from django.apps import AppConfig


class CityConfig(AppConfig):
    """Units, staff, hours and holidays, districts and streets."""

    name = "infolinia.city"
    label = "city"
    verbose_name = "Miasto"
