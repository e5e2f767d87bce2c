"""What a caller needs of an adviser, and how that relaxes while the caller waits."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

Skills = Mapping[str, int]


@dataclass(frozen=True)
class Relaxation:
    """From this wait on a lower level is enough; 0: the skill is not asked for any more."""

    after: timedelta
    level: int = 0


@dataclass(frozen=True)
class Need:
    """One skill, with the level it takes at first. A language is a need without relaxation: waiting teaches nobody."""

    skill: str
    level: int = 1
    relaxed: tuple[Relaxation, ...] = ()

    def is_met(self, skills: Skills, waited: timedelta) -> bool:
        """Tell whether somebody with these levels (by skill, 1 and more) serves a caller who waited so long."""
        enough = min((step.level for step in self.relaxed if step.after <= waited), default=self.level)
        return skills.get(self.skill, 0) >= min(enough, self.level)


@dataclass(frozen=True)
class Overflow:
    """From this wait on somebody who meets these needs serves as well: the people of another queue."""

    after: timedelta
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class Wanted:
    """All that a caller needs: every need, or those of a queue into which the wait overflows."""

    needs: tuple[Need, ...] = ()
    overflows: tuple[Overflow, ...] = ()

    def is_met(self, skills: Skills, waited: timedelta) -> bool:
        """Tell whether somebody with these skills serves a caller who waited so long."""
        if _all(self.needs, skills, waited):
            return True
        return any(flow.after <= waited and _all(flow.needs, skills, waited) for flow in self.overflows)

    def next_change(self, waited: timedelta) -> timedelta | None:
        """Return the wait at which more people serve, or nothing when it stays as it is."""
        return min((moment for moment in self._moments() if moment > waited), default=None)

    def _moments(self) -> Iterator[timedelta]:
        for need in (*self.needs, *(need for flow in self.overflows for need in flow.needs)):
            yield from (step.after for step in need.relaxed)
        yield from (flow.after for flow in self.overflows)


ANYBODY = Wanted()


def _all(needs: Iterable[Need], skills: Skills, waited: timedelta) -> bool:
    return all(need.is_met(skills, waited) for need in needs)
