"""Addresses of warnings."""

from django.urls import path

from infolinia.web.warnings import ladder, views

app_name = "warnings"
urlpatterns = [
    path("ostrzezenia", views.page, name="list"),
    path("ostrzezenia/teraz", views.fragment, name="now"),
    path("ostrzezenia/ile", views.beside, name="beside"),
    path("ostrzezenia/drabina", ladder.page, name="ladder"),
    path("ostrzezenia/drabina/<int:rung_id>/usun", ladder.drop, name="rung_drop"),
    path("ostrzezenia/godziny", ladder.hours, name="hours"),
]
