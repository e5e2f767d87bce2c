"""The phones of advisers and guests: which accounts the engine has to know, and which are registered now."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from infolinia.telephony.ari.client import Ari
from infolinia.telephony.provisioning import browser_phone, plain_phone
from infolinia.telephony.queries import PhoneFact

log = logging.getLogger(__name__)

OURS = ("adviser-", "guest-")
GUESTS = {"guest": "from-web", "signing": "from-signing"}
REMOVED = ("endpoint", "aor", "auth")
DESK = "desk"
GRACE = timedelta(minutes=1)


class Phones:
    """Accounts by their username. The newest account of an adviser whose phone is registered is the one that rings."""

    def __init__(self, ari: Ari) -> None:
        self._ari = ari
        self._accounts: dict[str, PhoneFact] = {}
        self._online: set[str] = set()

    def of_adviser(self, adviser_id: int) -> str | None:
        """Return the username to ring, if any phone of the adviser is registered: first a telephone on the desk."""
        mine = (one for one in self._accounts.values() if one.staff_id == adviser_id and one.username in self._online)
        newest = max(mine, key=lambda one: (one.kind == DESK, one.issued_at), default=None)
        return newest.username if newest else None

    def adviser_of(self, username: str) -> int | None:
        """Return whose phone it is; a guest's and an unknown one is nobody's."""
        account = self._accounts.get(username)
        return account.staff_id if account else None

    def account(self, username: str) -> PhoneFact | None:
        """Return one account, if we know it."""
        return self._accounts.get(username)

    def accounts(self) -> list[PhoneFact]:
        """Return every account, as far as we know."""
        return list(self._accounts.values())

    def advisers(self) -> set[int]:
        """Return every adviser with an account."""
        return {one.staff_id for one in self._accounts.values() if one.staff_id is not None}

    def expired(self, at: datetime) -> list[PhoneFact]:
        """Return the accounts that may not register any more."""
        return [one for one in self._accounts.values() if one.expires_at <= at]

    def left_behind(self, newest: PhoneFact) -> list[str]:
        """Return the adviser's accounts of closed pages: not registered, and older than the newest by a minute."""
        if newest.staff_id is None:
            return []
        before = newest.issued_at - GRACE
        others = (one for one in self._accounts.values() if one.kind != DESK)
        mine = (one for one in others if one.staff_id == newest.staff_id and one.issued_at < before)
        return [one.username for one in mine if one.username not in self._online]

    def heard(self, username: str, *, online: bool) -> int | None:
        """Remember what the engine says of a registration; returns the adviser whose phone it is."""
        (self._online.add if online else self._online.discard)(username)
        return self.adviser_of(username)

    async def add(self, phone: PhoneFact) -> None:
        """Let the engine know the account."""
        objects = _objects(phone)
        for kind, name, fields in objects:
            await self._ari.push(kind, name, fields)
        self._accounts[phone.username] = phone

    async def remove(self, username: str) -> None:
        """Let the engine forget the account. A call in progress goes on."""
        for kind in REMOVED:
            await self._ari.pull(kind, username)
        self._accounts.pop(username, None)
        self._online.discard(username)

    async def agree(self, phones: Iterable[PhoneFact]) -> list[str]:
        """Make the engine know exactly these accounts, after its restart or ours; returns those it did not know."""
        wanted = {phone.username: phone for phone in phones}
        known = await self._ari.phones()
        for username in known:
            if username.startswith(OURS) and username not in wanted:
                await self.remove(username)
        fresh = [username for username in wanted if username not in known]
        for username in fresh:
            await self.add(wanted[username])
        self._accounts = wanted
        self._online = {username for username, online in known.items() if online and username in wanted}
        return fresh


def _objects(phone: PhoneFact) -> list[tuple[str, str, dict[str, str]]]:
    if phone.kind in GUESTS:
        return browser_phone(phone.username, phone.password, context=GUESTS[phone.kind])
    make = plain_phone if phone.kind == "desk" else browser_phone
    return make(phone.username, phone.password)
