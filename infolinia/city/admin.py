"""Administration of the city: units, staff and roles, hours of the line, districts and streets."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from infolinia.city import operations
from infolinia.city.models import (
    AddressPoint,
    DayOffChange,
    District,
    HoursException,
    OpeningHours,
    Staff,
    Street,
    Unit,
)

if TYPE_CHECKING:
    UnitBase = admin.ModelAdmin[Unit]
    HoursBase = admin.ModelAdmin[OpeningHours]
    ExceptionBase = admin.ModelAdmin[HoursException]
    DayOffBase = admin.ModelAdmin[DayOffChange]
    DistrictBase = admin.ModelAdmin[District]
    StreetBase = admin.ModelAdmin[Street]
    PointBase = admin.ModelAdmin[AddressPoint]
    StaffBase = UserAdmin[Staff]
    CreationBase = AdminUserCreationForm[Staff]
    ChangeBase = UserChangeForm[Staff]
else:
    UnitBase = HoursBase = ExceptionBase = DayOffBase = DistrictBase = StreetBase = PointBase = admin.ModelAdmin
    StaffBase, CreationBase, ChangeBase = UserAdmin, AdminUserCreationForm, UserChangeForm


@admin.register(Unit)
class UnitAdmin(UnitBase):
    """Cells of the office and bodies outside it. A unit is never deleted: it ends on a day and has a successor."""

    list_display = ("name", "short_name", "code", "kind", "parent", "valid_to")
    list_filter = ("kind", ("valid_to", admin.EmptyFieldListFilter))
    list_select_related = ("parent",)
    search_fields = ("name", "short_name", "code")
    ordering = ("sort_key",)
    autocomplete_fields = ("parent", "successor")
    fieldsets = (
        (
            None,
            {
                "fields": ("name", "short_name", "code", "kind", "parent"),
                "description": _("Kod zostaje na zawsze: łączą się przez niego karty usług i rodzaje zgłoszeń."),
            },
        ),
        (
            _("Jak do niej trafić"),
            {
                "fields": ("place", "hours_text", "phone", "email", "website"),
                "description": _("To słyszy i widzi mieszkaniec, gdy doradca odsyła go do komórki."),
            },
        ),
        (
            _("Instytucja poza urzędem"),
            {
                "fields": ("hand_over_text", "is_contact_confirmed"),
                "description": _("Takiej instytucji nie przekazuje się spraw: doradca czyta mieszkańcowi ten tekst."),
            },
        ),
        (
            _("Od kiedy do kiedy"),
            {
                "fields": ("valid_from", "valid_to", "successor"),
                "description": _(
                    "Zlikwidowanej komórce wpisz ostatni dzień i następcę. Jej sprawy zostają w historii."
                ),
            },
        ),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Unit | None = None) -> bool:
        """Units end, they are not deleted."""
        return False


class StaffCreation(CreationBase):
    """A new account: who it is, what for, and the first password."""

    class Meta(AdminUserCreationForm.Meta):
        model = Staff
        fields = ("username", "display_name", "role", "unit")


class StaffChange(ChangeBase):
    """An account that is there."""

    class Meta(UserChangeForm.Meta):
        model = Staff


@admin.register(Staff)
class StaffAdmin(StaffBase):
    """People who sign in. Who leaves is switched off, so that what they did keeps their name."""

    form = StaffChange
    add_form = StaffCreation
    list_display = ("display_name", "username", "role", "unit", "is_active")
    list_filter = ("role", "is_active", "unit")
    list_select_related = ("unit",)
    search_fields = ("display_name", "username")
    ordering = ("display_name",)
    autocomplete_fields = ("unit",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password", "display_name", "email")}),
        (
            _("Co robi"),
            {
                "fields": ("role", "unit", "is_head", "handles", "subjects", "speaks", "screen_language"),
                "description": _(
                    "Rola mówi, co widać: referent tylko sprawy swojej komórki, doradca rozmowy i sprawy, "
                    "kierownik wszystko, administrator także te ustawienia. Referentowi wybierz komórkę."
                ),
            },
        ),
        (
            _("Dostęp"),
            {
                "fields": ("is_active", "last_login", "date_joined"),
                "description": _("Kto odchodzi: odznacz „Aktywny”. Konta się nie usuwa, bo jest w historii spraw."),
            },
        ),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "display_name", "role", "unit", "usable_password", "password1", "password2"),
            },
        ),
    )

    def save_model(self, request: HttpRequest, obj: Staff, form: Any, change: bool) -> None:
        """Administrators, and nobody else, may enter administration."""
        obj.is_staff = obj.is_superuser = obj.role == Staff.Role.ADMIN
        super().save_model(request, obj, form, change)
        if change and "is_active" in form.changed_data:
            operations.rights_changed(staff_id=obj.pk)

    def has_delete_permission(self, request: HttpRequest, obj: Staff | None = None) -> bool:
        """Accounts are switched off, not deleted."""
        return False


class BeginsRecount:
    """What changes here moves deadlines: open matters are looked at, and the difference waits for a decision."""

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Keep the change, and begin to look which open matters it moves."""
        super().save_model(request, obj, form, change)  # type: ignore[misc]
        if form.changed_data:
            _calendar_changed(request, obj)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        """Take the row away, and begin to look which open matters that moves."""
        super().delete_model(request, obj)  # type: ignore[misc]
        _calendar_changed(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Take the rows away, and begin to look once."""
        first = queryset.first()
        super().delete_queryset(request, queryset)  # type: ignore[misc]
        if first is not None:
            _calendar_changed(request, first)


def _calendar_changed(request: HttpRequest, row: Model) -> None:
    operations.calendar_changed(by_id=int(request.user.pk or 0), note=f"{row._meta.verbose_name}: {row}")


@admin.register(OpeningHours)
class OpeningHoursAdmin(BeginsRecount, HoursBase):
    """When advisers answer. A weekday without a row is closed."""

    list_display = ("weekday", "opens", "closes")
    fieldsets = (
        (
            None,
            {
                "fields": ("weekday", "opens", "closes"),
                "description": _(
                    "Dnia bez wpisu linia nie działa. Dni ustawowo wolne są zamknięte bez wpisu. Po zmianie liczymy "
                    "od nowa sprawy, których termin liczy się w godzinach: różnica czeka na decyzję na stronie "
                    "„Wiedza → Terminy → Przeliczenia”."
                ),
            },
        ),
    )


@admin.register(HoursException)
class HoursExceptionAdmin(BeginsRecount, ExceptionBase):
    """Days with other hours than usual."""

    list_display = ("day", "opens", "closes", "reason")
    date_hierarchy = "day"
    ordering = ("-day",)
    fieldsets = (
        (
            None,
            {
                "fields": ("day", "opens", "closes", "reason"),
                "description": _("Bez godzin: cały dzień zamknięte. Powód słyszy dzwoniący i widać go na stronie."),
            },
        ),
    )


@admin.register(DayOffChange)
class DayOffChangeAdmin(BeginsRecount, DayOffBase):
    """What acts changed in the statutory days off; Knowledge → Terms does the same."""

    list_display = ("day", "is_off", "name", "basis")
    date_hierarchy = "day"
    ordering = ("-day",)
    fieldsets = (
        (
            None,
            {
                "fields": ("day", "is_off", "name", "basis"),
                "description": _(
                    "Ustawowe dni wolne są tu bez wpisu. Po zmianie liczymy otwarte sprawy od nowa: różnica czeka "
                    "na decyzję na stronie „Wiedza → Terminy → Przeliczenia”."
                ),
            },
        ),
    )


@admin.register(District)
class DistrictAdmin(DistrictBase):
    """Parts of the city."""

    list_display = ("name",)
    search_fields = ("name",)
    ordering = ("sort_key",)


@admin.register(Street)
class StreetAdmin(StreetBase):
    """Streets and the districts they run through."""

    list_display = ("name", "in_districts", "former_names", "valid_to")
    list_filter = ("districts", ("valid_to", admin.EmptyFieldListFilter))
    search_fields = ("name", "search_key", "former_names", "register_code")
    ordering = ("sort_key",)
    filter_horizontal = ("districts",)
    fieldsets = (
        (
            None,
            {
                "fields": ("name", "districts", "former_names", "register_code", "valid_to"),
                "description": _("Nazwa ze skrótem, na przykład „ul. Kamienna”. Ulica może biec przez kilka dzielnic."),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Street]:
        """Fetch the districts of all streets of a page at once."""
        return super().get_queryset(request).prefetch_related("districts")

    @admin.display(description=_("dzielnice"))
    def in_districts(self, street: Street) -> str:
        """Return the districts' names in one line."""
        return ", ".join(district.name for district in street.districts.all())


@admin.register(AddressPoint)
class AddressPointAdmin(PointBase):
    """Houses of the register. They come from its file; here one is looked up and mended."""

    list_display = ("house", "street", "district", "latitude", "longitude", "valid_to")
    list_filter = ("district", ("valid_to", admin.EmptyFieldListFilter))
    list_select_related = ("street", "district")
    search_fields = ("street__name", "house_key")
    autocomplete_fields = ("street", "district")
    show_full_result_count = False
    fieldsets = (
        (
            None,
            {
                "fields": ("street", "house", "district", "latitude", "longitude", "valid_to"),
                "description": _(
                    "Domu się nie kasuje: gdy go nie ma, wpisz ostatni dzień. Zostaje w dawnych sprawach."
                ),
            },
        ),
    )

    def has_delete_permission(self, request: HttpRequest, obj: AddressPoint | None = None) -> bool:
        """Houses end, they are not deleted."""
        return False
