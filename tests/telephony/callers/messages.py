"""SIP messages as far as a test telephone needs them (RFC 3261): building, reading, digest answers (RFC 2617)."""

import hashlib
import re
from dataclasses import dataclass, field


@dataclass
class Message:
    """One request or answer: its first line, its headers in order, its body."""

    first: str
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: str = ""

    @property
    def status(self) -> int:
        """The status of an answer; 0 for a request."""
        return int(self.first.split()[1]) if self.first.startswith("SIP/2.0 ") else 0

    @property
    def method(self) -> str:
        """What is asked, or what the answer answers."""
        return self["CSeq"].split()[1]

    def __getitem__(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def all(self, name: str) -> list[tuple[str, str]]:
        """Return each header of this name."""
        return [(key, value) for key, value in self.headers if key.lower() == name.lower()]

    def packet(self) -> bytes:
        """Return what goes over the wire."""
        content = [("Content-Type", "application/sdp")] if self.body else []
        length = [("Content-Length", str(len(self.body.encode())))]
        lines = [self.first, *(f"{key}: {value}" for key, value in [*self.headers, *content, *length])]
        return ("\r\n".join(lines) + "\r\n\r\n" + self.body).encode("utf-8", "surrogateescape")


def read(packet: bytes) -> Message | None:
    """Return the message of a packet; None for the blank packets that keep a way open, and for what is no SIP.

    A port may have been another telephone's a moment ago: its sound can still be on the way.
    """
    head, _, body = packet.decode("utf-8", "surrogateescape").partition("\r\n\r\n")
    first, *lines = head.split("\r\n")
    if not first.strip():
        return None
    pairs = [line.split(":", 1) for line in lines if ":" in line]
    message = Message(first, [(key.strip(), value.strip()) for key, value in pairs], body)
    return message if len(message["CSeq"].split()) == 2 else None


def answer(request: Message, status: str, *, tag: str, contact: str = "", body: str = "") -> Message:
    """Return an answer to a request, with its way back copied from it."""
    copied = [header for name in ("Via", "From", "Record-Route") for header in request.all(name)]
    to = request["To"] if ";tag=" in request["To"] else f"{request['To']};tag={tag}"
    rest = [("To", to), ("Call-ID", request["Call-ID"]), ("CSeq", request["CSeq"])]
    return Message(f"SIP/2.0 {status}", copied + rest + ([("Contact", contact)] if contact else []), body)


def uri_of(header: str) -> str:
    """Return the address inside a From, To or Contact header."""
    found = re.search(r"<([^>]+)>", header)
    return found.group(1) if found else header.split(";")[0]


def description(address: str, port: int) -> str:
    """Return an offer or answer of one A-law stream with keys (RFC 4566)."""
    return (
        f"v=0\r\no=- 1 1 IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\nm=audio {port} RTP/AVP 8 101\r\n"
        "a=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n"
    )


def media_of(body: str) -> tuple[str, int]:
    """Return where the other side wants its sound."""
    address = re.search(r"^c=IN IP4 (\S+)", body, re.MULTILINE)
    port = re.search(r"^m=audio (\d+)", body, re.MULTILINE)
    return (address.group(1) if address else "", int(port.group(1)) if port else 0)


def digest(challenge: str, *, user: str, password: str, method: str, uri: str) -> str:
    """Return the Authorization header that answers a challenge."""
    asked = dict(re.findall(r'(\w+)="?([^",]+)"?', challenge))
    realm, nonce = asked["realm"], asked["nonce"]
    first = hashlib.md5(f"{user}:{realm}:{password}".encode()).hexdigest()  # noqa: S324 -- the protocol's own
    second = hashlib.md5(f"{method}:{uri}".encode()).hexdigest()  # noqa: S324
    count, client = "00000001", "0a4f113b"
    third = hashlib.md5(f"{first}:{nonce}:{count}:{client}:auth:{second}".encode()).hexdigest()  # noqa: S324
    opaque = f', opaque="{asked["opaque"]}"' if "opaque" in asked else ""
    return (
        f'Digest username="{user}", realm="{realm}", nonce="{nonce}", uri="{uri}", response="{third}", '
        f'algorithm=MD5, qop=auth, nc={count}, cnonce="{client}"{opaque}'
    )
