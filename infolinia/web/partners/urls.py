"""Addresses of programs of others, the EZD, and matters of another system."""

from django.urls import path

from infolinia.web.partners import ezd, importing, programs, webhooks

app_name = "partners"
urlpatterns = [
    path("administracja/partnerzy", programs.home, name="home"),
    path("administracja/partnerzy/nowy", programs.new, name="new"),
    path("administracja/partnerzy/<int:partner_id>", programs.page, name="page"),
    path("administracja/partnerzy/<int:partner_id>/klucz", programs.new_key, name="new_key"),
    path("administracja/partnerzy/<int:partner_id>/odbierz", programs.revoke, name="revoke"),
    path("administracja/partnerzy/<int:partner_id>/adres", webhooks.add, name="add_webhook"),
    path("administracja/adresy/<int:webhook_id>", webhooks.page, name="webhook"),
    path("administracja/adresy/<int:webhook_id>/<uuid:delivery_id>", webhooks.resend, name="resend"),
    path("administracja/adresy/<int:webhook_id>/<slug:deed>", webhooks.press, name="press"),
    path("administracja/ezd", ezd.page, name="ezd"),
    path("administracja/ezd/<uuid:matter_id>", ezd.resend, name="ezd_resend"),
    path("administracja/sprawy-z-pliku", importing.page, name="import"),
    path("administracja/sprawy-z-pliku/wzor", importing.pattern, name="pattern"),
]
