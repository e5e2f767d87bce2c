"""Registers the `knowledge` room with Django."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Service cards, their editions, forms, shift news and search."""

    name = "infolinia.knowledge"
    label = "knowledge"
    verbose_name = "Karty usług"
