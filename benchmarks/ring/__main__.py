"""Runs the comparison and prints medians, 95th percentiles and their ratio."""

import os
import statistics
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from infolinia.config.processes.django_process import set_up

ROUNDS = 40
PROMISE_MS = 150
MOST = 0.2


def main() -> int:
    """Print the figures in milliseconds; returns 1 when the promise is broken."""
    set_up()
    compare = import_module("benchmarks.ring.comparison").compare
    with tempfile.TemporaryDirectory(prefix="infolinia-") as folder:
        ours, theirs = compare(Path(folder), int(os.environ.get("ROUNDS", ROUNDS)))
    report("ours", ours)
    report("app_queue", theirs)
    ratio = percentile(ours, 95) / percentile(theirs, 95)
    kept = ratio <= MOST and percentile(ours, 95) <= PROMISE_MS
    verdict = "kept" if kept else "NOT KEPT"
    print(f"ratio of 95th percentiles {ratio:.3f}; promise: at most {MOST} and {PROMISE_MS} ms: {verdict}")
    return 0 if kept else 1


def percentile(values: list[float], share: int) -> float:
    """Return the percentile of the values by the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share / 100 * (len(ordered) - 1)))]


def report(name: str, values: list[float]) -> None:
    """Print a line of figures."""
    middle, high = statistics.median(values), percentile(values, 95)
    print(f"{name:10} median {middle:7.1f} ms   p95 {high:7.1f} ms   worst {max(values):7.1f} ms   n={len(values)}")


if __name__ == "__main__":
    sys.exit(main())
