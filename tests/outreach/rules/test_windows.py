"""Hours as advisers type them."""

from datetime import date, time

import pytest

from infolinia.outreach.rules.windows import BadWindow, Window, parse, restored, stored

TODAY = date(2026, 11, 24)  # a Tuesday
DAY, NIGHT = time(0), time(23, 59)


def hours(begins: float, ends: float, *days: int, on: date | None = None) -> Window:
    """Write a window shortly: 14.5 is half past two."""
    return Window(days, *(time(int(hour), round(hour % 1 * 60)) for hour in (begins, ends)), on=on)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("poniedziałek 14–16", [hours(14, 16, 0)]),
        ("pn 14-16", [hours(14, 16, 0)]),
        ("Pn. 14.30 - 16", [hours(14.5, 16, 0)]),
        ("w środę od 9 do 12", [hours(9, 12, 2)]),
        ("pn, śr 14–16", [hours(14, 16, 0, 2)]),
        ("pn i śr 14–16", [hours(14, 16, 0, 2)]),
        ("pn-pt 8-10", [hours(8, 10, 0, 1, 2, 3, 4)]),
        ("pn – pt 8–10", [hours(8, 10, 0, 1, 2, 3, 4)]),
        ("pt-pn 9-10", [hours(9, 10, 0, 4, 5, 6)]),
        ("wt 9-11; czw po 17", [hours(9, 11, 1), Window((3,), time(17), NIGHT)]),
        ("wt, czw po 17", [Window((1, 3), time(17), NIGHT)]),
        ("sobota do 12", [Window((5,), DAY, time(12))]),
        ("przed 10", [Window(tuple(range(7)), DAY, time(10))]),
        ("codziennie wieczorem", [hours(17, 20, *range(7))]),
        ("dni robocze po południu", [hours(12, 17, 0, 1, 2, 3, 4)]),
        ("jutro 9-11", [hours(9, 11, on=date(2026, 11, 25))]),
        ("dziś po 15", [Window((), time(15), NIGHT, on=TODAY)]),
        ("27.11 9-11", [hours(9, 11, on=date(2026, 11, 27))]),
        ("2.01 9-11", [hours(9, 11, on=date(2027, 1, 2))]),
        ("27.11.2026", [Window((), DAY, NIGHT, on=date(2026, 11, 27))]),
        ("piątek", [Window((4,), DAY, NIGHT)]),
        ("piątek lub sobota rano", [Window((4, 5), time(8), time(11))]),
        ("niedziela 10-12", [hours(10, 12, 6)]),
        ("", []),
        ("  ;  ", []),
    ],
)
def test_typed_hours_are_read(typed: str, meant: list[Window]) -> None:
    assert list(parse(typed, today=TODAY)) == meant


@pytest.mark.parametrize(
    "typed", ["kiedyś", "pn 16-14", "pn 25-26", "31.02 9-10", "pn 14:75-16", "wt 9-9", "1-2;2-3;3-4;4-5;5-6;6-7;7-8"]
)
def test_what_names_no_hours_is_refused(typed: str) -> None:
    with pytest.raises(BadWindow):
        parse(typed, today=TODAY)


def test_kept_hours_come_back_as_they_were() -> None:
    wanted = parse("pn, śr 14–16; 27.11 po 17", today=TODAY)
    assert restored(stored(wanted)) == wanted
