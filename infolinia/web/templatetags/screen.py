"""Template filters and tags that every screen shares."""

from django import template

register = template.Library()
