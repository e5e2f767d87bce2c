"""Registers the `contacts` room with Django."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Residents, conversations, questions and the log of readings."""

    name = "infolinia.contacts"
    label = "contacts"
    verbose_name = "Rozmowy i mieszkańcy"
