"""From the form of a step to the operation behind it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.matters import operations as matters
from infolinia.matters import queries
from infolinia.matters.shapes.following import PartDraft

Typed = Mapping[str, Any]


def take(ident: UUID, _data: Typed, by: int, at: datetime) -> None:
    """The person leads the matter from now on."""
    matters.take(matter_id=ident, by_id=by, at=at)


def answer(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Write to the resident."""
    matters.answer(matter_id=ident, text=data["text"], is_full=data["is_full"], by_id=by, at=at)


def ask(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Ask the resident."""
    matters.ask_resident(matter_id=ident, question=data["text"], answer_days=data["answer_days"], by_id=by, at=at)


def send_away(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Send the matter back to the helpline, or on to another unit."""
    why = {"reason": data["text"], "reason_code": data["reason_code"]}
    if data["target"] == "unit":
        matters.pass_on(matter_id=ident, to_unit_id=int(data["unit"]), by_id=by, at=at, **why)
    else:
        matters.return_to_helpline(matter_id=ident, by_id=by, at=at, **why)


def extend(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Set a new end."""
    matters.extend(matter_id=ident, new_day=data["new_day"], reason=data["text"], by_id=by, at=at)


def served(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Note how the notice went out."""
    matters.notice_served(matter_id=ident, way=data["way"], day=data["day"], by_id=by, at=at)


def close(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """End the matter; a duplicate whose other matter is known joins it."""
    if data["result"] == "duplicate" and data["same_as"]:
        matters.join(matter_id=ident, into_id=_matter_of(data["same_as"]), by_id=by, at=at)
        return
    matters.close(
        matter_id=ident,
        result=data["result"],
        text=data["text"],
        basis=data["basis"],
        handed_to=data["handed_to"],
        handed_on=data["handed_on"],
        despite_parts=data.get("despite_parts", ""),
        by_id=by,
        at=at,
    )


def wait(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Note for what the matter waits."""
    matters.wait_for(
        matter_id=ident,
        kind=data["kind"],
        whom="" if data["kind"] == "season" else data["whom"],
        remind_on=data["remind_on"],
        stands=data.get("stands", False),
        evidence=data.get("evidence", ""),
        by_id=by,
        at=at,
    )


def plan(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Set the day of the work."""
    matters.plan(matter_id=ident, day=data["day"], text=data["text"], by_id=by, at=at)


def contract(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Give the work to a firm and mail it the link, or do neither."""
    with transaction.atomic():
        matters.contract(matter_id=ident, contractor=data["contractor"], what=data["text"], by_id=by, at=at)
        matters.guest_link(
            matter_id=ident,
            to_email=data["to_email"],
            days=data["days"],
            order=matters.Order(
                brief=data["text"],
                shows_resident=data["shows_resident"],
                file_ids=tuple(UUID(one) for one in data.get("shown_files", ())),
            ),
            by_id=by,
            at=at,
        )


def contractor_done(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Note what the firm said by another way than its link."""
    matters.contractor_done(matter_id=ident, text=data["text"], by_id=by, at=at)


def split(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Give parts to other units."""
    rows = ((data[f"unit_{number}"], data[f"text_{number}"]) for number in ("1", "2", "3"))
    parts = [PartDraft(unit_id=int(unit), subject="", description=words) for unit, words in rows if unit]
    matters.split(matter_id=ident, parts=parts, by_id=by, at=at)


def reply(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Note what the resident answered."""
    matters.resident_replied(matter_id=ident, text=data["text"], by_id=by, at=at)


def resume(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Work on."""
    matters.resume(matter_id=ident, text=data["text"], by_id=by, at=at)


def sign(ident: UUID, _data: Typed, by: int, at: datetime) -> None:
    """Mark the draft as waiting for a signature."""
    matters.to_sign(matter_id=ident, by_id=by, at=at)


def note(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Add a note."""
    matters.add_note(matter_id=ident, text=data["text"], by_id=by, at=at)


def change_channel(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Reach the resident another way from now on."""
    wanted = {"channel": data["channel"], "address": data["address"], "tells": data["tells"]}
    matters.change_channel(matter_id=ident, by_id=by, at=at, **wanted)


def znak(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Note the number in the office's case system."""
    matters.set_znak(matter_id=ident, znak=data["znak"], by_id=by, at=at)


def reopen(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Open the matter again."""
    matters.reopen(matter_id=ident, text=data["text"], by_id=by, at=at)


def settle(ident: UUID, data: Typed, by: int, at: datetime) -> None:
    """Decide on a matter that its resident says is not done."""
    unit = int(data["unit"]) if data["decision"] == "other_unit" and data["unit"] else None
    decided = {"decision": data["decision"], "text": data["text"]}
    matters.settle_reopened(matter_id=ident, to_unit_id=unit, by_id=by, at=at, **decided)


def _matter_of(number: str) -> UUID:
    found = queries.id_of_number(number)
    if found is None:
        raise matters.CannotChangeMatter(_("Nie ma sprawy o takim numerze. Sprawdź go."), "same_as")
    return found
