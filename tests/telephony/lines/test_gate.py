"""Who guesses passwords is shut out at the engine; everybody else goes on, and after an hour so does the guesser."""

import secrets
import socket
from collections.abc import Callable

import pytest

from infolinia.city.models import Staff
from infolinia.telephony.models import LineAlarm
from infolinia.telephony.rules.knocks import MOST
from tests.telephony.callers.messages import read
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes
from tests.telephony.running import NUMBER, until

pytestmark = pytest.mark.engine
GUESSER = "127.0.0.9"


def guess(lines: RunningLines) -> int | None:
    """Try an account that is not there, from outside; returns the answer, None when there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as phone:
        phone.bind((GUESSER, 0))
        phone.settimeout(0.5)
        mark = secrets.token_hex(6)
        way = f"Via: SIP/2.0/UDP {GUESSER}:{phone.getsockname()[1]};branch=z9hG4bK{mark};rport"
        people = f"From: <sip:admin@line>;tag={mark}\r\nTo: <sip:admin@line>\r\nCall-ID: {mark}\r\nCSeq: 1 REGISTER"
        rest = f"Contact: <sip:admin@{GUESSER}>\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
        phone.sendto(f"REGISTER sip:line SIP/2.0\r\n{way}\r\n{people}\r\n{rest}".encode(), lines.running.address)
        try:
            said = read(phone.recv(65535))
        except TimeoutError:
            return None
        return said.status if said else None


def test_a_guesser_is_shut_out_and_a_caller_of_the_operator_is_not(
    lines: RunningLines, zofia: Staff, desk: Callable[[Staff], Desk]
) -> None:
    seated = desk(zofia).ready()
    answers = [guess(lines) for _ in range(MOST)]
    assert answers[0] == 401
    assert until(lambda: LineAlarm.objects.filter(kind="address_shut_out", subject=GUESSER).exists())
    assert until(lambda: guess(lines) != 401), "no question for a password any more"
    with lines.running.caller() as halina:
        halina.dial(NUMBER)
        seated.phone.ringing(timeout=15).answer()
        assert becomes("talking")
        halina.calls[0].hang_up()
    lines.kill()
    lines.running.stop()
    lines.running.start()
    lines.start()
    assert until(lambda: guess(lines) != 401), "shut out after a restart of everything too"
    lines.running.stop()
    lines.running.start()
