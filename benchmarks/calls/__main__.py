"""Runs the waves turn about and prints medians, 95th percentiles and ratios against the yardsticks."""

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from benchmarks._quiet import refuse_when_busy
from infolinia.config.processes.django_process import set_up

RATES = (20, 50, 100)
ROUNDS, SECONDS = 5, 10


def main() -> int:
    """Print the figures; returns 1 when a promise is broken, 3 when the machine is busy."""
    refuse_when_busy()
    set_up()
    import_module("django.core.management").call_command("migrate", verbosity=0)
    bench = import_module("benchmarks.calls.bench")
    lines = import_module("tests.telephony.lines.running_lines").RunningLines
    rounds, seconds = int(os.environ.get("ROUNDS", ROUNDS)), int(os.environ.get("SECONDS", SECONDS))
    with (
        tempfile.TemporaryDirectory(prefix="infolinia-") as folder,
        bench.engine(Path(folder)) as running,
        lines(running),
    ):
        kept = [bench.compare(running, Path(folder), rate=rate, rounds=rounds, seconds=seconds) for rate in RATES]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
