"""Invented matters: one for each call that asked for it, with its life until now."""

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import connection

from infolinia.core.clock import city_day
from infolinia.core.numbers import matter_number, new_code
from infolinia.demo import lives, store
from infolinia.demo.past import Asked
from infolinia.demo.phrases import Phrases
from infolinia.matters import clocks, codes
from infolinia.matters.operations.drafting import search_key

CHASES_A_UNIT = 3


@dataclass
class Rows:
    """Matters as unsaved objects and their stories as rows for COPY."""

    matters: list[Any] = field(default_factory=list)
    story: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Surroundings:
    """What every matter is drawn from."""

    categories: dict[str, Any]
    streets: list[tuple[str, str]]
    officers: dict[int, list[int]]
    names: dict[int, str]
    supervisor_id: int
    phrases: Phrases
    next_number: "itertools.count[int]"
    next_event: "itertools.count[int]"


def make(asked: Sequence[Asked], *, at: datetime) -> Rows:
    """Return the matters of the calls, in the order of the calls, and write their ids into the calls' questions."""
    around = _surroundings()
    rows = Rows()
    for call in sorted(asked, key=lambda each: each.at):
        category = around.categories.get(call.subject.category)
        if category is None:
            call.question["outcome"] = "answered"
            continue
        rng = store.dice(f"matter {call.conversation_id} {call.question['position']}")
        matter = _matter(call, category, around, rng)
        life = lives.Life(
            matter=matter,
            category=call.subject.category,
            officers=around.officers,
            names=around.names,
            rng=rng,
            phrases=around.phrases,
            until=at,
            new_event_id=around.next_event.__next__,
        )
        lives.live(life, adviser_id=call.adviser_id)
        matter.search_key = search_key(matter)
        call.question["matter_id"] = matter.id
        rows.matters.append(matter)
        rows.story.extend(life.story)
    rows.story.extend(_reminders(rows.matters, around, at))
    return rows


def load(rows: Rows) -> None:
    """Write the rows and move the sequences past what was used."""
    columns = [field.attname for field in store.table("matters.Matter")._meta.concrete_fields]
    written = [{column: getattr(matter, column) for column in columns} for matter in rows.matters]
    store.copy_rows("matters.Matter", written)
    store.copy_rows("matters.StoryEvent", rows.story)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('matters_number', %s)", [max(len(rows.matters), 1) + _FIRST])
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('matters_storyevent', 'id'), max(id)) FROM matters_storyevent"
        )


_FIRST = 46_200


def _surroundings() -> Surroundings:
    categories: list[Any] = list(store.table("matters.Category")._default_manager.select_related("unit", "clock"))
    officers: dict[int, list[int]] = defaultdict(list)
    people = list(get_user_model().objects.filter(role="officer").values_list("pk", "unit_id", "display_name"))
    for pk, unit_id, _name in people:
        officers[unit_id].append(pk)
    return Surroundings(
        categories={category.code: category for category in categories if category.unit_id in officers},
        streets=[(street["name"], street["districts"][0]) for street in store.records("streets")],
        officers=dict(officers),
        names={pk: name for pk, _unit, name in people},
        supervisor_id=get_user_model().objects.get(username="kierownik").pk,
        phrases=Phrases(),
        next_number=itertools.count(_FIRST),
        next_event=itertools.count(1),
    )


def _matter(call: Asked, category: Any, around: Surroundings, rng: random.Random) -> Any:
    """Return the matter as registering would have made it, not saved."""
    ident = UUID(int=rng.getrandbits(128), version=4)
    street, district = rng.choice(around.streets)
    channel, address = _reply(call, rng)
    matter = store.table("matters.Matter")(
        id=ident,
        number=matter_number(city_day(call.at).year, next(around.next_number)),
        code_hash=codes.code_hash(ident, new_code()),
        category=category,
        kind=category.kind,
        subject=around.phrases.subject(call.subject.category, call.subject.text, rng),
        description=around.phrases.report(call.subject.category, rng),
        street=street,
        house=str(rng.randint(1, 60)),
        district=district,
        channel="phone",
        danger=category.danger and rng.random() < 0.12,
        resident_id=call.person.id if call.person else None,
        conversation_id=call.conversation_id,
        reply_channel=channel,
        reply_address=address,
        status="new",
        unit_id=category.unit_id,
        started_at=call.at,
        registered_at=call.at,
        registered_by_id=call.adviser_id,
    )
    clocks.take_term(matter, category)  # type: ignore[arg-type]
    clocks.recount(matter, lead_days=category.unit_lead_days)  # type: ignore[arg-type]
    return matter


def _reply(call: Asked, rng: random.Random) -> tuple[str, str]:
    """Return how the resident wants the answer: as they prefer where it is known, otherwise often not at all."""
    person = call.person
    if person is None or rng.random() < 0.25:
        return "none", ""
    if person.channel == "email" and person.email:
        return "email", person.email
    return ("sms" if person.channel == "sms" else "phone"), person.number


def _reminders(matters: Sequence[Any], around: Surroundings, at: datetime) -> Iterator[dict[str, Any]]:
    """Now and then the supervisor reminds a unit of what is late: all its late matters in one go."""
    late: dict[int, list[Any]] = defaultdict(list)
    for matter in matters:
        if matter.status not in ("closed", "asked_resident", "at_helpline") and matter.resident_due_at < at:
            late[matter.unit_id].append(matter)
    rng = store.dice(f"reminders {city_day(at).isoformat()}")
    worst = sorted(late.items(), key=lambda pair: -len(pair[1]))[:CHASES_A_UNIT]
    for back, (unit_id, group) in enumerate(worst):
        moment = at - timedelta(days=back, hours=rng.uniform(0.5, 1.5))
        for matter in group:
            if matter.resident_due_at < moment:
                yield {
                    "id": next(around.next_event),
                    "matter_id": matter.id,
                    "kind": "chased",
                    "at": moment,
                    "by_id": around.supervisor_id,
                    "unit_id": unit_id,
                    "text": around.phrases.of("chase", rng),
                    "details": {},
                    "visible_to_resident": False,
                }
