"""A machine without a network is told what its browser telephones lack."""

from pathlib import Path

import pytest

from infolinia.telephony.provisioning import missing_address

LO = "  |-- 127.0.0.1\n     /32 host LOCAL\n"
CARD = "  |-- 192.0.2.7\n     /32 host LOCAL\n  |-- 192.0.2.255\n     /32 link BROADCAST\n"
NEAR6 = "00000000000000000000000000000001 01 80 10 80       lo\n"
FAR6 = "fd000000000000000000000000000002 02 40 00 80     eth0\n"


@pytest.mark.parametrize(
    ("ipv4", "ipv6", "command"),
    [
        pytest.param(LO + CARD, NEAR6, "", id="a machine with a network card"),
        pytest.param(LO, NEAR6 + FAR6, "", id="only IPv6 leads outside"),
        pytest.param(LO, NEAR6, "ip address add 10.99.0.1/32 dev lo", id="nothing but itself"),
    ],
)
def test_an_address_besides_loopback_is_asked_for(tmp_path: Path, ipv4: str, ipv6: str, command: str) -> None:
    (tmp_path / "four").write_text(ipv4)
    (tmp_path / "six").write_text(ipv6)
    assert missing_address(tmp_path / "four", tmp_path / "six") == command


def test_a_system_that_does_not_tell_is_not_accused(tmp_path: Path) -> None:
    assert missing_address(tmp_path / "none") == ""
