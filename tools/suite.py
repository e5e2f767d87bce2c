#!/usr/bin/env python3
"""`make test`: the whole suite in lanes side by side, each a pytest of its own with a database of its own.

Tests with telephones mostly wait, those of the lines the longest; tests with a browser, and all others, work. Together
they take as long as the longest lane. Every argument goes to each lane.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from typing import IO

LANES = ("lines", "telephones", "screens", "rules")
NOTHING_FOUND = 5
_printing = threading.Lock()


def main(arguments: Sequence[str]) -> int:
    """Run the lanes; returns 0 when none failed and at least one found a test."""
    lanes = {lane: start(lane, arguments) for lane in LANES}
    readers = [threading.Thread(target=show, args=(lane, process.stdout)) for lane, process in lanes.items()]
    for reader in readers:
        reader.start()
    codes = {lane: process.wait() for lane, process in lanes.items()}
    for reader in readers:
        reader.join()
    print("lanes: " + ", ".join(f"{lane} {said(code)}" for lane, code in codes.items()), flush=True)
    failed = [code for code in codes.values() if code not in {0, NOTHING_FOUND}]
    nothing = all(code == NOTHING_FOUND for code in codes.values())
    return 1 if failed or nothing else 0


def start(lane: str, arguments: Sequence[str]) -> subprocess.Popen[str]:
    """Start one lane; what it says comes through a pipe, complaints included."""
    words = [sys.executable, "-u", "-m", "pytest", "--lane", lane, *arguments]
    return subprocess.Popen(
        words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )


def show(lane: str, lines: IO[str] | None) -> None:
    """Print what a lane says, each line with the lane's name and the minutes that passed."""
    began = time.monotonic()
    for line in lines or ():
        with _printing:
            print(f"{lane:<10} {(time.monotonic() - began) / 60:5.1f} | {line}", end="", flush=True)


def said(code: int) -> str:
    """Tell how a lane ended."""
    return {0: "passed", NOTHING_FOUND: "had nothing to do"}.get(code, f"FAILED ({code})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
