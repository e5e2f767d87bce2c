"""The whole product, started as a person starts it."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from infolinia.config.engines import postgres
from infolinia.config.processes.ports import free_port
from tests.processes.waiting import wait_until

pytestmark = [pytest.mark.product, pytest.mark.timeout(300)]

COMMAND = [sys.executable, "-m", "infolinia.config.command"]
START = 240.0  # seconds
SECOND_START = 10.0  # seconds of one processor: the wall's clock depends on who else is busy here
IDLE_MEMORY = 700_000_000  # bytes, proportional


@dataclass
class Product:
    """A running product and how it was told to run."""

    process: subprocess.Popen[bytes]
    variables: dict[str, str]
    output: Path

    @property
    def said(self) -> str:
        """What it printed since it was started first."""
        return self.output.read_text()

    def start(self) -> None:
        """Start it (again) and wait until it says that it is ready."""
        before = self.said.count("Infolinia is ready")
        self.process = start(self.variables, self.output)
        wait_until(lambda: self.said.count("Infolinia is ready") > before, seconds=START, what=self.said)

    def stop(self) -> int:
        """Ask it to stop and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(40)

    def health(self) -> dict[str, str]:
        """Return each part's state."""
        with urlopen(f"http://127.0.0.1:{self.variables['INFOLINIA_PORT']}/health", timeout=5) as answer:
            return {name: part["state"] for name, part in json.load(answer)["parts"].items()}


def start(variables: dict[str, str], output: Path) -> subprocess.Popen[bytes]:
    """Start `infolinia up` in the background."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("INFOLINIA_", "DATABASE_"))}
    with output.open("ab") as log:
        return subprocess.Popen([*COMMAND, "up"], env={**ours, **variables}, stdout=log, stderr=log)


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product on ports of its own, with a state of its own, stopped and forgotten at the end."""
    folder = tmp_path_factory.mktemp("product")
    state, output = folder / "state", folder / "output"
    output.touch()
    variables = {
        "INFOLINIA_STATE": str(state),
        "INFOLINIA_PORT": str(free_port()),
        "INFOLINIA_SIP_PORT": str(free_port()),
        "INFOLINIA_DEMO_PASSWORD": "haslo-na-probe-2026",
    }
    if engine := os.environ.get("INFOLINIA_ENGINE_DIR"):
        variables["INFOLINIA_ENGINE_DIR"] = engine
    made = Product(start(variables, output), variables, output)
    wait_until(lambda: "Infolinia is ready" in made.said, seconds=START, what=made.said)
    yield made
    made.stop()
    postgres.discard(state)


def test_it_says_where_it_is_and_who_may_come_in(product: Product) -> None:
    assert f"http://localhost:{product.variables['INFOLINIA_PORT']}/" in product.said
    assert "haslo-na-probe-2026" in product.said
    assert all(login in product.said for login in ("doradca", "doradca2", "kierownik", "referent", "redaktor", "admin"))
    assert re.search(r"telephone\s+(586262626 by SIP|not on this machine)", product.said)


def test_every_part_that_this_machine_can_run_is_up(product: Product) -> None:
    health = product.health()
    assert {"postgres", "web", "live", "worker", "mail"} <= health.keys()
    assert set(health.values()) == {"up"}
    assert ("asterisk" in health) == ("lines" in health) == ("watchdog" in health)


def test_wait_returns_at_once_when_everything_answers(product: Product) -> None:
    done = subprocess.run([*COMMAND, "wait", "--timeout", "10"], env={**os.environ, **product.variables}, timeout=30)
    assert done.returncode == 0


def test_a_second_start_beside_it_is_refused_in_one_line(product: Product) -> None:
    done = subprocess.run(
        [*COMMAND, "up"], env={**os.environ, **product.variables}, capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 2
    assert "another Infolinia" in done.stderr


def test_idle_it_takes_no_more_memory_than_promised(product: Product) -> None:
    parent = psutil.Process(product.process.pid)
    total = sum(process.memory_full_info().pss for process in [parent, *parent.children(recursive=True)])
    assert total <= IDLE_MEMORY, f"{total / 1e6:.0f} MB"


@pytest.mark.parametrize("part", ["web", "live", "worker", "mail"])
def test_a_killed_process_is_back_and_the_product_well(product: Product, part: str) -> None:
    killed = _process(product, part)
    killed.kill()
    wait_until(lambda: _is_back(product, part, killed.pid), seconds=20, what=f"{part} again")
    wait_until(lambda: _is_well(product), seconds=30, what="the product well again")


def test_a_killed_database_is_back_and_the_product_well(product: Product) -> None:
    parent = psutil.Process(product.process.pid)
    next(child for child in parent.children() if child.name() == "postgres").kill()
    wait_until(lambda: "postgres ended, killed by SIGKILL" in product.said, seconds=20, what="the death told")
    wait_until(lambda: _is_well(product), seconds=30, what="the product well again")


def test_it_stops_when_told_leaves_nothing_running_and_starts_again_quickly(product: Product) -> None:
    children = psutil.Process(product.process.pid).children(recursive=True)
    assert product.stop() == 0
    assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]
    product.start()
    assert _processor_seconds(product) <= SECOND_START
    assert product.said.count("demo accounts") == 2


def test_killed_outright_it_leaves_nothing_running_and_starts_again(product: Product) -> None:
    children = psutil.Process(product.process.pid).children(recursive=True)
    product.process.kill()
    product.process.wait()
    product.start()
    assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]
    assert _is_well(product)


def test_what_tells_of_residents_is_for_the_owner_alone(product: Product) -> None:
    state = Path(product.variables["INFOLINIA_STATE"])
    folders = [state / name for name in ("log", "run", "mail")]
    files = [state / name for name in ("secret_key", "database_url")]
    assert not [path for path in [*folders, *files] if path.stat().st_mode & 0o077]


def _processor_seconds(product: Product) -> float:
    """Return what the product has worked since its start, steps that ended included."""
    parent = psutil.Process(product.process.pid)
    ended = parent.cpu_times()
    living = [process.cpu_times() for process in [parent, *parent.children(recursive=True)]]
    return sum(times.user + times.system for times in living) + ended.children_user + ended.children_system


def _process(product: Product, part: str) -> psutil.Process:
    children = psutil.Process(product.process.pid).children()
    return next(child for child in children if _command(child)[-1:] == [part])


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def _is_back(product: Product, part: str, killed: int) -> bool:
    children = psutil.Process(product.process.pid).children()
    return any(child.pid != killed and _command(child)[-1:] == [part] for child in children)


def _is_well(product: Product) -> bool:
    try:
        return set(product.health().values()) == {"up"}
    except OSError:
        return False
