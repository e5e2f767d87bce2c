"""Addresses of what a person sets for themselves, beside allauth's own pages under /konto/."""

from django.urls import path, re_path

from infolinia.web.accounts import desk_phone, digest, views

app_name = "web"
urlpatterns = [
    path("start", views.start, name="start"),
    path("jezyk", views.language, name="language"),
    path("wyglad", views.theme, name="theme"),
    path("konto/", views.account, name="account"),
    path("konto/aparat", desk_phone.issue, name="desk_phone"),
    path("konto/aparat/odlacz", desk_phone.retire, name="no_desk_phone"),
    path("konto/ostrzezenia", digest.choose, name="digest"),
    path("konto/sesja", views.session, name="session"),
    # allauth's pages that this product does not have: an administrator makes accounts and sets lost passwords.
    re_path(r"^konto/(signup|email|confirm-email|password/reset|password/set|login/code)(/|$)", views.closed),
]
