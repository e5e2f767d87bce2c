"""The real daemon in a process of its own, and advisers at their desks with plain telephones."""

import os
import signal
import subprocess
import sys
from datetime import datetime
from typing import Self
from uuid import UUID

from django.db import connection

from infolinia.city.models import Staff
from infolinia.contacts.models import CallEvent, Conversation
from infolinia.core import clock, heartbeat
from infolinia.routing import operations as routing
from infolinia.routing import queries as presence
from infolinia.telephony import operations as telephony
from tests.telephony.callers.phone import Phone
from tests.telephony.running import RunningEngine, until


def database_url() -> str:
    """Return where this test's database is."""
    told = connection.settings_dict
    return f"postgresql://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


class RunningLines:
    """`infolinia lines` against a running engine and the test's database."""

    def __init__(self, running: RunningEngine, *, ring_seconds: int = 20, open_always: bool = True) -> None:
        self.running = running
        self.environment = os.environ | {
            "DATABASE_URL": database_url(),
            "INFOLINIA_STATE": str(running.state),
            "INFOLINIA_RING_SECONDS": str(ring_seconds),
            "INFOLINIA_OPEN": "always" if open_always else "hours",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Start for the first time: what the shared engine did in earlier tests is none of this test's business."""
        diary = self.running.folder / "log/cel-custom/events.csv"
        (self.running.state / "run").mkdir(exist_ok=True)
        (self.running.state / "run/lines.diary").write_text(str(diary.stat().st_size if diary.exists() else 0))
        (self.running.state / "run/lines.journal").unlink(missing_ok=True)
        self.running.clear()
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        print(self.log()[-20_000:], self.running.log()[-5_000:])

    def start(self) -> None:
        """Start the daemon and wait until it serves."""
        os.environ["INFOLINIA_STATE"] = str(self.running.state)
        sign = heartbeat.folder() / "lines.json"
        sign.unlink(missing_ok=True)
        log = (self.running.state / "lines.log").open("ab")
        arguments = [sys.executable, "-m", "infolinia.config.command", "lines"]
        self.process = subprocess.Popen(
            arguments, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        log.close()
        if not until(self.serves, 25):
            self.kill()
            raise AssertionError(self.log())

    def serves(self) -> bool:
        """Whether the daemon says that it works."""
        beat = heartbeat.read("lines")
        return bool(beat and beat.alive)

    def kill(self) -> None:
        """End the daemon without a word."""
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(5)
        self.process = None

    def stop(self) -> None:
        """Let the daemon end properly."""
        if self.process:
            self.process.terminate()
            assert self.process.wait(10) == 0, self.log()
            self.process = None

    def log(self) -> str:
        """Return what the daemon wrote."""
        return (self.running.state / "lines.log").read_text(errors="replace")


class Desk:
    """An adviser with a registered telephone."""

    def __init__(self, running: RunningEngine, staff: Staff) -> None:
        self.staff, self._running = staff, running
        issued = telephony.issue_phone(staff_id=staff.pk, at=clock.now(), kind="desk")
        self._password = issued.password
        self.phone = Phone(running.address, address="127.0.0.1", user=issued.username)
        self.phone.register(issued.password)
        assert until(lambda: presence.presence(staff.pk).phone_ready), "the phone is not known as registered"

    def register_again(self) -> bool:
        """Register anew, as phones do when the engine was away; returns whether screens know."""
        self.phone.register(self._password)
        return until(lambda: presence.presence(self.staff.pk).phone_ready)

    def known_to_the_fallback(self) -> bool:
        """Wait until the engine could ring this phone without the daemon."""
        variable = "FALLBACK_ADVISERS"
        return until(
            lambda: self.phone.user in self._running.ari("GET", "asterisk/variable", variable=variable)[1]["value"]
        )

    def vanish(self) -> None:
        """Lose the registration, as a closed browser does."""
        self.phone.register(self._password, lifetime=0)

    def ready(self) -> Self:
        """Take calls."""
        routing.set_state(staff_id=self.staff.pk, state="ready", reason="", at=clock.now())
        return self

    def finish(self) -> None:
        """End the work after a call."""
        routing.finish_after_call(staff_id=self.staff.pk, at=clock.now())

    @property
    def state(self) -> str:
        """Return the state as screens see it."""
        return presence.presence(self.staff.pk).state

    def is_in(self, state: str, timeout: float = 5.0) -> bool:
        """Wait for a state."""
        return until(lambda: self.state == state, timeout)


def conversations() -> list[Conversation]:
    """Return the register, in the order of arrival."""
    return list(Conversation.objects.order_by("arrived_at"))


def only_conversation() -> Conversation:
    """Return the one conversation of the test."""
    (found,) = conversations()
    return found


def ledger(conversation_id: UUID) -> list[str]:
    """Return the kinds of the call's events in the order of their times."""
    return list(
        CallEvent.objects.filter(conversation_id=conversation_id).order_by("at", "id").values_list("kind", flat=True)
    )


def state_of(conversation_id: UUID) -> str:
    """Return the conversation's state now."""
    return Conversation.objects.get(id=conversation_id).state


def becomes(state: str, timeout: float = 5.0, *, number: int = 1) -> bool:
    """Wait until so many conversations are in the state."""
    return until(lambda: Conversation.objects.filter(state=state).count() == number, timeout)


def between(moment: datetime | None, earliest: datetime, latest: datetime) -> bool:
    """Whether a stored moment lies in the span."""
    return moment is not None and earliest <= moment <= latest
