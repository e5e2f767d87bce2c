"""Addresses of the screens: each package of screens brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("infolinia.web.health.urls")),
    path("", include("infolinia.web.public.urls")),
    path("", include("infolinia.web.accounts.urls")),
    path("", include("infolinia.web.gateways.urls")),
    path("", include("infolinia.web.desk.urls")),
    path("", include("infolinia.web.warnings.urls")),
    path("", include("infolinia.web.units.urls")),
    path("", include("infolinia.web.supervision.urls")),
    path("", include("infolinia.web.voicemail.urls")),
    path("", include("infolinia.web.recordings.urls")),
    path("", include("infolinia.web.editing.urls")),
    path("", include("infolinia.web.mailroom.urls")),
    path("", include("infolinia.web.outreach.urls")),
    path("", include("infolinia.web.people.urls")),
    path("", include("infolinia.web.places.urls")),
    path("", include("infolinia.web.partners.urls")),
]
