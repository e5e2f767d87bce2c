"""Signs of life: each process writes a small file that /health reads. Files outlive a restart of the database.

Their age is told by the machine's steady clock, which nobody sets: a wall clock that jumps must not look like a death.
"""

import contextlib
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

PERIOD = 2.0  # seconds between two beats
STALE = 10.0  # seconds after which a silent process counts as down


@dataclass(frozen=True)
class Beat:
    """The last sign of life of one process: its age in seconds, and what it said about itself."""

    part: str
    age: float
    state: str
    detail: str = ""
    pid: int = 0

    @property
    def alive(self) -> bool:
        """Whether the process spoke lately and called itself up."""
        return self.age < STALE and self.state == "up"


def folder() -> Path:
    """Return where the signs of life lie: `run` in the state folder."""
    return Path(os.environ["INFOLINIA_STATE"]) / "run"


def beat(part: str, *, state: str = "up", detail: str = "") -> None:
    """Say that `part` lives (`up`), or that it runs but can't work (`down`, with the reason). Call every `PERIOD`."""
    folder().mkdir(parents=True, exist_ok=True)
    said = {"at": time.time(), "ticks": time.monotonic(), "state": state, "detail": detail, "pid": os.getpid()}
    draft, sign = folder() / f".{part}.{os.getpid()}", folder() / f"{part}.json"
    try:
        draft.write_text(json.dumps(said))
        draft.replace(sign)
    except OSError:
        with contextlib.suppress(OSError):
            _write_over(sign, json.dumps(said))


def read(part: str) -> Beat | None:
    """Return the last sign of life of `part`, or nothing when it never spoke."""
    try:
        said = json.loads((folder() / f"{part}.json").read_text())
        age = time.monotonic() - float(said["ticks"])
    except (FileNotFoundError, ValueError, KeyError):
        return None
    return Beat(part, age if age >= 0 else STALE, str(said["state"]), str(said["detail"]), int(said["pid"]))


def _write_over(sign: Path, text: str) -> None:
    """Renew the sign in its own place: that works on a full disk too, and whoever lives must not look dead there."""
    with sign.open("r+") as file:
        file.write(text)
        file.truncate()


def spoken() -> list[str]:
    """Return the parts that have ever spoken here, in alphabetical order."""
    return sorted(path.stem for path in folder().glob("*.json"))
