"""An operator that asks for the system's certificate: with it we come in, without it nothing is said."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pytest_django import Settings

from infolinia.correspondence.edelivery import agent
from infolinia.correspondence.edelivery.agent import Agent, AgentError
from infolinia.correspondence.edelivery.profile import profile
from tests.correspondence.edelivery.conftest import told
from tests.correspondence.edelivery.operator import HALINA, Operator, running

Key = tuple[RSAPrivateKey, Path]


@pytest.fixture(scope="module")
def certificate(key: Key) -> Path:
    """One certificate for both sides, each other's authority."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "INFOLINIA")])
    start = datetime.now(UTC) - timedelta(days=1)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key[0].public_key())
    made = made.serial_number(x509.random_serial_number())
    made = made.not_valid_before(start).not_valid_after(start + timedelta(days=9))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key[0].public_key()), critical=False)
    path = key[1].with_name("certificate.pem")
    path.write_bytes(made.sign(key[0], SHA256()).public_bytes(Encoding.PEM))
    return path


def demanding(certificate: Path, key: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.load_verify_locations(certificate)
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def draft(served: Operator) -> str:
    agent._tokens.forget()
    ours = Agent(profile())
    try:
        return ours.create_draft(to=HALINA, subject="Próba", text="Dzień dobry.", case="INF/1")
    finally:
        ours.close()


def test_the_systems_certificate_opens_the_door(key: Key, certificate: Path, settings: Settings) -> None:
    with running(Operator(key[0].public_key()), demanding(certificate, key[1])) as served:
        settings.EDELIVERY = told(served, key[1], str(certificate))
        assert draft(served) in served.drafts


def test_without_it_nothing_is_said(key: Key, certificate: Path, settings: Settings) -> None:
    with running(Operator(key[0].public_key()), demanding(certificate, key[1])) as served:
        settings.EDELIVERY = {**told(served, key[1], str(certificate)), "certificate_file": ""}
        with pytest.raises(AgentError) as refused:
            draft(served)
        assert refused.value.is_away
        assert served.calls == []


def test_a_server_that_nobody_vouches_for_is_not_told_anything(key: Key, certificate: Path, settings: Settings) -> None:
    with running(Operator(key[0].public_key()), demanding(certificate, key[1])) as served:
        settings.EDELIVERY = {**told(served, key[1], str(certificate)), "authorities_file": ""}
        with pytest.raises(AgentError, match="certificate verify failed"):
            draft(served)
        assert served.calls == []
