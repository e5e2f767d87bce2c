"""Where calls may leave to, row by row."""

import re

import pytest

from infolinia.telephony.rules.numbers import RANGES, Allowed, Destination, Kind, Refusal, destination

OFFICE = Allowed(abroad=("+49", "+380"), short=("19115",))


@pytest.mark.parametrize(
    ("written", "number", "kind"),
    [
        ("500 000 014", "+48500000014", Kind.MOBILE),
        ("+48 500 000 014", "+48500000014", Kind.MOBILE),
        ("0048500000014", "+48500000014", Kind.MOBILE),
        ("48500000014", "+48500000014", Kind.MOBILE),
        ("(58) 626-26-26", "+48586262626", Kind.LANDLINE),
        ("52 000 00 00", "+48520000000", Kind.LANDLINE),
        ("47 700 00 00", "+48477000000", Kind.OFFICES),
        ("800 000 000", "+48800000000", Kind.FREE),
        ("801 000 000", "+48801000000", Kind.SHARED),
        ("39 000 00 00", "+48390000000", Kind.VOIP),
        ("88 000 00 00", "+48880000000", Kind.MOBILE),
    ],
)
def test_a_national_number_may_be_called_however_it_is_written(written: str, number: str, kind: Kind) -> None:
    assert destination(written) == Destination(number, kind)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("700 000 000", Refusal.PREMIUM),
        ("+48 708 000 000", Refusal.PREMIUM),
        ("400 000 000", Refusal.PREMIUM),
        ("806 000 000", Refusal.UNKNOWN_RANGE),
        ("900 000 000", Refusal.UNKNOWN_RANGE),
        ("112", Refusal.SHORT),
        ("118913", Refusal.SHORT),
        ("19115", Refusal.SHORT),
        ("+49 30 000000", Refusal.ABROAD),
        ("+1 900 000 0000", Refusal.ABROAD),
        ("0088213000000", Refusal.ABROAD),
        ("50000001", Refusal.SHORT),
        ("5000000144", Refusal.NO_NUMBER),
        ("+485000000144", Refusal.NO_NUMBER),
        ("0586262626", Refusal.NO_NUMBER),
        ("+00000000", Refusal.NO_NUMBER),
        ("", Refusal.NO_NUMBER),
        ("anonymous", Refusal.NO_NUMBER),
        ("500000014@example.org", Refusal.NO_NUMBER),
        ("500000014&PJSIP/x", Refusal.NO_NUMBER),
        ("500000014\n", Refusal.NO_NUMBER),
        ("٥٠٠٠٠٠٠١٤", Refusal.NO_NUMBER),
        ("*21#", Refusal.NO_NUMBER),
    ],
)
def test_everything_else_is_refused(written: str, why: Refusal) -> None:
    assert destination(written) == why


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("19115", Destination("19115", Kind.SHORT)),
        ("+49 30 000000", Destination("+4930000000", Kind.ABROAD)),
        ("00380440000000", Destination("+380440000000", Kind.ABROAD)),
        ("+38 044", Refusal.NO_NUMBER),
        ("+44 20 0000 0000", Refusal.ABROAD),
        ("19116", Refusal.SHORT),
        ("700 000 000", Refusal.PREMIUM),
    ],
)
def test_an_office_may_list_more_but_never_premium_numbers(written: str, found: Destination | Refusal) -> None:
    assert destination(written, OFFICE) == found


def test_a_listed_short_number_may_not_hide_a_premium_range() -> None:
    assert destination("700000000", Allowed(short=("700000000",))) == Refusal.PREMIUM


@pytest.mark.parametrize(
    ("number", "dialled"), [("+48500000014", "500000014"), ("+4930000000", "004930000000"), ("19115", "19115")]
)
def test_a_number_as_it_is_dialled_at_home(number: str, dialled: str) -> None:
    assert Destination(number, Kind.MOBILE).at_home == dialled


def test_no_two_ranges_fit_one_number() -> None:
    for number in range(100, 1000):
        assert sum(bool(re.match(pattern, str(number))) for pattern, _ in RANGES) <= 1, number


def test_every_area_of_the_country_may_be_called() -> None:
    assert (
        sum(destination(f"{area}0000000") == Destination(f"+48{area}0000000", Kind.LANDLINE) for area in range(100))
        == 49
    )
