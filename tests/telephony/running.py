"""A real engine of the test's own: its state in a temporary folder, its ports free, stopped by its own id."""

import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from infolinia.telephony import provisioning
from infolinia.telephony.provisioning import Engine, EnginePorts
from tests.telephony.callers.phone import Phone

NUMBER = "586262626"
CARRIER = "127.0.0.2"


def until(claim: Callable[[], object], timeout: float = 5.0) -> bool:
    """Wait until the claim holds; False when the time is over."""
    end = time.monotonic() + timeout
    while not claim():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


class RunningEngine:
    """Asterisk with the product's own configuration."""

    def __init__(self, engine: Engine, state: Path, *, carrier: str = CARRIER) -> None:
        self.engine, self.state = engine, state
        self.ports = EnginePorts(sip=_free_udp(), http=provisioning.free_ports(0).http)
        self.folder = provisioning.write_configuration(engine, state, self.ports, carrier=carrier, number=NUMBER)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> tuple[str, int]:
        """Where telephones reach it."""
        return ("127.0.0.1", self.ports.sip)

    def start(self) -> float:
        """Start it and return after how many seconds ARI answers."""
        arguments, environment = provisioning.command(self.engine, self.state)
        began = time.monotonic()
        self.process = subprocess.Popen(arguments, env=os.environ | environment, stdin=subprocess.DEVNULL)
        assert until(lambda: self.ari("GET", "asterisk/ping")[0] == 200, 15), self.log()
        return time.monotonic() - began

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End this engine and nothing else."""
        if self.process:
            self.process.send_signal(how)
            self.process.wait(15)
            self.process = None

    def log(self) -> str:
        """Return what it wrote about itself."""
        path = self.folder / "log/messages.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def diary(self) -> list[list[str]]:
        """Return the rows of its diary of calls."""
        path = self.folder / "log/cel-custom/events.csv"
        lines = path.read_text().splitlines() if path.exists() else []
        return [[field.strip('"') for field in line.split('","')] for line in lines]

    def ari(self, method: str, path: str, body: object = None, **query: str) -> tuple[int, Any]:
        """Ask the engine; returns status and content, status 0 when nobody answers."""
        return provisioning.request(self.state, method, path, query, body)

    def console(self, line: str) -> str:
        """Carry out a line of its console."""
        return provisioning.ask(self.state, line)

    def adviser_phone(self, name: str, *, context: str = "from-adviser") -> Phone:
        """Return a registered plain telephone of an adviser, pushed as the daemon pushes browsers' phones."""
        password = secrets.token_hex(8)
        for kind, identity, fields in provisioning.plain_phone(name, password, context=context):
            pairs = [{"attribute": key, "value": value} for key, value in fields.items()]
            path = f"asterisk/config/dynamic/res_pjsip/{kind}/{identity}"
            status, said = self.ari("PUT", path, {"fields": pairs})
            assert status == 200, f"{kind}: {status} {said}"
        phone = Phone(self.address, address="127.0.0.1", user=name)
        phone.register(password)
        return phone

    def caller(self, number: str = "500000014") -> Phone:
        """Return a telephone behind the carrier."""
        return Phone(self.address, address=CARRIER, user=number)

    def set_global(self, name: str, value: str) -> None:
        """Set a global variable of the dialplan."""
        assert self.ari("POST", "asterisk/variable", variable=name, value=value)[0] == 204

    def clear(self) -> None:
        """End calls that an earlier test left: a caller who still waits would be served first."""
        for channel in self.channels():
            self.ari("DELETE", f"channels/{quote(channel['id'])}")
        assert until(lambda: not self.channels(), 5), self.channels()

    def channels(self) -> list[dict[str, Any]]:
        """Return the calls' legs that the engine has now."""
        return list(self.ari("GET", "channels")[1] or [])


def _free_udp() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
