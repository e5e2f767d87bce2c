"""Sentences as data: a Polish text with its values, put into the reader's language as late as possible."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Forms:
    """The three forms of a Polish counted text: 1 dzień, 2 dni, 5 dni."""

    one: str
    many: str
    few: str

    def for_count(self, count: int) -> str:
        """Return the form that goes with the number (12–14 go with the many)."""
        if count == 1:
            return self.one
        return self.few if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14 else self.many


# Named like gettext's own so that makemessages collects the texts; nothing is translated here.
def gettext_noop(text: str) -> str:
    """Mark a text for translators and return it as it is."""
    return text


def ngettext(one: str, many: str, few: str) -> Forms:
    """Mark a counted text for translators and return its Polish forms."""
    return Forms(one, many, few)


Value = str | int
Say = Callable[["Phrase"], str]


@dataclass(frozen=True)
class Phrase:
    """One text with its values; a counted one also carries its number. A value may be a phrase itself."""

    text: str | Forms
    params: Mapping[str, "Value | Phrase"] = field(default_factory=dict)
    count: int = 0

    def with_values(self, **params: "Value | Phrase") -> "Phrase":
        """Return the same text with these values."""
        return replace(self, params=params)


def polish(phrase: Phrase) -> str:
    """Return the phrase in Polish: the language it is written in, with no catalogue needed."""
    text = phrase.text.for_count(phrase.count) if isinstance(phrase.text, Forms) else phrase.text
    return text % spoken(phrase, polish) if phrase.params else text


def spoken(phrase: Phrase, say: Say) -> dict[str, Value]:
    """Return the phrase's values with the phrases among them already said."""
    return {name: say(value) if isinstance(value, Phrase) else value for name, value in phrase.params.items()}
