"""What the guard decides when the daemon is away: who talks is undisturbed, and hears nothing that is not theirs."""

from typing import Any

import pytest

from infolinia.telephony.watchdog import rescues

CALLER, ZOFIA, ADAM, ROADS = "c1", "ring~c1~7~1", "aside~c1~adviser~8.ready~2", "out~party~c1~unit~zdiz~2~1"


def leg(name: str, *, state: str = "Up") -> dict[str, Any]:
    app = {"app_name": "AppDial2", "app_data": ""} if state == "Ringing" else {}
    plan = app or {"app_name": "Stasis", "app_data": "infolinia,x"}
    variables = {"ARRIVED": "1"} if name.startswith("c") else {}
    return {"id": name, "state": state, "dialplan": plan, "channelvars": variables}


def bridge(*legs: str) -> dict[str, Any]:
    return {"id": "talk~c1", "channels": list(legs)}


@pytest.mark.parametrize(
    ("what", "legs", "together", "done"),
    [
        ("on hold alone: back to the adviser", [CALLER, ZOFIA], [ZOFIA], {CALLER: "reunite"}),
        ("the adviser consults: the music plays on", [CALLER, ZOFIA, ADAM], [ZOFIA, ADAM], {}),
        ("the one consulted hears music: left so", [CALLER, ZOFIA, ADAM], [CALLER, ZOFIA], {}),
        ("a unit's telephone hears music: left so", [CALLER, ZOFIA, ROADS], [CALLER, ZOFIA], {}),
        ("all three talk", [CALLER, ZOFIA, ADAM], [CALLER, ZOFIA, ADAM], {}),
        ("passed on to a unit: they talk", [CALLER, ROADS], [CALLER, ROADS], {}),
        ("the talk is over: who remains is ended", [ZOFIA, ADAM], [], {ZOFIA: "hang up", ADAM: "hang up"}),
    ],
)
def test_while_the_daemon_is_away(what: str, legs: list[str], together: list[str], done: dict[str, str]) -> None:
    found = rescues([leg(name) for name in legs], [bridge(*together)], {CALLER})
    assert {one.channel: one.deed for one in found} == done, what


def test_a_colleague_who_still_rings_is_freed_and_the_caller_goes_back_to_the_adviser() -> None:
    legs = [leg(CALLER), leg(ZOFIA), leg(ADAM, state="Ringing")]
    found = rescues(legs, [bridge(ZOFIA)], {CALLER})
    assert {one.channel: one.deed for one in found} == {CALLER: "reunite", ADAM: "hang up"}
