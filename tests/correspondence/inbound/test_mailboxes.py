"""Reading mailboxes: everything once, nothing lost when the mailbox, a letter or the database fails in the middle."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import DataError, OperationalError

from infolinia.contacts.models import Conversation
from infolinia.correspondence import operations, queries
from infolinia.correspondence.models import IncomingMessage
from infolinia.correspondence.operations import mailboxes
from infolinia.journeys import receive_letters
from tests.correspondence.inbound import letters
from tests.correspondence.inbound.mail_servers import Box, Imap, Pop, serving

pytestmark = pytest.mark.django_db

MOVE, UIDPLUS, PLAIN = "IMAP4rev1 MOVE UIDPLUS", "IMAP4rev1 UIDPLUS", "IMAP4rev1"


def as_it_travels(number: int = 1, text: str = "Dzień dobry") -> bytes:
    """Return a letter with the line ends of the wire."""
    mail = letters.plain(text, Message_ID=f"<{number}@poczta.example.org>", Subject=f"List {number}")
    return mail.as_bytes().replace(b"\n", b"\r\n")


@contextmanager
def imap(box: Box) -> Iterator[str]:
    """Serve the box by IMAP; gives its address."""
    with serving(Imap, box) as port:
        yield f"imap://{box.user}:{quote(box.password)}@127.0.0.1:{port}/INBOX"


@contextmanager
def pop(box: Box) -> Iterator[str]:
    """Serve the box by POP3; gives its address."""
    with serving(Pop, box) as port:
        yield f"pop3://{box.user}:{quote(box.password)}@127.0.0.1:{port}"


def read(url: str, at: datetime) -> mailboxes.Read:
    """Read the mailbox as the worker does."""

    def take(raw: bytes, defect: str) -> None:
        receive_letters.email(raw, source="skrzynka", at=at, defect=defect)

    return operations.read_mailbox(url, take, at=at)


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    """A maildir as a mail server makes one."""
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.mark.parametrize("can", [MOVE, UIDPLUS, PLAIN])
def test_imap_gives_every_letter_once_and_keeps_it_beside(can: str, at: datetime) -> None:
    box = Box(can=can)
    for number in (1, 2, 3):
        box.put(as_it_travels(number))
    with imap(box) as url:
        assert read(url, at).taken == 3
        assert read(url, at).taken == 0
    assert not [line for line in box.said if line.split()[1] == "EXPUNGE"]  # it would destroy what others marked
    assert len(box.folders["INBOX"].keys() - box.marked) == 0
    assert len(box.folders["Infolinia-przyjete"]) == 3
    assert ("UID MOVE" in str(box.said), "UID EXPUNGE" in str(box.said)) == (can == MOVE, can == UIDPLUS)
    assert Conversation.objects.count() == 3


def test_pop_gives_every_letter_once(at: datetime) -> None:
    box = Box()
    box.put(as_it_travels(1, "Pierwszy wiersz\n.kropka na początku\n"))
    with pop(box) as url:
        assert read(url, at).taken == 1
    assert box.names() == {"INBOX": 0}
    assert ".kropka na początku" in IncomingMessage.objects.get().text


def test_a_maildir_gives_every_letter_once(maildir: Path, at: datetime) -> None:
    (maildir / "new" / "1764000000.M1P1.host").write_bytes(as_it_travels(1))
    (maildir / "new" / "1764000001.M1P1.host").write_bytes(as_it_travels(2))
    assert read(f"maildir://{maildir}", at).taken == 2
    assert sorted(one.name for one in (maildir / "cur").iterdir()) == [
        "1764000000.M1P1.host:2,S",
        "1764000001.M1P1.host:2,S",
    ]
    assert not list((maildir / "new").iterdir())


@pytest.mark.parametrize("breaks_at", ["UID FETCH 2 (BODY", "UID MOVE 2", "LOGOUT"])
def test_a_line_that_breaks_loses_nothing_and_doubles_nothing(breaks_at: str, at: datetime) -> None:
    box = Box(breaks_at=breaks_at)
    for number in (1, 2, 3):
        box.put(as_it_travels(number))
    with imap(box) as url:
        read(url, at)
        box.breaks_at = ""
        read(url, at)
    assert box.names()["INBOX"] == 0
    assert Conversation.objects.count() == 3


def test_pop_that_breaks_before_its_end_brings_the_letters_again_and_they_stay_one(at: datetime) -> None:
    box = Box(breaks_at="QUIT")
    box.put(as_it_travels(1))
    with pop(box) as url:
        read(url, at)
        assert box.names() == {"INBOX": 1}
        box.breaks_at = ""
        read(url, at)
    assert box.names() == {"INBOX": 0}
    assert Conversation.objects.count() == 1


def test_a_letter_that_cannot_be_stored_goes_aside_and_stops_nobody(at: datetime) -> None:
    box = Box()
    for number in (1, 2, 3):
        box.put(as_it_travels(number))

    def take(raw: bytes, defect: str) -> None:
        if b"List 2" in raw:
            raise DataError("no")

    with imap(box) as url:
        found = operations.read_mailbox(url, take, at=at)
    assert (found.taken, found.spoiled) == (2, 1)
    assert box.names() == {"INBOX": 0, "Infolinia-przyjete": 2, "Infolinia-do-sprawdzenia": 1}
    assert queries.mailboxes()[0].spoiled == 1


@pytest.mark.parametrize("fault", [RuntimeError, NotImplementedError, KeyError])
def test_whatever_is_wrong_with_a_letter_its_words_are_not_in_the_log(
    fault: type[Exception], at: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    box = Box()
    box.put(as_it_travels(1))

    def take(raw: bytes, defect: str) -> None:
        raise fault("Halina Zatoka")

    with imap(box) as url:
        assert operations.read_mailbox(url, take, at=at).spoiled == 1
    assert fault.__name__ in caplog.text
    assert "Halina" not in caplog.text


def test_a_mailbox_with_a_fault_of_its_own_is_only_told(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailboxes, "opened", lambda _url: 1 / 0)
    assert read("imap://a:b@poczta.example.org/INBOX", at).is_away
    assert queries.mailboxes()[0].last_error == "ZeroDivisionError"


def test_pop_asks_once_for_a_letter_that_cannot_be_stored(at: datetime) -> None:
    box = Box(can="UIDL")
    box.put(as_it_travels(1))

    def take(raw: bytes, defect: str) -> None:
        raise DataError("no")

    with pop(box) as url:
        assert operations.read_mailbox(url, take, at=at).spoiled == 1
        assert operations.read_mailbox(url, take, at=at).spoiled == 0
        box.put(as_it_travels(2))
        assert read(url, at).taken == 1
    assert box.names() == {"INBOX": 1}


def test_nothing_is_taken_off_while_the_database_is_away(at: datetime) -> None:
    box = Box()
    box.put(as_it_travels(1))

    def take(raw: bytes, defect: str) -> None:
        raise OperationalError("away")

    with imap(box) as url, pytest.raises(OperationalError):
        operations.read_mailbox(url, take, at=at)
    assert box.names() == {"INBOX": 1}


def test_a_letter_too_big_comes_with_its_head_alone(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailboxes, "MOST_BYTES", 2_000)
    box = Box()
    box.put(as_it_travels(1, "x" * 5_000))
    with imap(box) as url:
        assert read(url, at).taken == 1
    row = IncomingMessage.objects.get()
    assert (row.subject, row.text, row.defects) == ("List 1", "", "too_big")
    assert not [line for line in box.said if "BODY.PEEK[]" in line]


@pytest.mark.parametrize("way", [imap, pop])
def test_a_wrong_password_is_told_and_forgotten_when_it_works(way: type, at: datetime) -> None:
    box = Box()
    with way(box) as url:
        assert read(url.replace(quote(box.password), "zle"), at).is_away
        told = queries.mailboxes()[0]
        assert told.failing_since == at
        assert told.last_error
        assert not read(url, at).is_away
    assert queries.mailboxes()[0].failing_since is None


@pytest.mark.parametrize("url", ["imap://a:b@127.0.0.1:1/INBOX", "pop3://a:b@127.0.0.1:1", "maildir:///nie/ma"])
def test_a_mailbox_that_is_not_there_is_only_told(url: str, at: datetime) -> None:
    assert read(url, at).is_away
    assert queries.mailboxes()[0].failing_since == at
