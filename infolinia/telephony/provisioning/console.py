"""One line on the console of the running engine, through its control socket: no second program is started."""

import socket
from pathlib import Path

from infolinia.telephony.provisioning.configuration import run_folder

PATIENCE = 3.0


class EngineAway(Exception):
    """The engine does not run, or does not answer on its control socket."""


def ask(state: Path, line: str) -> str:
    """Return what the engine's console answers to the line; raises `EngineAway`."""
    path = run_folder(state) / "asterisk.ctl"
    answer = b""
    try:
        with socket.socket(socket.AF_UNIX) as console:
            console.settimeout(PATIENCE)
            console.connect(str(path))
            console.sendall(b"cli quit after " + line.encode() + b"\0")
            while piece := console.recv(65536):
                answer += piece
    except OSError as error:
        raise EngineAway(f"{path}: {error}") from error
    _greeting, _, said = answer.decode(errors="replace").partition("\n")
    return said
