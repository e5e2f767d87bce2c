"""What editors' pages share: the ways at the left, a field with its Polish text, names of languages and states."""

from typing import Any

from django import template
from django.forms import BoundField, CheckboxSelectMultiple, Select

from infolinia.knowledge.queries.workshop import LANGUAGES
from infolinia.web.editing.navigation import ways

register = template.Library()

_STATES = {
    "draft": "pencil-square",
    "review": "hourglass-split",
    "scheduled": "calendar-event",
    "published": "check2-circle",
    "retired": "archive",
}


@register.inclusion_tag("editing/_ways.html", takes_context=True)
def side_ways(context: dict[str, Any]) -> dict[str, Any]:
    """Draw the editors' side navigation."""
    return {"ways": ways(context["request"])}


@register.inclusion_tag("editing/_field.html", takes_context=True)
def edit_field(context: dict[str, Any], bound: BoundField) -> dict[str, Any]:
    """Draw a field of the editor: label, hint, the Polish text that a translation is made from, control, faults."""
    widget = bound.field.widget
    css = "form-select form-control" if isinstance(widget, Select) else "form-control"
    language = context["language"]
    return {
        "bound": bound,
        "control": bound if isinstance(widget, CheckboxSelectMultiple) else bound.as_widget(attrs={"class": css}),
        "is_group": isinstance(widget, CheckboxSelectMultiple),
        "source": context["source"].get(bound.name, ""),
        "language": language,
    }


@register.filter
def language_name(code: str) -> str:
    """Return the name of a card's language in that language."""
    return dict(LANGUAGES).get(code, code)


@register.filter
def state_icon(state: str) -> str:
    """Return the icon of an edition's state; the word stands beside it."""
    return _STATES.get(state, "circle")
