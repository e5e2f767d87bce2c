"""The charts as geometry: nothing falls out of the picture and nothing is said by a line that nobody drew."""

import pytest

from infolinia.web.supervision import charts


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [(0, ["1", "2", "3"]), (24, ["10", "20", "30"]), (33, ["15", "30", "45"]), (5000, ["5000", "10000", "15000"])],
)
def test_the_scale_is_a_round_one_that_holds_the_highest_bar(highest: int, ticks: list[str]) -> None:
    drawn = charts.bars([highest], [0], ["7:00"])
    assert [tick.text for tick in drawn.ticks] == ticks
    assert float(drawn.bars[0].y) >= charts.TOP


def test_abandoned_calls_stand_upon_the_answered_ones() -> None:
    bar = charts.bars([20], [4], ["10:00"]).bars[0]
    assert float(bar.y) + float(bar.height) == charts.BASE
    assert float(bar.top_y) + float(bar.top_height) == pytest.approx(float(bar.y) - 1, abs=0.2)


def test_a_half_hour_without_abandoned_calls_has_no_hatched_bar() -> None:
    assert charts.bars([20], [0], ["10:00"]).bars[0].top_height == ""


def test_a_whole_day_and_night_keeps_its_labels_apart() -> None:
    labels = [f"{slot // 2}:{slot % 2 * 3}0" for slot in range(48)]
    drawn = charts.bars([1] * 48, [0] * 48, labels)
    shown = [bar.label for bar in drawn.bars if bar.label]
    assert len(shown) <= charts.LABELS
    assert float(drawn.bars[-1].x) + float(drawn.bars[-1].width) <= charts.WIDTH


def test_the_line_breaks_where_nobody_called() -> None:
    drawn = charts.trend([100, 90, None, 80, 70], ["a", "b", "c", "d", "e"], goal=80)
    assert len(drawn.lines) == 2
    assert len(drawn.points) == 4


def test_only_the_lowest_share_below_the_goal_is_written_out() -> None:
    drawn = charts.trend([78, 62, 62, 95], ["a", "b", "c", "d"], goal=80)
    assert [point.value for point in drawn.points] == ["", "62%", "", ""]
    assert [point.is_low for point in drawn.points] == [True, True, True, False]


def test_nothing_is_written_out_when_every_goal_was_met() -> None:
    assert all(not point.value for point in charts.trend([100, 80], ["a", "b"], goal=80).points)
