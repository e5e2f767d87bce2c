"""Pages by place: each line once, in order, both ways, whatever stands in the address."""

import random
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from infolinia.contacts.models import Conversation
from infolinia.core.paging import COUNTED, Beside, Stretch, bounded_count, stretch
from infolinia.web.components.paging import beside, pager, said_count

pytestmark = pytest.mark.django_db
NEWEST, OLDEST = ("-arrived_at", "-id"), ("arrived_at", "id")


@pytest.fixture
def rows(at: datetime) -> list[Conversation]:
    """Twenty-three conversations, several of them in the same instant."""
    dice = random.Random(7)
    made = [
        Conversation(channel="phone", state="closed", arrived_at=at + timedelta(microseconds=dice.randrange(8)))
        for _ in range(23)
    ]
    return Conversation.objects.bulk_create(made)


def turn(place: Beside, by: tuple[str, ...]) -> Stretch[Conversation]:
    return stretch(Conversation.objects.all(), by=by, beside=place, size=5)


@pytest.mark.parametrize("by", [NEWEST, OLDEST])
def test_turning_pages_shows_each_line_once_and_back_again(rows: list[Conversation], by: tuple[str, ...]) -> None:
    wanted = list(Conversation.objects.order_by(*by).values_list("id", flat=True))
    pages, place = [], Beside()
    while True:
        pages.append(turn(place, by))
        if not pages[-1].behind:
            break
        place = Beside(pages[-1].behind)
    assert [row.id for page in pages for row in page.rows] == wanted
    assert [len(page.rows) for page in pages] == [5, 5, 5, 5, 3]
    back = [pages[-1]]
    while back[-1].before:
        back.append(turn(Beside(back[-1].before, back=True), by))
    assert [page.rows for page in back[::-1]] == [page.rows for page in pages]


def test_lines_that_come_meanwhile_move_nothing(rows: list[Conversation], at: datetime) -> None:
    first = turn(Beside(), NEWEST)
    second = turn(Beside(first.behind), NEWEST)
    Conversation.objects.create(channel="phone", state="closed", arrived_at=at + timedelta(hours=1))
    assert turn(Beside(first.behind), NEWEST).rows == second.rows


@pytest.mark.parametrize(
    "mark", ["x", "~", "1", "1~2~3", f"{'9' * 40}~{UUID(int=1).hex}", "1~\x00", f"-{2**63}~{UUID(int=1).hex}", "٣~٣"]
)
def test_a_mark_that_is_none_gives_the_first_page(rows: list[Conversation], mark: str) -> None:
    assert turn(Beside(mark), NEWEST) == turn(Beside(), NEWEST)


def test_a_page_behind_the_end_is_the_first(rows: list[Conversation]) -> None:
    assert turn(Beside(f"0~{UUID(int=0).hex}"), NEWEST) == turn(Beside(), NEWEST)


def test_a_count_stops_where_nobody_counts_any_more(at: datetime) -> None:
    Conversation.objects.bulk_create(
        Conversation(channel="phone", state="closed", arrived_at=at) for _ in range(COUNTED + 5)
    )
    assert bounded_count(Conversation.objects.all()) == COUNTED + 1
    assert bounded_count(Conversation.objects.filter(state="talking")) == 0
    assert (said_count(COUNTED), said_count(COUNTED + 1)) == ("1000", "ponad 1000")


def test_the_ways_to_other_pages_keep_the_filters() -> None:
    query = {"stan": "closed", "za": "1~2", "strona": "3", "q": ""}
    ways = pager(query, before="5~6", behind="7~8", total=120)
    assert ways is not None
    assert (ways.page, ways.pages) == (3, 3)
    assert ways.previous == "?stan=closed&przed=5~6&strona=2"
    assert ways.next == "?stan=closed&za=7~8&strona=4"
    assert beside({"za": "7~8"}) == Beside("7~8")
    assert beside({"przed": "5~6", "za": "7~8"}) == Beside("5~6", back=True)
    assert pager({}, before="", behind="") is None
