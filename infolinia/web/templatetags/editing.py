"""What editors' pages share: the ways at the left."""

from typing import Any

from django import template

from infolinia.web.editing.navigation import ways

register = template.Library()


@register.inclusion_tag("editing/_ways.html", takes_context=True)
def side_ways(context: dict[str, Any]) -> dict[str, Any]:
    """Draw the editors' side navigation."""
    return {"ways": ways(context["request"])}
