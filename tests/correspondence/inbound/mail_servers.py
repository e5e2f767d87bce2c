"""Mailbox servers of the tests' own: IMAP and POP3 as their standards say, over real sockets, with real letters."""

import base64
import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Box:
    """What a server keeps: letters by folder, who may come in, and what it can do."""

    folders: dict[str, dict[int, bytes]] = field(default_factory=lambda: {"INBOX": {}})
    user: str = "infolinia"
    password: str = "haslo z odstępem"
    can: str = "IMAP4rev1 MOVE UIDPLUS"
    said: list[str] = field(default_factory=list)
    breaks_at: str = ""
    marked: set[int] = field(default_factory=set)
    _next: int = 1

    def put(self, raw: bytes) -> None:
        """Deliver a letter."""
        self.folders["INBOX"][self._next] = raw
        self._next += 1

    def names(self) -> dict[str, int]:
        """Return how many letters lie in each folder."""
        return {name: len(letters) for name, letters in self.folders.items()}


@contextmanager
def serving(handler: type[socketserver.StreamRequestHandler], box: Box) -> Iterator[int]:
    """Serve the box in a thread; gives the port."""

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Server(("127.0.0.1", 0), handler) as server:
        server.box = box  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


class Imap(socketserver.StreamRequestHandler):
    """As much of RFC 3501, 4315 and 6851 as a reader of mail uses."""

    box: Box

    def handle(self) -> None:
        """Speak with one client until it leaves, or until the box breaks."""
        self.box = self.server.box  # type: ignore[attr-defined]
        self.folder, self.deleted = "", self.box.marked
        self.is_in = False
        self._say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            self.box.said.append(line)
            tag, _, command = line.partition(" ")
            name = " ".join(command.upper().split()[: 2 if command.upper().startswith("UID") else 1])
            if self.box.breaks_at and self.box.breaks_at in line:
                return
            acts: dict[str, Callable[[str, str], None]] = {
                "CAPABILITY": self._capability,
                "LOGIN": self._login,
                "AUTHENTICATE": self._plain,
                "SELECT": self._select,
                "CREATE": self._create,
                "UID SEARCH": self._search,
                "UID FETCH": self._fetch,
                "UID MOVE": self._move,
                "UID COPY": self._copy,
                "UID STORE": self._store,
                "UID EXPUNGE": self._expunge,
                "EXPUNGE": self._expunge,
                "LOGOUT": self._logout,
            }
            if name not in acts:
                self._say(f"{tag} BAD {name}")
                continue
            acts[name](tag, command)
            if name == "LOGOUT":
                return

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")

    def _letters(self) -> dict[int, bytes]:
        return self.box.folders[self.folder]

    def _capability(self, tag: str, _command: str) -> None:
        """Tell what only a signed-in user may do only to a signed-in user, as real servers do."""
        self._say(f"* CAPABILITY {self.box.can if self.is_in else 'IMAP4rev1'}")
        self._say(f"{tag} OK done")

    def _login(self, tag: str, command: str) -> None:
        told = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', command)[1:]
        good = self.is_in = [one or other for one, other in told] == [self.box.user, self.box.password]
        self._say(f"{tag} OK done" if good else f"{tag} NO [AUTHENTICATIONFAILED] wrong")

    def _plain(self, tag: str, _command: str) -> None:
        self._say("+ ")
        told = base64.b64decode(self.rfile.readline()).decode().split("\0")
        good = self.is_in = told == ["", self.box.user, self.box.password]
        self._say(f"{tag} OK done" if good else f"{tag} NO [AUTHENTICATIONFAILED] wrong")

    def _select(self, tag: str, command: str) -> None:
        self.folder = command.split(maxsplit=1)[1].strip('"')
        if self.folder not in self.box.folders:
            self._say(f"{tag} NO no such folder")
            return
        self._say(f"* {len(self._letters())} EXISTS")
        self._say(f"{tag} OK [READ-WRITE]")

    def _create(self, tag: str, command: str) -> None:
        name = command.split(maxsplit=1)[1].strip('"')
        known = name in self.box.folders
        self.box.folders.setdefault(name, {})
        self._say(f"{tag} NO exists" if known else f"{tag} OK done")

    def _search(self, tag: str, _command: str) -> None:
        self._say("* SEARCH " + " ".join(str(uid) for uid in self._letters() if uid not in self.deleted))
        self._say(f"{tag} OK done")

    def _fetch(self, tag: str, command: str) -> None:
        uids = [int(uid) for uid in command.split()[2].split(",")]
        for place, (uid, raw) in enumerate(self._letters().items(), 1):
            if uid not in uids:
                continue
            if "RFC822.SIZE" in command:
                self._say(f"* {place} FETCH (UID {uid} RFC822.SIZE {len(raw)})")
                continue
            sent = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if "HEADER" in command else raw
            self.wfile.write(f"* {place} FETCH (UID {uid} BODY[] {{{len(sent)}}}\r\n".encode() + sent + b")\r\n")
        self._say(f"{tag} OK done")

    def _move(self, tag: str, command: str) -> None:
        self._copy("", command)
        self._letters().pop(int(command.split()[2]))
        self._say(f"{tag} OK done")

    def _copy(self, tag: str, command: str) -> None:
        _uid, _copy, uid, folder = command.split()
        self.box.folders[folder.strip('"')][int(uid)] = self._letters()[int(uid)]
        if tag:
            self._say(f"{tag} OK done")

    def _store(self, tag: str, command: str) -> None:
        self.deleted.add(int(command.split()[2]))
        self._say(f"{tag} OK done")

    def _expunge(self, tag: str, _command: str) -> None:
        for uid in self.deleted:
            self._letters().pop(uid, None)
        self.deleted.clear()
        self._say(f"{tag} OK done")

    def _logout(self, tag: str, _command: str) -> None:
        self._say("* BYE")
        self._say(f"{tag} OK done")


class Pop(socketserver.StreamRequestHandler):
    """As much of RFC 1939 as a reader of mail uses; letters are deleted only when the session ends well."""

    box: Box

    def handle(self) -> None:
        """Speak with one client until it leaves, or until the box breaks."""
        self.box = self.server.box  # type: ignore[attr-defined]
        letters = list(self.box.folders["INBOX"].items())
        deleted: list[int] = []
        self._say("+OK ready")
        while line := self.rfile.readline().decode().strip():
            self.box.said.append(line)
            if self.box.breaks_at and self.box.breaks_at in line:
                return
            name, _, rest = line.partition(" ")
            if name == "QUIT":
                for uid in deleted:
                    self.box.folders["INBOX"].pop(uid)
                self._say("+OK")
                return
            self._answer(name, rest, letters, deleted)

    def _answer(self, name: str, rest: str, letters: list[tuple[int, bytes]], deleted: list[int]) -> None:
        if name == "LIST":
            self._many([f"{place} {len(raw)}".encode() for place, (_, raw) in enumerate(letters, 1)])
        elif name == "UIDL" and "UIDL" in self.box.can:
            self._many([f"{place} u{uid}".encode() for place, (uid, _) in enumerate(letters, 1)])
        elif name in ("RETR", "TOP"):
            raw = letters[int(rest.split()[0]) - 1][1]
            self._many((raw if name == "RETR" else raw.partition(b"\r\n\r\n")[0]).split(b"\r\n"))
        elif name == "DELE":
            deleted.append(letters[int(rest) - 1][0])
            self._say("+OK")
        else:
            good = name == "USER" or (name == "PASS" and rest == self.box.password)
            self._say("+OK" if good else "-ERR wrong")

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")

    def _many(self, lines: list[bytes]) -> None:
        self._say("+OK")
        for line in lines:
            self.wfile.write((b"." + line if line.startswith(b".") else line) + b"\r\n")
        self.wfile.write(b".\r\n")
