"""Messages go out through a real mail server: once, whole, and again when it must be."""

import os
import subprocess
import sys
import threading
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections, transaction
from procrastinate.contrib.django import app

from infolinia.correspondence import channels, operations, queries
from infolinia.correspondence.models import Message
from infolinia.correspondence.operations import CannotSend
from infolinia.correspondence.rules.marks import SECRET_MARK
from tests.correspondence.conftest import PostOffice

MINUTE = timedelta(minutes=1)


def _queue(at: datetime, key: str = "registered-1", to: str = "halina@example.org", **more: str) -> UUID:
    values = {"subject": "INF-2026-48213: przyjęliśmy zgłoszenie", "text": "Dzień dobry,\nżółw.\n", **more}
    found = operations.queue_email(to=to, key=key, at=at, matter_id=uuid4(), **values)  # type: ignore[arg-type]
    assert found is not None
    return found


def _jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'correspondence.send' AND status = 'todo'"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
class TestOneMessage:
    """What happens to one message."""

    def test_it_arrives_with_text_and_page_and_its_own_id(self, post_office: PostOffice, at: datetime) -> None:
        ident = _queue(at, html="<p>Żółw</p>")
        operations.send(message_id=ident, at=at)
        (letter,) = post_office.letters
        assert letter["To"] == "halina@example.org"
        assert letter["Subject"] == "INF-2026-48213: przyjęliśmy zgłoszenie"
        assert letter["Message-ID"] == f"<{ident}@example.org>"
        assert letter["Auto-Submitted"] == "auto-generated"
        plain, page = letter.get_body(("plain",)), letter.get_body(("html",))
        assert plain is not None
        assert page is not None
        assert "żółw" in plain.get_content()
        assert "Żółw" in page.get_content()
        stored = Message.objects.get(id=ident)
        assert (stored.status, stored.sent_at, stored.attempts) == ("sent", at, 1)

    def test_the_code_travels_only_in_the_letter_and_is_forgotten(self, post_office: PostOffice, at: datetime) -> None:
        ident = _queue(at, text=f"Kod: {SECRET_MARK}", html=f"<b>{SECRET_MARK}</b>", secret="ACD347")
        operations.send(message_id=ident, at=at)
        (letter,) = post_office.letters
        assert letter.as_string().count("ACD347") == 2
        assert Message.objects.get(id=ident).secret == ""
        matter_id = Message.objects.get(id=ident).matter_id
        assert matter_id is not None
        assert queries.messages_of(matter_id)[0].text == "Kod: ••••••"

    def test_a_sent_message_is_never_sent_again(self, post_office: PostOffice, at: datetime) -> None:
        ident = _queue(at)
        for late in range(3):
            operations.send(message_id=ident, at=at + late * 10 * MINUTE)
        assert len(post_office.letters) == 1

    def test_the_same_key_is_queued_once(self, at: datetime) -> None:
        _queue(at)
        again = operations.queue_email(to="halina@example.org", subject="x", text="x", key="registered-1", at=at)
        assert again is None
        assert (Message.objects.count(), _jobs()) == (1, 1)

    def test_the_job_is_born_and_dies_with_the_change_it_tells_of(self, at: datetime) -> None:
        def change() -> None:
            with transaction.atomic():
                _queue(at)
                raise RuntimeError

        with pytest.raises(RuntimeError):
            change()
        assert (Message.objects.count(), _jobs()) == (0, 0)

    @pytest.mark.parametrize("to", ["", "halina", "halina@", "a@example.org\nBcc: b@example.org"])
    def test_what_is_no_address_is_refused_at_once(self, at: datetime, to: str) -> None:
        with pytest.raises(CannotSend):
            operations.queue_email(to=to, subject="x", text="x", key="k", at=at)
        assert Message.objects.count() == 0

    def test_a_line_break_in_the_subject_adds_no_header(self, post_office: PostOffice, at: datetime) -> None:
        ident = _queue(at, subject="Dziura\r\nBcc: obcy@example.org")
        operations.send(message_id=ident, at=at)
        assert post_office.letters[0]["Bcc"] is None
        assert post_office.letters[0]["Subject"] == "Dziura Bcc: obcy@example.org"


@pytest.mark.django_db
class TestTrouble:
    """Servers that are down, busy or say no."""

    def test_while_the_provider_is_down_it_waits_and_then_goes_out(
        self, post_office: PostOffice, settings: object, at: datetime
    ) -> None:
        ident, port = _queue(at), post_office.port
        settings.EMAIL_PORT = 1  # type: ignore[attr-defined]
        operations.send(message_id=ident, at=at)
        waiting = Message.objects.get(id=ident)
        assert (waiting.status, waiting.attempts, waiting.next_attempt_at) == ("queued", 1, at + timedelta(seconds=30))
        assert "refused" in waiting.error.lower()
        assert _jobs() == 2, "the next attempt has its job"
        operations.send(message_id=ident, at=at + timedelta(seconds=10))
        assert Message.objects.get(id=ident).attempts == 1, "not before its time"
        settings.EMAIL_PORT = port  # type: ignore[attr-defined]
        operations.send(message_id=ident, at=at + timedelta(seconds=31))
        assert (Message.objects.get(id=ident).status, len(post_office.letters)) == ("sent", 1)

    @pytest.mark.parametrize(("answer", "status"), [("451 zajęte", "queued"), ("554 spam", "failed")])
    def test_an_answer_for_now_and_an_answer_for_good(
        self, post_office: PostOffice, at: datetime, answer: str, status: str
    ) -> None:
        post_office.answers = [answer]
        ident = _queue(at)
        operations.send(message_id=ident, at=at)
        stored = Message.objects.get(id=ident)
        assert stored.status == status
        assert answer[:3] in stored.error

    def test_a_dead_letter_is_seen_and_can_be_sent_again(self, post_office: PostOffice, at: datetime) -> None:
        post_office.refused = {"halina@example.org": "550 nie ma takiej skrzynki"}
        ident = _queue(at)
        operations.send(message_id=ident, at=at)
        (dead,) = queries.dead()
        assert (dead.id, dead.is_dead, dead.error) == (ident, True, "550 nie ma takiej skrzynki")
        post_office.refused = {}
        operations.resend(message_id=ident, by_id=1, at=at + MINUTE)
        operations.send(message_id=ident, at=at + MINUTE)
        assert (len(post_office.letters), queries.dead()) == (1, [])
        with pytest.raises(CannotSend):
            operations.resend(message_id=ident, by_id=1, at=at + MINUTE)

    def test_the_code_in_a_letter_dead_for_a_month_is_forgotten(self, post_office: PostOffice, at: datetime) -> None:
        post_office.refused = {"halina@example.org": "550 nie ma takiej skrzynki"}
        ident = _queue(at, text=f"Kod: {SECRET_MARK}", secret="ACD347")
        operations.send(message_id=ident, at=at)
        assert operations.forget_secrets(before=at) == 0
        assert operations.forget_secrets(before=at + timedelta(days=30)) == 1
        assert Message.objects.get(id=ident).secret == ""
        with pytest.raises(CannotSend, match="nowy kod"):
            operations.resend(message_id=ident, by_id=1, at=at + timedelta(days=31))
        assert Message.objects.get(id=ident).status == "failed"

    def test_after_five_days_it_is_dead(self, settings: object, at: datetime) -> None:
        settings.EMAIL_PORT = 1  # type: ignore[attr-defined]
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        ident, when = _queue(at), at
        while Message.objects.get(id=ident).status == "queued":
            operations.send(message_id=ident, at=when)
            when = max(Message.objects.get(id=ident).next_attempt_at, when + timedelta(hours=1))
        stored = Message.objects.get(id=ident)
        assert stored.status == "failed"
        assert timedelta(days=4) < (stored.settled_at or at) - at <= timedelta(days=5)

    def test_what_lost_its_job_gets_a_new_one(self, post_office: PostOffice, at: datetime) -> None:
        _queue(at)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")
        assert operations.defer_forgotten(at=at + MINUTE / 2) == 0, "a job may just be late"
        assert operations.defer_forgotten(at=at + MINUTE) == 1
        assert operations.defer_forgotten(at=at + MINUTE * 3 / 2) == 0
        assert _jobs() == 1


_DIES_AFTER_SENDING = """
import os, sys, django
from datetime import datetime
from uuid import UUID
django.setup()
from infolinia.correspondence import operations
from infolinia.correspondence.operations import sending
sending._note_success = lambda *told: os._exit(9)
operations.send(message_id=UUID(sys.argv[1]), at=datetime.fromisoformat(sys.argv[2]))
"""


@pytest.mark.django_db(transaction=True)
class TestProcesses:
    """Workers that die, and two at a time."""

    def test_a_worker_killed_after_the_servers_yes_sends_nothing_twice(
        self, post_office: PostOffice, at: datetime
    ) -> None:
        ident = _queue(at)
        killed = subprocess.run(
            [sys.executable, "-c", _DIES_AFTER_SENDING, str(ident), at.isoformat()],
            env=os.environ | _environment(post_office),
            check=False,
        )
        assert killed.returncode == 9
        assert (len(post_office.letters), Message.objects.get(id=ident).status) == (1, "queued")
        operations.send(message_id=ident, at=at + MINUTE)
        assert len(post_office.letters) == 1, "another worker leaves it alone while it is claimed"
        assert operations.defer_forgotten(at=at + 6 * MINUTE) == 1
        operations.send(message_id=ident, at=at + 6 * MINUTE)
        assert len(post_office.letters) == 1
        (doubtful,) = queries.dead()
        assert (doubtful.id, doubtful.is_uncertain) == (ident, True)

    def test_what_is_in_doubt_a_person_sends_again_with_the_same_id_or_takes_for_sent(
        self, post_office: PostOffice, at: datetime
    ) -> None:
        ident, other = _queue(at), _queue(at, key="registered-2", to="obca@example.org")
        Message.objects.update(handed_at=at, claimed_until=at)  # as a worker leaves them that dies in the act
        for one in (ident, other):
            operations.send(message_id=one, at=at + MINUTE)
        assert post_office.letters == []
        operations.resend(message_id=ident, by_id=1, at=at + 2 * MINUTE)
        operations.send(message_id=ident, at=at + 2 * MINUTE)
        (letter,) = post_office.letters
        assert letter["Message-ID"] == f"<{ident}@example.org>"
        operations.count_as_sent(message_id=other, by_id=1, at=at + 2 * MINUTE)
        assert {row.status for row in Message.objects.all()} == {"sent"}
        with pytest.raises(CannotSend):
            operations.count_as_sent(message_id=other, by_id=1, at=at + 2 * MINUTE)

    def test_two_workers_at_once_send_it_once(self, post_office: PostOffice, at: datetime) -> None:
        ident, start = _queue(at), threading.Barrier(4)

        def work() -> None:
            start.wait(timeout=10)
            operations.send(message_id=ident, at=at)
            channels.EMAIL.leave()
            connections.close_all()

        workers = [threading.Thread(target=work) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(timeout=30)
        assert len(post_office.letters) == 1

    def test_a_real_worker_takes_the_job_and_sends(self, post_office: PostOffice) -> None:
        ident = _queue(datetime.now().astimezone())
        ran = subprocess.run(
            [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot", "--queues", operations.QUEUE],
            env=os.environ | _environment(post_office),
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert ran.returncode == 0, ran.stderr
        assert Message.objects.get(id=ident).status == "sent", ran.stderr
        assert len(post_office.letters) == 1


def _environment(post_office: PostOffice) -> dict[str, str]:
    values = connection.settings_dict
    url = f"postgresql://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
    return {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "infolinia.config.settings",
        "INFOLINIA_SMTP_URL": f"smtp://127.0.0.1:{post_office.port}",
    }


def test_the_jobs_are_known_to_the_worker() -> None:
    assert {"correspondence.send", "correspondence.defer_forgotten", "matters.warn"} <= set(app.tasks)
