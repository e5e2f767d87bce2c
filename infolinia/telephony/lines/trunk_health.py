"""Which of the operators' trunks work: by the engine's probes, and by the calls that they failed."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.notes import Notes
from infolinia.telephony.provisioning.trunk_settings import Trunk

log = logging.getLogger(__name__)

REST = timedelta(seconds=60)
"""A trunk that failed a call comes last for so long."""


class TrunkHealth:
    """What is known of each trunk, by its endpoint at the engine."""

    def __init__(self, trunks: tuple[Trunk, ...], notes: Notes) -> None:
        self._trunks = trunks
        self._notes = notes
        self._online: dict[str, bool] = {}
        self._failed_at: dict[str, datetime] = {}

    def in_order(self, at: datetime) -> list[Trunk]:
        """Return the trunks in the order of trying: those that work as the office listed them, then the others."""
        return sorted((one for one in self._trunks if one.calls_out), key=lambda one: self._is_ill(one, at))

    def failed(self, trunk: Trunk, at: datetime) -> None:
        """The trunk failed a call."""
        self._failed_at[trunk.endpoint] = at
        self._notes.add([ledger.trunk(trunk.name, "failed", at)])

    def agree(self, known: Mapping[str, bool], at: datetime) -> None:
        """Know anew which trunks answer, after a (re)connection to the engine."""
        for trunk in self._trunks:
            self.heard(trunk.endpoint, online=known.get(trunk.endpoint, False), at=at)

    def heard(self, endpoint: str, *, online: bool, at: datetime) -> None:
        """A trunk answers probes, or does not any more; any other endpoint is none of ours."""
        trunk = next((one for one in self._trunks if one.endpoint == endpoint), None)
        if trunk is None or self._online.get(endpoint) == online:
            return
        self._online[endpoint] = online
        if online:
            self._failed_at.pop(endpoint, None)
        log.log(logging.INFO if online else logging.WARNING, "trunk %s: %s", endpoint, "up" if online else "down")
        self._notes.add([ledger.trunk(trunk.name, "up" if online else "down", at)])

    def _is_ill(self, trunk: Trunk, at: datetime) -> bool:
        failed_at = self._failed_at.get(trunk.endpoint)
        return not self._online.get(trunk.endpoint, True) or (failed_at is not None and at - failed_at < REST)
