"""The alarm about more callers than the line takes in: raised while it lasts, over after a calm."""

import asyncio
from datetime import datetime, timedelta
from typing import cast

import pytest

from infolinia.telephony.ari.client import Ari
from infolinia.telephony.lines.crowd import Crowd
from infolinia.telephony.lines.journal import Fact
from infolinia.telephony.lines.notes import Notes

ROWS = [
    ("nobody was ever kept out: what the daemon before us raised ends", [(0, ""), (4, ""), (6, "")], ["over at 6"]),
    ("it happened before we came", [(0, "80"), (6, "80")], ["over at 6"]),
    ("a wave", [(0, "0"), (1, "3"), (2, "9"), (8, "9"), (9, "9")], ["raised at 1", "raised at 2", "over at 8"]),
    ("a second wave", [(0, "0"), (1, "3"), (7, "3"), (9, "4")], ["raised at 1", "over at 7", "raised at 9"]),
    ("the engine started anew in the middle", [(0, "9"), (1, ""), (2, "2")], ["raised at 2"]),
    ("… and nobody came since", [(0, "9"), (1, ""), (9, "0")], ["over at 9"]),
]


@pytest.mark.parametrize(("looks", "told"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_an_alarm_lasts_as_long_as_the_wave(looks: list[tuple[int, str]], told: list[str], at: datetime) -> None:
    counter = ""
    said: list[Fact] = []

    class Engine:
        async def global_variable(self, name: str) -> str:
            assert name == "CROWDED_CALLS"
            return counter

    crowd = Crowd(cast(Ari, Engine()), Notes(lambda *facts: said.extend(facts)), at)

    async def look(moment: datetime) -> None:
        await crowd.look(moment)
        await asyncio.sleep(0)  # facts are handed over at the end of a turn of the loop

    for minute, counter in looks:  # noqa: B007 -- the engine tells it
        asyncio.run(look(at + timedelta(minutes=minute)))
    kinds = {"raise_alarm": "raised", "end_alarm": "over"}
    minutes = [int((fact.details["at"] - at).total_seconds() // 60) for fact in said]
    assert [f"{kinds[fact.operation]} at {minute}" for fact, minute in zip(said, minutes, strict=True)] == told
