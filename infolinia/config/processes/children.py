"""Starting child processes that can't outlive us, and ending them with everything they started."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LOG_LIMIT = 20_000_000
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class User:
    """An unprivileged user that a child runs as when we are root."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Part:
    """One process of the product: how it starts, how it stops, and how we know that it works."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)
    is_ready: Callable[[], bool] = field(default=lambda: True)
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 8.0
    user: User | None = None


def _before_exec(death_signal: signal.Signals) -> Callable[[], None]:
    """Return what the child does between fork and exec: listen to signals again, and die when its parent does."""

    def prepare() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(death_signal))

    return prepare


def open_log(path: Path) -> int:
    """Open a log to append to; one that grew large becomes `.1` first, so that two always fit on the disk."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_LIMIT:
        path.replace(path.with_suffix(".log.1"))
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def spawn(part: Part, *, log: Path, keep_open: Sequence[int] = ()) -> subprocess.Popen[bytes]:
    """Start the part as the leader of its own group; what it prints goes to the log.

    Call it from the main thread only: the kernel ends the child when the *thread* that started it ends.
    """
    output = open_log(log)
    try:
        return subprocess.Popen(
            part.argv,
            env={**os.environ, **part.env},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            start_new_session=True,
            pass_fds=keep_open,
            user=part.user.uid if part.user else None,
            group=part.user.gid if part.user else None,
            extra_groups=[] if part.user else None,
            preexec_fn=_before_exec(part.stop_signal),
        )
    finally:
        os.close(output)


def spawn_in_front(part: Part) -> subprocess.Popen[bytes]:
    """Start the part with our own standard streams, folder and process group, as a shell would."""
    return subprocess.Popen(part.argv, env={**os.environ, **part.env}, preexec_fn=_before_exec(part.stop_signal))


def signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Send a signal to the child's whole group; a group that is gone is no error."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, number)


def how_it_ended(code: int) -> str:
    """Return a readable reason for an exit code: `exit code 1`, `killed by SIGKILL`."""
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def last_lines(log: Path, count: int = 5) -> str:
    """Return the end of a log, for the person who must mend what fell."""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 4000))
        lines = file.read().decode(errors="replace").splitlines()
    return "\n".join(f"    {line[:300]}" for line in lines[-count:])
