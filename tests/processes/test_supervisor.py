"""The supervisor with children that are small programs."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from infolinia.config.processes.children import Part
from infolinia.config.processes.supervisor import StepFailed, Supervisor, signals_held
from tests.processes.waiting import wait_until

FOREVER = [sys.executable, "-c", "import time\nwhile True: time.sleep(60)"]
FALLS = ["/bin/sh", "-c", "exit 3"]


@pytest.fixture
def said() -> list[str]:
    """What the supervisor told the person at the terminal."""
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Iterator[Supervisor]:
    """A supervisor whose children are gone when the test ends."""
    with signals_held():
        made = Supervisor(logs=tmp_path, say=said.append)
        yield made
        made.stop()


def _is_gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_a_killed_child_is_there_again_within_a_second(supervisor: Supervisor, said: list[str]) -> None:
    supervisor.start(Part("sleeper", FOREVER))
    first = supervisor.pid_of("sleeper")
    assert first
    os.kill(first, signal.SIGKILL)
    assert supervisor.tend(until=lambda: supervisor.pid_of("sleeper") not in (first, None), timeout=1)
    assert said == ["sleeper ended, killed by SIGKILL; it starts again in 0.2 s"]


def test_one_that_keeps_falling_waits_longer_each_time(supervisor: Supervisor, said: list[str]) -> None:
    supervisor.start(Part("faller", FALLS))
    began = time.monotonic()
    assert supervisor.tend(until=lambda: sum("exit code 3" in line for line in said) == 3, timeout=5)
    assert time.monotonic() - began >= 0.2 + 0.4
    pauses = [line.rsplit(" in ", 1)[1] for line in said if "starts again" in line]
    assert pauses == ["0.2 s", "0.4 s", "0.8 s"]


def test_a_program_that_is_not_there_is_a_fall_and_not_the_end(supervisor: Supervisor, said: list[str]) -> None:
    supervisor.start(Part("ghost", ["/no/such/program"]))
    supervisor.start(Part("sleeper", FOREVER))
    assert supervisor.tend(until=lambda: len(said) > 1, timeout=2)
    assert "does not start" in said[0]
    assert supervisor.pid_of("sleeper")


def test_what_a_fallen_child_had_started_goes_with_it(supervisor: Supervisor, tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    supervisor.start(Part("parent", ["/bin/sh", "-c", f"sleep 600 & echo $! > {note}; wait"]))
    wait_until(lambda: note.exists() and note.read_text().strip() != "")
    grandchild, parent = int(note.read_text()), supervisor.pid_of("parent")
    assert parent
    os.kill(parent, signal.SIGKILL)
    assert supervisor.tend(until=lambda: _is_gone(grandchild), timeout=2)


def test_stopping_ends_the_last_started_first(supervisor: Supervisor, tmp_path: Path) -> None:
    note = tmp_path / "order"
    for name in ("first", "second"):
        ending = f"trap 'echo {name} >> {note}; exit 0' TERM; touch {tmp_path / name}; while :; do sleep 0.01; done"
        ready = (tmp_path / name).exists
        supervisor.start(Part(name, ["/bin/sh", "-c", ending], is_ready=ready))
    assert supervisor.wait_ready("first", "second", timeout=5)
    supervisor.stop()
    assert note.read_text().split() == ["second", "first"]


def test_a_child_deaf_to_the_request_is_ended_all_the_same(supervisor: Supervisor, tmp_path: Path) -> None:
    deaf = ["/bin/sh", "-c", f"trap '' TERM; touch {tmp_path / 'up'}; while :; do sleep 0.05; done"]
    supervisor.start(Part("deaf", deaf, is_ready=(tmp_path / "up").exists, stop_seconds=0.2))
    assert supervisor.wait_ready("deaf", timeout=5)
    pid = supervisor.pid_of("deaf")
    assert pid
    supervisor.stop()
    assert _is_gone(pid)


def test_a_request_to_stop_is_heard(tmp_path: Path) -> None:
    """In a process of its own: here another test's thread might take the signal."""
    program = f"""
import os
from pathlib import Path
from infolinia.config.processes.children import Part
from infolinia.config.processes.supervisor import Stopped, Supervisor, signals_held
with signals_held():
    supervisor = Supervisor(logs=Path({str(tmp_path)!r}), say=print)
    supervisor.start(Part("asks", ["/bin/sh", "-c", f"kill -TERM {{os.getpid()}}; sleep 600"]))
    try:
        supervisor.tend(until=lambda: False, timeout=20)
    except Stopped:
        print("heard")
    supervisor.stop()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=40, check=False)
    assert done.stdout == "heard\n", done


def test_a_failed_step_shows_the_end_of_its_log(supervisor: Supervisor) -> None:
    with pytest.raises(StepFailed, match=r"(?s)migrate: exit code 4.*no such table"):
        supervisor.run_step(Part("migrate", ["/bin/sh", "-c", "echo no such table; exit 4"]), timeout=5)


def test_a_step_that_takes_too_long_is_ended(supervisor: Supervisor) -> None:
    with pytest.raises(StepFailed, match="no end within 0 s"):
        supervisor.run_step(Part("slow", FOREVER), timeout=0.2)


def test_children_of_a_killed_supervisor_do_not_outlive_it(tmp_path: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from infolinia.config.processes.children import Part
from infolinia.config.processes.supervisor import Supervisor, signals_held
with signals_held():
    supervisor = Supervisor(logs=Path({str(tmp_path)!r}), say=print)
    supervisor.start(Part("sleeper", [sys.executable, "-c", "import time; time.sleep(600)"]))
    print(supervisor.pid_of("sleeper"), flush=True)
    supervisor.tend(until=lambda: False)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert not _is_gone(child)
        parent.kill()
        wait_until(lambda: _is_gone(child), what="the end of the child")
