"""Telephones that we did not write get through as well, with sound in both directions."""

from pathlib import Path

import pytest

from tests.telephony.callers.others import baresip_call, heard, sipp_call
from tests.telephony.callers.tones import loudness, purity
from tests.telephony.running import NUMBER, RunningEngine, until

pytestmark = pytest.mark.engine


def test_sipp_from_the_carriers_address_is_heard_by_an_adviser(asterisk: RunningEngine, tmp_path: Path) -> None:
    with asterisk.adviser_phone("adviser-7-s1p") as zofia:
        asterisk.set_global("FALLBACK_ADVISERS", zofia.user)
        with sipp_call(tmp_path, NUMBER, asterisk.address, pitch=700, seconds=9):
            desk = zofia.ringing(10).answer()
            assert desk.hears(700)
            desk.wait("ended", timeout=12)
        asterisk.set_global("FALLBACK_ADVISERS", "")


def test_baresip_and_an_adviser_hear_each_other(asterisk: RunningEngine, tmp_path: Path) -> None:
    with asterisk.adviser_phone("adviser-7-b2r") as zofia:
        asterisk.set_global("FALLBACK_ADVISERS", zofia.user)
        with baresip_call(tmp_path, f"+48{NUMBER}", asterisk.address, pitch=750):
            desk = zofia.ringing(10).answer()
            assert desk.hears(750)
            assert until(lambda: desk.hears(750), 2)
            desk.hang_up()
        asterisk.set_global("FALLBACK_ADVISERS", "")
    sound = heard(tmp_path)
    windows = [sound[place : place + 4000] for place in range(0, len(sound) - 4000, 2000)]
    assert any(loudness(window) > 0.05 and purity(window, zofia.pitch) > 0.6 for window in windows)
