"""The daily digest of warnings to a thousand officers.

Fifty units of twenty officers get twenty matters each that are late, twenty thousand in all. One run of the ladder
warns of them all, one run of the digests queues one e-mail for each officer. Told are the seconds of both, the
statements for each e-mail, and whether anybody got none or two.
"""

import os
import sys
import time
from datetime import datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks._city import city
from benchmarks._quiet import refuse_when_busy
from infolinia.city.models import Staff, Unit
from infolinia.core.clock import city_day, now
from infolinia.correspondence.models import Message
from infolinia.matters import operations
from infolinia.matters.models import Category, Matter, WarningSent
from infolinia.matters.wording import WORKING_DAYS

UNITS, OFFICERS, EACH = 50, int(os.environ.get("INFOLINIA_BENCH_OFFICERS", "1000")), 20
ASKED = 60.0


def main() -> int:
    """Print the seconds; fails when they are more than a minute, or when somebody's e-mail is missing or came twice."""
    refuse_when_busy()
    with city():
        at = _working_noon(now())
        people = _people(at)
        _matters(people, at)
        warned, warn_seconds = _warn(at)
        began = time.perf_counter()
        sent = operations.send_digests(at=at)
        digest_seconds = time.perf_counter() - began
        again = operations.send_digests(at=at)
        mails = Message.objects.filter(key__startswith="warnings-", to__startswith="referent-")
        told, twice = mails.values("to").distinct().count(), mails.count() - mails.values("to").distinct().count()
        statements = _statements_for_one(at)
    print(f"{OFFICERS} officers in {UNITS} units, {OFFICERS * EACH} late matters, {warned} warnings held")
    print(f"giving the warnings:   {warn_seconds:6.1f} s, in runs of the ladder of 500 matters a rung")
    print(f"all digests:           {digest_seconds:6.1f} s; asked: {ASKED:.0f} s")
    print(f"statements an e-mail:  {statements:6.1f}")
    print(f"e-mails {sent}, officers told {told} of {OFFICERS}, twice {twice}, sent again by a second run {again}")
    return int(digest_seconds > ASKED or told != OFFICERS or twice > 0 or again > 0)


def _working_noon(at: datetime) -> datetime:
    day = WORKING_DAYS.next_working(city_day(at))
    return at.replace(year=day.year, month=day.month, day=day.day, hour=11, minute=0)


def _people(at: datetime) -> list[Staff]:
    units = Unit.objects.bulk_create(
        Unit(code=f"bench-{n}", name=f"Komórka {n}", short_name=f"Komórka {n}", valid_from=at.date())
        for n in range(UNITS)
    )
    return Staff.objects.bulk_create(
        Staff(
            username=f"referent-{n}",
            display_name=f"Referent {n}",
            role="officer",
            unit=units[n % UNITS],
            email=f"referent-{n}@example.org",
        )
        for n in range(OFFICERS)
    )


def _matters(people: list[Staff], at: datetime) -> None:
    """Give each officer matters that have been late for less than a working day."""
    category = Category.objects.filter(unit__isnull=False).first()
    assert category is not None
    end = at - timedelta(hours=1)
    rows = [
        Matter(
            number=f"BEN-2026-{n * EACH + place:06d}",
            code_hash="",
            category=category,
            kind=category.kind,
            subject=f"Sprawa {place}",
            description="Dziura.",
            status="in_progress",
            unit_id=person.unit_id,
            officer=person,
            started_at=at - timedelta(days=10),
            registered_at=at - timedelta(days=10),
            term="7 working days",
            term_basis="obietnica",
            resident_due_at=end,
            unit_due_at=end - timedelta(days=1),
            channel="phone",
        )
        for n, person in enumerate(people)
        for place in range(EACH)
    ]
    Matter.objects.bulk_create(rows, batch_size=2000)


def _warn(at: datetime) -> tuple[int, float]:
    began = time.perf_counter()
    while operations.warn(at=at):
        pass
    return WarningSent.objects.filter(over_at=None).count(), time.perf_counter() - began


def _statements_for_one(at: datetime) -> float:
    """Return how many statements the next day's digests cost for each e-mail."""
    tomorrow = at + timedelta(days=1)
    while WORKING_DAYS.is_free(city_day(tomorrow)):
        tomorrow += timedelta(days=1)
    with CaptureQueriesContext(connection) as told:
        sent = operations.send_digests(at=tomorrow)
    return len(told) / sent if sent else 0.0


if __name__ == "__main__":
    sys.exit(main())
