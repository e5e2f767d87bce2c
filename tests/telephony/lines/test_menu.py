"""The caller's menu on the real engine: keys lead to queues and languages; a restart forgets nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from infolinia.city.models import Staff
from tests.telephony.lines.callers_way import PITCHES, choice, tones
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes, ledger, only_conversation
from tests.telephony.running import NUMBER, until

__all__ = ["tones"]

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]


def knows_a_menu(lines: RunningLines) -> None:
    """Start the daemon anew with what the office set, so that the first call finds it."""
    lines.stop()
    lines.start()


def queues_kept(lines: RunningLines) -> list[str]:
    """Return what the engine would tell a daemon that starts anew."""
    return [channel["channelvars"]["LINE_QUEUE"] for channel in lines.running.channels()]


def language_of_prompts(lines: RunningLines) -> str:
    """Return in which language the only caller hears the line."""
    (channel,) = lines.running.channels()
    answer = lines.running.ari("GET", f"channels/{channel['id']}/variable", variable="CHANNEL(language)")
    return str(answer[1]["value"])


def chosen() -> tuple[str, str]:
    found = only_conversation()
    return found.queue_code, found.language


def test_a_topic_leads_to_its_queue(lines: RunningLines, tones: Path, zofia: Staff, desk: Seat) -> None:
    choice("1", "drogi")
    knows_a_menu(lines)
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER)
        assert call.hears(PITCHES["menu-1"]), "the menu is not said"
        call.press("1")
        adviser.phone.ringing(timeout=5).answer()
        assert call.hears(adviser.phone.pitch)
        assert until(lambda: chosen() == ("drogi", "pl"))
    assert ledger(only_conversation().id)[:4] == ["arrived", "chose", "queued", "offered"]


def test_a_language_goes_on_in_every_prompt(lines: RunningLines, tones: Path) -> None:
    choice("8", "general", language="en", text="English")
    knows_a_menu(lines)
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER)
        assert call.hears(PITCHES["menu-8"])
        call.press("8")
        assert until(lambda: chosen() == ("general", "en"))
        assert until(lambda: language_of_prompts(lines) == "en")


def test_star_says_it_again_and_silence_leads_to_an_adviser(lines: RunningLines, tones: Path) -> None:
    choice("1", "drogi")
    knows_a_menu(lines)
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER)
        assert call.hears(PITCHES["menu-1"])
        call.press("*")
        assert call.hears(PITCHES["menu-1"]), "star"
        assert call.hears(PITCHES["menu-again"])
        assert call.hears(PITCHES["menu-1"]), "the second playing"
        assert becomes("waiting", timeout=8)
        assert chosen() == ("general", "pl")


def test_zero_is_an_adviser_also_when_pressed_before_the_menu(lines: RunningLines, tones: Path) -> None:
    choice("1", "drogi")
    knows_a_menu(lines)
    with lines.running.caller() as halina:
        halina.dial(NUMBER).wait("talking").press("0")
        assert becomes("waiting")
        assert chosen() == ("general", "pl")


def test_without_choices_there_is_no_menu(lines: RunningLines, tones: Path) -> None:
    with lines.running.caller() as halina:
        halina.dial(NUMBER)
        assert becomes("waiting")
    assert "chose" not in ledger(only_conversation().id)


def test_a_killed_daemon_says_the_menu_again_and_keeps_what_was_chosen(
    lines: RunningLines, tones: Path, zofia: Staff, desk: Seat
) -> None:
    choice("1", "drogi")
    knows_a_menu(lines)
    with lines.running.caller() as halina, lines.running.caller("500000015") as jan:
        undecided = halina.dial(NUMBER)
        assert undecided.hears(PITCHES["menu-start"])
        decided = jan.dial(NUMBER)
        assert decided.hears(PITCHES["menu-1"])
        decided.press("1")
        assert becomes("waiting")
        lines.kill()
        lines.start()
        assert undecided.hears(PITCHES["menu-1"], timeout=8)
        undecided.press("1")
        assert becomes("waiting", number=2)
        assert until(lambda: queues_kept(lines) == ["drogi", "drogi"])
