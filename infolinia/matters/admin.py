"""Administration of the clock catalogue and of the kinds of matter; matters themselves are only read here."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from infolinia.matters.models import Category, Clock, Matter

if TYPE_CHECKING:
    ClockAdminBase = admin.ModelAdmin[Clock]
    CategoryAdminBase = admin.ModelAdmin[Category]
    MatterAdminBase = admin.ModelAdmin[Matter]
else:
    ClockAdminBase = CategoryAdminBase = MatterAdminBase = admin.ModelAdmin


@admin.register(Clock)
class ClockAdmin(ClockAdminBase):
    """How long kinds of matter may take, to be looked up. An entry changes in Knowledge → Terms.

    There a change takes the lawyer's word away, is kept with whoever made it, and begins a recount of open matters.
    """

    list_display = ("name", "term", "longest", "basis", "confirmed")
    list_filter = ("confirmed",)
    search_fields = ("name", "code", "basis")
    ordering = ("sort_key",)
    fieldsets = (
        (
            None,
            {
                "fields": ("code", "name", "term", "longest", "basis", "confirmed", "confirmed_as", "confirmed_at"),
                "description": _("Tu tylko do wglądu. Termin zmienia się na stronie „Wiedza → Terminy → Katalog”."),
            },
        ),
        (_("Terminy poboczne"), {"fields": ("side_clocks", "side_terms")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An entry begins in Knowledge → Terms."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Clock | None = None) -> bool:
        """An entry changes in Knowledge → Terms."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Clock | None = None) -> bool:
        """An entry stays: matters began under it."""
        return False


@admin.register(Category)
class CategoryAdmin(CategoryAdminBase):
    """Kinds of matter: who gets one, and what the resident is promised."""

    list_display = ("name", "parent", "unit", "promise", "clock", "priority", "active")
    list_filter = ("active", "danger", "unit")
    list_select_related = ("parent", "unit", "clock")
    search_fields = ("name", "code")
    ordering = ("sort_key",)
    autocomplete_fields = ("parent", "clock")
    fieldsets = (
        (None, {"fields": ("code", "name", "parent", "active")}),
        (_("Kto się zajmuje"), {"fields": ("unit", "kind", "priority", "unit_lead_days")}),
        (
            _("Termin dla mieszkańca"),
            {
                "fields": ("promise", "promise_confirmed", "clock"),
                "description": _("Zmiana działa dla nowych spraw. Te, które już biegną, zachowują swój termin."),
            },
        ),
        (_("Gdy coś zagraża"), {"fields": ("danger", "danger_text")}),
        (_("O co pyta doradca"), {"fields": ("questions",)}),
    )


@admin.register(Matter)
class MatterAdmin(MatterAdminBase):
    """Matters change by what people do in them, so here they can only be looked up."""

    list_display = ("number", "subject", "category", "unit", "status", "registered_at", "resident_due_at")
    list_filter = ("status", "kind")
    list_select_related = ("category", "unit")
    search_fields = ("number",)
    show_full_result_count = False
    fields = (
        "number",
        "znak",
        "category",
        "kind",
        "status",
        "unit",
        "officer",
        "registered_at",
        "term",
        "term_basis",
        "term_confirmed",
        "resident_due_at",
        "unit_due_at",
        "result",
        "closed_at",
        "reopened",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A matter is registered at the desk."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Matter | None = None) -> bool:
        """A matter changes on its own page."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Matter | None = None) -> bool:
        """A matter goes with its retention."""
        return False
