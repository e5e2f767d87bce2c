"""Invitations as no telephone sends them: each is a right one with a few things changed, from a known seed."""

import random
import secrets
import socket
import threading
import time
from collections.abc import Callable

from tests.telephony.callers.messages import description, read
from tests.telephony.running import NUMBER

HEADERS = ("Via", "From", "To", "Call-ID", "CSeq", "Contact", "Max-Forwards", "Content-Type", "Content-Length")
RUBBISH = (
    b"\0",
    b"\xff\xfe\xff",
    b"%s%n%x",
    b"${SHELL(id)}",
    b"\r\n\r\n",
    b"\r\nX: y\r\n z",
    b"<<<<<>>>>>",
    b'"' * 300,
    b";" * 500,
    b"A" * 5000,
    b"-1",
    b"4294967296",
    b"99999999999999999999",
    b"\xe2\x80\xae",
    b"sip:" * 200,
    b"[::1",
    b"a=rtpmap:999999 X/1/2/3\r\n" * 40,
)


def invitation(number: int, address: str, port: int) -> list[tuple[str, str]]:
    """Return the headers of a right invitation; the first entry is its first line."""
    mark = f"{number}x{secrets.token_hex(4)}"
    return [
        ("", f"INVITE sip:{NUMBER}@127.0.0.1 SIP/2.0"),
        ("Via", f"SIP/2.0/UDP {address}:{port};branch=z9hG4bK{mark};rport"),
        ("From", f'"Halina" <sip:500000014@{address}>;tag={mark}'),
        ("To", f"<sip:{NUMBER}@127.0.0.1>"),
        ("Call-ID", mark),
        ("CSeq", "1 INVITE"),
        ("Contact", f"<sip:500000014@{address}:{port}>"),
        ("Max-Forwards", "70"),
        ("Content-Type", "application/sdp"),
    ]


def mutated(number: int, address: str, port: int) -> bytes:
    """Return invitation `number` with one to four things changed; the same number is always changed the same way."""
    chance = random.Random(number)
    lines, body = invitation(number, address, port), description(address, 40000).encode()
    for _ in range(chance.randint(1, 4)):
        lines, body = chance.choice(MUTATIONS)(chance, lines, body)
    head = b"\r\n".join(
        (f"{key}: {value}" if key else value).encode("utf-8", "surrogateescape") for key, value in lines
    )
    length = chance.choice((len(body), len(body), len(body), 0, -1, 10**9, len(body) + 500))
    packet = head + f"\r\nContent-Length: {length}\r\n\r\n".encode() + body
    return chance.choice(BYTES)(chance, packet)[:60_000]


Lines = list[tuple[str, str]]


def _drop(chance: random.Random, lines: Lines, body: bytes) -> tuple[Lines, bytes]:
    lines = list(lines)
    lines.pop(chance.randrange(len(lines)))
    return lines or [("", "INVITE")], body


def _double(chance: random.Random, lines: Lines, body: bytes) -> tuple[Lines, bytes]:
    return [*lines, *[chance.choice(lines)] * chance.choice((1, 2, 200))], body


def _spoil(chance: random.Random, lines: Lines, body: bytes) -> tuple[Lines, bytes]:
    place = chance.randrange(len(lines))
    key, value = lines[place]
    word, cut = chance.choice(RUBBISH).decode("utf-8", "surrogateescape"), chance.randrange(len(value) + 1)
    return [*lines[:place], (key, value[:cut] + word + value[cut:]), *lines[place + 1 :]], body


def _shuffle(chance: random.Random, lines: Lines, body: bytes) -> tuple[Lines, bytes]:
    rest = list(lines[1:])
    chance.shuffle(rest)
    return [lines[0], *rest], body


def _spoil_media(chance: random.Random, lines: Lines, body: bytes) -> tuple[Lines, bytes]:
    cut = chance.randrange(len(body) + 1)
    return lines, body[:cut] + chance.choice(RUBBISH) + body[cut:]


def _cut_media(chance: random.Random, lines: Lines, body: bytes) -> tuple[Lines, bytes]:
    return lines, body[: chance.randrange(len(body) + 1)] * chance.choice((0, 1, 1, 50))


def _whole(_chance: random.Random, packet: bytes) -> bytes:
    return packet


def _flip(chance: random.Random, packet: bytes) -> bytes:
    changed = bytearray(packet)
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(chance: random.Random, packet: bytes) -> bytes:
    return packet[: chance.randrange(1, len(packet) + 1)]


MUTATIONS: tuple[Callable[[random.Random, Lines, bytes], tuple[Lines, bytes]], ...] = (
    _drop,
    _double,
    _spoil,
    _spoil,
    _shuffle,
    _spoil_media,
    _cut_media,
)
BYTES: tuple[Callable[[random.Random, bytes], bytes], ...] = (_whole, _whole, _flip, _cut)


class Mischief:
    """Sends mutated invitations from one address, and leaves each call that the line takes in all the same."""

    def __init__(self, server: tuple[str, int], address: str) -> None:
        self.server, self.address, self.taken_in = server, address, 0
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((address, 0))
        self._socket.settimeout(0.05)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._leave_calls, daemon=True)
        self._thread.start()

    def send(self, number: int) -> None:
        """Send invitation `number`."""
        self._socket.sendto(mutated(number, self.address, self._socket.getsockname()[1]), self.server)
        time.sleep(0.005)

    def close(self) -> None:
        """Stop listening."""
        self._ended.set()
        self._thread.join(2)
        self._socket.close()

    def _leave_calls(self) -> None:
        while not self._ended.is_set():
            try:
                said = read(self._socket.recv(65535))
            except (TimeoutError, OSError):
                continue
            if said and said.status == 200 and said["CSeq"].endswith("INVITE"):
                self.taken_in += 1
                for number, method in ((said["CSeq"].split()[0], "ACK"), ("9999", "BYE")):
                    self._request(said, number, method)

    def _request(self, said: object, number: str, method: str) -> None:
        port = self._socket.getsockname()[1]
        via = f"Via: SIP/2.0/UDP {self.address}:{port};branch=z9hG4bK{secrets.token_hex(6)};rport"
        kept = "\r\n".join(f"{name}: {said[name]}" for name in ("From", "To", "Call-ID"))  # type: ignore[index]
        head = f"{method} sip:{NUMBER}@{self.server[0]}:{self.server[1]} SIP/2.0\r\n{via}\r\n{kept}"
        packet = f"{head}\r\nCSeq: {number} {method}\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
        self._socket.sendto(packet.encode("utf-8", "surrogateescape"), self.server)
