"""For whom a piece of shift news is: by role, by language and by subject."""

from collections.abc import Collection
from dataclasses import dataclass

EVERYBODY_AT_THE_DESK = ("adviser",)


@dataclass(frozen=True)
class Audience:
    """What the writer chose; an empty choice asks for nothing. No role chosen means advisers."""

    roles: Collection[str] = ()
    languages: Collection[str] = ()
    subjects: Collection[str] = ()


@dataclass(frozen=True)
class Reader:
    """A member of staff as far as news is concerned."""

    role: str
    languages: Collection[str] = ()
    subjects: Collection[str] = ()


def is_for(audience: Audience, reader: Reader) -> bool:
    """Return whether the news is for this reader: of a chosen role, with one of the languages and of the subjects.

    A reader whose subjects nobody stated takes every subject.
    """
    if reader.role not in (audience.roles or EVERYBODY_AT_THE_DESK):
        return False
    if audience.languages and not set(audience.languages) & set(reader.languages):
        return False
    return not audience.subjects or not reader.subjects or bool(set(audience.subjects) & set(reader.subjects))
