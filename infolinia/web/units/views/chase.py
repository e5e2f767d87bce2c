"""The unit's answer to a supervisor's reminder."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.matters import operations
from infolinia.matters import queries as matters
from infolinia.web.components.roles import person
from infolinia.web.units import reasons


@require_POST
@login_required
def answer(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Keep the answer; the supervisor sees it in the log of reminders."""
    matter = matters.matter_for(person(request), matter_id)
    if not reasons.ground_in(request, matter.status):
        return redirect("units:matter", matter.pk)
    text = request.POST.get("text", "")
    try:
        operations.answer_chase(matter_id=matter.pk, text=text, by_id=person(request).pk, at=now())
        messages.success(request, _("Odpowiedź zapisana. Kierownik infolinii widzi ją w dzienniku przypomnień."))
    except Cannot as refusal:
        messages.warning(request, str(refusal))
    return redirect("units:matter", matter.pk)
