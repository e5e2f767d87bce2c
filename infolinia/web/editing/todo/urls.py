"""Addresses of what is to be done: the list, an error in a card, a task, the addresses in cards."""

from django.urls import path

from infolinia.web.editing.todo import links, report, tasks

urlpatterns = [
    path("wiedza/do-zrobienia", tasks.page, name="todo"),
    path("wiedza/zadania/<int:task_id>", tasks.one, name="task"),
    path("wiedza/bledy/<int:report_id>", report.page, name="report"),
    path("wiedza/odnosniki", links.page, name="links"),
]
