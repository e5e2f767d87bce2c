"""Addresses of the kinds of matter."""

from django.urls import path

from infolinia.web.editing.kinds import pages

urlpatterns = [
    path("wiedza/rodzaje", pages.tree, name="kinds"),
    path("wiedza/rodzaje/nowy", pages.new, name="kind_new"),
    path("wiedza/rodzaje/<slug:code>", pages.kind, name="kind"),
    path("wiedza/rodzaje/<slug:code>/pytania", pages.trial, name="kind_trial"),
    path("wiedza/rodzaje/<slug:code>/wycofaj", pages.retire, name="kind_retire"),
    path("wiedza/rodzaje/<slug:code>/przywroc", pages.restore, name="kind_restore"),
]
