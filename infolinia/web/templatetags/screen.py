"""Template filters and tags that every screen shares."""

from typing import Any, Protocol

from django import template
from django.forms import BoundField, CheckboxInput, RadioSelect, Select
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from infolinia.core import phones

register = template.Library()

_DUE_ICONS = {"later": "calendar-event", "soon": "clock-history", "late": "exclamation-octagon-fill"}
_DUE_CLASSES = {"later": "due", "soon": "due due-soon", "late": "due due-late"}


class DueWords(Protocol):
    """What a deadline chip shows: words, the day beside them, and how near it is."""

    @property
    def text(self) -> str: ...
    @property
    def day(self) -> str: ...
    @property
    def level(self) -> str: ...


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """Draw an icon of the sprite. It is always hidden from screen readers: words stand beside it."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        f" {css}" if css else "",
        static("icons.svg"),
        name,
    )


@register.simple_tag
def due(words: DueWords | None) -> SafeString | str:
    """Draw a deadline: words first, the day beside, an icon that says how near it is without colour."""
    if words is None:
        return ""
    return format_html(
        '<span class="{}">{}<b>{}</b><span>· {}</span></span>',
        _DUE_CLASSES[words.level],
        icon(_DUE_ICONS[words.level]),
        words.text,
        words.day,
    )


@register.filter
def phone(number: str) -> str:
    """Show a telephone number as a person reads it."""
    return phones.readable(number) if number else ""


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, css: str = "", draft: str = "", autofocus: bool = False) -> dict[str, Any]:
    """Draw a form field: label, hint, control, and what is wrong with it, tied together for a screen reader."""
    attributes: dict[str, Any] = {"class": _control_class(bound)}
    if draft:
        attributes["data-draft"] = draft
    if autofocus:
        attributes["autofocus"] = True
    widget = bound.field.widget
    return {
        "bound": bound,
        "css": css,
        "control": bound.as_widget(attrs=attributes),
        "is_checkbox": isinstance(widget, CheckboxInput),
        "is_group": isinstance(widget, RadioSelect),
    }


def _control_class(bound: BoundField) -> str:
    widget = bound.field.widget
    given = str(widget.attrs.get("class", ""))
    if isinstance(widget, CheckboxInput | RadioSelect):
        return given
    return f"{'form-select form-control' if isinstance(widget, Select) else 'form-control'} {given}".strip()


@register.inclusion_tag("components/errors.html")
def errors(form: Any) -> dict[str, Any]:
    """Draw the summary of what is wrong with a form, with a link to each field; it takes the focus."""
    broken = [bound for bound in form if bound.errors]
    return {"form": form, "broken": broken, "general": form.non_field_errors()}


@register.inclusion_tag("components/empty.html")
def empty_list(icon_name: str, title: str, text: str = "") -> dict[str, str]:
    """Draw an empty list: what is missing, then what will appear here."""
    return {"icon_name": icon_name, "title": title, "text": text}


@register.inclusion_tag("components/status.html")
def status(icon_name: str, text: str) -> dict[str, str]:
    """Draw a status: a shape and a word."""
    return {"icon_name": icon_name, "text": text}


@register.inclusion_tag("components/avatar.html")
def avatar(initials: str) -> dict[str, str]:
    """Draw the round badge beside a name."""
    return {"initials": initials}
