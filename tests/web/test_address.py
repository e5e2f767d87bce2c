"""Whom a limit counts: residents behind one proxy apart, and a whole IPv6 network as one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from infolinia.core.address import client_address

PROXY = "127.0.0.1"


def seen(**headers: str) -> str:
    return client_address(RequestFactory().get("/", REMOTE_ADDR=PROXY, headers=headers))


def test_residents_behind_the_installations_proxy_are_told_apart(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert seen(x_forwarded_for="192.0.2.7") == "192.0.2.7"
    assert seen(x_forwarded_for="10.0.0.1, 192.0.2.8") == "192.0.2.8"


def test_without_a_proxy_nobody_chooses_an_address(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert seen(x_forwarded_for="192.0.2.7") == PROXY


def test_another_address_of_the_same_ipv6_network_is_the_same_resident(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    first, second = (seen(x_forwarded_for=f"2001:db8:1:2::{number}") for number in (1, 2))
    assert first == second == "2001:db8:1:2::/64"
    assert seen(x_forwarded_for="2001:db8:1:3::1") != first
    assert seen(x_forwarded_for="::ffff:192.0.2.7") == "192.0.2.7"


@pytest.mark.parametrize(("public_url", "trusted"), [("https://infolinia.example.org", "1"), ("http://localhost", "0")])
def test_https_means_that_a_proxy_stands_in_front(public_url: str, trusted: str, tmp_path: Path) -> None:
    told = {"INFOLINIA_PUBLIC_URL": public_url, "INFOLINIA_STATE": str(tmp_path)}
    code = "from infolinia.config import settings; print(settings.ALLAUTH_TRUSTED_PROXY_COUNT)"
    said = subprocess.run([sys.executable, "-c", code], env={**os.environ, **told}, capture_output=True, text=True)
    assert said.stdout.strip() == trusted, said.stderr
