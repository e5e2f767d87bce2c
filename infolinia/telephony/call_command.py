"""`infolinia call`: the engine itself calls the line as a resident would, and asks a spoken question."""

import argparse
import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from infolinia.telephony import prompts, provisioning

DEMO_NUMBER = "500000014"
ROOT = Path(__file__).resolve().parents[2]
LOOK_EVERY = 0.25


class CannotCall(Exception):
    """The call could not be placed; the text says why and what to do."""


@dataclass(frozen=True)
class Wish:
    """Who calls, what they say, and after how many seconds they give up or have said enough."""

    number: str
    name: str
    seconds: int
    text: str


class SimulatedCall:
    """One call that the engine places into its own line."""

    def __init__(self, state: Path, wish: Wish) -> None:
        self.state, self.wish = state, wish
        self.caller, self.line = (f"call-{uuid4()}" for _ in range(2))

    def place(self) -> None:
        """Start the call; raises `CannotCall` when the engine is away or refuses."""
        name = "".join(
            character for character in self.wish.name if character.isprintable() and character not in '"<>\\'
        )
        asked = {
            "endpoint": "Local/s@simulated-line/n",
            "otherChannelId": self.line,
            "context": "simulated-caller",
            "extension": "s",
            "priority": "1",
            "callerId": f'"{name}" <{self.wish.number}>',
            "timeout": str(self.wish.seconds),
        }
        spoken = {"QUESTION": str(self._question()), "SECONDS": str(self.wish.seconds)}
        status, said = self._ask("POST", f"channels/{self.caller}", asked, {"variables": spoken})
        if status == 0:
            raise CannotCall("the telephone engine does not answer: start the product (infolinia up) and try again")
        if status != 200:
            raise CannotCall(f"the engine refused the call: {said}")

    def news(self) -> Iterator[str]:
        """Yield what happens, each change once, until the call is over."""
        before = ""
        while now := self._where():
            if now != before:
                yield now
            before = now
            time.sleep(LOOK_EVERY)
        yield "the call is over"

    def hang_up(self) -> None:
        """End the call, as the caller."""
        self._ask("DELETE", f"channels/{self.caller}")

    def _where(self) -> str:
        status, channel = self._ask("GET", f"channels/{self.caller}")
        if status != 200:
            return ""
        if channel["state"] != "Up":
            return f"{self.wish.number} calls the line"
        bridges = self._ask("GET", "bridges")[1] or []
        talks = any(self.line in bridge["channels"] and len(bridge["channels"]) > 1 for bridge in bridges)
        return "an adviser is on the line" if talks else "the line answered; the caller waits"

    def _question(self) -> Path:
        if not self.wish.text:
            return Path("infolinia/question")
        mark = hashlib.sha256(self.wish.text.encode()).hexdigest()[:16]
        path = self.state.resolve() / "asterisk/spool/questions" / mark
        if not path.with_suffix(".wav").exists():
            prompts.speak(self.state, self.wish.text, path)
        return path

    def _ask(self, method: str, path: str, query: dict[str, str] | None = None, body: object = None) -> tuple[int, Any]:
        return provisioning.request(self.state, method, path, query, body)


def main(arguments: Sequence[str] | None = None, *, say: Callable[[str], None] = print) -> int:
    """Place the call, print what happens to it, and return 0 when it took place."""
    call = SimulatedCall(_state(), _wish(arguments))
    try:
        call.place()
        for line in call.news():
            say(f"{time.strftime('%H:%M:%S')} {line}")
    except CannotCall as refusal:
        print(f"infolinia call: {refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        call.hang_up()
        say("hung up")
    return 0


def _state() -> Path:
    return Path(os.environ.get("INFOLINIA_STATE", ROOT / "var"))


def _wish(arguments: Sequence[str] | None) -> Wish:
    parser = argparse.ArgumentParser(prog="infolinia call", description="Call the city's line with a spoken question.")
    parser.add_argument("--number", default=DEMO_NUMBER, help="the caller's number (default %(default)s)")
    parser.add_argument("--name", default="", help="the name that the network shows, if any")
    parser.add_argument("--seconds", type=int, default=120, help="when the caller hangs up (default %(default)s)")
    parser.add_argument("--text", default="", help="what the caller says, in Polish; needs espeak-ng and sox")
    given = parser.parse_args(arguments)
    if not given.number.lstrip("+").isdigit():
        parser.error(f"--number {given.number!r} is not a telephone number: digits only, a + may stand before them")
    if not 1 <= given.seconds <= 3600:
        parser.error("--seconds takes 1 to 3600")
    return Wish(given.number, given.name, given.seconds, given.text)
