"""Pages of administration that show residents' data leave a line in the log of readings, as every other screen does."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Model]
else:
    Base = object

# The tables whose pages, and history, tell of residents: by label, with the words of the log.
OF_RESIDENTS = {
    "matters.matter": "sprawy w administracji",
    "correspondence.message": "wiadomości w administracji",
}


class LogsReadings(Base):
    """Logs who opened the list, one object or its history. The reason is administration: there is no call at hand."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the list."""
        self._log(request)
        return super().changelist_view(request, extra_context)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show one object."""
        self._log(request, object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show the history of one object."""
        self._log(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def _log(self, request: HttpRequest, object_id: str | None = None) -> None:
        what = OF_RESIDENTS.get(self.opts.label_lower)
        if what is None:
            return
        shown: Any = self.get_object(request, unquote(object_id)) if object_id else None
        contacts.log_reading(
            staff_id=request.user.pk,
            at=now(),
            why="stated",
            what=what,
            matter_id=getattr(shown, "matter_id", getattr(shown, "pk", None)),
            reason="administracja",
        )
