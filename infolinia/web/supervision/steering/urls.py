"""Addresses of the table of routing."""

from django.urls import path

from infolinia.web.supervision.steering import views

urlpatterns = [
    path("nadzor/kierowanie", views.page, name="steering"),
    path("nadzor/kierowanie/nowa", views.rule, name="steering_new"),
    path("nadzor/kierowanie/<int:rule_id>", views.rule, name="steering_rule"),
    path("nadzor/kierowanie/<int:rule_id>/wylacz", views.off, name="steering_off"),
    path("nadzor/kierowanie/<int:rule_id>/usun", views.remove, name="steering_remove"),
    path("nadzor/kierowanie/<int:rule_id>/wyzej", views.move, {"way": "wyzej"}, name="steering_up"),
    path("nadzor/kierowanie/<int:rule_id>/nizej", views.move, {"way": "nizej"}, name="steering_down"),
]
