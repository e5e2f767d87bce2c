"""The whole product as a program of its own, for tests and benchmarks that start it as a person does."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psutil

from infolinia.config.processes.ports import free_port
from tests.processes.waiting import wait_until

COMMAND = [sys.executable, "-m", "infolinia.config.command"]
START = 240.0  # seconds


def fresh(folder: Path) -> "Product":
    """Start the product on ports of its own with a state of its own under `folder`, and wait until it is ready."""
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
    return made


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


def processor_seconds(product: Product) -> float:
    """Return what the product has worked since its start, steps that ended included."""
    parent = psutil.Process(product.process.pid)
    ended = parent.cpu_times()
    living = [process.cpu_times() for process in [parent, *parent.children(recursive=True)]]
    return sum(times.user + times.system for times in living) + ended.children_user + ended.children_system
