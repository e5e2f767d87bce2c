"""The record of a matter, ready to be shown, printed, or given as a table."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class RecordLine:
    """One act: when, who and for which unit, what, and the documents that tell of it, each with its own mark."""

    place: int
    at: datetime
    who: str
    unit_name: str
    act: str
    text: str
    papers: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """The record of one matter (KPA art. 66a) as it stands at `made_at`."""

    number: str
    znak: str
    subject: str
    kind: str
    unit_name: str
    opened_on: datetime
    made_at: datetime
    lines: tuple[RecordLine, ...]
