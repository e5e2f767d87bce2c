"""Addresses of shift news and of work instructions."""

from django.urls import path

from infolinia.web.editing.news import instructions, pages

urlpatterns = [
    path("wiedza/wiesci", pages.page, name="news"),
    path("wiedza/wiesci/nowa", pages.new, name="news_new"),
    path("wiedza/wiesci/<int:news_id>", pages.one, name="news_one"),
    path("wiedza/wiesci/<int:news_id>/zmien", pages.edit, name="news_edit"),
    path("wiedza/wiesci/<int:news_id>/wycofaj", pages.withdraw, name="news_withdraw"),
    path("wiedza/instrukcje", instructions.page, name="instructions"),
    path("wiedza/instrukcje/nowa", instructions.new, name="instruction_new"),
    path("wiedza/instrukcje/<int:instruction_id>", instructions.one, name="instruction"),
    path("wiedza/instrukcje/<int:instruction_id>/zmien", instructions.edit, name="instruction_edit"),
    path("wiedza/instrukcje/<int:instruction_id>/zatwierdz", instructions.approve, name="instruction_approve"),
    path("wiedza/instrukcje/<int:instruction_id>/wycofaj", instructions.withdraw, name="instruction_withdraw"),
]
