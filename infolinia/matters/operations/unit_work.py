"""What a unit does with a matter: takes it, answers, asks, waits, notes."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.clock import city_day
from infolinia.core.text import one_line
from infolinia.matters import clocks, wording
from infolinia.matters.models import Matter
from infolinia.matters.operations import letters
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, reply_details, role_of, tell
from infolinia.matters.operations.registering import search_key
from infolinia.matters.rules.changes import WORKERS

LEAST_ANSWER_DAYS = 7  # KPA art. 64 § 2: a call to complete gives at least seven days


@transaction.atomic
def take(*, matter_id: UUID, by_id: int, at: datetime, officer_id: int | None = None) -> None:
    """Take a new or returned matter, for oneself or for a colleague of the unit."""
    matter = begin("take", matter_id=matter_id, by_id=by_id)
    name = _give_to(matter, officer_id or by_id)
    tell(matter, "taken", by_id=by_id, at=at, visible=True, details={"officer": name})
    finish("take", matter)


@transaction.atomic
def hand_over(*, matter_id: UUID, officer_id: int, by_id: int, at: datetime) -> None:
    """Give a matter in hand to a colleague who can see it."""
    matter = begin("hand_over", matter_id=matter_id, by_id=by_id)
    name = _give_to(matter, officer_id)
    tell(matter, "handed_over", by_id=by_id, at=at, details={"officer": name})
    finish("hand_over", matter)


@transaction.atomic
def answer(*, matter_id: UUID, text: str, by_id: int, at: datetime) -> None:
    """Write to the resident without ending the matter."""
    matter = begin("answer", matter_id=matter_id, by_id=by_id, given={"text": text})
    event = tell(matter, "answered", by_id=by_id, at=at, text=text, visible=True, details=reply_details(matter))
    letters.write("answer", matter, key=str(event.pk), at=at, body=text.strip())
    finish("answer", matter)


@transaction.atomic
def ask_resident(
    *, matter_id: UUID, question: str, by_id: int, at: datetime, answer_days: int = LEAST_ANSWER_DAYS
) -> None:
    """Ask the resident for what is missing; the clock stands from the next day until the reply (KPA art. 35 § 5)."""
    matter = begin("ask_resident", matter_id=matter_id, by_id=by_id, given={"question": question})
    if not LEAST_ANSWER_DAYS <= answer_days <= 60:
        raise CannotChangeMatter(_("Daj na odpowiedź od 7 do 60 dni (KPA art. 64 § 2)."), "answer_days")
    today = city_day(at)
    matter.waits_for, matter.waits_since = "mieszkaniec", today
    matter.remind_on = wording.WORKING_DAYS.next_working(today + timedelta(days=answer_days))
    event = tell(
        matter,
        "asked",
        by_id=by_id,
        at=at,
        text=question,
        visible=True,
        details={"answer_days": answer_days, **reply_details(matter)},
    )
    clocks.stop(
        matter, first=today + timedelta(days=1), reason="czekaliśmy na odpowiedź mieszkańca", event=f"ev-{event.pk}"
    )
    letters.write("question", matter, key=str(event.pk), at=at, body=question.strip())
    finish("ask_resident", matter)


@transaction.atomic
def resident_replied(*, matter_id: UUID, text: str, by_id: int | None, at: datetime) -> None:
    """Note the resident's reply; the clock runs again from the next day and the end moves by the days it stood."""
    matter = begin("resident_replied", matter_id=matter_id, by_id=by_id, given={"text": text})
    days = clocks.days_standing(matter, at)
    event = tell(matter, "replied", by_id=by_id, at=at, text=text, visible=True, details={"days": days})
    stop_waiting(matter, at=at, event=f"ev-{event.pk}")
    finish("resident_replied", matter)


@transaction.atomic
def wait_for(*, matter_id: UUID, whom: str, remind_on: date | None, by_id: int, at: datetime, text: str = "") -> None:
    """Note that the matter waits for another unit or an outside body. The resident's clock runs on."""
    matter = begin("wait_for", matter_id=matter_id, by_id=by_id, given={"whom": whom})
    if remind_on and remind_on < city_day(at):
        raise CannotChangeMatter(_("Dzień przypomnienia już minął. Wybierz dzisiejszy albo późniejszy."), "remind_on")
    matter.waits_for, matter.waits_since, matter.remind_on = one_line(whom, 120), city_day(at), remind_on
    tell(matter, "waiting", by_id=by_id, at=at, text=text, details={"whom": matter.waits_for})
    finish("wait_for", matter)


@transaction.atomic
def resume(*, matter_id: UUID, by_id: int, at: datetime, text: str = "") -> None:
    """Work on: the other side answered, or there is no use in waiting."""
    matter = begin("resume", matter_id=matter_id, by_id=by_id)
    event = tell(matter, "resumed", by_id=by_id, at=at, text=text, details={"days": clocks.days_standing(matter, at)})
    stop_waiting(matter, at=at, event=f"ev-{event.pk}")
    finish("resume", matter)


@transaction.atomic
def to_sign(*, matter_id: UUID, by_id: int, at: datetime) -> None:
    """Note that the draft waits for a signature."""
    matter = begin("to_sign", matter_id=matter_id, by_id=by_id)
    tell(matter, "to_sign", by_id=by_id, at=at)
    finish("to_sign", matter)


@transaction.atomic
def add_note(*, matter_id: UUID, text: str, by_id: int, at: datetime) -> None:
    """Add a note for colleagues; the resident never sees it."""
    matter = begin("add_note", matter_id=matter_id, by_id=by_id, given={"text": text})
    tell(matter, "note", by_id=by_id, at=at, text=text)
    finish("add_note", matter)


@transaction.atomic
def set_znak(*, matter_id: UUID, znak: str, by_id: int, at: datetime) -> None:
    """Note the number the matter has in the office's case system; its shape is never enforced."""
    matter = begin("set_znak", matter_id=matter_id, by_id=by_id, given={"znak": znak})
    matter.znak = one_line(znak, 60)
    matter.search_key = search_key(matter)
    tell(matter, "znak", by_id=by_id, at=at, text=matter.znak)
    finish("set_znak", matter)


def stop_waiting(matter: Matter, *, at: datetime, event: str = "") -> None:
    """Forget whom the matter waited for; if its clock stood, let it run and count the end again."""
    stood = matter.stopped_since is not None
    clocks.start_again(matter, at=at, event=event)
    matter.waits_for, matter.waits_since, matter.remind_on = "", None, None
    if stood:
        clocks.recount(matter, lead_days=matter.category.unit_lead_days)


def _give_to(matter: Matter, staff_id: int) -> str:
    """Put the matter into somebody's hands and return their name; they must be able to work in it."""
    person = get_user_model().objects.only("display_name", "username", "role", "unit_id").get(pk=staff_id)
    if role_of(matter, person.role, person.unit_id).role not in WORKERS:
        raise CannotChangeMatter(_("Wybierz osobę z komórki, która prowadzi sprawę."), "officer_id")
    matter.officer_id = staff_id
    return str(person)
