"""Registers the `telephony` room with Django."""

from django.apps import AppConfig


class TelephonyConfig(AppConfig):
    """The telephone exchange and its daemon."""

    name = "infolinia.telephony"
    label = "telephony"
    verbose_name = "Telefon"
