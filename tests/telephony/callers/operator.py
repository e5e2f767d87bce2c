"""An operator's exchange for tests: it answers probes, and takes, refuses or swallows the calls that leave to it."""

import socket

from tests.telephony.callers.messages import Message, answer
from tests.telephony.callers.phone import Call, Phone


class Operator(Phone):
    """Listens at one address and port; a call that comes rings until the test picks it up, unless told otherwise."""

    refuses_with = ""
    """What it answers to an invitation instead of ringing: `503 Service Unavailable`."""
    is_deaf = False
    """Half-open: it answers probes, and never an invitation."""
    is_gone = False
    """It answers nothing at all."""

    def _take_request(self, call: Call | None, message: Message) -> None:
        if self.is_gone or (self.is_deaf and message.method == "INVITE"):
            if message.method == "INVITE" and call is None:
                self.calls.append(_swallowed(self, message))
        elif self.refuses_with and message.method == "INVITE":
            if call is None:
                self.calls.append(_swallowed(self, message))
            self.send(answer(message, self.refuses_with, tag=self.tag))
        else:
            super()._take_request(call, message)

    def invited_to(self, number: str) -> bool:
        """Whether an invitation to the number came, even one that was swallowed."""
        return any(number in call.invitation.first for call in self.calls if call.invitation)

    def close(self) -> None:
        """Leave the network; calls that were never taken need no end."""
        self.calls = [call for call in self.calls if call.state != "swallowed"]
        super().close()


def _swallowed(phone: Phone, message: Message) -> Call:
    call = Call(phone, message["Call-ID"], phone.pitch)
    call.invitation, call.state = message, "swallowed"
    call.media.close()
    return call


def free_port(address: str) -> int:
    """Return a UDP port that is free at this address now."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind((address, 0))
        return int(probe.getsockname()[1])
