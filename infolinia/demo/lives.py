"""The lives of invented matters: what happened to each until now, drawn at random and kept as the rooms keep it.

The deadlines are counted by the matters' own clocks, so that an invented matter cannot differ from a real one.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from infolinia.city.rules.calendar import CITY_ZONE, Calendar
from infolinia.core.clock import city_day, city_time
from infolinia.demo.phrases import Phrases
from infolinia.matters import clocks
from infolinia.matters.running import question_basis
from infolinia.matters.story import CLOCK_RUNS

OFFICE_DAY = (time(8), time(15, 30))
CALENDAR = Calendar()
STAYS_BACK = timedelta(days=4)
RESULTS = {"done": 84, "refused": 3, "not_ours": 5, "duplicate": 5, "unverified": 3}


@dataclass
class Life:
    """One matter and its story. `officers` are the people of each unit; ids of events are given one by one."""

    matter: Any
    category: str
    officers: dict[int, list[int]]
    names: dict[int, str]
    rng: random.Random
    phrases: Phrases
    until: datetime
    new_event_id: Any
    story: list[dict[str, Any]] = field(default_factory=list)

    def tell(
        self, kind: str, at: datetime, *, by: int | None = None, text: str = "", visible: bool = False, **details: Any
    ) -> int:
        """Add a line to the story; returns its id."""
        ident: int = self.new_event_id()
        self.story.append(
            {
                "id": ident,
                "matter_id": self.matter.id,
                "kind": kind,
                "at": at,
                "by_id": by,
                "unit_id": self.matter.unit_id,
                "text": text,
                "details": details,
                "visible_to_resident": visible,
            }
        )
        return ident


def live(life: Life, *, adviser_id: int) -> None:
    """Let the matter live from its registration until now."""
    matter = life.matter
    at = matter.registered_at
    life.tell("registered", at, by=adviser_id, visible=True, channel=matter.channel)
    life.tell("forwarded", at, by=adviser_id, visible=True, text="Komórka z katalogu rodzajów zgłoszeń.")
    at = _changes_hands(life, at)
    if matter.status in ("returned", "at_helpline") and life.until - at < STAYS_BACK and life.rng.random() < 0.6:
        return
    if matter.status == "at_helpline":
        at = _finds_its_unit(life, at, adviser_id)
    at = office_moment(at + timedelta(hours=life.rng.expovariate(1 / 5)), life.rng)
    if at >= life.until or life.rng.random() < _stays_new(life):
        return
    _taken(life, at)
    for step in _middle(life):
        at = office_moment(at + _pace(life) * life.rng.uniform(0.05, 0.3), life.rng)
        if at >= life.until:
            return
        at = step(life, at)
        if at >= life.until:
            return
    at = office_moment(max(at, _settled_at(life)), life.rng)
    if at < life.until:
        _closed(life, at)


def office_moment(at: datetime, rng: random.Random) -> datetime:
    """Return the moment itself when the office works, otherwise one in the first hours of its next day."""
    local = city_time(at)
    day = local.date()
    opens, closes = OFFICE_DAY
    if not CALENDAR.is_free(day) and opens <= local.time() <= closes:
        return at
    if local.time() > closes:
        day += timedelta(days=1)
    morning = datetime.combine(CALENDAR.next_working(day), opens, CITY_ZONE)
    return morning + timedelta(minutes=rng.uniform(0, 150))


def _pace(life: Life) -> timedelta:
    span: timedelta = life.matter.resident_due_at - life.matter.started_at
    return span


def _stays_new(life: Life) -> float:
    """Fresh matters may still lie untaken; old ones hardly ever."""
    return 0.35 if life.until - life.matter.registered_at < timedelta(days=1.5) else 0.002


def _settled_at(life: Life) -> datetime:
    """Most matters end within their term, some late, a few very late."""
    share = life.rng.choices(
        [life.rng.uniform(0.1, 0.95), life.rng.uniform(1.0, 1.5), life.rng.uniform(1.6, 4.0)], [89, 9, 2]
    )[0]
    moment: datetime = life.matter.started_at + _pace(life) * share
    return moment


def _middle(life: Life) -> list[Any]:
    chances = [(_asked, 0.1), (_answered, 0.12), (_waits, 0.07), (_noted, 0.12), (_extended, 0.04), (_to_sign, 0.05)]
    drawn = [step for step, chance in chances if life.rng.random() < chance]
    return drawn[:2]


def _taken(life: Life, at: datetime) -> None:
    life.matter.officer_id = life.rng.choice(life.officers[life.matter.unit_id])
    life.matter.status = "in_progress"
    officer = life.matter.officer_id
    life.tell("taken", at, by=officer, visible=True, officer=life.names[officer])


def _passed_on(life: Life, at: datetime) -> datetime:
    """The first unit was the wrong one: it passes the matter on to where it belongs."""
    matter, right = life.matter, life.matter.unit_id
    wrong = life.rng.choice([unit for unit in life.officers if unit != right])
    moved = office_moment(at + timedelta(hours=life.rng.uniform(1, 20)), life.rng)
    if moved >= life.until:
        return at
    life.story[-1]["unit_id"] = wrong
    matter.past_unit_ids = [wrong]
    reason = life.phrases.of("pass_on", life.rng)
    life.tell("passed_on", moved, by=life.rng.choice(life.officers[wrong]), text=reason, visible=True)
    return moved


def _changes_hands(life: Life, at: datetime) -> datetime:
    """A few matters begin at the wrong unit, come back from one, or are sent back to the helpline."""
    drawn = life.rng.random()
    if drawn < 0.03:
        return _passed_on(life, at)
    if drawn < 0.07:
        return _comes_back(life, at)
    return _sent_back(life, at) if drawn < 0.085 else at


def _comes_back(life: Life, at: datetime) -> datetime:
    """The unit took it for another's matter; the other one knew better."""
    matter, right = life.matter, life.matter.unit_id
    wrong = life.rng.choice([unit for unit in life.officers if unit != right])
    gone = office_moment(at + timedelta(hours=life.rng.uniform(1, 12)), life.rng)
    back = office_moment(gone + timedelta(hours=life.rng.uniform(3, 30)), life.rng)
    if back >= life.until:
        return at
    for moment, giver, taker in ((gone, right, wrong), (back, wrong, right)):
        matter.unit_id = taker
        reason = life.phrases.of("pass_on", life.rng)
        life.tell("passed_on", moment, by=life.rng.choice(life.officers[giver]), text=reason, visible=True)
    matter.past_unit_ids = [right, wrong]
    matter.status = "returned"
    return back


def _sent_back(life: Life, at: datetime) -> datetime:
    """The unit cannot tell where it is; the helpline must ask the resident again."""
    matter = life.matter
    sent = office_moment(at + timedelta(hours=life.rng.uniform(1, 20)), life.rng)
    if sent >= life.until:
        return at
    officer = life.rng.choice(life.officers[matter.unit_id])
    life.tell("returned", sent, by=officer, text=life.phrases.of("return", life.rng))
    matter.past_unit_ids, matter.unit_id, matter.status = [matter.unit_id], None, "at_helpline"
    return sent


def _finds_its_unit(life: Life, at: datetime, adviser_id: int) -> datetime:
    """The helpline asked and knows now: the matter goes to its unit again, as one that came back."""
    matter = life.matter
    moment = office_moment(at + timedelta(hours=life.rng.uniform(1, 8)), life.rng)
    if moment >= life.until:
        return life.until
    matter.unit_id = matter.past_unit_ids[0]
    matter.status = "returned"
    life.tell("passed_on", moment, by=adviser_id, text="Mieszkaniec podał dokładny adres.", visible=True)
    return moment


def _asked(life: Life, at: datetime) -> datetime:
    """Where a rule allows it the clock stands until the resident replies, if the reply has come."""
    matter, today = life.matter, city_day(at)
    basis, question = question_basis(matter, at), life.phrases.of("ask", life.rng)
    details = {"answer_days": 7, **({} if basis else CLOCK_RUNS)}
    ident = life.tell("asked", at, by=matter.officer_id, text=question, visible=True, **details)
    if basis:
        first, reason = today + timedelta(days=1), "czekaliśmy na odpowiedź mieszkańca"
        clocks.stop(matter, first=first, reason=reason, event=f"ev-{ident}", basis=basis)
    matter.status, matter.waits_for, matter.waits_since = "asked_resident", "mieszkaniec", today
    matter.remind_on = CALENDAR.next_working(today + timedelta(days=7))
    replied = at + timedelta(days=life.rng.uniform(1, 12))
    if replied >= life.until:
        return replied
    told: dict[str, Any] = {"days": clocks.days_standing(matter, replied)} if basis else CLOCK_RUNS
    answer = life.phrases.of("reply", life.rng)
    ident = life.tell("replied", replied, text=answer, visible=True, **told)
    clocks.start_again(matter, at=replied, event=f"ev-{ident}")
    clocks.recount(matter, lead_days=matter.category.unit_lead_days)
    _works_again(matter)
    return replied


def _waits(life: Life, at: datetime) -> datetime:
    matter = life.matter
    whom = life.phrases.of("wait", life.rng)
    life.tell("waiting", at, by=matter.officer_id, whom=whom)
    matter.status, matter.waits_for, matter.waits_since = "waiting", whom, city_day(at)
    matter.remind_on = CALENDAR.next_working(city_day(at) + timedelta(days=life.rng.randint(2, 5)))
    resumed = office_moment(at + timedelta(days=life.rng.uniform(1, 6)), life.rng)
    if resumed < life.until:
        life.tell("resumed", resumed, by=matter.officer_id)
        _works_again(matter)
    return resumed


def _works_again(matter: Any) -> None:
    matter.status, matter.waits_for, matter.waits_since, matter.remind_on = "in_progress", "", None, None


def _answered(life: Life, at: datetime) -> datetime:
    matter = life.matter
    reply = {"channel": matter.reply_channel, "to": matter.reply_address}
    text = life.phrases.of("answer", life.rng)
    life.tell("answered", at, by=matter.officer_id, text=text, visible=True, **reply)
    return at


def _noted(life: Life, at: datetime) -> datetime:
    life.tell("note", at, by=life.matter.officer_id, text=life.phrases.of("note", life.rng))
    return at


def _to_sign(life: Life, at: datetime) -> datetime:
    life.tell("to_sign", at, by=life.matter.officer_id)
    life.matter.status = "to_sign"
    return at


def _extended(life: Life, at: datetime) -> datetime:
    """A new end with a notice, counted from the one before."""
    matter = life.matter
    if matter.due_to_the_minute or at >= matter.resident_due_at:
        return at
    new_day = CALENDAR.next_working(city_day(matter.resident_due_at) + timedelta(days=7))
    reason = life.phrases.of("extend", life.rng)
    matter.extension = {
        "new_end": new_day.isoformat(),
        "noticed_on": city_day(at).isoformat(),
        "reason": reason,
    }
    matter.notice_sent_at = at
    clocks.recount(matter, lead_days=matter.category.unit_lead_days)
    life.tell("extended", at, by=matter.officer_id, text=reason, visible=True, new_day=new_day.isoformat())
    return at


def _closed(life: Life, at: datetime) -> None:
    matter = life.matter
    result = life.rng.choices(list(RESULTS), list(RESULTS.values()))[0]
    text = life.phrases.closing(result, life.category, life.rng)
    basis = "KPA art. 104" if result == "refused" else ""
    matter.status, matter.result, matter.closing_text, matter.closed_at = "closed", result, text, at
    matter.waits_for, matter.waits_since, matter.remind_on = "", None, None
    life.tell("closed", at, by=matter.officer_id, text=text, visible=True, result=result, basis=basis)
