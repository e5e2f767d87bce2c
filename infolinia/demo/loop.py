"""What the starter city learned in its six weeks: news, instructions, errors found in cards, searches in vain."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from infolinia.demo import store
from infolinia.knowledge import operations as knowledge
from infolinia.knowledge.search.keys import search_key

DAYS = 24
_HELPED = ("answered", "form_sent", "visit_booked", "registered")


def load(*, at: datetime) -> None:
    """Write it, once; the cards and the conversations are there already."""
    data = store.records("loop")
    staff = store.ids_by("city.Staff", "username")
    cards = set(store.ids_by("knowledge.Card", "code"))
    _load_news(data["news"], staff, cards, at)
    _load_instructions(data["instructions"], staff, cards, at)
    _load_reports([record for record in data["reports"] if record["card"] in cards], staff, at)
    rng = store.dice("searches")
    store.copy_rows("knowledge.SearchEntry", list(_searches(data["searches"], rng, at)))
    _load_openings([record for record in data["in_vain"] if record["opened"] in cards], rng, at)
    knowledge.count_card_uses(at=at)
    knowledge.collect_links(at=at)


def _load_news(records: list[dict[str, Any]], staff: dict[str, int], cards: set[str], at: datetime) -> None:
    advisers = [staff[person["username"]] for person in store.records("staff") if person["role"] == "adviser"]
    for record in records:
        posted = at - timedelta(days=record["days_ago"], hours=record["hours_ago"])
        news = knowledge.post_news(
            title=record["title"],
            text=record["text"],
            by=staff["kierownik"],
            at=posted,
            important=record["important"],
            valid_to=at + timedelta(days=record["days_left"]),
            languages=record.get("languages", []),
            card_code=record["card"] if record["card"] in cards else "",
        )
        # The first adviser is the one who tries the desk: to them all of it is new.
        for reader in advisers[1 : 1 + record["read_by"]]:
            knowledge.mark_news_read(news_id=news, staff_id=reader, at=posted + timedelta(minutes=20))


def _load_instructions(records: list[dict[str, Any]], staff: dict[str, int], cards: set[str], at: datetime) -> None:
    for number, record in enumerate(records):
        written = at - timedelta(days=30 - number)
        ident = knowledge.write_instruction(
            title=record["title"],
            text=record["text"],
            tags=record["tags"],
            card_codes=[code for code in record["cards"] if code in cards],
            by=staff["kierownik"],
            at=written,
        )
        knowledge.approve_instruction(instruction_id=ident, by=staff["redaktor"], at=written + timedelta(days=1))


def _load_reports(records: list[dict[str, Any]], staff: dict[str, int], at: datetime) -> None:
    for record in records:
        found = at - timedelta(days=record["days_ago"])
        report = knowledge.report_error(
            card_code=record["card"], section=record["section"], text=record["text"], by=staff[record["by"]], at=found
        )
        if "advice" in record:
            by = staff[record["agreed_by"]]
            knowledge.agree_with_report(report_id=report, advice=record["advice"], by=by, at=at - timedelta(days=1))
        if "reply" in record:
            knowledge.reply_to_report(
                report_id=report,
                is_mended=record["is_mended"],
                reply=record["reply"],
                by=staff[record["replied_by"]],
                at=at - timedelta(hours=3),
            )


def _searches(records: list[dict[str, Any]], rng: random.Random, at: datetime) -> Iterator[dict[str, Any]]:
    """Return searches that found nothing, some every day, most of them in the last week."""
    for record in records:
        for _time in range(record["times"]):
            text = rng.choice(record["texts"])
            back = min(rng.expovariate(1 / 4), DAYS)
            yield {
                "at": at - timedelta(days=back),
                "channel": "public" if rng.random() < record["public"] else "desk",
                "text": text,
                "key": search_key(text),
                "hits": 0,
            }


def _load_openings(records: list[dict[str, Any]], rng: random.Random, at: datetime) -> None:
    """Let cards have been opened in vain in real conversations of the last week."""
    questions = store.table("contacts.Question")._default_manager
    recent = questions.filter(saved_at__gte=at - timedelta(days=6), outcome__in=_HELPED).order_by("id")
    wanted = sum(record["times"] for record in records)
    asked = iter(list(recent.values_list("id", "saved_at")[:wanted]))
    rows = [row for record in records for row in _openings(record, asked, rng)]
    store.copy_rows("knowledge.CardOpening", rows)


def _openings(
    record: dict[str, Any], asked: Iterator[tuple[int, datetime]], rng: random.Random
) -> Iterator[dict[str, Any]]:
    entries = store.table("knowledge.SearchEntry")._default_manager
    for _time, (question, saved) in zip(range(record["times"]), asked, strict=False):
        text = rng.choice(record["typed"])
        entry = entries.create(
            at=saved,
            channel="desk",
            text=text,
            key=search_key(text),
            hits=4,
            question_id=question,
            opened_code=record["opened"],
            answered_code=record["answered"],
            is_settled=True,
        )
        yield {
            "at": saved,
            "code": record["opened"],
            "question_id": question,
            "search_id": entry.pk,
            "answered_code": record["answered"],
            "is_settled": True,
        }
