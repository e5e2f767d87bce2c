"""Beside a matter: its place, its parts, who follows it, what may be the same; joining and parting."""

from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.matters import operations
from infolinia.matters import queries as matters
from infolinia.web.components.roles import person
from infolinia.web.units import reasons


@require_safe
@login_required
def part(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Show what stands together with the matter; nothing to those who did not say why they look."""
    at = now()
    view = matters.matter_view(matter_id, at, staff=person(request))
    ground = reasons.ground(request, view)
    if not ground:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    shown = matters.together(matter_id, at, staff=person(request))
    for follower in shown.followers:
        if follower.resident_id:
            contacts.log_reading(
                staff_id=person(request).pk,
                at=at,
                why=ground.why,
                what=_("kto obserwuje sprawę"),
                resident_id=follower.resident_id,
                conversation_id=ground.conversation_id,
                matter_id=matter_id,
                reason=ground.reason,
            )
    context = {"shown": shown, "at": at, "place_point": shown.point, "place_map_style": settings.MAP_STYLE}
    return render(request, "units/_together.html", context)


@require_POST
@login_required
def join(request: HttpRequest, matter_id: UUID, other_id: UUID) -> HttpResponse:
    """Join this matter to the other one, which the person may see as well."""
    for each in (matter_id, other_id):
        _may_see(request, each)
    try:
        operations.join(matter_id=matter_id, into_id=other_id, by_id=person(request).pk, at=now())
    except Cannot as refusal:
        messages.error(request, str(refusal))
        return redirect("units:matter", matter_id)
    messages.success(request, _("Dołączono do tej sprawy. Mieszkaniec ją obserwuje i dostanie odpowiedź."))
    return redirect("units:matter", other_id)


@require_POST
@login_required
def part_from(request: HttpRequest, matter_id: UUID, follower_id: UUID) -> HttpResponse:
    """Give a follower of this matter a matter of their own."""
    _may_see(request, matter_id)
    if follower_id not in {line.id for line in matters.followers(matter_id)}:
        raise Http404
    try:
        parted = operations.part_from(follower_id=follower_id, by_id=person(request).pk, at=now())
    except Cannot as refusal:
        messages.error(request, str(refusal))
        return redirect("units:matter", matter_id)
    told = {"number": parted.number, "code": parted.code}
    text = _("Osobna sprawa: %(number)s, kod %(code)s.") if parted.code else _("Osobna sprawa: %(number)s.")
    messages.success(request, text % told)
    return redirect("units:matter", parted.id)


def _may_see(request: HttpRequest, matter_id: UUID) -> None:
    """Refuse a matter that this person may not see, or opens without a ground."""
    view = matters.matter_view(matter_id, now(), staff=person(request))
    if not reasons.ground(request, view):
        raise Http404
