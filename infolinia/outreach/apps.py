"""Registers the `outreach` room with Django."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    """Promises of contact, campaigns, reminders and the question after closing."""

    name = "infolinia.outreach"
    label = "outreach"
    verbose_name = "Kontakt z mieszkańcami"
