"""Administration of knowledge: cards and their editions, residents' words, forms, shift news, reported errors."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from infolinia.core.clock import city_day, now
from infolinia.knowledge import operations
from infolinia.knowledge.models import Card, CardErrorReport, CardTask, Edition, Form, Phrase, ShiftNews, Synonym

if TYPE_CHECKING:
    CardBase = admin.ModelAdmin[Card]
    EditionBase = admin.ModelAdmin[Edition]
    TaskBase = admin.ModelAdmin[CardTask]
    FormBase = admin.ModelAdmin[Form]
    SynonymBase = admin.ModelAdmin[Synonym]
    NewsBase = admin.ModelAdmin[ShiftNews]
    ReportBase = admin.ModelAdmin[CardErrorReport]
    PhraseBase = admin.TabularInline[Phrase, Card]
else:
    CardBase = EditionBase = TaskBase = FormBase = SynonymBase = NewsBase = ReportBase = admin.ModelAdmin
    PhraseBase = admin.TabularInline


class PhraseInline(PhraseBase):
    """Residents' words, edited beside the card they lead to."""

    model = Phrase
    extra = 2
    fields = ("text",)
    verbose_name_plural = _("Słowa mieszkańców: jak naprawdę o to pytają. Szukanie zna je od razu po zapisaniu.")


@admin.register(Card)
class CardAdmin(CardBase):
    """Cards: whose they are, how long they hold, and by which words residents ask for them."""

    list_display = ("code", "title", "subject", "unit", "status", "is_example")
    list_filter = ("status", "subject", "is_example", "unit")
    list_select_related = ("unit",)
    search_fields = ("code", "editions__title", "phrases__text")
    autocomplete_fields = ("unit",)
    inlines = (PhraseInline,)
    fieldsets = (
        (
            None,
            {
                "fields": ("code", "subject", "unit", "is_example"),
                "description": _("Komórka odpowiada za treść karty i do niej trafi zgłoszenie. Kod zostaje na zawsze."),
            },
        ),
        (
            _("Jak długo obowiązuje"),
            {
                "fields": ("status", "valid_from", "valid_to", "successor"),
                "description": _("Karty się nie usuwa. Wycofana znika z szukania, a jej wydania można nadal czytać."),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Card]:
        """Fetch the titles together with the cards."""
        return super().get_queryset(request).prefetch_related("editions")

    def get_readonly_fields(self, request: HttpRequest, obj: Card | None = None) -> tuple[str, ...]:
        """A code is chosen once; cards are withdrawn in the editors' workshop."""
        return ("status", "successor", *(("code",) if obj else ()))

    def has_delete_permission(self, request: HttpRequest, obj: Card | None = None) -> bool:
        """Cards are retired, never deleted."""
        return False

    @admin.display(description=_("tytuł"))
    def title(self, card: Card) -> str:
        """Return the title of the current edition."""
        return next((edition.title for edition in card.editions.all() if edition.state == Edition.State.PUBLISHED), "–")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the phrases and let search know them in the same transaction."""
        with transaction.atomic():
            super().save_related(request, form, formsets, change)
            operations.refresh_cards(codes=[form.instance.code])


@admin.register(Edition)
class EditionAdmin(EditionBase):
    """Editions to look at, with every field as stored. They are written in the editors' workshop."""

    list_display = ("title", "card", "language", "number", "state", "reviewed_on", "review_due")
    list_filter = ("state", "language", "review_due")
    list_select_related = ("card",)
    search_fields = ("title", "card__code")
    ordering = ("sort_key", "-number")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A draft starts from its card."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        """What is written goes through a second person."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        """Drafts are thrown away in the workshop; the rest stays."""
        return False


@admin.register(CardTask)
class CardTaskAdmin(TaskBase):
    """What units must do so that cards stay true; answered in the editors' workshop."""

    list_display = ("kind", "card", "unit", "due_on", "state", "escalated_at")
    list_filter = ("state", "kind", "unit")
    list_select_related = ("card", "unit")
    search_fields = ("card__code", "text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Tasks open by themselves."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: CardTask | None = None) -> bool:
        """They are answered by their owners."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CardTask | None = None) -> bool:
        """Tasks stay."""
        return False


@admin.register(Form)
class FormAdmin(FormBase):
    """Forms (druki). A new version is a new row, so that it stays known which one was sent."""

    list_display = ("title", "code", "version", "unit", "valid_from", "valid_to")
    list_filter = ("unit", "language")
    list_select_related = ("unit",)
    search_fields = ("title", "code")
    autocomplete_fields = ("unit",)
    fieldsets = (
        (
            None,
            {
                "fields": ("code", "title", "version", "note", "unit", "language", "kind", "valid_from", "valid_to"),
                "description": _("Nowa wersja to nowy wiersz z tym samym kodem. Starej wpisz ostatni dzień."),
            },
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Form | None = None) -> tuple[str, ...]:
        """What a version with a file is never changes."""
        return ("code", "version", "language", "kind") if obj and obj.content_id else ()

    def has_delete_permission(self, request: HttpRequest, obj: Form | None = None) -> bool:
        """Versions stay, so that it is known which one was sent."""
        return False

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Save, and let search know the form."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)  # type: ignore[arg-type]
            operations.index_forms(day=city_day(now()))


@admin.register(Synonym)
class SynonymAdmin(SynonymBase):
    """Everyday words for office words, for all cards at once."""

    list_display = ("everyday", "means", "origin")
    list_filter = ("origin",)
    search_fields = ("everyday", "means")
    fieldsets = (
        (
            None,
            {
                "fields": ("everyday", "means"),
                "description": _(
                    "Karta, w której stoi słowo urzędowe, da się znaleźć także po słowie potocznym. "
                    "Po zapisaniu cały indeks buduje się od nowa; szukanie działa w tym czasie po staremu."
                ),
            },
        ),
    )

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Save, and build the index anew."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)  # type: ignore[arg-type]
            operations.rebuild_index(day=city_day(now()))

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        """Delete, and build the index anew."""
        with transaction.atomic():
            super().delete_model(request, obj)  # type: ignore[arg-type]
            operations.rebuild_index(day=city_day(now()))


@admin.register(ShiftNews)
class ShiftNewsAdmin(NewsBase):
    """Shift news as it stands on the desks, to read: it is written, changed and withdrawn at /wiedza/wiesci."""

    list_display = ("title", "important", "valid_from", "valid_to", "withdrawn_at", "readers")
    list_filter = ("important",)
    search_fields = ("title", "text")

    @admin.display(description=_("przeczytało"))
    def readers(self, news: ShiftNews) -> int:
        """Return how many people have read it."""
        return news.reads.count()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """News has a screen of its own, which tells those it is for."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: ShiftNews | None = None) -> bool:
        """A change must say who made it and whether it is to be read anew."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ShiftNews | None = None) -> bool:
        """News is withdrawn, never deleted: it stays known what advisers were told."""
        return False


@admin.register(CardErrorReport)
class CardErrorReportAdmin(ReportBase):
    """What advisers found wrong in cards, to read: it is answered at /wiedza/do-zrobienia, and the adviser told."""

    list_display = ("card", "section", "text", "reported_by", "due_on", "state")
    list_filter = ("state", "card__unit")
    list_select_related = ("card", "reported_by")
    search_fields = ("card__code", "text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Reports come from the desk."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: CardErrorReport | None = None) -> bool:
        """Answers are given where the card stands beside them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CardErrorReport | None = None) -> bool:
        """Reports stay."""
        return False


def _person(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
