"""Whether forecasts of delay come true as often as they say.

Several kinds of units are played for two years: quick and slow ones, one that splits its matters into easy and hard,
one that leaves some open for good, one that gets slower in winter. A forecast of the second year knows only what was
known on its day: matters closed before it, and those open then. On random days each open matter is forecast; a year on
it is known whether it was late. Told are the share that came true beside the chance that was said, the gap between
both, and the Brier score beside that of two simpler sayings: the unit's bare share of late matters, and a curve of
closed matters alone, which forgets those that are open to this day. The rules are the product's own.

With `--own` the matters of this installation are asked instead (`DATABASE_URL`): nothing is written.
"""

import random
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from infolinia.matters.rules.forecast import Bin, Past, brier, calibration, curve, gap, outlook

YEAR, MATTERS, LOOKS = 365.0, 1200, 60
ASKED = 0.05


@dataclass(frozen=True)
class Played:
    """A matter on a time line of days: when it came, how long it takes (without end: it stays open), its term."""

    came: float
    takes: float
    term: float


def lognormal(mu: float, sigma: float) -> Callable[[random.Random, float], float]:
    """Return a pace around e^mu days."""
    return lambda dice, _day: dice.lognormvariate(mu, sigma)


def _mixed(dice: random.Random, _day: float) -> float:
    return dice.lognormvariate(0.7, 0.4) if dice.random() < 0.7 else dice.lognormvariate(3.4, 0.5)


def _forgetful(dice: random.Random, _day: float) -> float:
    return dice.lognormvariate(1.8, 0.7) if dice.random() < 0.75 else 10_000.0


def _winter(dice: random.Random, day: float) -> float:
    return dice.lognormvariate(2.6 if day % YEAR < 90 else 2.0, 0.6)


UNITS: dict[str, Callable[[random.Random, float], float]] = {
    "quick": lognormal(1.2, 0.6),
    "slow": lognormal(2.8, 0.7),
    "easy and hard": _mixed,
    "leaves some open": _forgetful,
    "slower in winter": _winter,
}


def main(arguments: Sequence[str]) -> int:
    """Print the tables; fails when the gap over all played units is more than five hundredths."""
    if "--own" in arguments:
        return _own()
    told: list[tuple[float, bool]] = []
    print(f"{'unit':<18}{'forecasts':>10}{'late':>7}{'gap':>8}{'Brier':>8}{'bare share':>12}{'closed only':>13}")
    for name, pace in UNITS.items():
        found = _play(name, pace)
        told += [(said, late) for said, late, _bare, _closed in found]
        _line(name, found)
    bins = calibration(told)
    print()
    _table(bins)
    print(f"\ngap {gap(bins):.3f} (asked: at most {ASKED}), Brier {brier(told):.3f}, {len(told)} forecasts")
    return int(gap(bins) > ASKED)


def _play(name: str, pace: Callable[[random.Random, float], float]) -> list[tuple[float, bool, float, float]]:
    dice = random.Random(name)
    played = []
    for _ in range(2 * MATTERS):
        came = dice.uniform(0, 2 * YEAR)
        played.append(Played(came, pace(dice, came), dice.choice((7.0, 14.0, 30.0))))
    days = [dice.uniform(YEAR, 2 * YEAR - 40) for _ in range(LOOKS)]
    return [one for day in days for one in _looked(played, day)]


def _looked(played: Sequence[Played], day: float) -> Iterable[tuple[float, bool, float, float]]:
    """Forecast every matter that is open and not late on the day, from what was known on it."""
    year = [one for one in played if day - YEAR < one.came <= day]
    past = [Past(min(one.takes, day - one.came), is_closed=one.came + one.takes <= day) for one in year]
    known, closed = curve(past), curve([one for one in past if one.is_closed])
    settled = [one for one in year if one.came + min(one.takes, one.term) <= day]
    bare = sum(one.takes > one.term for one in settled) / len(settled) if settled else 0.0
    for one in year:
        age = day - one.came
        if one.takes <= age or one.term <= age:
            continue
        if seen := outlook(known, age=age, end=one.term):
            other = outlook(closed, age=age, end=one.term)
            yield seen.late, one.takes > one.term, bare, other.late if other else bare


def _line(name: str, found: Sequence[tuple[float, bool, float, float]]) -> None:
    told = [(said, late) for said, late, _bare, _closed in found]
    bare = brier([(share, late) for _said, late, share, _closed in found])
    closed = brier([(said, late) for _said, late, _bare, said in found])
    share = sum(late for _said, late in told) / len(told)
    print(
        f"{name:<18}{len(told):>10}{share:>7.0%}{gap(calibration(told)):>8.3f}{brier(told):>8.3f}{bare:>12.3f}{closed:>13.3f}"
    )


def _table(bins: Sequence[Bin]) -> None:
    print(f"{'said':>12}{'forecasts':>12}{'on average':>12}{'came true':>12}")
    for one in bins:
        print(f"{one.low:>6.0%}–{one.high:<5.0%}{one.count:>12}{one.said:>12.0%}{one.came:>12.0%}")


def _own() -> int:
    """Ask the matters of this installation: each closed one is forecast halfway to its end, from the year before it."""
    import os  # noqa: PLC0415 - a database is needed only for this question

    import django  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infolinia.config.settings")
    django.setup()
    from infolinia.core.clock import now  # noqa: PLC0415
    from infolinia.matters.queries.calibrating import told_halfway  # noqa: PLC0415

    told = told_halfway(now())
    if not told:
        print("too few closed matters: a unit needs thirty of a kind in a year")
        return 0
    bins = calibration(told)
    _table(bins)
    print(f"\ngap {gap(bins):.3f}, Brier {brier(told):.3f}, {len(told)} forecasts")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
