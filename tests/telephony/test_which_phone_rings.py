"""Which of an adviser's telephones rings: the one on the desk before a browser, the newest browser before others."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import cast

from infolinia.telephony.ari.client import Ari
from infolinia.telephony.lines.phones import Phones
from infolinia.telephony.queries import PhoneFact

NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
DESK = PhoneFact("adviser-7-desk", "x", "desk", 7, NINE, NINE + timedelta(days=365))
BROWSER = replace(DESK, username="adviser-7-old", kind="browser", issued_at=NINE + timedelta(hours=1))
NEWER = replace(BROWSER, username="adviser-7-new", issued_at=NINE + timedelta(hours=2))


def phones(*online: PhoneFact) -> Phones:
    known = Phones(cast(Ari, None))
    known._accounts = {one.username: one for one in (DESK, BROWSER, NEWER)}
    for one in online:
        known.heard(one.username, online=True)
    return known


def test_the_telephone_on_the_desk_rings_before_a_browser() -> None:
    assert phones(DESK, NEWER).of_adviser(7) == DESK.username


def test_a_telephone_that_is_switched_off_leaves_the_calls_to_the_newest_browser() -> None:
    assert phones(BROWSER, NEWER).of_adviser(7) == NEWER.username


def test_only_browsers_are_left_behind() -> None:
    assert phones(NEWER).left_behind(NEWER) == [BROWSER.username]
