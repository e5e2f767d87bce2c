"""What other rooms and screens read of the responsibility map."""

from dataclasses import dataclass, field
from datetime import date

from infolinia.city.queries import UnitView
from infolinia.knowledge.rules.map_file import Fault


@dataclass(frozen=True)
class Place:
    """Where something is, as far as it was told; `number` is the house as written."""

    district: str = ""
    street: str = ""
    number: str = ""

    def __str__(self) -> str:
        street = f"{self.street} {self.number}".strip()
        return ", ".join(filter(None, (street, self.district)))


@dataclass(frozen=True)
class MapLine:
    """One line of the map with the body that handles it. `hand_over` is the whole text to read out or to send."""

    id: int
    topic: str
    subject: str
    subject_name: str
    category_code: str
    words: tuple[str, ...]
    with_words: tuple[str, ...]
    district: str
    street: str
    numbers: str
    parity: str
    parity_name: str
    unit: UnitView
    own_text: str
    hand_over: str
    basis: str
    valid_from: date
    valid_to: date | None
    is_example: bool

    @property
    def where(self) -> str:
        """Return the place in words, or an empty text for the whole city."""
        houses = " ".join(filter(None, (self.numbers, self.parity_name if self.parity else "")))
        return ", ".join(filter(None, (" ".join(filter(None, (self.street, houses))), self.district)))


@dataclass(frozen=True)
class Responsible:
    """Who handles it. `verdict` is found | nothing | ambiguous | place_needed; only `found` has a line."""

    verdict: str
    place: Place
    line: MapLine | None = None
    options: tuple[MapLine, ...] = ()

    @property
    def is_known(self) -> bool:
        """Say whether exactly one body answers."""
        return self.line is not None

    @property
    def is_ours(self) -> bool:
        """Say whether it is a cell of the office, so that a matter can be registered."""
        return self.line is not None and not self.line.unit.is_outside


@dataclass(frozen=True)
class MapPage:
    """A page of the map, and the marks of its ends."""

    lines: tuple[MapLine, ...]
    total: int
    before: str = ""
    behind: str = ""


@dataclass(frozen=True)
class MapImport:
    """What a file would do, or did: topics by what happens to them. With faults nothing happens."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    unchanged: int = 0
    bodies_added: tuple[str, ...] = ()
    bodies_changed: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = field(default=())
