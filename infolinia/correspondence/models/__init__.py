"""The tables of the correspondence room."""

from infolinia.correspondence.models.deliveries import DeliveryEvent
from infolinia.correspondence.models.edelivery import Evidence, Shipment
from infolinia.correspondence.models.inbound import AnswerDraft, IncomingFile, IncomingMessage, MailboxState
from infolinia.correspondence.models.links import ShortLink
from infolinia.correspondence.models.messages import Channel, Enclosure, Message, Status, StoredFile
from infolinia.correspondence.models.paper_mail import PaperMail, PrintRun
from infolinia.correspondence.models.papers import SentPaper
from infolinia.correspondence.models.providers import Provider, ProviderState
from infolinia.correspondence.models.templates import Template, TemplateEdition

__all__ = [
    "AnswerDraft",
    "Channel",
    "DeliveryEvent",
    "Enclosure",
    "Evidence",
    "IncomingFile",
    "IncomingMessage",
    "MailboxState",
    "Message",
    "PaperMail",
    "PrintRun",
    "Provider",
    "ProviderState",
    "SentPaper",
    "Shipment",
    "ShortLink",
    "Status",
    "StoredFile",
    "Template",
    "TemplateEdition",
]
