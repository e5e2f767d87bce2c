"""Collects the facts of one moment, so that they are written in one transaction and screens are told once."""

import asyncio
from collections.abc import Callable, Iterable

from infolinia.telephony.lines.journal import Fact


class Notes:
    """Facts added within one turn of the loop are handed to the journal together, at the end of that turn."""

    def __init__(self, write: Callable[..., None]) -> None:
        self._write = write
        self._facts: list[Fact] = []

    def add(self, facts: Iterable[Fact]) -> None:
        """Add facts in the order in which they happened."""
        if not self._facts:
            asyncio.get_running_loop().call_soon(self._hand_over)
        self._facts += facts

    def _hand_over(self) -> None:
        facts, self._facts = tuple(self._facts), []
        self._write(*facts)
