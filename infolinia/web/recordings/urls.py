"""Addresses of recordings and ratings."""

from django.urls import path

from infolinia.web.recordings import ratings, views

app_name = "recordings"
urlpatterns = [
    path("nadzor/nagrywanie", views.settings_page, name="settings"),
    path("nadzor/oceny", ratings.page, name="ratings"),
    path("moje-oceny", ratings.mine, name="mine"),
    path("nagranie/<uuid:conversation_id>", views.listen, name="listen"),
    path("nagranie/<uuid:conversation_id>/dzwiek", views.sound, name="sound"),
    path("nagranie/<uuid:conversation_id>/usun", views.erase, name="erase"),
]
