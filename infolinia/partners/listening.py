"""Who listens, kept in memory for some seconds: a change of which nobody wants to hear asks the database nothing."""

from threading import Lock
from time import monotonic

from infolinia.city import queries as city
from infolinia.partners.models import Sees, Webhook
from infolinia.partners.rules import rights
from infolinia.partners.shapes import Listener

SECONDS = 20.0
"""So long after it was saved an address may still not be told, in the other processes."""


class Listeners:
    """The listeners as one process knows them."""

    def __init__(self) -> None:
        self._known: tuple[Listener, ...] = ()
        self._until = 0.0
        self._lock = Lock()

    def all(self) -> tuple[Listener, ...]:
        """Return every listener."""
        with self._lock:
            if monotonic() >= self._until:
                self._known, self._until = _read(), monotonic() + SECONDS
            return self._known

    def forget(self) -> None:
        """Ask anew next time."""
        self._until = 0.0

    def know(self, *listeners: Listener) -> None:
        """Take these for all that there are, until the time is over."""
        self._known, self._until = listeners, monotonic() + SECONDS


listeners = Listeners()


def somebody_listens() -> bool:
    """Whether anybody wants to hear of anything."""
    return bool(listeners.all())


def _read() -> tuple[Listener, ...]:
    rows = Webhook.objects.filter(is_active=True).select_related("partner").order_by("id")
    rows = rows.filter(partner__key_trace__isnull=False, partner__rights__overlap=list(rights.TO_HEAR))
    return tuple(
        Listener(
            webhook_id=row.id,
            hears=frozenset(row.hears),
            origin=f"p{row.partner_id}:" if row.partner.sees == Sees.OWN else "",
            unit_ids=frozenset(city.unit_and_below(row.partner.unit_id)) if row.partner.unit_id else None,
        )
        for row in rows
    )
