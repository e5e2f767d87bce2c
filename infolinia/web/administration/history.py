"""The history of one object as the triggers wrote it: when, who, and which fields became what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Field, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Model]
else:
    Base = object

SHOWN = 200
LABELS: dict[str, Promise] = {
    "insert": gettext_lazy("Dodano"),
    "update": gettext_lazy("Zmieniono"),
    "delete": gettext_lazy("Usunięto"),
}
TOO_LONG = 300


@dataclass(frozen=True)
class Change:
    """One field of one event."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Event:
    """One line of history. `who` is empty when the product itself did it."""

    at: datetime
    label: str
    who: str
    changes: tuple[Change, ...]


class ShowsHistory(Base):
    """Shows the database's own history behind "Historia" instead of Django's log of clicks."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show every change of the object, newest first, also those made outside administration."""
        if not hasattr(self.model, "pgh_event_model"):
            return super().history_view(request, object_id, extra_context)
        shown = self.get_object(request, unquote(object_id))
        if shown is None:
            raise Http404
        if not self.has_view_or_change_permission(request, shown):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Historia zmian: %(name)s") % {"name": shown},
            "object": shown,
            "opts": self.opts,
            "preserved_filters": self.get_preserved_filters(request),
            "events": history_of(self.model, shown.pk),
            "module_name": str(self.opts.verbose_name_plural),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/object_history.html", context)


def history_of(model: type[Model], pk: object) -> list[Event]:
    """Return the latest events of the object, newest first, each with what it changed."""
    events: Any = model.pgh_event_model  # type: ignore[attr-defined]
    found = events.objects.filter(pgh_obj_id=pk).select_related("pgh_context").order_by("-pgh_id")
    rows = list(found[: SHOWN + 1])
    names = _names(rows)
    fields = [field for field in model._meta.concrete_fields if _is_told(field, events)]
    told = [_event(new, old, fields, names) for new, old in pairwise([*rows, None])]
    return told[:SHOWN]


def _event(new: Any, old: Any, fields: Sequence["Field[Any, Any]"], names: dict[str, str]) -> Event:
    changes = [_change(field, old, new) for field in fields]
    context = new.pgh_context
    who = names.get(str(context.metadata.get("user")), "") if context else ""
    label = str(LABELS.get(new.pgh_label, new.pgh_label))
    return Event(new.pgh_created_at, label, who, tuple(change for change in changes if change.before != change.after))


def _change(field: "Field[Any, Any]", old: Any, new: Any) -> Change:
    before = _said(field, getattr(old, field.attname)) if old is not None else ""
    return Change(str(field.verbose_name), before, _said(field, getattr(new, field.attname)))


def _said(field: "Field[Any, Any]", value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("tak") if value else _("nie")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation and field.related_model:
        target: Any = field.related_model
        return str(target._default_manager.filter(pk=value).first() or value)
    text = f"{value:%d.%m.%Y %H:%M}" if isinstance(value, datetime) else str(value)
    return text if len(text) <= TOO_LONG else f"{text[:TOO_LONG]}…"


def _is_told(field: "Field[Any, Any]", events: Any) -> bool:
    return field.editable and hasattr(events, field.attname) and not field.primary_key


def _names(rows: Iterable[Any]) -> dict[str, str]:
    ids = {row.pgh_context.metadata.get("user") for row in rows if row.pgh_context} - {None}
    people = get_user_model().objects.filter(pk__in=ids)
    return {str(one.pk): str(one) for one in people}
