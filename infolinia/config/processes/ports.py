"""The ports of one installation: two given by its administrator, the rest chosen free and kept."""

import json
import os
import socket
from collections.abc import Mapping
from pathlib import Path

from infolinia.config.environment import BadEnvironment, port_number

# Name of the port → variable by which the processes get it. The first two belong to the administrator.
VARIABLES = {
    "web": "INFOLINIA_PORT",
    "sip": "INFOLINIA_SIP_PORT",
    "live": "INFOLINIA_LIVE_PORT",
    "postgres": "INFOLINIA_POSTGRES_PORT",
    "mail": "INFOLINIA_MAIL_PORT",
    "texts": "INFOLINIA_TEXTS_PORT",
    "engine": "INFOLINIA_ENGINE_PORT",
}
GIVEN = ("web", "sip")
ALONE = {"web": 8000, "sip": 5060, "live": 8001, "postgres": 5432, "mail": 2525, "texts": 2526, "engine": 8088}


def is_free(port: int, *, udp: bool = False) -> bool:
    """Return whether this machine's port can be taken now."""
    kind = socket.SOCK_DGRAM if udp else socket.SOCK_STREAM
    with socket.socket(socket.AF_INET, kind) as probe:
        if not udp:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))  # noqa: S104 - a probe, nothing listens
        except OSError:
            return False
    return True


def free_port() -> int:
    """Return a port that nobody listens on, chosen by the system."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _choose(name: str, kept: Mapping[str, int], taken: set[int]) -> int:
    """Return the given port, or the kept one while it is free, or a new one."""
    if os.environ.get(VARIABLES[name]):
        return of_process(name)
    if name in kept and kept[name] not in taken and is_free(kept[name]):
        return kept[name]
    while (port := free_port()) in taken:
        pass
    return port


def saved(state: Path) -> dict[str, int]:
    """Return the ports written by the last start, or nothing."""
    try:
        return {name: int(port) for name, port in json.loads((state / "ports.json").read_text()).items()}
    except (FileNotFoundError, ValueError, AttributeError):
        return {}


def of_process(name: str) -> int:
    """Return the port that a process was told by its environment, or the default of one that runs alone."""
    return port_number(VARIABLES[name], ALONE[name])


def assign(state: Path, *, web: int, sip: int) -> dict[str, int]:
    """Choose every port, refuse those that are given but taken, and write `ports.json`."""
    ports = {"web": web, "sip": sip}
    if not is_free(web):
        raise BadEnvironment(f"port {web} is taken; set INFOLINIA_PORT to a free one")
    if not is_free(sip, udp=True):
        raise BadEnvironment(f"UDP port {sip} is taken; set INFOLINIA_SIP_PORT to a free one")
    kept = saved(state)
    for name in VARIABLES.keys() - set(GIVEN):
        ports[name] = _choose(name, kept, set(ports.values()))
    draft = state / "ports.json.new"
    draft.write_text(json.dumps(ports, indent=2))
    draft.replace(state / "ports.json")
    return ports
