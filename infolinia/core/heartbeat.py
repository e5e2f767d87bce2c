"""Signs of life: each process writes a small file that /health reads. Files outlive a restart of the database."""

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
    draft = folder() / f".{part}.{os.getpid()}"
    draft.write_text(json.dumps({"at": time.time(), "state": state, "detail": detail, "pid": os.getpid()}))
    draft.replace(folder() / f"{part}.json")


def read(part: str) -> Beat | None:
    """Return the last sign of life of `part`, or nothing when it never spoke."""
    try:
        said = json.loads((folder() / f"{part}.json").read_text())
    except (FileNotFoundError, ValueError):
        return None
    return Beat(part, time.time() - float(said["at"]), str(said["state"]), str(said["detail"]))


def spoken() -> list[str]:
    """Return the parts that have ever spoken here, in alphabetical order."""
    return sorted(path.stem for path in folder().glob("*.json"))
