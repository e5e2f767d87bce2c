"""What is to be done so that cards stay true: one list for editors and for officers of the owner unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.knowledge import operations, queries
from infolinia.knowledge.shapes_editions import TaskLine
from infolinia.matters.rules.words import DueWords, due_words
from infolinia.matters.wording import say
from infolinia.web.components.roles import only, person
from infolinia.web.editing import waiting
from infolinia.web.editing.paging import PER_PAGE, page_number, turn

KINDS = {
    "error_report": (gettext_lazy("błąd w karcie"), "flag"),
    "review_due": (gettext_lazy("przegląd karty"), "calendar-check"),
    "dead_link": (gettext_lazy("adres nie działa"), "link-45deg"),
    "stale_phrase": (gettext_lazy("słowa do poprawy"), "chat-quote"),
    "not_published": (gettext_lazy("wydanie nie wyszło"), "exclamation-circle"),
}
ANSWERED_HERE = frozenset({"dead_link", "stale_phrase", "not_published"})
MAY_ANSWER = ("editor", "officer", "admin")


@dataclass(frozen=True)
class Todo:
    """One line of the list: the task, its icon and words, its deadline, and where it is done."""

    task: TaskLine
    icon: str
    kind: str
    due: DueWords
    url: str


@dataclass(frozen=True)
class Chosen:
    """What the list is narrowed to."""

    kind: str
    unit: str
    late: bool


@require_safe
@only("editor", "supervisor", "admin", "officer")
def page(request: HttpRequest) -> HttpResponse:
    """List what this person may do, the most pressing first; for editors also the texts that wait for them."""
    at, staff = now(), person(request)
    everything = queries.tasks_for(staff, at)
    chosen = _chosen(request.GET)
    fitting = [task for task in everything if _fits(task, chosen)]
    number = page_number(request.GET)
    shown = fitting[(number - 1) * PER_PAGE : number * PER_PAGE]
    context = {
        "at": at,
        "todo": [_line(task, at) for task in shown],
        "total": len(fitting),
        "late": sum(task.is_late for task in everything),
        "waiting": waiting.waiting(staff).mine if staff.role == "editor" else (),
        "instructions": queries.count_instructions_to_approve(staff.pk) if staff.role == "editor" else 0,
        "kinds": [(code, words) for code, (words, _icon) in KINDS.items()],
        "units": _units(everything),
        "chosen": chosen,
        "is_filtered": chosen != Chosen("", "", late=False),
        "is_officer": staff.role == "officer",
        "pager": turn(request.GET, page=number, total=len(fitting)),
    }
    return render(request, "editing/todo/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@only("editor", "supervisor", "admin", "officer")
def one(request: HttpRequest, task_id: int) -> HttpResponse:
    """Show one task and close it with what was done; a report and a review have pages of their own."""
    at, staff = now(), person(request)
    task = queries.task_for(staff, task_id, at)
    if task is None:
        raise Http404
    if task.kind not in ANSWERED_HERE:
        return redirect(_url(task))
    refusal = ""
    may_answer = staff.role in MAY_ANSWER
    if request.method == "POST" and may_answer:
        refusal = _answer(request, task.id, at)
        if not refusal:
            messages.success(request, _("Zadanie zamknięte."))
            return redirect("editing:todo")
    context = {
        "at": at,
        "line": _line(task, at),
        "task": task,
        "refusal": refusal,
        "reply": request.POST.get("odpowiedz", ""),
        "may_answer": may_answer,
    }
    return render(request, "editing/todo/task.html", context, status=422 if refusal else 200)


def _answer(request: HttpRequest, task_id: int, at: datetime) -> str:
    """Close the task; returns the refusal, if there is one."""
    try:
        operations.answer_task(
            task_id=task_id,
            reply=request.POST.get("odpowiedz", ""),
            by_id=person(request).pk,
            at=at,
            is_dropped=request.POST.get("co") == "niepotrzebne",
        )
    except Cannot as refusal:
        return str(refusal)
    return ""


def _chosen(query: Mapping[str, str]) -> Chosen:
    kind = query.get("rodzaj", "")
    return Chosen(kind if kind in KINDS else "", query.get("komorka", "")[:12], late=query.get("po-terminie") == "1")


def _fits(task: TaskLine, chosen: Chosen) -> bool:
    return (
        (not chosen.kind or task.kind == chosen.kind)
        and (not chosen.unit or str(task.unit_id or "") == chosen.unit)
        and (task.is_late or not chosen.late)
    )


def _line(task: TaskLine, at: datetime) -> Todo:
    words, icon = KINDS.get(task.kind, (task.kind_label, "check2-square"))
    return Todo(task, icon, str(words), due_words(task.due, at, say), _url(task))


def _url(task: TaskLine) -> str:
    if task.kind == "error_report":
        return reverse("editing:report", args=[task.details.get("report_id", 0)])
    if task.kind in ANSWERED_HERE:
        return reverse("editing:task", args=[task.id])
    return reverse("editing:card", args=[task.card_code])


def _units(tasks: Sequence[TaskLine]) -> list[tuple[str, str]]:
    found = {(str(task.unit_id or ""), task.unit_name) for task in tasks if task.unit_id}
    return sorted(found, key=lambda unit: unit[1])
