"""Writes to matters: one function, one transaction, one line of history. Signatures first; bodies follow."""

from datetime import date, datetime
from uuid import UUID

from infolinia.core.errors import Cannot
from infolinia.matters.shapes import MatterDraft, Registered


class CannotChangeMatter(Cannot):
    """The matter is not in a state, or the person not in a role, that allows this; `field` names the input to mend."""


def register(*, draft: MatterDraft, by_id: int | None, at: datetime) -> Registered: raise NotImplementedError
def take(*, matter_id: UUID, by_id: int, at: datetime, officer_id: int | None = None) -> None: raise NotImplementedError
def answer(*, matter_id: UUID, text: str, by_id: int, at: datetime) -> None: raise NotImplementedError
def ask_resident(*, matter_id: UUID, question: str, by_id: int, at: datetime, answer_days: int = 7) -> None: raise NotImplementedError
def resident_replied(*, matter_id: UUID, text: str, by_id: int | None, at: datetime) -> None: raise NotImplementedError
def wait_for(*, matter_id: UUID, whom: str, remind_on: date | None, by_id: int, at: datetime) -> None: raise NotImplementedError
def resume(*, matter_id: UUID, by_id: int, at: datetime, text: str = "") -> None: raise NotImplementedError
def to_sign(*, matter_id: UUID, by_id: int, at: datetime) -> None: raise NotImplementedError
def return_to_helpline(*, matter_id: UUID, reason: str, by_id: int, at: datetime) -> None: raise NotImplementedError
def pass_on(*, matter_id: UUID, to_unit_id: int, reason: str, by_id: int, at: datetime) -> None: raise NotImplementedError
def extend(*, matter_id: UUID, new_day: date, reason: str, by_id: int, at: datetime) -> None: raise NotImplementedError
def add_note(*, matter_id: UUID, text: str, by_id: int, at: datetime) -> None: raise NotImplementedError
def set_znak(*, matter_id: UUID, znak: str, by_id: int, at: datetime) -> None: raise NotImplementedError
def close(*, matter_id: UUID, result: str, text: str, by_id: int, at: datetime, basis: str = "") -> None: raise NotImplementedError
def reopen(*, matter_id: UUID, text: str, by_id: int | None, at: datetime) -> None: raise NotImplementedError
def chase(*, matter_id: UUID, text: str, by_id: int, at: datetime) -> None: raise NotImplementedError
def resident_message(*, matter_id: UUID, text: str, at: datetime) -> None: raise NotImplementedError
def new_code(*, matter_id: UUID, by_id: int, at: datetime) -> str: raise NotImplementedError
def count_status_attempt(*, address: str, number: str, at: datetime) -> None: raise NotImplementedError
