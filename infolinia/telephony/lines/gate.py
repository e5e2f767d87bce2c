"""Shuts out at the engine who guesses passwords of telephones: read from its security log, told by its access list."""

import json
import logging
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from infolinia.telephony.ari.client import Ari
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.lines.notes import Notes
from infolinia.telephony.rules.knocks import SHUT_FOR, WINDOW, Knock, guessing, knock_of

log = logging.getLogger(__name__)

MOST_READ = 1_000_000
"""Bytes read at one look: a flood must not hold the daemon."""


class Gate:
    """Who is shut out, and until when. The list outlives the daemon in a file, and the engine's restart here."""

    def __init__(
        self, *, ari: Ari, lanes: Lanes, notes: Notes, page: Path, kept: Path, spared: Iterable[str] = ()
    ) -> None:
        self._ari = ari
        self._lanes = lanes
        self._notes = notes
        self._page = page
        self._kept = kept
        self._spared = tuple(spared)
        self._read_to = page.stat().st_size if page.exists() else 0
        self._knocks: list[Knock] = []
        self._shut = _read(kept)

    def look(self, at: datetime) -> None:
        """Read what is new in the log; shut out, and let in again whose time is over. Call it every second."""
        new = [knock for line in self._new_lines() if (knock := knock_of(line))]
        if new:
            self._knocks = [*(one for one in self._knocks if one.at > at - WINDOW), *new]
            for address in guessing(self._knocks, spared=self._spared, at=at) - self._shut.keys():
                self._shut_out(address, at)
        for address in [one for one, until in self._shut.items() if until <= at]:
            del self._shut[address]
            self._keep()
            self._let_in(address)

    def agree(self) -> None:
        """Tell the engine anew: after its restart it knows nobody."""
        for address in self._shut:
            self._push(address)

    def _shut_out(self, address: str, at: datetime) -> None:
        log.warning("gate: %s guesses passwords and is shut out for %s", address, SHUT_FOR)
        self._shut[address] = at + SHUT_FOR
        self._knocks = [one for one in self._knocks if one.address != address]
        self._keep()
        self._push(address)
        self._notes.add([ledger.alarm("address_shut_out", address, at)])

    def _push(self, address: str) -> None:
        self._lanes.then("gate", lambda: self._ari.push("acl", _name(address), {"deny": address}))

    def _let_in(self, address: str) -> None:
        self._lanes.then("gate", lambda: self._ari.pull("acl", _name(address)))

    def _new_lines(self) -> list[str]:
        if not self._page.exists():
            return []
        size = self._page.stat().st_size
        if size == self._read_to:
            return []
        start = self._read_to if self._read_to <= size else 0
        with self._page.open("rb") as file:
            file.seek(start)
            text = file.read(MOST_READ)
        whole = text[: text.rfind(b"\n") + 1]
        self._read_to = start + (len(whole) or (len(text) if len(text) == MOST_READ else 0))
        return whole.decode("utf-8", "replace").splitlines()

    def _keep(self) -> None:
        said = {address: until.isoformat() for address, until in self._shut.items()}
        draft = self._kept.with_suffix(".new")
        try:
            draft.write_text(json.dumps(said))
            draft.replace(self._kept)
        except OSError as error:
            log.warning("gate: %s can't be written (%s)", self._kept, error)


def _name(address: str) -> str:
    return f"shut-{address.replace(':', '_')}"


def _read(kept: Path) -> dict[str, datetime]:
    try:
        return {address: datetime.fromisoformat(until) for address, until in json.loads(kept.read_text()).items()}
    except (OSError, ValueError, AttributeError):
        return {}
