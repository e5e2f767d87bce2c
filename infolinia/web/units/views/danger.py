"""The unit's word that it goes to a danger: ends the alarm at the helpline."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from infolinia.core.clock import now
from infolinia.matters import operations
from infolinia.matters import queries as matters
from infolinia.web.components.roles import person
from infolinia.web.components.telling import told
from infolinia.web.units import reasons


@require_POST
@login_required
def confirm(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Confirm the danger of a matter; refused to whom the matter does not belong."""
    matter = matters.matter_for(person(request), matter_id)
    if not reasons.ground_in(request, matter.status):
        return redirect("units:matter", matter.pk)
    with told(request, _("Zapisano. Infolinia wie, że jedziecie.")):
        operations.acknowledge_danger(matter_id=matter.pk, by_id=person(request).pk, at=now())
    return redirect("units:matter", matter.pk)
