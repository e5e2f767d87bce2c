"""What residents ask most: today, this week, and in this season."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Max, Min, Sum

from infolinia.core.clock import city_day, now
from infolinia.knowledge.models import CardDay
from infolinia.knowledge.rules import season
from infolinia.knowledge.shapes import CardLink
from infolinia.knowledge.shapes_loop import TopCard, TopQuestions
from infolinia.knowledge.viewing import links

WEEK = timedelta(days=7)
# Offered before anybody has asked anything.
USUAL = (
    "dowod-wniosek", "odbior-odpadow", "zameldowanie", "rejestracja-pojazdu", "dziura-w-jezdni", "akt-stanu-cywilnego",
    "latarnia", "rodzina-800-plus", "strefa-platnego-parkowania", "prawo-jazdy",
)  # fmt: skip


def popular(limit: int = 8) -> list[CardLink]:
    """Return the cards to offer before anything is typed: those asked for most in seven days, then the usual ones."""
    today = city_day(now())
    asked = _asked(today - WEEK, today)[:limit]
    codes = list(dict.fromkeys([*(code for code, _times in asked), *USUAL]))
    known = {link.code: link for link in links(codes, today)}
    return [known[code] for code in codes if code in known][:limit]


def top_questions(at: datetime, limit: int = 6) -> TopQuestions:
    """Return the cards of the day, of seven days, and of the season, each list with at most `limit` cards.

    The season's are those asked for clearly more often in the same weeks of last year than on an average day of it.
    """
    today = city_day(at)
    day, week = _asked(today, today), _asked(today - WEEK, today)
    first, last = season.same_weeks_last_year(today)
    risen = _risen(first, last)
    titles = {link.code: link.title for link in links({*_codes(day[:20]), *_codes(week[:20]), *risen}, today)}
    this_week = dict(week)
    return TopQuestions(
        day=_cards(day, titles, limit),
        week=_cards(week, titles, limit),
        season=tuple(
            TopCard(code, titles[code], this_week.get(code, 0), more) for code, more in risen.items() if code in titles
        )[:limit],
        season_first=first if risen else None,
        season_last=last if risen else None,
    )


def asked_between(first: date, last: date, limit: int = 20) -> tuple[TopCard, ...]:
    """Return the cards asked for from the first to the last day, most asked first."""
    asked = _asked(first, last)
    titles = {link.code: link.title for link in links(_codes(asked), last)}
    return _cards(asked, titles, limit)


def _asked(first: date, last: date) -> list[tuple[str, int]]:
    rows = CardDay.objects.filter(day__gte=first, day__lte=last).exclude(card_code="")
    return list(rows.values_list("card_code").annotate(times=Sum("asked")).order_by("-times", "card_code"))


def _codes(asked: Sequence[tuple[str, int]]) -> list[str]:
    return [code for code, _times in asked]


def _cards(asked: Sequence[tuple[str, int]], titles: dict[str, str], limit: int) -> tuple[TopCard, ...]:
    return tuple(TopCard(code, titles[code], times) for code, times in asked if code in titles)[:limit]


def _risen(first: date, last: date) -> dict[str, float]:
    """Return how many times more often than usual each risen card was asked in these days; the most risen first."""
    year_first, year_last = season.year_around(first, last)
    span = CardDay.objects.filter(day__gte=year_first, day__lte=year_last)
    known = span.aggregate(first=Min("day"), last=Max("day"))
    if known["first"] is None:
        return {}
    days = (known["last"] - known["first"]).days + 1
    year = dict(span.exclude(card_code="").values_list("card_code").annotate(times=Sum("asked")).order_by())
    return season.risen(dict(_asked(first, last)), (last - first).days + 1, year, days)
