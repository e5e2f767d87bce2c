"""E-mails as they arrive at a real mail server: encrypted, with their files, in their thread."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from infolinia.correspondence import channels, operations, queries
from infolinia.correspondence.models import Message, StoredFile
from infolinia.correspondence.operations import CannotSend
from infolinia.correspondence.shapes import Attachment, Outgoing
from tests.correspondence.conftest import PostOffice, free_port

pytestmark = pytest.mark.django_db
MATTER = UUID(int=7)
MAIL = Outgoing("email", "halina@example.org", "INF-2026-48213: odpowiedź", "Żółw.\n", "k", matter_id=MATTER)


def queued(mail: Outgoing, at: datetime) -> UUID:
    ident = operations.queue(mail, at=at)
    assert ident is not None
    return ident


def test_files_arrive_whole_under_their_names(post_office: PostOffice, at: datetime) -> None:
    files = (
        Attachment("Druk wniosku – żółty.pdf", "application/pdf", b"%PDF-1.7\r\n.\r\n\x00\xff"),
        Attachment("a/b\\c.txt", "text/plain", "zażółć".encode()),
    )
    operations.send(message_id=queued(replace(MAIL, attachments=files), at), at=at)
    first, second = post_office.letters[0].iter_attachments()
    assert (first.get_filename(), first.get_content_type()) == ("Druk wniosku – żółty.pdf", "application/pdf")
    assert first.get_content() == files[0].content
    assert second.get_filename() == "a_b_c.txt"


def test_the_same_file_is_kept_once_and_goes_with_its_last_message(at: datetime) -> None:
    file = Attachment("druk.pdf", "application/pdf", b"%PDF-1.7")
    for key in ("k-1", "k-2"):
        queued(replace(MAIL, key=key, attachments=(file,), matter_id=uuid4() if key == "k-1" else MATTER), at)
    assert StoredFile.objects.count() == 1
    operations.forget_of_matters([MATTER], before=at, at=at)
    assert StoredFile.objects.count() == 1
    others = [row.matter_id for row in Message.objects.all() if row.matter_id]
    operations.forget_of_matters(others, before=at, at=at)
    assert (Message.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_files_that_no_mailbox_would_take_are_refused_at_once(at: datetime) -> None:
    with pytest.raises(CannotSend, match="15 MB"):
        queued(replace(MAIL, attachments=(Attachment("a", "application/pdf", bytes(15_728_641)),)), at)


def test_the_mails_of_a_matter_hang_together_and_name_it(post_office: PostOffice, at: datetime) -> None:
    for number in range(2):
        operations.send(message_id=queued(replace(MAIL, key=f"k-{number}"), at), at=at)
    first, second = post_office.letters
    assert first["References"] == second["References"] == f"<sprawa.{MATTER}@example.org>"
    assert first["Message-ID"] != second["Message-ID"]
    assert queries.matter_by_thread(first["References"]) == MATTER
    assert queries.matter_by_thread(f"<x@y> {first['Message-ID']}") == MATTER
    assert queries.matter_by_thread("<obcy@example.com>") is None


def test_an_answer_hangs_under_what_it_answers_and_is_no_robot(post_office: PostOffice, at: datetime) -> None:
    operations.send(message_id=queued(replace(MAIL, reply_to="<pytanie@example.com>"), at), at=at)
    (letter,) = post_office.letters
    assert letter["In-Reply-To"] == "<pytanie@example.com>"
    assert letter["References"].endswith("<pytanie@example.com>")
    assert letter["Auto-Submitted"] is None


def test_an_explanation_that_goes_by_itself_says_so(post_office: PostOffice, at: datetime) -> None:
    mail = replace(MAIL, reply_to="<pytanie@example.com>\r\nBcc: obcy@example.org", purpose="not_examined")
    operations.send(message_id=queued(mail, at), at=at)
    (letter,) = post_office.letters
    assert letter["Auto-Submitted"] == "auto-replied"
    assert letter["Bcc"] is None


def test_a_mail_is_found_by_its_id(at: datetime) -> None:
    ident = queued(MAIL, at)
    found = queries.message_by_header(f" <{ident}@example.org> ")
    assert found is not None
    assert (found.id, found.matter_id) == (ident, MATTER)
    assert queries.message_by_header("<obcy@example.com>") is None


def test_lines_of_a_single_dot_arrive(post_office: PostOffice, at: datetime) -> None:
    operations.send(message_id=queued(replace(MAIL, text="a\n.\n..b\nc\n"), at), at=at)
    body = post_office.letters[0].get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines() == ["a", ".", "..b", "c"]


class TestOrder:
    """Messages to one address leave in the order in which they were queued."""

    def test_a_later_one_waits_for_the_earlier_one_that_could_not_leave(
        self, post_office: PostOffice, at: datetime
    ) -> None:
        post_office.answers = ["451 za chwilę"]
        first, second = (queued(replace(MAIL, key=f"k-{n}", subject=f"{n}"), at) for n in range(2))
        operations.send(message_id=first, at=at)
        operations.send(message_id=second, at=at)
        assert post_office.letters == []
        operations.send(message_id=first, at=at + timedelta(minutes=1))
        operations.send(message_id=second, at=at + timedelta(minutes=1))
        assert [letter["Subject"] for letter in post_office.letters] == ["0", "1"]

    def test_jobs_in_any_order_send_in_order(self, post_office: PostOffice, at: datetime) -> None:
        idents = [queued(replace(MAIL, key=f"k-{n}", subject=f"{n}"), at) for n in range(3)]
        for _ in range(3):
            for ident in reversed(idents):
                operations.send(message_id=ident, at=at)
        assert [letter["Subject"] for letter in post_office.letters] == ["0", "1", "2"]

    def test_a_dead_one_and_one_for_later_hold_nobody_up(self, post_office: PostOffice, at: datetime) -> None:
        post_office.answers = ["554 spam"]
        later = replace(MAIL, key="k-0", not_before=at + timedelta(days=1))
        first, second, third = (queued(one, at) for one in (later, replace(MAIL, key="k-1"), replace(MAIL, key="k-2")))
        for ident in (first, second, third):
            operations.send(message_id=ident, at=at)
        states = [Message.objects.get(pk=ident).status for ident in (first, second, third)]
        assert states == ["queued", "failed", "sent"]

    def test_others_go_meanwhile(self, post_office: PostOffice, at: datetime) -> None:
        post_office.answers = ["451 za chwilę"]
        first = queued(MAIL, at)
        other = queued(replace(MAIL, key="k-2", to="piotr@example.org"), at)
        operations.send(message_id=first, at=at)
        operations.send(message_id=other, at=at)
        assert [letter["To"] for letter in post_office.letters] == ["piotr@example.org"]


class TestCancelling:
    """What was not given away yet can be called back."""

    def test_a_waiting_message_never_leaves_and_the_next_one_goes(self, post_office: PostOffice, at: datetime) -> None:
        first, second = (queued(replace(MAIL, key=f"k-{n}"), at) for n in range(2))
        assert operations.cancel([first], at=at) == 1
        for ident in (first, second):
            operations.send(message_id=ident, at=at)
        assert [Message.objects.get(pk=ident).status for ident in (first, second)] == ["cancelled", "sent"]
        assert len(post_office.letters) == 1

    def test_what_has_left_or_is_leaving_stays(self, post_office: PostOffice, at: datetime) -> None:
        left, leaving = (queued(replace(MAIL, key=f"k-{n}", to=f"k{n}@example.org"), at) for n in range(2))
        operations.send(message_id=left, at=at)
        Message.objects.filter(pk=leaving).update(claimed_until=at + timedelta(minutes=5), handed_at=at)
        assert operations.cancel([left, leaving], at=at) == 0


@pytest.fixture(params=["smtps", "smtp+starttls"])
def sealed_office(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Iterator[PostOffice]:
    """A mail server that speaks only TLS, from the first byte (RFC 8314) or after STARTTLS (RFC 3207)."""
    certificate, key = _certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    office = PostOffice()
    from_start = request.param == "smtps"
    more = {"ssl_context": context} if from_start else {"tls_context": context, "require_starttls": True}
    controller = Controller(office, hostname="127.0.0.1", port=free_port(), **more)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_SSL, settings.EMAIL_USE_TLS = from_start, not from_start
    yield office
    channels.EMAIL.leave()
    controller.stop()


def _certificate(folder: Path) -> tuple[Path, Path]:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "próba")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "cert.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, *plain))
    return certificate, private


def test_over_tls_it_arrives_when_the_certificate_is_trusted(
    sealed_office: PostOffice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, at: datetime
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    operations.send(message_id=queued(MAIL, at), at=at)
    assert len(sealed_office.letters) == 1


def test_nothing_is_told_to_a_server_that_nobody_vouches_for(sealed_office: PostOffice, at: datetime) -> None:
    ident = queued(MAIL, at)
    operations.send(message_id=ident, at=at)
    row = Message.objects.get(pk=ident)
    assert (row.status, sealed_office.letters) == ("queued", [])
    assert "certificate" in row.error.lower()
