"""Addresses of the figures."""

from django.urls import path

from infolinia.web.supervision.figures import files, views

urlpatterns = [
    path("nadzor/sprawy", views.page, name="figures"),
    path("nadzor/sprawy/policz", views.count, name="figures_count"),
    path("nadzor/sprawy/stan.csv", files.standing, name="figures_standing"),
    path("nadzor/sprawy/miesiace.csv", files.months, name="figures_months"),
    path("nadzor/sprawy/komorka/<int:unit_id>", views.unit, name="figures_unit"),
    path("nadzor/sprawy/rodzaj/<int:category_id>", views.kind, name="figures_kind"),
    path("nadzor/karta/<slug:code>/<str:month>", files.card, name="figures_card"),
]
