"""Addresses in cards and how they answered."""

from django.db.models import Case, IntegerField, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.core.clock import city_day, now
from infolinia.knowledge.models import SourceLink
from infolinia.knowledge.shapes_loop import LinkLine
from infolinia.knowledge.viewing import links

WHY: dict[str, Promise] = {
    "too_many_redirects": gettext_lazy("przekierowuje bez końca"),
    "bad_certificate": gettext_lazy("zły certyfikat"),
    "no_answer_in_time": gettext_lazy("nie odpowiada w 10 sekund"),
    "no_such_server": gettext_lazy("nie ma takiego serwera"),
    "broken": gettext_lazy("połączenie się zrywa"),
    "not_public": gettext_lazy("adres z sieci wewnętrznej: nie sprawdzamy"),
    "not_https": gettext_lazy("prowadzi na stronę bez https: nie sprawdzamy"),
    "unusual": gettext_lazy("niezwykły adres: nie sprawdzamy"),
    "404": gettext_lazy("strony nie ma (404)"),
    "410": gettext_lazy("stronę usunięto (410)"),
}
_WORST_FIRST = ("dead", "failing", "refused", "unchecked", "alive")


def link_lines(*, state: str = "", start: int = 0, limit: int = 50) -> list[LinkLine]:
    """Return the addresses of cards, those that do not answer first; one more than `limit` means a next page."""
    rows = SourceLink.objects.filter(state=state) if state else SourceLink.objects.all()
    place = Case(
        *(When(state=one, then=Value(number)) for number, one in enumerate(_WORST_FIRST)), output_field=IntegerField()
    )
    page = list(rows.order_by(place, "url").prefetch_related("cards")[start : start + limit + 1])
    titles = {
        link.code: link for link in links({card.code for row in page for card in row.cards.all()}, city_day(now()))
    }
    return [
        LinkLine(
            id=row.pk,
            url=row.url,
            state=row.state,
            state_label=row.get_state_display(),
            answer=answer_words(row.answer),
            checked_at=row.checked_at,
            failing_since=row.failing_since,
            cards=tuple(titles[card.code] for card in row.cards.all() if card.code in titles),
        )
        for row in page
    ]


def count_links() -> dict[str, int]:
    """Return how many addresses are in each state."""
    found: dict[str, int] = {}
    for state in SourceLink.objects.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def answer_words(why: str) -> str:
    """Return in words how an address answered."""
    if why in WHY:
        return str(WHY[why])
    return _("odpowiedź %(status)s") % {"status": why} if why.isdigit() else why
