"""`infolinia mail`: where the demo's messages go. Real servers keep each as a file and send nothing on."""

import asyncio
import os
import signal
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr
from pathlib import Path
from secrets import token_hex

from aiosmtpd.smtp import SMTP, Envelope, Session

from infolinia.config.environment import environment
from infolinia.config.processes.ports import of_process
from infolinia.config.processes.texts import gateway
from infolinia.core import heartbeat


@dataclass(frozen=True)
class Folder:
    """Keeps messages as `.eml` files; accepted means that the file is on the disk.

    What is sent to `own`, the city's address, also lies in the maildir `mailbox`, as a city's mail server does it.
    """

    path: Path
    own: str = ""
    mailbox: Path | None = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep one message, with its envelope in front, and only then say that it was accepted."""
        recipients = ", ".join(envelope.rcpt_tos)
        sent = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {recipients}\r\n".encode()
        content = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        await asyncio.to_thread(self.keep, sent + content)
        if self.mailbox and self.own in (one.lower() for one in envelope.rcpt_tos):
            await asyncio.to_thread(self.deliver, self.mailbox, content)
        return "250 kept"

    def deliver(self, mailbox: Path, message: bytes) -> Path:
        """Lay the message in the maildir, whole or not at all."""
        name = f"{datetime.now(UTC).timestamp():.6f}.{token_hex(4)}.infolinia"
        draft = mailbox / "tmp" / name
        draft.write_bytes(message)
        return draft.replace(mailbox / "new" / name)

    def keep(self, message: bytes) -> Path:
        """Write the message under a name that sorts by time, whole or not at all."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}-{token_hex(3)}.eml"
        draft = self.path / f".{name}"
        with draft.open("xb") as file:
            file.write(message)
            file.flush()
            os.fsync(file.fileno())
        return draft.replace(self.path / name)


def main() -> int:
    """Receive until SIGTERM or SIGINT."""
    with gateway(environment().state / "sms", of_process("texts")):
        asyncio.run(_serve(environment().state / "mail", of_process("mail")))
    return 0


def _mailbox(path: Path) -> Path:
    for name in ("new", "cur", "tmp"):
        (path / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


async def _serve(folder: Path, port: int) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    kept = Folder(folder, parseaddr(environment().mail_from)[1].lower(), _mailbox(folder.parent / "skrzynka"))
    server = await loop.create_server(lambda: SMTP(kept, hostname="infolinia", enable_SMTPUTF8=True), "127.0.0.1", port)
    async with server:
        while not stop.is_set():
            heartbeat.beat("mail")
            try:
                await asyncio.wait_for(stop.wait(), heartbeat.PERIOD)
            except TimeoutError:
                continue
