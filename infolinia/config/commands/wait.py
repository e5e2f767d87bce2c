"""`infolinia wait`: return when the product that was started with this state answers."""

import argparse
import sys
import time
from collections.abc import Sequence

from infolinia.config.environment import environment
from infolinia.config.processes import probe


def main(arguments: Sequence[str]) -> int:
    """Return 0 when everything answers; 1, with what is missing, when the time is over."""
    parser = argparse.ArgumentParser("infolinia wait", description=main.__doc__)
    parser.add_argument("--timeout", type=float, default=300.0, metavar="SECONDS")
    options = parser.parse_args(arguments)
    ends = time.monotonic() + options.timeout
    while not (health := probe.health(environment())).is_ready:
        if time.monotonic() >= ends:
            print(f"infolinia: not ready within {options.timeout:.0f} s: {health.text}", file=sys.stderr)
            return 1
        time.sleep(0.1)
    print("Infolinia is ready")
    return 0
