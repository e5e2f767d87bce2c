"""The whole product, started by its own command on ports and a folder of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "haslo-pokazowe-2026"
NUMBER = "586262626"


def until(claim: Callable[[], Any], timeout: float = 10.0, what: str = "") -> Any:
    """Return the first true value of the claim; fails the test when the time is over."""
    ends = time.monotonic() + timeout
    while not (value := claim()):
        assert time.monotonic() < ends, f"not within {timeout} s: {what or claim}"
        time.sleep(0.02)
    return value


class RunningProduct:
    """One installation of the demo, and what an outsider can see and do to it."""

    def __init__(self, state: Path, **variables: str) -> None:
        self.state, self.port, self.sip_port = state, _free(socket.SOCK_STREAM), _free(socket.SOCK_DGRAM)
        self.url = f"http://localhost:{self.port}"
        engine = os.environ.get("INFOLINIA_ENGINE_DIR", str(ROOT / "var" / "engine"))
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "INFOLINIA_STATE")},
            "INFOLINIA_STATE": str(state),
            "INFOLINIA_PORT": str(self.port),
            "INFOLINIA_SIP_PORT": str(self.sip_port),
            "INFOLINIA_DEMO_PASSWORD": PASSWORD,
            "INFOLINIA_ENGINE_DIR": engine,
            **variables,
        }
        self.output = state / "up.txt"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start everything and return after how many seconds it was ready."""
        began = time.monotonic()
        command = [sys.executable, "-m", "infolinia.config.command", "up"]
        with self.output.open("ab") as output:
            self._process = subprocess.Popen(
                command, env=self.environment, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd=ROOT
            )
        process = self._process
        until(lambda: self.is_ready() or process.poll() is not None, 300, "the product is ready")
        assert process.poll() is None, self.output.read_text(errors="replace")[-3000:]
        return time.monotonic() - began

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self._process:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(30)
            self._process = None

    def is_ready(self) -> bool:
        """Whether every part answers."""
        return self.health()[0] == 200

    def health(self) -> tuple[int, dict[str, Any]]:
        """Return the status and the parts of /health; 0 when nobody answers."""
        try:
            with urlopen(f"{self.url}/health", timeout=3) as answer:
                return answer.status, json.load(answer)
        except HTTPError as error:
            return error.code, {}
        except OSError:
            return 0, {}

    def pid_of(self, name: str) -> int:
        """Return the process id of one part, by its command line; fails when it does not run."""
        return int(until(lambda: self._find(name), 20, f"a process {name}"))

    def kill(self, name: str) -> int:
        """Kill one part at once, as a fault would; returns the id it had."""
        pid = self.pid_of(name)
        os.kill(pid, signal.SIGKILL)
        return pid

    def mails(self) -> list[EmailMessage]:
        """Return every message that the SMTP server keeps, in the order of coming."""
        kept = sorted((self.state / "mail").rglob("*.eml"), key=lambda path: path.stat().st_mtime)
        return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in kept]

    def _find(self, name: str) -> int:
        if self._process is None:
            return 0
        for folder in Path("/proc").iterdir():
            if not folder.name.isdigit():
                continue
            try:
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
                parent = re.search(r"PPid:\t(\d+)", (folder / "status").read_text())
            except OSError:
                continue
            if parent and int(parent[1]) == self._process.pid and _is(name, line):
                return int(folder.name)
        return 0


def _is(name: str, line: str) -> bool:
    if name == "postgres":
        return "/postgres " in f"{line} " or line.startswith("postgres")
    if name == "asterisk":
        return "asterisk" in line and "infolinia.config.command" not in line
    return line.endswith(f"infolinia.config.command {name}")


def _free(kind: socket.SocketKind) -> int:
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
