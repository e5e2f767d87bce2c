"""What wordings of messages are made of: kinds of variables, and purposes with the variables each may use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

EMAIL, SMS, LETTER = "email", "sms", "letter"
CHANNELS = (EMAIL, SMS, LETTER)
LANGUAGES = ("pl", "en", "uk")

Value = str | int | bool | date | datetime | Sequence[str] | None


class Kind(StrEnum):
    """What a variable holds, and so how it may be written."""

    TEXT = "text"
    """One line."""
    BODY = "body"
    """What a person wrote, in paragraphs."""
    LIST = "list"
    """Several lines, each an item."""
    LINK = "link"
    """An address that can be opened."""
    DAY = "day"
    MOMENT = "moment"
    COUNT = "count"
    FLAG = "flag"
    """Only for conditions."""


# Named like gettext's own so that the texts are gathered for translators.
def gettext_noop(text: str) -> str:
    """Mark a text for translators and return it as it is."""
    return text


@dataclass(frozen=True)
class Variable:
    """One thing a message can name: `code` in the program, `word` between braces, and an invented example.

    `is_optional` says that the value may be missing: such a variable stands best inside a condition.
    """

    code: str
    word: str
    about: str
    sample: Value
    kind: Kind = Kind.TEXT
    is_optional: bool = False


@dataclass(frozen=True)
class Purpose:
    """Why a message is written: the variables it has, the channels it goes by, and what it must never leave out.

    `needed` are codes of variables without which the message is useless, by channel.
    """

    code: str
    name: str
    about: str
    variables: tuple[Variable, ...]
    channels: tuple[str, ...] = CHANNELS
    needed: tuple[str, ...] = ()
    needed_by_sms: tuple[str, ...] | None = None
    has_subject: bool = True

    def needs(self, channel: str) -> tuple[str, ...]:
        """Return the codes of the variables that the text of a channel must use."""
        return self.needed_by_sms if channel == SMS and self.needed_by_sms is not None else self.needed

    def by_word(self) -> dict[str, Variable]:
        """Return the variables by the words that editors write."""
        return {each.word: each for each in self.variables}
