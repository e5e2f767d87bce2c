"""Tells the office when more callers came at once than the line takes in, and when that is over.

The dialplan itself lets them wait or sends them away (context `admission`) and counts each time it does.
"""

from datetime import datetime, timedelta

from infolinia.telephony.ari.client import Ari
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.notes import Notes

KIND, COUNTER = "overload", "CROWDED_CALLS"
CALM = timedelta(minutes=5)
"""So long nobody was kept out: the wave is over."""


class Crowd:
    """Looks at the engine's counter, which begins anew with each start of the engine."""

    def __init__(self, ari: Ari, notes: Notes, at: datetime) -> None:
        self._ari = ari
        self._notes = notes
        self._counted: int | None = None
        self._last = at
        self._is_raised = True
        """An alarm of the daemon before us may still be open: it ends after our first calm."""

    async def look(self, at: datetime) -> None:
        """Raise the alarm for whom the line kept out since the last look; end it after a calm."""
        told = await self._ari.global_variable(COUNTER)
        counted = int(told) if told.isdigit() else 0
        if self._counted is not None and counted and counted != self._counted:
            self._last, self._is_raised = at, True
            self._notes.add([ledger.alarm(KIND, "", at)])
        elif self._is_raised and at - self._last >= CALM:
            self._is_raised = False
            self._notes.add([ledger.alarm_over(KIND, "", at)])
        self._counted = counted
