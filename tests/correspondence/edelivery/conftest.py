"""The operator, and an office that is registered with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pytest_django import Settings

from infolinia.correspondence import channels
from infolinia.correspondence.channels.edelivery import EdeliveryPort
from infolinia.correspondence.edelivery import agent, profile
from tests.correspondence.edelivery.operator import OFFICE, Operator, running


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> tuple[rsa.RSAPrivateKey, Path]:
    """The system's key, and its file."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    path = tmp_path_factory.mktemp("edelivery") / "key.pem"
    path.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return made, path


def told(operator: Operator, key: Path, certificate: str = "") -> dict[str, str]:
    """Return the settings that lead to this operator; its own certificate is the one that we believe."""
    return {
        "address": OFFICE, "system": "INFOLINIA", "api_url": f"{operator.url}/api/v3",
        "token_url": f"{operator.url}/auth/realms/EDOR/protocol/openid-connect/token", "audience": "",
        "key_file": str(key), "certificate_file": certificate, "authorities_file": certificate,
    }  # fmt: skip


@pytest.fixture
def operator(
    key: tuple[rsa.RSAPrivateKey, Path], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Operator]:
    """The operator's server, and our settings that lead to it."""
    with running(Operator(key[0].public_key())) as served:
        settings.EDELIVERY = told(served, key[1])
        monkeypatch.setitem(channels.PORTS, "edelivery", EdeliveryPort())
        agent._tokens.forget()
        profile._read.cache_clear()
        yield served
