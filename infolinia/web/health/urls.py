"""Addresses for machines."""

from django.urls import path

from infolinia.web.health import views

app_name = "health"
urlpatterns = [
    path("health", views.health, name="health"),
    path("metrics", views.metrics, name="metrics"),
]
