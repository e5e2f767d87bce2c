"""Files of a matter, as they are given in and shown."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class NewFile:
    """A file as somebody gives it: nothing of it is believed before its bytes are read."""

    name: str
    content: bytes


@dataclass(frozen=True)
class MatterFileLine:
    """One file of a matter. `way` is `shown` or `downloaded`; `source` office, resident, contractor or machine."""

    id: UUID
    name: str
    media_type: str
    way: str
    size: int
    source: str
    source_text: str
    by_name: str
    added_at: datetime
    event_id: int | None
    visible_to_resident: bool

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown small in a list."""
        return self.media_type.startswith("image/") and self.way == "shown"


@dataclass(frozen=True)
class GivenFile:
    """A file with its content."""

    line: MatterFileLine
    content: bytes
