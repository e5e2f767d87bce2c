"""What other rooms and screens read of forms (druki) and of papers made from them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from infolinia.knowledge.shapes import CardLink


@dataclass(frozen=True)
class FormView:
    """One version of a form. `sha256` is that of its file, empty where there is none."""

    id: int
    code: str
    version: str
    title: str
    note: str
    unit_id: int | None
    unit_name: str
    language: str
    language_name: str
    kind: str
    kind_name: str
    valid_from: date
    valid_to: date | None
    is_example: bool
    sha256: str = ""
    size: int = 0
    pages: int = 0
    is_tagged: bool = False
    fields: tuple[dict[str, Any], ...] = ()
    field_map: dict[str, str] | None = None

    @property
    def has_file(self) -> bool:
        """Say whether there is something to download."""
        return bool(self.sha256)

    @property
    def is_fillable(self) -> bool:
        """Say whether a resident's data can be written into it."""
        return bool(self.sha256 and self.field_map)

    @property
    def is_large(self) -> bool:
        """Say whether it is the large print."""
        return self.kind == "large_print"

    @property
    def filename(self) -> str:
        """Return the name under which it is downloaded."""
        version = "".join(sign if sign.isascii() and (sign.isalnum() or sign in ".-") else "-" for sign in self.version)
        size = "-duzy-druk" if self.is_large else ""
        return f"{self.code}-{self.language}{size}-{version}.pdf"

    def state(self, on: date) -> str:
        """Return how it stands on the day: current, future or past."""
        if on < self.valid_from:
            return "future"
        return "current" if self.valid_to is None or on <= self.valid_to else "past"


@dataclass(frozen=True)
class FormGroup:
    """One form with the versions valid on a day, in each language and print; `latest` stands for it in a list."""

    code: str
    title: str
    unit_name: str
    current: tuple[FormView, ...]
    latest: FormView

    @property
    def is_expired(self) -> bool:
        """Say whether no version of it is valid any more (or yet)."""
        return not self.current


@dataclass(frozen=True)
class FormHistory:
    """One form with every version there ever was, newest first, and the cards that name it."""

    code: str
    title: str
    versions: tuple[FormView, ...]
    cards: tuple[CardLink, ...]


@dataclass(frozen=True)
class Paper:
    """A file ready to be shown, printed or sent. `cut` are the labels of fields whose text did not fit."""

    content: bytes
    filename: str
    cut: tuple[str, ...] = ()
