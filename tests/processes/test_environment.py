"""What an administrator may get wrong, and the line that says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.http.request import validate_host

from infolinia.config.commands.up import close_to_others
from infolinia.config.environment import environment
from infolinia.config.processes.product import lacks

SECRET = "k" * 50

WRONG = [
    ("a port in words", {"INFOLINIA_PORT": "eight"}, "INFOLINIA_PORT"),
    ("a port out of range", {"INFOLINIA_PORT": "70000"}, "INFOLINIA_PORT"),
    ("a telephone port of zero", {"INFOLINIA_SIP_PORT": "0"}, "INFOLINIA_SIP_PORT"),
    ("a push port in words", {"INFOLINIA_LIVE_PORT": "x"}, "INFOLINIA_LIVE_PORT"),
    ("an unknown profile", {"INFOLINIA_PROFILE": "prod"}, "INFOLINIA_PROFILE"),
    ("production without a secret", {"INFOLINIA_PROFILE": "production"}, "INFOLINIA_SECRET_KEY"),
    (
        "production with a short secret",
        {"INFOLINIA_PROFILE": "production", "INFOLINIA_SECRET_KEY": "changeme"},
        "INFOLINIA_SECRET_KEY",
    ),
    ("a database of another kind", {"DATABASE_URL": "mysql://somebody@there/base"}, "DATABASE_URL"),
    ("a database without a name", {"DATABASE_URL": "postgresql://somebody@there"}, "DATABASE_URL"),
    ("a database with a port in words", {"DATABASE_URL": "postgresql://somebody@there:x/base"}, "DATABASE_URL"),
    ("a carrier by name", {"INFOLINIA_CARRIER": "carrier"}, "INFOLINIA_CARRIER"),
    ("a number in words", {"INFOLINIA_NUMBER": "urząd"}, "INFOLINIA_NUMBER"),
    ("a public address without a scheme", {"INFOLINIA_PUBLIC_URL": "infolinia"}, "INFOLINIA_PUBLIC_URL"),
    ("a print run at noon in words", {"INFOLINIA_PRINT_HOUR": "noon"}, "INFOLINIA_PRINT_HOUR"),
    ("an address of e-Doręczenia that is none", {"INFOLINIA_EDELIVERY_ADDRESS": "AE:PL-1"}, "EDELIVERY_ADDRESS"),
    (
        "e-Doręczenia in the clear",
        {
            "INFOLINIA_EDELIVERY_ADDRESS": "AE:PL-11111-22222-BIURO-33",
            "INFOLINIA_EDELIVERY_API_URL": "http://there/api/v3",
        },
        "INFOLINIA_EDELIVERY_API_URL",
    ),
    ("a mail server without a scheme", {"INFOLINIA_SMTP_URL": "mail:25"}, "INFOLINIA_SMTP_URL"),
]


def _infolinia(command: str, state: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("INFOLINIA_", "DATABASE_"))}
    return subprocess.run(
        [sys.executable, "-m", "infolinia.config.command", command],
        env={**ours, "INFOLINIA_STATE": str(state), **variables},
        capture_output=True,
        text=True,
        timeout=30,
    )


@pytest.mark.parametrize(("story", "variables", "named"), WRONG, ids=[row[0] for row in WRONG])
def test_a_wrong_variable_is_one_line_that_names_it(
    story: str, variables: dict[str, str], named: str, tmp_path: Path
) -> None:
    ended = _infolinia("up", tmp_path, **variables)
    assert ended.returncode == 2, ended
    assert ended.stderr.count("\n") == 1
    assert named in ended.stderr


def test_processes_say_it_too(tmp_path: Path) -> None:
    ended = _infolinia("web", tmp_path, INFOLINIA_PORT="x")
    assert (ended.returncode, "INFOLINIA_PORT" in ended.stderr) == (2, True)


def test_a_secret_never_shows_in_the_complaint(tmp_path: Path) -> None:
    ended = _infolinia("up", tmp_path, DATABASE_URL="postgresql://somebody:tajne-haslo@there:x/base")
    assert "tajne-haslo" not in ended.stdout + ended.stderr


def test_the_demo_makes_a_secret_of_its_own_readable_by_its_owner_alone(tmp_path: Path) -> None:
    _infolinia("doctor", tmp_path)
    made = tmp_path / "secret_key"
    assert len(made.read_text()) >= 50
    assert made.stat().st_mode & 0o777 == 0o600


def test_what_tells_of_residents_is_open_to_its_owner_alone(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir(mode=0o755)
    close_to_others(tmp_path)
    assert {name: (tmp_path / name).stat().st_mode & 0o777 for name in ("log", "run", "mail")} == {
        "log": 0o700,
        "run": 0o700,
        "mail": 0o700,
    }


@pytest.mark.parametrize(
    ("url", "port", "uses_starttls", "uses_ssl"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtp+starttls://mail.example.org", 587, True, False),
        ("smtps://infolinia:haslo@mail.example.org", 465, False, True),
        ("smtps://mail.example.org:2465", 2465, False, True),
    ],
)
def test_mail_is_encrypted_as_its_address_says(
    url: str, port: int, uses_starttls: bool, uses_ssl: bool, tmp_path: Path
) -> None:
    """A server on port 465 waits for encryption from the first byte: a greeting in the clear hangs for ever."""
    code = "from infolinia.config import settings as s; print(s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_USE_SSL)"
    told = {"INFOLINIA_SMTP_URL": url, "INFOLINIA_STATE": str(tmp_path)}
    said = subprocess.run([sys.executable, "-c", code], env={**os.environ, **told}, capture_output=True, text=True)
    assert said.stdout.split() == [str(port), str(uses_starttls), str(uses_ssl)], said.stderr


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({}, []),
        ({"INFOLINIA_PUBLIC_URL": "http://infolinia.example.org"}, ["INFOLINIA_PUBLIC_URL"]),
        ({"INFOLINIA_MAIL_FROM": "", "INFOLINIA_SMTP_URL": ""}, ["INFOLINIA_SMTP_URL", "INFOLINIA_MAIL_FROM"]),
        ({"INFOLINIA_CARRIER": ""}, ["INFOLINIA_CARRIER"]),
        ({"INFOLINIA_PROFILE": "demo", "INFOLINIA_CARRIER": ""}, []),
    ],
)
def test_production_says_what_was_left_as_it_is(
    changed: dict[str, str], named: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {
        "INFOLINIA_PROFILE": "production",
        "INFOLINIA_SECRET_KEY": SECRET,
        "INFOLINIA_STATE": str(tmp_path),
        "INFOLINIA_PUBLIC_URL": "https://infolinia.example.org",
        "INFOLINIA_SMTP_URL": "smtps://mail.example.org",
        "INFOLINIA_MAIL_FROM": "Infolinia <infolinia@example.com>",
        "INFOLINIA_CARRIER": "192.0.2.10",
        **changed,
    }
    for name, value in told.items():
        monkeypatch.setenv(name, value) if value else monkeypatch.delenv(name, raising=False)
    said = lacks(environment.__wrapped__())
    assert [line.split()[0] for line in said] == named


def test_a_demo_answers_to_its_own_names_alone(tmp_path: Path) -> None:
    """Another name may be a stranger's page that points at this machine (DNS rebinding)."""
    here = _hosts(tmp_path)
    assert {"localhost", "127.0.0.1"} <= set(here)
    assert "*" not in here
    assert validate_host("localhost", here)
    assert not validate_host("evil.example.org", here)


def test_a_demo_behind_another_name_is_told_so(tmp_path: Path) -> None:
    assert _hosts(tmp_path, INFOLINIA_HOSTS="laptop.example.org,demo.example.org") == [
        "localhost",
        "laptop.example.org",
        "demo.example.org",
    ]
    public = {"INFOLINIA_PUBLIC_URL": "https://infolinia.example.org"}
    assert "infolinia.example.org" in _hosts(tmp_path, **public)


def _hosts(state: Path, **variables: str) -> list[str]:
    code = "from infolinia.config.environment import environment; print(*environment().allowed_hosts)"
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("INFOLINIA_", "DATABASE_"))}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**ours, "INFOLINIA_STATE": str(state), **variables},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    ).stdout.split()
