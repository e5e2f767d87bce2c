"""Queues in the administration; presence and offers only to look at."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from infolinia.routing import operations
from infolinia.routing.models import Offer, PauseReason, Presence, Queue, QueueNeed, Skill, StaffSkill, WorkSettings

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
    Inline = admin.TabularInline[Any, Any]
else:
    Base, Inline = admin.ModelAdmin, admin.TabularInline


class Rules(Base):
    """A table of rules: the exchange works by a change at once."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Keep the row with what belongs to it, and tell the exchange in the same transaction."""
        super().save_related(request, form, formsets, change)
        operations.rules_changed()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete the row and tell the exchange."""
        super().delete_model(request, obj)
        operations.rules_changed()


class NeedsInline(Inline):
    """Skills that the queue asks for."""

    model = QueueNeed
    extra = 0


@admin.register(Queue)
class QueueAdmin(Rules):
    """What an office may change of a queue: its name, its promise, what it asks for, who helps out."""

    list_display = ["name", "code", "answer_within", "position"]
    ordering = ["position", "code"]
    inlines = [NeedsInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Queue | None = None) -> list[str]:
        """The code is what calls and reports are filed under: it never changes."""
        return ["code"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Queue | None = None) -> bool:
        """Earlier calls stand in every queue that there was."""
        return False


@admin.register(Skill)
class SkillAdmin(Rules):
    """What advisers can do."""

    list_display = ["name", "code"]


@admin.register(StaffSkill)
class StaffSkillAdmin(Rules):
    """Who can do what, and how well."""

    list_display = ["staff", "skill", "level"]
    list_select_related = ["staff", "skill"]
    list_filter = ["skill"]


@admin.register(PauseReason)
class PauseReasonAdmin(Rules):
    """Why advisers pause. A reason that was used is not removed, but not offered any more."""

    list_display = ["name", "kind", "position", "is_offered"]


@admin.register(WorkSettings)
class WorkSettingsAdmin(Rules):
    """How much each adviser does at once."""

    list_display = ["staff", "texts", "texts_beside_call", "emails", "short_messages", "web_forms", "after_call"]
    list_select_related = ["staff"]


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
