"""How large a drill is: a small form for every run of the tests, the full one for `python -m benchmarks drills`."""

import os
from dataclasses import dataclass

FULL = os.environ.get("INFOLINIA_DRILLS") == "full"


@dataclass(frozen=True)
class Size:
    """What a drill does."""

    talking: int
    waiting: int
    a_second: float
    database_away: float
    ceiling: int
    seconds: int
    mutated: int


SIZE = (
    Size(talking=20, waiting=10, a_second=2, database_away=30, ceiling=20, seconds=10, mutated=4000)
    if FULL
    else Size(talking=2, waiting=2, a_second=1, database_away=3, ceiling=4, seconds=3, mutated=300)
)
