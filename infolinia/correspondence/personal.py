"""Which tables of this room hold data of people, from the person outwards."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from infolinia.core.personal import RESIDENT, File, Table
from infolinia.correspondence.models import Enclosure, Evidence, IncomingFile, PaperMail
from infolinia.correspondence.operations.erasing import drop_unused


def _enclosed(keys: Sequence[Any], at: datetime) -> Iterator[File]:
    for row in Enclosure.objects.filter(pk__in=keys).select_related("file").order_by("pk"):
        yield File(f"wyslane/{row.message_id}/{row.pk}-{row.name}", bytes(row.file.content))


def _brought(keys: Sequence[Any], at: datetime) -> Iterator[File]:
    for row in IncomingFile.objects.filter(pk__in=keys).select_related("file").order_by("pk"):
        if row.file is not None:
            yield File(f"otrzymane/{row.letter_id}/{row.position}-{row.name}", bytes(row.file.content))


def _drop_enclosed(keys: Sequence[Any], at: datetime) -> Callable[[], object]:
    return partial(drop_unused, list(Enclosure.objects.filter(pk__in=keys).values_list("file_id", flat=True)))


def _drop_brought(keys: Sequence[Any], at: datetime) -> Callable[[], object]:
    files = IncomingFile.objects.filter(pk__in=keys, file__isnull=False)
    return partial(drop_unused, list(files.values_list("file_id", flat=True)))


def _printed(keys: Sequence[Any], at: datetime) -> Iterator[File]:
    for row in PaperMail.objects.filter(pk__in=keys).exclude(content=b"").order_by("pk"):
        yield File(f"listy/{row.pk}.pdf", bytes(row.content))


def _proved(keys: Sequence[Any], at: datetime) -> Iterator[File]:
    for row in Evidence.objects.filter(pk__in=keys).order_by("pk"):
        yield File(f"dowody/{row.pk}-{row.kind}.xml", bytes(row.content))


_NO_PAPER = {"recipient": "", "address": "", "place": "", "note": "", "content": b""}
TABLES = (
    Table(
        "correspondence.Message",
        {"resident_id": RESIDENT, "conversation_id": "conversation", "matter_id": "matter"},
        gives="message",
        told=(
            "channel",
            "to",
            "subject",
            "text",
            "language",
            "purpose",
            "legal_basis",
            "status",
            "created_at",
            "sent_at",
        ),
        title=_("wiadomości od miasta"),
    ),
    Table(
        "correspondence.Enclosure",
        {"message": "message"},
        told=("message", "name", "media_type"),
        title=_("załączniki wiadomości od miasta (pliki obok)"),
        files=_enclosed,
        erase_files=_drop_enclosed,
    ),
    Table(
        "correspondence.DeliveryEvent",
        {"message": "message"},
        told=("message", "state", "at"),
        title=_("dostarczenie wiadomości"),
    ),
    Table("correspondence.ShortLink", {"message": "message"}),
    Table(
        "correspondence.PaperMail",
        {"message": "message"},
        told=(
            "message",
            "kind",
            "recipient",
            "address",
            "place",
            "state",
            "posted_at",
            "tracking",
            "settled_on",
            "reason",
        ),
        title=_("listy i pisma do odbioru (wydruki obok)"),
        files=_printed,
    ),
    Table(
        "correspondence.Shipment",
        {"message": "message"},
        gives="shipment",
        told=("message", "address", "status", "created_at"),
        title=_("wiadomości przez e-Doręczenia"),
    ),
    Table(
        "correspondence.Evidence",
        {"shipment": "shipment"},
        told=("shipment", "kind", "event_at"),
        title=_("dowody e-Doręczeń (pliki obok)"),
        files=_proved,
    ),
    Table(
        "correspondence.SentPaper",
        {"conversation_id": "conversation", "message_id": "message"},
        told=("channel", "card_title"),
    ),
    Table(
        "correspondence.IncomingMessage",
        {"conversation_id": "conversation", "matter_id": "matter"},
        gives="incoming",
        told=("channel", "sender", "sender_name", "subject", "text", "quoted", "sent_at", "received_at"),
    ),
    Table(
        "correspondence.IncomingFile",
        {"letter": "incoming"},
        told=("letter", "name", "media_type"),
        files=_brought,
        erase_files=_drop_brought,
    ),
    Table("correspondence.AnswerDraft", {"conversation_id": "conversation"}, told=("text",)),
)
LINKS = (Table("correspondence.IncomingMessage", {"answers": "message"}, blanks={"answers": None}, moves=False),)
KEPT = (
    Table("correspondence.Message", {"pk": "kept_message"}, blanks={"resident_id": None, "to": "", "lane": ""}),
    Table("correspondence.Message", {"conversation_id": "conversation"}, blanks={"conversation_id": None}),
    Table("correspondence.PaperMail", {"message": "kept_message"}, blanks=_NO_PAPER),
    Table("correspondence.Shipment", {"message": "kept_message"}, blanks={"address": ""}),
    Table("correspondence.IncomingMessage", {"pk": "kept_incoming"}, blanks={"conversation_id": None}),
)
WITHOUT_PEOPLE = (
    "correspondence.StoredFile",  # goes with the last message that carries it
    "correspondence.MailboxState",
    "correspondence.PrintRun",
    "correspondence.Provider",
    "correspondence.ProviderState",
    "correspondence.Template",
    "correspondence.TemplateEdition",
)
