"""The tables of the correspondence room."""

from infolinia.correspondence.models.messages import Message, Status
from infolinia.correspondence.models.papers import SentPaper
from infolinia.correspondence.models.templates import Template, TemplateEdition

__all__ = ["Message", "SentPaper", "Status", "Template", "TemplateEdition"]
