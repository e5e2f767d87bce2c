"""A matter comes into being: number, code, unit and both deadlines, in one transaction."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from infolinia.core import live
from infolinia.core.numbers import new_code
from infolinia.core.together import together
from infolinia.matters import clocks, codes, steering, wording
from infolinia.matters.models import Category, EnteredFrom, Matter, StoryEvent
from infolinia.matters.operations import changing
from infolinia.matters.operations.announcing import announce
from infolinia.matters.operations.danger import raise_danger, who_calls
from infolinia.matters.operations.drafting import CannotRegister, check, matter_of, opening
from infolinia.matters.operations.telling import tell_resident
from infolinia.matters.rules import kinds
from infolinia.matters.rules.applications import needs_writing
from infolinia.matters.rules.service_hours import NeverOpen
from infolinia.matters.rules.shapes import Step
from infolinia.matters.shapes import Duty, MatterDraft, Registered

_BY_VOICE = frozenset({"phone", "web_call", "chat"})
# A call that was written on paper first is a call too.
_WRITTEN_DOWN = frozenset({"", EnteredFrom.PAPER})


def register(*, draft: MatterDraft, by_id: int | None, at: datetime) -> Registered:
    """Register the matter and forward it at once to its unit; both deadlines start with the contact.

    The code is returned only here and, if the resident chose e-mail, in the confirmation. A draft with a `request_key`
    that registered before returns that matter, with its code as long as it holds. Raises `CannotRegister`; as a part
    of a greater whole also IntegrityError when the same request came a moment earlier: asked again, the whole finds it.
    """
    if draft.request_key and (known := _known(draft.request_key)):
        return _again(known, at)
    begun = opening(draft.category_code)
    category = begun.category
    check(draft, category)
    matter = matter_of(draft, category, by_id, at, begun.ordinal)
    steering.steer(matter, begun.stamp)
    code = codes.code_of_request(draft.request_key) if draft.request_key else new_code()
    matter.code_hash = codes.code_hash(matter.id, code)
    steps = _count(matter, category)
    try:
        with together():
            duty = _store(matter, category, code, by_id, at)
    except IntegrityError:
        # The same request a moment earlier, by another way in: what it registered is the answer to this one too.
        is_whole = not connection.in_atomic_block or not transaction.get_rollback()
        if is_whole and draft.request_key and (known := _known(draft.request_key)):
            return _again(known, at)
        raise
    return _registered(matter, code, steps, duty, at)


@transaction.atomic
def new_code_for(*, matter_id: UUID, by_id: int, at: datetime) -> str:
    """Give the matter a new code, for a resident who lost theirs; the old one stops working. Shown only here."""
    matter = changing.begin("new_code", matter_id=matter_id, by_id=by_id)
    code = new_code()
    matter.code_hash = codes.code_hash(matter.id, code)
    changing.tell(matter, "code", by_id=by_id, at=at)
    changing.finish("new_code", matter)
    return code


def _store(matter: Matter, category: Category, code: str, by_id: int | None, at: datetime) -> Duty | None:
    """Write the matter, its story, the confirmation and the call about danger; tell the screens."""
    matter.save(force_insert=True)
    StoryEvent.objects.bulk_create(_story(matter, by_id, at))
    tell_resident("registered", matter, key=str(matter.id), at=at, secret=code)
    announce(matter, "registered")
    raised_at = [who_calls(by_id)] if matter.danger else []
    live.publish_all(f"unit.{matter.unit_id}", "board", *raised_at)
    if not matter.danger:
        return None
    call = raise_danger(matter, category, by_id=by_id, at=at)
    unit = category.danger_unit or matter.unit
    return Duty(call.pk, unit.name if unit else "", call.phone)


def _count(matter: Matter, category: Category) -> tuple[Step, ...]:
    clocks.take_term(matter, category)
    try:
        return clocks.recount(matter, lead_days=category.unit_lead_days)
    except NeverOpen as error:
        text = _("Nie da się policzyć terminu: administrator nie wpisał jeszcze godzin pracy infolinii.")
        raise CannotRegister(text, "category_code") from error


def _story(matter: Matter, by_id: int | None, at: datetime) -> list[StoryEvent]:
    """Return the first lines of the story: the contact, and the way to the unit."""
    details = {"channel": matter.channel, **({"from": matter.entered_from} if matter.entered_from else {})}
    with wording.in_office_language():
        note = wording.say(kinds.note_of_a_call()) if is_note_only(matter) else ""
    lines = [("registered", matter.started_at, note, details), ("forwarded", at, matter.why_here, {})]
    if matter.danger:
        lines.append(("danger_raised", at, "", {}))
    return [
        StoryEvent(
            matter=matter,
            kind=kind,
            at=when,
            by_id=by_id,
            unit_id=None if kind == "registered" else matter.unit_id,
            text=text,
            details=told,
            visible_to_resident=kind != "danger_raised",
        )
        for kind, when, text, told in lines
    ]


def is_note_only(matter: Matter) -> bool:
    """Whether the matter is a note of what somebody said, where the law wants an application (KPA art. 63 § 1)."""
    lodged = needs_writing(matter.term_basis, kind=matter.kind, is_promise=matter.term_is_promise)
    return lodged and matter.channel in _BY_VOICE and matter.entered_from in _WRITTEN_DOWN


def _known(request_key: str) -> Matter | None:
    # Nearly always there is none: a lean look first.
    if not Matter.objects.filter(request_key=request_key).exists():
        return None
    return Matter.objects.select_related("unit", "category").get(request_key=request_key)


def _again(matter: Matter, at: datetime) -> Registered:
    """Return what the request registered the first time; no code where the matter has another one by now."""
    code = codes.code_of_request(matter.request_key or "")
    held = code if codes.is_code(matter.id, matter.code_hash, code) else ""
    return replace(_registered(matter, held, wording.stored_steps(matter), None, at), is_new=False)


def _registered(
    matter: Matter, code: str, steps: list[Step] | tuple[Step, ...], duty: Duty | None, at: datetime
) -> Registered:
    return Registered(
        id=matter.id,
        number=matter.number,
        code=code,
        resident_due=wording.resident_due(matter, at),
        unit_due=wording.unit_due(matter, at),
        unit_id=matter.unit_id or 0,
        unit_name=matter.unit.name if matter.unit else "",
        why_here=matter.why_here,
        working=wording.step_lines(steps, at),
        danger_text=matter.category.danger_text if matter.danger else "",
        duty=duty,
    )
