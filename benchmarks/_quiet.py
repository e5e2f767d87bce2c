"""Whether this machine is quiet enough to be believed, and how figures are told."""

import os
import statistics
import sys

import psutil

BUSY_SHARE = 0.15
"""Of all processors together, over three seconds, before anything of ours runs."""
ANYWAY = "INFOLINIA_BENCH_ANYWAY"
BUSY = 3


def refuse_when_busy() -> None:
    """End the benchmark when others use this machine: its figures would be theirs. `INFOLINIA_BENCH_ANYWAY=1` marks
    every figure as untrue instead.
    """
    share = psutil.cpu_percent(3) / 100
    if share <= BUSY_SHARE:
        return
    if os.environ.get(ANYWAY):
        print(f"NOT TO BE BELIEVED: others use {share:.0%} of this machine")
        return
    print(f"this machine is busy ({share:.0%}): no figures", file=sys.stderr)
    sys.exit(BUSY)


def percentile(values: list[float], share: float) -> float:
    """Return the percentile of the values by the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share / 100 * (len(ordered) - 1)))]


def told(name: str, values: list[float], unit: str = "ms") -> str:
    """Return a line of figures."""
    middle, high = statistics.median(values), percentile(values, 95)
    return f"{name:34} median {middle:8.2f} {unit}   p95 {high:8.2f} {unit}   n={len(values)}"


def verdict(kept: bool, promise: str) -> str:
    """Return the promise with whether it was kept."""
    return f"promise: {promise}: {'kept' if kept else 'NOT KEPT'}"
