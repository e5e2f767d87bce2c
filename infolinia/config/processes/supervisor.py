"""Keeps processes alive: one that ends starts again after a pause, and all stop in the reverse order of their start."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infolinia.config.processes import backoff
from infolinia.config.processes.children import Part, how_it_ended, last_lines, signal_group, spawn, spawn_in_front

_STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_WATCHED = (*_STOPPING, signal.SIGCHLD)
_LONGEST_NAP = 1.0


class Stopped(Exception):
    """Somebody asked us to stop."""


class StepFailed(Exception):
    """A step of the start ended badly; the text says which and shows the end of its log."""


@dataclass
class _Kept:
    """A part and the process that is it now, if any."""

    part: Part
    child: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    falls: int = 0
    again_at: float = 0.0


@contextmanager
def signals_held() -> Iterator[None]:
    """Hold the signals that the supervisor waits for, so that none is lost between two waits."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _WATCHED)
    try:
        yield
    finally:
        while signal.sigtimedwait(_WATCHED, 0):
            pass
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Supervisor:
    """Starts parts and tends them from one thread, woken by signals: no polling while all is well."""

    def __init__(self, *, logs: Path, say: Callable[[str], None], keep_open: Sequence[int] = ()) -> None:
        self._logs = logs
        self._say = say
        self._keep_open = keep_open
        self._kept: dict[str, _Kept] = {}

    def log_of(self, name: str) -> Path:
        """Return where the part's output goes."""
        return self._logs / f"{name}.log"

    def pid_of(self, name: str) -> int | None:
        """Return the process id of a running part."""
        kept = self._kept.get(name)
        return kept.child.pid if kept and kept.child else None

    def start(self, part: Part) -> None:
        """Start a part and keep it alive from now on."""
        self._kept[part.name] = _Kept(part)
        self._launch(self._kept[part.name])

    def is_ready(self, name: str) -> bool:
        """Return whether the part runs and answers."""
        kept = self._kept[name]
        return kept.child is not None and kept.part.is_ready()

    def all_ready(self) -> bool:
        """Return whether every part runs and answers."""
        return all(self.is_ready(name) for name in self._kept)

    def wait_ready(self, *names: str, timeout: float) -> bool:
        """Tend until all these parts answer; False when the time is over."""
        return self.tend(until=lambda: all(self.is_ready(name) for name in names), timeout=timeout)

    def tend(self, *, until: Callable[[], bool], timeout: float | None = None) -> bool:
        """Keep everything alive until the condition holds or the time is over.

        Raises `Stopped` on SIGTERM, SIGINT or SIGHUP.
        """
        ends = None if timeout is None else time.monotonic() + timeout
        while not until():
            if ends is not None and time.monotonic() >= ends:
                return False
            self._wait(0.05 if ends is not None else self._nap())
            self._restart_fallen()
        return True

    def run_step(self, part: Part, *, timeout: float) -> None:
        """Run a command of the start to its end while tending the rest; raises `StepFailed`."""
        child = spawn(part, log=self.log_of(part.name), keep_open=self._keep_open)
        try:
            ended = self.tend(until=lambda: child.poll() is not None, timeout=timeout)
        finally:
            signal_group(child, signal.SIGKILL)
            child.wait()
        if not ended or child.returncode:
            why = how_it_ended(child.returncode) if ended else f"no end within {timeout:.0f} s"
            raise StepFailed(f"{part.name}: {why}\n{last_lines(self.log_of(part.name))}")

    def run_in_front(self, part: Part) -> int:
        """Run a command that shares our terminal while tending the rest; returns its exit code."""
        child = spawn_in_front(part)
        try:
            self.tend(until=lambda: child.poll() is not None)
        finally:
            if child.poll() is None:
                child.send_signal(part.stop_signal)
            child.wait()
        return child.returncode if child.returncode >= 0 else 128 - child.returncode

    def stop(self) -> None:
        """End every part, the last started first, gently at first."""
        for kept in reversed(self._kept.values()):
            if kept.child is not None:
                _end(kept.part, kept.child)
        self._kept.clear()

    def _nap(self) -> float:
        fallen = [kept.again_at for kept in self._kept.values() if kept.child is None]
        return max(0.0, min(fallen) - time.monotonic()) if fallen else _LONGEST_NAP

    def _wait(self, seconds: float) -> None:
        info = signal.sigtimedwait(_WATCHED, seconds)
        if info is not None and info.si_signo in _STOPPING:
            raise Stopped

    def _launch(self, kept: _Kept) -> None:
        kept.started = time.monotonic()
        try:
            kept.child = spawn(kept.part, log=self.log_of(kept.part.name), keep_open=self._keep_open)
        except OSError as error:
            self._rest(kept, why=f"does not start: {error}", lived=0.0)

    def _restart_fallen(self) -> None:
        now = time.monotonic()
        for kept in self._kept.values():
            if kept.child is not None and kept.child.poll() is not None:
                signal_group(kept.child, signal.SIGKILL)
                self._rest(kept, why=f"ended, {how_it_ended(kept.child.returncode)}", lived=now - kept.started)
            if kept.child is None and kept.again_at <= now:
                self._launch(kept)

    def _rest(self, kept: _Kept, *, why: str, lived: float) -> None:
        kept.falls = backoff.falls_after(kept.falls, lived=lived)
        pause = backoff.pause(kept.falls)
        kept.child, kept.again_at = None, time.monotonic() + pause
        self._say(f"{kept.part.name} {why}; it starts again in {pause:.1f} s")
        log = self.log_of(kept.part.name)
        if kept.falls == 3 and log.exists():
            self._say(f"the end of {log}:\n{last_lines(log)}")


def _end(part: Part, child: subprocess.Popen[bytes]) -> None:
    """Ask the process to end, then end its whole group."""
    child.send_signal(part.stop_signal)
    try:
        child.wait(part.stop_seconds)
    except subprocess.TimeoutExpired:
        signal_group(child, signal.SIGKILL)
        child.wait()
    signal_group(child, signal.SIGKILL)
