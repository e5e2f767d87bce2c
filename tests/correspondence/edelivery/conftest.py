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


@pytest.fixture
def operator(
    key: tuple[rsa.RSAPrivateKey, Path], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Operator]:
    """The operator's server, and our settings that lead to it."""
    with running(Operator(key[0].public_key())) as served:
        settings.EDELIVERY = {
            "address": OFFICE, "system": "INFOLINIA", "api_url": f"{served.url}/api/v3",
            "token_url": f"{served.url}/auth/realms/EDOR/protocol/openid-connect/token", "audience": "",
            "key_file": str(key[1]), "certificate_file": "", "authorities_file": "",
        }  # fmt: skip
        monkeypatch.setitem(channels.PORTS, "edelivery", EdeliveryPort())
        agent._tokens.forget()
        profile._read.cache_clear()
        yield served
