"""What units' corrections teach the table of routing: whose matters they keep sending on, and where those end."""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet, Sum
from django.db.models.fields.json import KT

from infolinia.city import queries as city
from infolinia.core.clock import city_day
from infolinia.core.text import fold
from infolinia.matters.models import Category, Matter, MonthFigures, RoutingRule
from infolinia.matters.rules import learning
from infolinia.matters.rules.learning import Case
from infolinia.matters.rules.steering import split_words
from infolinia.matters.shapes.steering import Lesson

DAYS = 90
_MOST_LESSONS = 12
_MOST_CASES = 60  # of the corrected and of those that stayed, the newest: enough to tell four in five
# Which kind, which unit got it first, and by which rule (None: by the kind itself).
_Source = tuple[int, int, int | None]


def lessons(at: datetime) -> list[Lesson]:
    """Return the kinds and rules whose matters units sent on too often in the last 90 days, the most often first."""
    since = at - timedelta(days=DAYS)
    counts = _corrected(since)
    received = _received(counts, since)
    worth = [
        source
        for source, corrected in counts.most_common()
        if learning.is_worth_saying(corrected=corrected, received=received[source])
    ][:_MOST_LESSONS]
    kinds = dict(Category.objects.filter(pk__in={each[0] for each in worth}).values_list("id", "name"))
    rules = dict(RoutingRule.objects.filter(pk__in={each[2] for each in worth if each[2]}).values_list("id", "name"))
    units = {unit.id: unit.short_name for unit in city.units()}
    return [_lesson(source, counts[source], received[source], since, kinds, rules, units) for source in worth]


def _corrected(since: datetime) -> Counter[_Source]:
    """Count the matters that did not stay with their first unit, by where that came from; on one small index."""
    rows = Matter.objects.filter(registered_at__gte=since).exclude(past_unit_ids=[]).order_by()
    found = rows.annotate(first=KT("past_unit_ids__0")).values_list("category_id", "first", "steered_by_id")
    counted = found.annotate(n=Count("*"))
    return Counter({(category, int(first), rule): n for category, first, rule, n in counted})


def _received(sources: Counter[_Source], since: datetime) -> dict[_Source, int]:
    """Return how many matters came the same way. A rule's are counted, a kind's read from the months' figures."""
    month = city_day(since).replace(day=1)
    sums = MonthFigures.objects.filter(month__gte=month, category__in={each[0] for each in sources})
    by_kind = {
        (row["category_id"], row["unit_id"]): row["n"]
        for row in sums.order_by().values("category_id", "unit_id").annotate(n=Sum("received"))
    }
    return {source: _came(source, by_kind, since) or corrected for source, corrected in sources.items()}


def _came(source: _Source, by_kind: dict[tuple[int, int], int], since: datetime) -> int:
    category, unit, rule = source
    if rule is None:
        return by_kind.get((category, unit), 0)
    return Matter.objects.filter(steered_by=rule, category=category, registered_at__gte=since).count()


def _lesson(
    source: _Source,
    corrected: int,
    received: int,
    since: datetime,
    kinds: dict[int, str],
    rules: dict[int, str],
    units: dict[int, str],
) -> Lesson:
    category, unit, rule = source
    same = Matter.objects.filter(category=category, steered_by=rule, registered_at__gte=since)
    sent_on = same.exclude(past_unit_ids=[]).filter(past_unit_ids__0=unit).exclude(unit=unit)
    proposal = learning.propose(_cases(sent_on), stayed=_cases(same.filter(past_unit_ids=[], unit=unit)))
    return Lesson(
        category_id=category,
        category_name=kinds.get(category, ""),
        unit_id=unit,
        unit_name=units.get(unit, ""),
        rule_id=rule,
        rule_name=rules.get(rule or 0, ""),
        received=max(received, corrected),
        corrected=corrected,
        went=proposal.count if proposal else 0,
        to_unit_id=proposal.unit_id if proposal else None,
        to_unit_name=units.get(proposal.unit_id, "") if proposal else "",
        district=proposal.district if proposal else "",
        word=proposal.word if proposal else "",
    )


def _cases(rows: QuerySet[Matter]) -> list[Case]:
    found = rows.only("unit", "district", "subject", "description").order_by("-registered_at")[:_MOST_CASES]
    return [Case(row.unit_id, row.district, split_words(fold(f"{row.subject} {row.description}"))) for row in found]
