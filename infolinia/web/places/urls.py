"""Addresses of places."""

from django.urls import path

from infolinia.web.places import importing, views

app_name = "places"
urlpatterns = [
    path("miejsca", views.suggest, name="suggest"),
    path("miejsca/adres", views.point, name="point"),
    path("miejsca/punkt", views.near, name="near"),
    path("administracja/ulice", importing.page, name="import"),
    path("administracja/ulice/wzor", importing.pattern, name="pattern"),
]
