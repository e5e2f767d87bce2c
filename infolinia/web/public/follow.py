"""„To samo”: a resident who sees that the city knows already follows that matter instead of reporting it again."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from infolinia.core.address import client_address
from infolinia.core.clock import now
from infolinia.core.phones import readable
from infolinia.matters import operations as matters
from infolinia.matters import queries
from infolinia.matters.shapes.following import AlikeLine, FollowDraft
from infolinia.web.public.report_form import ReportForm
from infolinia.web.public.views import line_now

_FIELDS = {"reply_address": "email", "reply_channel": "reply_by"}


class FollowForm(ReportForm):
    """How somebody who reported the same wants to hear of it; what and where the city knows already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, place_need="none", step=2, **kwargs)
        for name in ("description", "danger", "attachments", "place", "district", "place_note", "point"):
            del self.fields[name]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Ask how to answer, then show the number with a code of this person's own; no personal data of anybody else."""
    known = queries.public_line(matter_id, now())
    if known is None:
        raise Http404
    form = FollowForm(request.POST) if request.method == "POST" else FollowForm()
    if request.method != "POST":
        return _page(request, known, form)
    if not form.is_valid():
        return _page(request, known, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _follow(request, known, form)


def _follow(request: HttpRequest, known: AlikeLine, form: FollowForm) -> HttpResponse:
    told, at = form.cleaned_data, now()
    draft = FollowDraft(
        channel="form",
        reply_channel=told["reply_by"],
        reply_address=form.answer_to,
        tells=told["tells"] or "end",
        request_key=told["key"],
    )
    try:
        if told["www"]:
            raise matters.CannotCheckStatus(_("Nie udało się tego wysłać. Zadzwoń: dopiszemy Cię przez telefon."))
        matters.count_report(address=client_address(request), at=at)
        followed = matters.follow(matter_id=known.id, draft=draft, by_id=None, at=at)
    except matters.CannotCheckStatus as refusal:
        form.add_error(None, str(refusal))
        return _page(request, known, form, HTTPStatus.TOO_MANY_REQUESTS)
    except matters.CannotChangeMatter as refusal:
        field = _FIELDS.get(refusal.field, "")
        form.add_error(field if field in form.fields else None, str(refusal))
        return _page(request, known, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    to = readable(form.answer_to) if told["reply_by"] == "sms" else form.answer_to
    context = {"given": queries.as_given(followed, at), "to": to, "is_following": True}
    return render(request, "public/reported.html", line_now(at) | context)


def _page(request: HttpRequest, known: AlikeLine, form: FollowForm, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "public/follow.html", line_now(now()) | {"known": known, "form": form}, status=status)
