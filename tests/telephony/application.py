"""A stand-in for the daemon: holds the application's place at the engine and does what a test tells it."""

import json
import threading
from base64 import b64encode
from contextlib import ExitStack
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.telephony.running import RunningEngine, until

Event = dict[str, Any]


class Application:
    """The application `infolinia`, connected from `with` until its end; keeps every event it got."""

    def __init__(self, running: RunningEngine) -> None:
        self.running, self.events = running, list[Event]()
        self._socket: ClientConnection | None = None
        self._thread: threading.Thread | None = None
        self._open = ExitStack()

    def __enter__(self) -> Self:
        access = json.loads((self.running.folder / "ari.json").read_text())
        word = b64encode(f"{access['user']}:{access['password']}".encode()).decode()
        address = access["base"].replace("http:", "ws:") + "/events?app=infolinia"
        headers = {"Authorization": f"Basic {word}"}
        self._socket = self._open.enter_context(connect(address, additional_headers=headers, compression=None))
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()
        if self._thread:
            self._thread.join(2)

    def vanish(self) -> None:
        """Lose the connection as a killed process does: without a word."""
        if self._socket:
            self._socket.socket.close()

    def start_of(self, argument: str, timeout: float = 5.0) -> Event:
        """Return the newest StasisStart with this first argument; fails the test when none comes."""
        found: list[Event] = []

        def came() -> bool:
            found[:] = [e for e in self.events if e["type"] == "StasisStart" and e["args"][:1] == [argument]]
            return bool(found)

        assert until(came, timeout), f"no call came as {argument}: {[e['type'] for e in self.events]}"
        return found[-1]

    def hold_with_music(self, channel: str) -> None:
        """Answer a caller and let them wait inside the application."""
        assert self.running.ari("POST", f"channels/{channel}/answer")[0] == 204
        assert self.running.ari("POST", f"channels/{channel}/moh")[0] == 204

    def ring(self, phone: str, *, leg: str) -> None:
        """Ring an adviser's telephone."""
        asked = {"endpoint": f"PJSIP/{phone}", "app": "infolinia", "appArgs": f"adviser,{leg}", "timeout": "20"}
        status, said = self.running.ari("POST", f"channels/{leg}", **asked)
        assert status == 200, said

    def join(self, *channels: str) -> str:
        """Let these legs talk; returns the bridge."""
        bridge = self.running.ari("POST", "bridges", type="mixing")[1]["id"]
        for channel in channels:
            self.running.ari("DELETE", f"channels/{channel}/moh")
        assert self.running.ari("POST", f"bridges/{bridge}/addChannel", channel=",".join(channels))[0] == 204
        return str(bridge)

    def _read(self) -> None:
        try:
            for message in self._socket or ():
                self.events.append(json.loads(message))
        except (ConnectionClosed, OSError):
            return
