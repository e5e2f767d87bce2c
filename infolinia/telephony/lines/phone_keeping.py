"""Keeps the engine's accounts as the database issued them: new ones in, expired and withdrawn ones out."""

from datetime import datetime

from infolinia.core import clock
from infolinia.telephony import queries as telephony
from infolinia.telephony.lines.exchange import Exchange
from infolinia.telephony.lines.journal import Fact
from infolinia.telephony.lines.phones import Phones
from infolinia.telephony.lines.reading import Reader


class PhoneKeeping:
    """What the database says of accounts, told to the engine; the floor hears whose telephone is there."""

    def __init__(self, exchange: Exchange, phones: Phones, reader: Reader) -> None:
        self._exchange = exchange
        self._phones = phones
        self._reader = reader

    async def agree(self) -> None:
        """Make the engine know exactly the valid accounts, and the floor who can be reached."""
        at = clock.now()
        phones = await self._reader.read_or(telephony.valid_phones, at, otherwise=None)
        fresh = await self._phones.agree(self._phones.accounts() if phones is None else phones)
        for username in fresh:
            self._exchange.notes.add([Fact("mark_pushed", {"username": username, "at": at})])
        for adviser_id in self._phones.advisers() | set(self._exchange.offers.floor.advisers):
            self._exchange.readiness.tell(adviser_id, at)

    async def learn(self, username: str) -> None:
        """Look at one account: let the engine know it, or forget it when it is not valid any more."""
        at = clock.now()
        phone = await self._reader.read(telephony.phone, username)
        if phone and phone.expires_at > at:
            await self._phones.add(phone)
            self._exchange.notes.add([Fact("mark_pushed", {"username": username, "at": at})])
            for left in self._phones.left_behind(phone):
                self._exchange.notes.add([Fact("retire_phone", {"username": left, "at": at})])
            staff_id = phone.staff_id
        else:
            staff_id = self._phones.adviser_of(username)
            await self._phones.remove(username)
        if staff_id is not None:
            self._exchange.readiness.tell(staff_id, at)

    async def check(self) -> None:
        """Look anew at each account that is not valid any more, for whatever reason: its person was switched off."""
        valid = {phone.username for phone in await self._reader.read(telephony.valid_phones, clock.now())}
        for phone in self._phones.accounts():
            if phone.username not in valid:
                await self.learn(phone.username)

    async def expire(self, at: datetime) -> None:
        """Forget the accounts whose time is over."""
        for phone in self._phones.expired(at):
            await self._phones.remove(phone.username)
            if phone.staff_id is not None:
                self._exchange.readiness.tell(phone.staff_id, at)
