"""Pages of the table of routing: the list with what corrections teach, and one rule, tried before it is switched on."""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.matters.operations import steering as operations
from infolinia.matters.operations.steering import CannotSteer
from infolinia.matters.queries import lessons, steering
from infolinia.matters.shapes.steering import Lesson, RuleDraft
from infolinia.web.components.roles import only, person
from infolinia.web.supervision.steering.forms import RuleForm

TRY, KEEP, SWITCH_ON = "proba", "zapisz", "wlacz"
_TRIED_HOLDS = 3600  # seconds
_SIGNER = TimestampSigner(salt="steering")
# How a proposal is carried in an address to the form of a new rule.
_GIVEN = {"nazwa": "name", "rodzaj": "category_id", "dzielnica": "district", "slowa": "words", "komorka": "unit_id"}


@require_safe
@only("supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show the rules in their order, and the kinds and rules whose matters units keep sending on."""
    at = now()
    proposals = [{"lesson": each, "address": _address(each)} for each in lessons.lessons(at)]
    context = {"at": at, "rules": steering.rules(at), "ended": steering.ended_kinds(at)}
    context |= {"proposals": proposals, "days": lessons.DAYS}
    return render(request, "supervision/steering.html", context | {"may_act": person(request).role == "supervisor"})


@require_http_methods(["GET", "HEAD", "POST"])
@only("supervisor")
def rule(request: HttpRequest, rule_id: int | None = None) -> HttpResponse:
    """Show one rule or an empty one; try what was typed, keep it switched off, or switch it on once it was tried."""
    stored = steering.rule_draft(rule_id) if rule_id is not None else None
    if rule_id is not None and stored is None:
        raise Http404
    if request.method != "POST":
        return _shown(request, RuleForm(initial=asdict(stored[0]) if stored else _given(request)), rule_id, stored)
    form = RuleForm(request.POST)
    more: dict[str, Any] = {}
    if form.is_valid():
        try:
            if request.POST.get("co") == TRY:
                draft = form.draft()
                more = {"trial": steering.try_rule(draft, rule_id, now()), "tried": _SIGNER.sign(_trace(draft))}
            else:
                return _kept(request, form.draft(), rule_id)
        except CannotSteer as refusal:
            form.add_error(refusal.field or None, str(refusal))
    return _shown(request, form, rule_id, stored, **more)


@require_POST
@only("supervisor")
def off(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Switch a rule off."""
    act = partial(operations.switch_off, rule_id=rule_id, by_id=person(request).pk, at=now())
    return _done(request, act, _("Reguła nie działa."))


@require_POST
@only("supervisor")
def remove(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Throw away a rule that was never used."""
    act = partial(operations.remove_rule, rule_id=rule_id, by_id=person(request).pk, at=now())
    return _done(request, act, _("Reguła usunięta."))


@require_POST
@only("supervisor")
def move(request: HttpRequest, rule_id: int, way: str) -> HttpResponse:
    """Change a rule's place with its neighbour's; an order that sends matters elsewhere is first shown, then changed.

    The page carries along how many it showed: where it is another number by now, it is shown again.
    """
    up = way == "wyzej"
    found = steering.try_order(rule_id, up=up, at=now())
    if found.moved and request.POST.get("pokazano") != str(found.moved):
        context = {"at": now(), "trial": found, "name": steering.rule_name(rule_id), "up": up}
        return render(request, "supervision/steering_move.html", context)
    said = ngettext(
        "Kolejność zmieniona. Z ostatnich spraw %(n)d poszłaby gdzie indziej.",
        "Kolejność zmieniona. Z ostatnich spraw %(n)d poszłoby gdzie indziej.",
        found.moved,
    )
    act = partial(operations.move_rule, rule_id=rule_id, up=up, by_id=person(request).pk, at=now())
    return _done(request, act, said % {"n": found.moved})


def _kept(request: HttpRequest, draft: RuleDraft, rule_id: int | None) -> HttpResponse:
    is_on = request.POST.get("co") == SWITCH_ON
    if is_on and not _was_tried(request, draft):
        raise CannotSteer(_("Najpierw wypróbuj regułę w tej postaci na dawnych sprawach. Potem ją włączysz."))
    operations.save_rule(draft=draft, rule_id=rule_id, is_on=is_on, by_id=person(request).pk, at=now())
    said = _("Reguła działa od teraz, dla nowych spraw.") if is_on else _("Reguła zapisana, wyłączona.")
    messages.success(request, said)
    return redirect("supervision:steering")


def _done(request: HttpRequest, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        act()
    except Cannot as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("supervision:steering")


def _shown(
    request: HttpRequest, form: RuleForm, rule_id: int | None, stored: tuple[RuleDraft, bool] | None, **more: Any
) -> HttpResponse:
    context = {
        "at": now(),
        "form": form,
        "rule_id": rule_id,
        "title": stored[0].name if stored else _("Nowa reguła"),
        "is_on": bool(stored and stored[1]),
        **more,
    }
    refused = request.method == "POST" and bool(form.errors)
    return render(request, "supervision/steering_rule.html", context, status=422 if refused else 200)


def _given(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET[key][:200] for key, name in _GIVEN.items() if request.GET.get(key)}


def _address(lesson: Lesson) -> str:
    """Return the form of a new rule filled with what the corrections propose."""
    name = ", ".join(text for text in (lesson.category_name, lesson.district) if text)
    given = {
        "nazwa": name,
        "rodzaj": lesson.category_id,
        "komorka": lesson.to_unit_id,
        "dzielnica": lesson.district,
        "slowa": lesson.word,
    }
    return f"{reverse('supervision:steering_new')}?{urlencode({key: value for key, value in given.items() if value})}"


def _was_tried(request: HttpRequest, draft: RuleDraft) -> bool:
    """Whether these very values were tried within the hour; the page carries the proof along."""
    try:
        return _SIGNER.unsign(request.POST.get("probowana", ""), max_age=_TRIED_HOLDS) == _trace(draft)
    except BadSignature:
        return False


def _trace(draft: RuleDraft) -> str:
    told = json.dumps(asdict(draft), default=str, sort_keys=True)
    return sha256(told.encode()).hexdigest()
