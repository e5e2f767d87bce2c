"""Addresses of the resident's pages."""

from django.urls import path

from infolinia.web.public import views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("karty", views.cards, name="cards"),
    path("twoje-dane", views.your_data, name="your_data"),
    path("dostepnosc", views.accessibility, name="accessibility"),
]
