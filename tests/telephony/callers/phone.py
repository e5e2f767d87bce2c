"""A telephone for tests: it calls, rings, answers and hangs up by SIP over UDP, and it really speaks and hears."""

import itertools
import secrets
import socket
import threading
import time
from collections.abc import Callable, Sequence
from typing import Self

from tests.telephony.callers.media import Media
from tests.telephony.callers.messages import Message, answer, description, digest, media_of, read, uri_of
from tests.telephony.callers.tones import FRAME, RATE, Sound, loudness, purity

_tags = itertools.count(1)


class Call:
    """One call of a telephone; `state` goes dialling | ringing → talking → ended (or refused, with `status`)."""

    def __init__(self, phone: "Phone", identity: str, pitch: float, *, signs: bool = False) -> None:
        self.phone, self.id, self.media = phone, identity, Media(phone.address, pitch)
        self.state, self.status, self.local, self.remote, self.target = "dialling", 0, "", "", ""
        self.invitation: Message | None = None
        self.signs = signs
        self.history: list[tuple[float, int]] = []

    def wait(self, *states: str, timeout: float = 5.0) -> Self:
        """Return when the call is in one of these states; fails the test with what it saw instead."""
        reached = self.phone.until(lambda: self.state in states, timeout)
        assert reached, f"the call is {self.state} ({self.status}), not {' or '.join(states)}"
        return self

    def reaches(self, *states: str, timeout: float = 5.0) -> str:
        """Return the first of these states that the call reaches in time, or the one it is in then."""
        self.phone.until(lambda: self.state in states, timeout)
        return self.state

    def answer(self) -> Self:
        """Pick up a ringing call."""
        assert self.invitation
        said = description(self.phone.address, self.media.port)
        self.phone.send(answer(self.invitation, "200 OK", tag=self.phone.tag, contact=self.phone.contact, body=said))
        if not self.phone.is_silent:
            self.media.start(media_of(self.invitation.body))
        self.state = "talking"
        return self

    def hang_up(self) -> None:
        """End the call, or give up before it is answered, or refuse it while it rings."""
        if self.state == "talking":
            self.phone.request(self, "BYE")
        elif self.state == "dialling":
            self.phone.cancel(self)
        elif self.state == "ringing" and self.invitation:
            self.phone.send(answer(self.invitation, "486 Busy Here", tag=self.phone.tag))
        self.end()

    def end(self, status: int = 0) -> None:
        """Note that the call is over and stop its sound."""
        self.state, self.status = ("refused" if status >= 300 else "ended"), status or self.status
        self.media.close()

    def press(self, keys: str) -> None:
        """Press keys of the telephone during the talk."""
        self.media.press(keys)

    def hears(self, pitch: float, *, timeout: float = 6.0, share: float = 0.6) -> bool:
        """Tell whether half a second of sound comes in time that is mostly this pitch."""
        return self._listen(lambda sound: loudness(sound) > 0.01 and purity(sound, pitch) > share, timeout)

    def hears_something(self, *, timeout: float = 6.0, level: float = 0.004) -> bool:
        """Tell whether half a second of sound comes in time that is not silence."""
        return self._listen(lambda sound: loudness(sound) > level, timeout)

    def longest_silence(self, since: float, *, level: float = 0.0005) -> float:
        """Return the longest time without sound since then, in seconds; packets that never came count."""
        gap, longest, before = 0.0, 0.0, since
        for at, piece in self.media.pieces(since):
            gap = gap + (at - before) if loudness(piece) < level else max(0.0, at - before - 0.06)
            longest, before = max(longest, gap), at
            gap = gap if loudness(piece) < level else 0.0
        return max(longest, gap + time.monotonic() - before)

    def _listen(self, fits: Callable[[Sound], bool], timeout: float) -> bool:
        since = time.monotonic()
        window = RATE // 2 // FRAME * FRAME
        return self.phone.until(lambda: len(s := self.media.heard(since)[-window:]) == window and fits(s), timeout)


class Phone:
    """A telephone at one address of this machine; the carrier's is 127.0.0.2."""

    is_mute = False
    """Gone without a word: whatever comes is left unanswered."""
    is_silent = False
    """It answers, and neither speaks nor listens: hundreds of them cost nothing."""

    def __init__(
        self, server: tuple[str, int], *, address: str = "127.0.0.2", user: str = "500000014", port: int = 0
    ) -> None:
        self.server, self.address, self.user, self.name = server, address, user, ""
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((address, port))
        self._socket.settimeout(0.05)
        self.port: int = self._socket.getsockname()[1]
        self.tag = f"t{next(_tags)}{secrets.token_hex(4)}"
        self.contact = f"<sip:{user}@{address}:{self.port}>"
        self.calls: list[Call] = []
        self.answers_at_once, self.pitch, self._password = False, 620.0, ""
        self._registered: int | None = None
        self._lifetime = 300
        self._sequence = itertools.count(1)
        self._changed, self._closed = threading.Condition(), threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up everything and leave the network."""
        for call in self.calls:
            if call.state in ("dialling", "ringing", "talking"):
                call.hang_up()
        self._closed.set()
        self._thread.join(2)
        self._socket.close()

    def dial(self, number: str, *, caller: str | None = None, name: str = "Halina", pitch: float = 440.0) -> Call:
        """Call a number and return the call at once; `caller` and `name` are what the other side may be shown."""
        shown = f'"{name}" ' if name else ""
        call = Call(self, secrets.token_hex(8), pitch)
        return self._start(call, number, f"{shown}<sip:{caller or self.user}@{self.address}>")

    def dial_signed(self, number: str) -> Call:
        """Call as a registered telephone, which answers the engine's question for the password."""
        call = Call(self, secrets.token_hex(8), self.pitch, signs=True)
        return self._start(call, number, f"<sip:{self.user}@{self.address}>")

    def register(self, password: str, *, lifetime: int = 300) -> None:
        """Register with the engine for so many seconds (0 ends it); fails the test when it is refused."""
        self._password, self._registered, self._lifetime = password, None, lifetime
        self._send_registration(1, "")
        assert self.until(lambda: self._registered is not None and self._registered != 401, 3), "no answer"
        assert self._registered == 200, f"the engine refuses the telephone: {self._registered}"

    def ringing(self, timeout: float = 5.0) -> Call:
        """Return the call that rings here now or within the time; fails the test when none does."""
        self.until(lambda: self._at_the_bell() is not None, timeout)
        call = self._at_the_bell()
        assert call, f"{self.user} does not ring"
        return call

    def until(self, claim: Callable[[], bool], timeout: float) -> bool:
        """Wait until the claim holds; False when the time is over."""
        with self._changed:
            return self._changed.wait_for(claim, timeout)

    def request(
        self,
        call: Call,
        method: str,
        *,
        body: str = "",
        number: int | None = None,
        more: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Send a request within a call."""
        branch = f"z9hG4bK{secrets.token_hex(6)}"
        headers = [
            ("Via", f"SIP/2.0/UDP {self.address}:{self.port};branch={branch};rport"),
            ("From", call.local),
            ("To", call.remote),
            ("Call-ID", call.id),
            ("CSeq", f"{number or next(self._sequence)} {method}"),
            ("Contact", self.contact),
            ("Max-Forwards", "70"),
            *more,
        ]
        message = Message(f"{method} {call.target} SIP/2.0", headers, body)
        if method == "INVITE":
            call.invitation = message
        self.send(message)

    def cancel(self, call: Call) -> None:
        """Give up a call that is not answered (RFC 3261, 9.1: same branch and number as the invitation)."""
        if call.invitation:
            kept = [header for name in ("Via", "From", "To", "Call-ID") for header in call.invitation.all(name)]
            number = call.invitation["CSeq"].split()[0]
            first = call.invitation.first.replace("INVITE", "CANCEL", 1)
            self.send(Message(first, [*kept, ("CSeq", f"{number} CANCEL"), ("Max-Forwards", "70")]))

    def send(self, message: Message) -> None:
        """Put a message on the wire."""
        self._socket.sendto(message.packet(), self.server)

    def _start(self, call: Call, number: str, caller: str) -> Call:
        host, port = self.server
        call.target = f"sip:{number}@{host}:{port}"
        call.local, call.remote = f"{caller};tag={self.tag}", f"<{call.target}>"
        self.calls.append(call)
        self.request(call, "INVITE", body=description(self.address, call.media.port))
        return call

    def _at_the_bell(self) -> Call | None:
        return next((call for call in self.calls if call.state in ("ringing", "talking")), None)

    def _send_registration(self, number: int, authorization: str) -> None:
        host, port = self.server
        uri = f"sip:{host}:{port}"
        headers = [
            ("Via", f"SIP/2.0/UDP {self.address}:{self.port};branch=z9hG4bK{secrets.token_hex(6)};rport"),
            ("From", f"<sip:{self.user}@{host}>;tag={self.tag}"),
            ("To", f"<sip:{self.user}@{host}>"),
            ("Call-ID", f"reg-{self.tag}"),
            ("CSeq", f"{number} REGISTER"),
            ("Contact", self.contact),
            ("Expires", str(self._lifetime)),
            ("Max-Forwards", "70"),
        ]
        self.send(
            Message(f"REGISTER {uri} SIP/2.0", headers + ([("Authorization", authorization)] * bool(authorization)))
        )

    def _listen(self) -> None:
        while not self._closed.is_set():
            try:
                message = read(self._socket.recv(65535))
            except TimeoutError:
                message = None
            except OSError:
                return
            if message and not self.is_mute:
                self._take(message)
            with self._changed:
                self._changed.notify_all()

    def _take(self, message: Message) -> None:
        call = next((call for call in self.calls if call.id == message["Call-ID"]), None)
        if message.status and message.method == "REGISTER":
            self._take_registration(message)
        elif message.status and call and message.method == "INVITE":
            self._take_answer(call, message)
        elif not message.status:
            self._take_request(call, message)

    def _take_registration(self, message: Message) -> None:
        self._registered = message.status
        number = int(message["CSeq"].split()[0])
        if message.status == 401 and number == 1:
            host, port = self.server
            self._send_registration(
                2,
                digest(
                    message["WWW-Authenticate"],
                    user=self.user,
                    password=self._password,
                    method="REGISTER",
                    uri=f"sip:{host}:{port}",
                ),
            )

    def _take_answer(self, call: Call, message: Message) -> None:
        call.history.append((time.monotonic(), message.status))
        if message.status < 200:
            call.status = message.status
            return
        call.remote = message["To"]
        number = int(message["CSeq"].split()[0])
        if message.status == 200:
            call.target = uri_of(message["Contact"])
            self.request(call, "ACK", number=number)
            if call.state == "dialling":
                call.media.start(media_of(message.body))
                call.state, call.status = "talking", 200
        else:
            self.request(call, "ACK", number=number)
            if message.status == 401 and call.signs:
                self._dial_again(call, message["WWW-Authenticate"])
            elif call.state == "dialling":
                call.end(message.status)

    def _dial_again(self, call: Call, challenge: str) -> None:
        call.signs, call.remote = False, f"<{call.target}>"
        signed = digest(challenge, user=self.user, password=self._password, method="INVITE", uri=call.target)
        body = description(self.address, call.media.port)
        self.request(call, "INVITE", body=body, more=[("Authorization", signed)])

    def _take_request(self, call: Call | None, message: Message) -> None:
        if message.method == "INVITE":
            self._take_invitation(call, message)
        elif message.method in ("BYE", "CANCEL"):
            self.send(answer(message, "200 OK", tag=self.tag))
            if call and message.method == "CANCEL" and call.state == "ringing" and call.invitation:
                self.send(answer(call.invitation, "487 Request Terminated", tag=self.tag))
            if call and call.state not in ("ended", "refused"):
                call.end()
        elif message.method != "ACK":
            self.send(answer(message, "200 OK", tag=self.tag))

    def _take_invitation(self, call: Call | None, message: Message) -> None:
        if call is None:
            call = Call(self, message["Call-ID"], self.pitch)
            call.invitation, call.state, call.target = message, "ringing", uri_of(message["Contact"])
            call.local, call.remote = f"{message['To']};tag={self.tag}", message["From"]
            self.calls.append(call)
            self.send(answer(message, "180 Ringing", tag=self.tag, contact=self.contact))
            if self.answers_at_once:
                call.answer()
        elif call.state == "talking":
            call.invitation = message
            call.answer()
