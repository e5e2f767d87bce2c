"""„Błąd w karcie” answered: the unit confirms it, an editor mends the card, or somebody says that the card is right."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from infolinia.core.clock import city_day, now
from infolinia.core.errors import Cannot
from infolinia.knowledge import operations, queries
from infolinia.knowledge.shapes_loop import ReportView
from infolinia.matters.rules.words import due_words
from infolinia.matters.wording import say
from infolinia.web.components.roles import only, person
from infolinia.web.editing.access import may_write

MENDED, RIGHT, AGREED = "poprawione", "dobra", "potwierdzam"


@require_http_methods(["GET", "HEAD", "POST"])
@only("editor", "officer", "supervisor", "admin")
def page(request: HttpRequest, report_id: int) -> HttpResponse:
    """Show what the adviser found wrong, beside what the card says, and take the answer."""
    at, staff = now(), person(request)
    report = queries.report_for(staff, report_id)
    may_answer = queries.may_answer(staff, report)
    refusal = ""
    if request.method == "POST":
        if not may_answer:
            raise PermissionDenied
        refusal = _answer(request, report, at)
        if not refusal:
            return redirect("editing:todo")
    card = queries.card(report.card_code, day=city_day(at))
    context = {
        "at": at,
        "report": report,
        "card": card,
        "section": next((one for one in card.sections if one.code == report.section), None) if card else None,
        "due": due_words(report.due_on, at, say),
        "is_open": report.replied_at is None,
        "is_mended_already": report.edition_now > report.card_edition,
        "may_answer": may_answer and report.replied_at is None,
        "may_write": may_write(staff),
        "reply": request.POST.get("odpowiedz", ""),
        "answer": request.POST.get("co", ""),
        "refusal": refusal,
    }
    return render(request, "editing/todo/report.html", context, status=422 if refusal else 200)


def _answer(request: HttpRequest, report: ReportView, at: datetime) -> str:
    """Carry out the chosen answer; returns the refusal, if there is one."""
    what, text, by = request.POST.get("co", ""), request.POST.get("odpowiedz", ""), person(request).pk
    try:
        if what == AGREED:
            operations.agree_with_report(report_id=report.id, advice=text, by=by, at=at)
            messages.success(request, _("Zapisano. Redaktor wpisze to do karty."))
        elif what in (MENDED, RIGHT):
            operations.reply_to_report(report_id=report.id, is_mended=what == MENDED, reply=text, by=by, at=at)
            messages.success(request, _("Doradca zobaczy odpowiedź na stanowisku."))
        else:
            return _("Wybierz, co odpowiadasz.")
    except Cannot as refusal:
        return str(refusal)
    return ""
