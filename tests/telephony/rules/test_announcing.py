"""When a waiting caller is told something, and what."""

from datetime import timedelta

import pytest

from infolinia.telephony.prompts.waiting import WAITING
from infolinia.telephony.rules.announcing import MANY, SCALE, Heard, News, coarse, next_sounds

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
THIRD = News(2, (3, 8))
SECOND_IN_LINE = News(1, (2, 6))
SAID_THIRD, SAID_SECOND = ["ahead-2", "wait-from-3", "wait-to-8"], ["ahead-1", "wait-from-2", "wait-to-6"]
NOTHING: list[str] = []
STILL, MESSAGE = ["still-waiting"], ["nobody-here", "message-offer"]
HOUR = timedelta(hours=1)

ROWS = [
    ("somebody free may still serve at once", Heard(), THIRD, 3 * SECOND, False, NOTHING),
    ("the first word says place and wait", Heard(), THIRD, 4 * SECOND, False, ["please-wait", *SAID_THIRD]),
    ("nothing changed: music", Heard(THIRD, MINUTE), THIRD, 2 * MINUTE, False, NOTHING),
    ("one place on", Heard(THIRD, MINUTE), SECOND_IN_LINE, 2 * MINUTE, False, SAID_SECOND),
    ("changes that follow each other closely", Heard(THIRD, 20 * SECOND), SECOND_IN_LINE, MINUTE, False, NOTHING),
    ("long without a word", Heard(THIRD, 3 * MINUTE), THIRD, 4 * MINUTE, False, ["still-waiting"]),
    ("an emergency is said again", Heard(THIRD, 3 * MINUTE), THIRD, 4 * MINUTE, True, ["emergency", "still-waiting"]),
    ("an emergency never breaks the music", Heard(THIRD, MINUTE), THIRD, 2 * MINUTE, True, NOTHING),
    ("nobody at work: no wait is promised", Heard(), News(2, None), 5 * SECOND, False, ["please-wait", "nobody-here"]),
    ("then a message may be left", Heard(), News(2, None, True), 5 * SECOND, False, ["please-wait", *MESSAGE]),
    ("and is offered again", Heard(News(2, None), 3 * MINUTE), News(2, None, True), HOUR, False, [*STILL, *MESSAGE]),
]


@pytest.mark.parametrize(
    ("heard", "now", "waited", "emergency", "sounds"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_next(heard: Heard, now: News, waited: timedelta, emergency: bool, sounds: list[str]) -> None:
    assert next_sounds(heard, now, waited, emergency=emergency) == sounds


@pytest.mark.parametrize(
    ("exact", "said"),
    [((1, 2), (1, 2)), ((11, 13), (10, 15)), ((4, 26), (4, 30)), ((45, 70), (40, 61)), ((75, 90), (60, 61))],
)
def test_a_range_is_rounded_outwards(exact: tuple[int, int], said: tuple[int, int]) -> None:
    assert coarse(exact) == said


@pytest.mark.parametrize(
    ("minutes", "sounds"),
    [
        ((1, 2), ["wait-from-1", "wait-to-2"]),
        ((40, 61), ["wait-from-40", "wait-to-over"]),
        ((60, 61), ["wait-long"]),
    ],
)
def test_the_longest_waits(minutes: tuple[int, int], sounds: list[str]) -> None:
    assert News(0, minutes).sounds == ["ahead-0", *sounds]


def test_everything_that_can_be_said_has_words() -> None:
    ranges = [coarse((low, high)) for low in range(1, 70) for high in range(low + 1, 75)]
    said = {
        sound for ahead in range(MANY + 5) for minutes in ranges[:: len(SCALE)] for sound in News(ahead, minutes).sounds
    }
    said |= {sound for minutes in ranges for sound in News(0, minutes).sounds}
    assert said <= set(WAITING)


@pytest.mark.parametrize("news", [THIRD, SECOND_IN_LINE, News(7, None)])
def test_what_was_said_can_be_read_back(news: News) -> None:
    assert News.read(news.stored) == news
    assert News.read("") is None
