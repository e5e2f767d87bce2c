"""Addresses of the editors' screens. Parts with pages of their own bring theirs: names in this same namespace."""

from importlib.util import find_spec

from django.urls import include, path

from infolinia.web.editing.views import home

app_name = "editing"
PARTS = ("todo", "searched", "words", "news", "forms", "responsibility", "importing")
urlpatterns = [
    path("wiedza", home.page, name="home"),
    *(
        path("", include(f"infolinia.web.editing.{part}.urls"))
        for part in PARTS
        if find_spec(f"infolinia.web.editing.{part}") and find_spec(f"infolinia.web.editing.{part}.urls")
    ),
]
