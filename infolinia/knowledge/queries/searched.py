"""The weekly list for editors: words that found nothing, and cards that were opened and did not answer."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from infolinia.core.clock import city_day
from infolinia.knowledge.models import CardOpening, SearchDecision, SearchEntry
from infolinia.knowledge.shapes import CardLink
from infolinia.knowledge.shapes_loop import Decided, NothingFound, TypedAnswer, Unhelpful
from infolinia.knowledge.viewing import links

FEWEST_MISSES = 2
_SHOWN_WORDS = 4
_SHOWN_CARDS = 3


def found_nothing(*, since: datetime, until: datetime) -> list[NothingFound]:
    """Return the words of the span that found nothing, grouped by their dictionary forms, commonest first.

    Skipped words stay away; words that were added to a card or got one come back only when they failed again later.
    """
    rows = SearchEntry.objects.filter(hits=0, at__gte=since, at__lt=until).order_by("-at")
    by_key = defaultdict(list)
    for row in rows.only("key", "text", "at", "channel", "note"):
        by_key[row.key or row.text].append(row)
    decisions = {row.key: row for row in SearchDecision.objects.filter(key__in=by_key)}
    groups = [_group(key, _since_decision(searches, decisions.get(key))) for key, searches in by_key.items()]
    return sorted((group for group in groups if group), key=lambda group: (-group.times, group.text))


def count_found_nothing(*, since: datetime, until: datetime) -> int:
    """Return how many different words wait for a decision: for the number beside the way to the list."""
    failed = SearchEntry.objects.filter(hits=0, at__gte=since, at__lt=until)
    last = dict(failed.values_list("key").annotate(last=Count("id")).order_by())
    decided = SearchDecision.objects.filter(key__in=last)
    newer = {
        row.key
        for row in decided
        if row.decision == SearchDecision.Decision.SKIPPED or not failed.filter(key=row.key, at__gt=row.at).exists()
    }
    return len(set(last) - newer)


def decisions(limit: int = 50) -> list[Decided]:
    """Return what was done about words that found nothing, the latest first."""
    rows = SearchDecision.objects.select_related("by").order_by("-at")[:limit]
    return [
        Decided(
            key=row.key,
            text=row.text,
            decision=row.decision,
            decision_label=row.get_decision_display(),
            card_code=row.card_code,
            by_name=str(row.by),
            at=row.at,
        )
        for row in rows
    ]


def opened_in_vain(*, since: datetime, until: datetime, limit: int = 30) -> list[Unhelpful]:
    """Return the cards opened in settled conversations of the span that did not answer, the most missed first."""
    rows = CardOpening.objects.filter(at__gte=since, at__lt=until, is_settled=True)
    counted = rows.values("code").annotate(opened=Count("id"), helped=Count("id", filter=Q(answered_code=F("code"))))
    missed = counted.annotate(missed=F("opened") - F("helped")).filter(missed__gte=FEWEST_MISSES)
    worst = list(missed.order_by("-missed", "code")[:limit])
    vain = _vain(rows.filter(code__in=[row["code"] for row in worst]))
    named = {*vain, *(code for _typed, codes in vain.values() for code in codes)}
    cards = {link.code: link for link in links(named, city_day(until))}
    return [_unhelpful(row, vain[row["code"]], cards) for row in worst if row["code"] in cards]


def typed_before_answers(*, since: datetime) -> list[TypedAnswer]:
    """Return the words after which a card answered, with how often, since the moment; names no one."""
    rows = SearchEntry.objects.filter(at__gte=since, is_settled=True).exclude(answered_code="")
    counted = rows.values_list("text", "key", "answered_code").annotate(times=Count("id")).order_by()
    return [TypedAnswer(*row) for row in counted]


def _since_decision(searches: list[SearchEntry], decision: SearchDecision | None) -> list[SearchEntry]:
    if decision is None:
        return searches
    if decision.decision == SearchDecision.Decision.SKIPPED:
        return []
    return [search for search in searches if search.at > decision.at]


def _group(key: str, searches: list[SearchEntry]) -> NothingFound | None:
    if not searches:
        return None
    ways = [text for text, _times in Counter(search.text for search in searches).most_common(_SHOWN_WORDS + 1)]
    return NothingFound(
        key=key,
        text=ways[0],
        others=tuple(ways[1:]),
        times=len(searches),
        at_desk=sum(search.channel == SearchEntry.Channel.DESK for search in searches),
        last_at=searches[0].at,
        notes=tuple(search.note for search in searches if search.note)[:_SHOWN_CARDS],
    )


def _vain(rows: QuerySet[CardOpening]) -> dict[str, tuple[Counter[str], Counter[str]]]:
    """Return for each card what was typed before it in vain, and which cards answered instead."""
    found: dict[str, tuple[Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter()))
    pairs: Iterable[tuple[str, str | None, str]] = rows.exclude(answered_code=F("code")).values_list(
        "code", "search__text", "answered_code"
    )
    for code, text, instead in pairs:
        typed, cards = found[code]
        typed.update([text] if text else [])
        cards.update([instead] if instead else [])
    return found


def _unhelpful(
    row: Mapping[str, object], vain: tuple[Counter[str], Counter[str]], cards: dict[str, CardLink]
) -> Unhelpful:
    typed, instead = vain
    return Unhelpful(
        card=cards[str(row["code"])],
        opened=int(str(row["opened"])),
        helped=int(str(row["helped"])),
        typed=tuple(text for text, _times in typed.most_common(_SHOWN_WORDS)),
        instead=tuple(cards[code] for code, _times in instead.most_common(_SHOWN_CARDS) if code in cards),
    )
