"""Addresses of contacting people."""

from django.urls.resolvers import URLPattern

app_name = "outreach"
urlpatterns: list[URLPattern] = []
