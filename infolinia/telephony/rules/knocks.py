"""Who guesses passwords: too many refused requests from one address within a short time."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

WINDOW = timedelta(minutes=10)
MOST = 20
"""A guess leaves two or three lines; a desk phone with an old password knocks every few minutes."""
SHUT_FOR = timedelta(hours=1)
SPARED = ("127.0.0.1/32", "::1/128")
"""Browsers come through the push process of this machine: shutting it out would shut out everybody."""
_LINE = re.compile(
    r'SecurityEvent="(?:InvalidAccountID|InvalidPassword|ChallengeResponseFailed)".*?'
    r'EventTV="(?P<at>[^"]+)".*RemoteAddress="IPV[46]/[A-Z]+/(?P<address>[0-9a-fA-F.:]+)/\d+"'
)


@dataclass(frozen=True)
class Knock:
    """One refused request."""

    at: datetime
    address: str


def knock_of(line: str) -> Knock | None:
    """Return what a line of the engine's security log tells of a refused request, or nothing."""
    found = _LINE.search(line)
    if not found:
        return None
    try:
        at = datetime.strptime(found["at"], "%Y-%m-%dT%H:%M:%S.%f%z")
        return Knock(at, str(ip_address(found["address"])))
    except ValueError:
        return None


def guessing(knocks: Iterable[Knock], *, spared: Iterable[str], at: datetime) -> set[str]:
    """Return the addresses to shut out at the moment; those of operators and of this machine are `spared`."""
    networks = [ip_network(one) for one in (*SPARED, *spared)]
    counted = Counter(one.address for one in knocks if one.at > at - WINDOW)
    often = {address for address, times in counted.items() if times >= MOST}
    return {one for one in often if not any(ip_address(one) in network for network in networks)}
