"""The desk as a page, and the fragments that follow live signals."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infolinia.core.clock import now
from infolinia.routing import operations as writes
from infolinia.routing import queries as routing
from infolinia.web.desk.presenters import topbar
from infolinia.web.desk.presenters.desk import open_question
from infolinia.web.desk.presenters.side import side_key
from infolinia.web.desk.presenters.talk import talk_key
from infolinia.web.desk.views import fragments, supervised
from infolinia.web.desk.views.common import as_int, as_uuid, desk_of, for_advisers, log_words, me
from infolinia.web.desk.views.finding import asked_card


@require_safe
@for_advisers
def home(request: HttpRequest) -> HttpResponse:
    """Show the whole desk: once, at sign-in or after a reload. Who opens it is at work: on a break until ready."""
    if routing.presence(me(request).pk).state == "offline":
        writes.set_state(staff_id=me(request).pk, state="break", reason=_("po zalogowaniu"), at=now())
    desk = desk_of(request)
    if desk.talk and desk.talk.is_letter:
        log_words(request, desk.talk, "list na stanowisku")
    context = fragments.home_context(request, desk) | asked_card(request) | supervised.context(request)
    return render(request, "desk/home.html", context)


@require_safe
@for_advisers
def what_is_now(request: HttpRequest) -> HttpResponse:
    """Follow a signal about me: the call panel at once, the middle only when it changed.

    The right column has more to read; the page asks for it by itself, so that a ring never waits for it.
    """
    desk = replace(desk_of(request), followed_id=as_uuid(request.GET.get("panel_talk", "")), is_following=True)
    context = fragments.now_context(desk)
    asked = as_int(request.GET.get("pytanie", ""))
    question = open_question(desk.talk, asked) if desk.talk else None
    if request.GET.get("talk_key") != talk_key(desk.talk, question.id if question else None):
        context |= fragments.talk_context(request, desk.talk, asked, desk=desk) | {"with_talk": True}
    response = _what_changed(request, context)
    if request.GET.get("side_key") != side_key(desk.person_call):
        response["HX-Trigger"] = fragments.SIDE_CHANGED
    return response


def _what_changed(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    """Answer with what is new. Nothing is drawn again for nothing: a swap takes the focus away for a moment."""
    if request.GET.get("now_key") != context["now_key"]:
        return render(request, "desk/now.html", context)
    if "with_talk" not in context:
        return HttpResponse(status=204)
    response = render(request, "desk/talk_changed.html", context)
    response["HX-Reswap"] = "none"
    return response


@require_safe
@for_advisers
def bar(request: HttpRequest) -> HttpResponse:
    """Follow signals about the queue and the line's hours."""
    return render(request, "desk/parts/bar.html", {"bar": topbar.line_bar(now())})


@require_safe
@for_advisers
def day(request: HttpRequest) -> HttpResponse:
    """Show my breaks today and whether a rest from the screen is due."""
    return render(request, "desk/parts/day.html", {"day": topbar.work_day(me(request).pk, now())})


@require_safe
@for_advisers
def resident(request: HttpRequest) -> HttpResponse:
    """Draw the right column again: a matter moved, news came."""
    return render(request, "desk/side_answer.html", fragments.side_context(desk_of(request)))
