"""The demo's outgoing mail."""

import smtplib
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from infolinia.config.processes import probe
from infolinia.config.processes.ports import free_port
from tests.processes.conftest import RunOne
from tests.processes.waiting import wait_until


@pytest.fixture
def mail(run_process: RunOne) -> int:
    """The server's port."""
    port = free_port()
    run_process("mail", INFOLINIA_MAIL_PORT=str(port))
    wait_until(lambda: probe.listens(port), what="the mail server")
    return port


def _message() -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Sprawa załatwiona", "a@example.org", "halina@example.com"
    message.set_content("Dziura w jezdni została załatana.\n")
    return message


def test_an_accepted_message_is_a_file(mail: int, state: Path) -> None:
    with smtplib.SMTP("127.0.0.1", mail) as server:
        assert server.send_message(_message()) == {}
    (kept,) = (state / "mail").glob("*.eml")
    read = message_from_bytes(kept.read_bytes(), policy=policy.default)
    assert read["Subject"] == "Sprawa załatwiona"
    assert read["X-Envelope-To"] == "halina@example.com"
    assert "załatana" in read.get_content()


def test_a_message_to_the_city_lies_in_its_mailbox(mail: int, state: Path) -> None:
    to_us = _message()
    to_us.replace_header("To", "Infolinia@example.org")
    with smtplib.SMTP("127.0.0.1", mail) as server:
        server.send_message(to_us)
        server.send_message(_message())
    (kept,) = (state / "skrzynka" / "new").iterdir()
    assert b"Infolinia@example.org" in kept.read_bytes()
    assert not list((state / "skrzynka" / "tmp").iterdir())


def test_files_sort_by_time_and_nothing_half_written_stays(mail: int, state: Path) -> None:
    with smtplib.SMTP("127.0.0.1", mail) as server:
        for number in range(5):
            message = _message()
            message.replace_header("Subject", f"Sprawa {number}")
            server.send_message(message)
    kept = sorted((state / "mail").iterdir())
    assert [path.suffix for path in kept] == [".eml"] * 5
    subjects = [message_from_bytes(path.read_bytes(), policy=policy.default)["Subject"] for path in kept]
    assert subjects == [f"Sprawa {number}" for number in range(5)]
