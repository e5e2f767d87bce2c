"""The ports of an installation."""

import socket
from pathlib import Path

import pytest

from infolinia.config.environment import BadEnvironment
from infolinia.config.processes import ports


def _listening(kind: socket.SocketKind = socket.SOCK_STREAM) -> socket.socket:
    taken = socket.socket(socket.AF_INET, kind)
    taken.bind(("127.0.0.1", 0))
    if kind == socket.SOCK_STREAM:
        taken.listen()
    return taken


def test_every_process_gets_a_port_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    web, sip = ports.free_port(), ports.free_port()
    first = ports.assign(tmp_path, web=web, sip=sip)
    assert set(first) == set(ports.VARIABLES)
    assert len(set(first.values())) == len(first)
    assert ports.assign(tmp_path, web=web, sip=sip) == first
    assert ports.saved(tmp_path) == first


def test_a_kept_port_that_somebody_took_is_chosen_anew(tmp_path: Path) -> None:
    web, sip = ports.free_port(), ports.free_port()
    first = ports.assign(tmp_path, web=web, sip=sip)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", first["live"]))
        taken.listen()
        second = ports.assign(tmp_path, web=web, sip=sip)
    assert second["live"] != first["live"]
    assert second["postgres"] == first["postgres"]


def test_a_given_port_that_is_taken_names_its_variable(tmp_path: Path) -> None:
    with _listening() as taken, pytest.raises(BadEnvironment, match="INFOLINIA_PORT"):
        ports.assign(tmp_path, web=taken.getsockname()[1], sip=ports.free_port())
    with _listening(socket.SOCK_DGRAM) as taken, pytest.raises(BadEnvironment, match="INFOLINIA_SIP_PORT"):
        ports.assign(tmp_path, web=ports.free_port(), sip=taken.getsockname()[1])


def test_a_port_given_for_a_process_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ports.free_port()
    monkeypatch.setenv("INFOLINIA_LIVE_PORT", str(wanted))
    assert ports.assign(tmp_path, web=ports.free_port(), sip=ports.free_port())["live"] == wanted


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"live": "x"}'])
def test_a_damaged_note_of_ports_is_written_anew(tmp_path: Path, damage: str) -> None:
    (tmp_path / "ports.json").write_text(damage)
    assert ports.assign(tmp_path, web=ports.free_port(), sip=ports.free_port()) == ports.saved(tmp_path)
