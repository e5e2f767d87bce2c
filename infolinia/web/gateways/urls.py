"""Addresses that gateways of text messages call."""

from django.urls import path

from infolinia.web.gateways import letters, reports

app_name = "gateways"
urlpatterns = [
    path("odbior/sms/<slug:code>", reports.delivery, name="sms_reports"),
    path("odbior/sms/<slug:code>/wiadomosc", letters.arrived, name="sms_arrived"),
]
