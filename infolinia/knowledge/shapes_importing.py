"""What a file of cards would do, line by line, and what it did."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

NEW, LANGUAGE, CHANGED, CARD, UNCHANGED = "new", "language", "changed", "card", "unchanged"


@dataclass(frozen=True)
class PlanLine:
    """One record of a file: what it would make of the card it names.

    `kind` is `new` (a new card), `language` (the card's first edition in the language), `changed` (a new edition),
    `card` (no new edition: owner, subject, days or residents' words alone) or `unchanged`. `changes` names the
    fields that differ, `notes` what an editor should look at.
    """

    line: int
    code: str
    language: str
    title: str
    kind: str
    changes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def makes_edition(self) -> bool:
        """Whether residents would read something else than today."""
        return self.kind in (NEW, LANGUAGE, CHANGED)


@dataclass(frozen=True)
class ImportPlan:
    """A whole file, read and checked, with nothing changed yet."""

    lines: tuple[PlanLine, ...]

    def of(self, *kinds: str) -> tuple[PlanLine, ...]:
        """Return the lines of these kinds."""
        return tuple(line for line in self.lines if line.kind in kinds)


@dataclass(frozen=True)
class Drafted:
    """Drafts made of a file: `(code, language, edition id)` of each, and how many records needed none."""

    made: tuple[tuple[str, str, int], ...]
    left: int


@dataclass(frozen=True)
class WaitingFile:
    """An uploaded file that waits for a decision."""

    id: UUID
    name: str
    size: int
    uploaded_at: datetime
