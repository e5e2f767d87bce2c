"""What waiting callers hear: their place and an honest range, urgent messages; the talk cuts every word short."""

from collections.abc import Callable
from pathlib import Path

import pytest

from infolinia.city.models import Staff
from infolinia.telephony import prompts
from infolinia.telephony.models import EmergencyMessage
from tests.telephony.lines.callers_way import PITCHES, tones, write_tone
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes
from tests.telephony.running import NUMBER, until

__all__ = ["tones"]

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]
URGENT = 3000.0


def told(lines: RunningLines) -> str:
    """Return what the engine remembers that the only waiting caller was told."""
    return next((one["channelvars"]["LINE_TOLD"] for one in lines.running.channels() if "carrier" in one["name"]), "")


def test_place_and_wait_are_said_once_and_a_restart_does_not_repeat_them(
    lines: RunningLines, tones: Path, zofia: Staff, desk: Seat
) -> None:
    desk(zofia)
    adviser = desk(zofia).ready()
    with lines.running.caller("500000015") as jan, lines.running.caller() as halina:
        talk = jan.dial(NUMBER)
        adviser.phone.ringing(timeout=10).answer()
        assert becomes("talking")
        call = halina.dial(NUMBER)
        assert call.hears(PITCHES["please-wait"], timeout=15)
        assert call.hears(PITCHES["ahead-0"])
        assert call.hears(PITCHES["wait-from-1"])
        said = next(
            one["channelvars"]["LINE_TOLD"] for one in lines.running.channels() if one["channelvars"]["LINE_TOLD"]
        )
        assert said.startswith("0:1-")
        lines.kill()
        lines.start()
        assert not call.hears(PITCHES["please-wait"], timeout=7), "said twice"
        assert call.hears_something(), "music"
        call.press("*")
        assert call.hears(PITCHES["ahead-0"]), "said again to whoever asks"
        talk.hang_up()


def test_an_answer_cuts_the_announcement_short(lines: RunningLines, tones: Path, zofia: Staff, desk: Seat) -> None:
    write_tone(tones, "nobody-here", PITCHES["nobody-here"], seconds=8)
    adviser = desk(zofia)
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER)
        assert call.hears(PITCHES["nobody-here"], timeout=15)
        adviser.ready()
        adviser.phone.ringing(timeout=5).answer()
        assert call.hears(adviser.phone.pitch, timeout=2)


def test_everybody_hears_an_urgent_message_after_the_greeting(lines: RunningLines, tones: Path, marek: Staff) -> None:
    message = EmergencyMessage.objects.create(name="woda", text_pl="Brak wody na Obłużu do godziny osiemnastej.")
    write_tone(tones, prompts.emergency_code(message.text_pl), URGENT)
    message.on_since = "2026-11-24T10:00Z"
    message.save()
    lines.stop()
    lines.start()
    with lines.running.caller() as halina:
        assert halina.dial(NUMBER).hears(URGENT)
        assert becomes("waiting")
    assert until(lambda: not lines.running.channels())
