"""Queues in the administration; presence and offers only to look at."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from infolinia.routing.models import Offer, Presence, Queue

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin


@admin.register(Queue)
class QueueAdmin(Base):
    """What an office may change of a queue: its name, its promise, its place in lists."""

    list_display = ["name", "code", "answer_within", "position"]
    ordering = ["position", "code"]

    def get_readonly_fields(self, request: HttpRequest, obj: Queue | None = None) -> list[str]:
        """The code is what calls and reports are filed under: it never changes."""
        return ["code"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Queue | None = None) -> bool:
        """Earlier calls stand in every queue that there was."""
        return False


class ReadOnly(Base):
    """A table that the exchange writes."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Written by the exchange only."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Written by the exchange only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Written by the exchange only."""
        return False


@admin.register(Presence)
class PresenceAdmin(ReadOnly):
    """What every adviser is doing now."""

    list_display = ["staff", "state", "since", "reason", "phone_ready"]
    list_select_related = ["staff"]
    list_filter = ["state"]


@admin.register(Offer)
class OfferAdmin(ReadOnly):
    """Which call rang at whom, and how it went."""

    list_display = ["offered_at", "adviser", "result", "closed_at"]
    list_select_related = ["adviser"]
    list_filter = ["result"]
    date_hierarchy = "offered_at"
