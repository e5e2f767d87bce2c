"""Whether browsers' telephones can find the engine on this machine: ICE never offers 127.0.0.1 (RFC 8445, 5.1.1.1)."""

import re
from pathlib import Path

IPV4, IPV6 = Path("/proc/net/fib_trie"), Path("/proc/net/if_inet6")
LOOPBACK_IPV6 = "0" * 31 + "1"


def missing_address(ipv4: Path = IPV4, ipv6: Path = IPV6) -> str:
    """Return the command that gives a machine without any network an address for browser calls; empty when fine."""
    if not ipv4.exists():
        return ""
    own = re.findall(r"-- ([\d.]+)\n\s+/32 host LOCAL", ipv4.read_text())
    other = [line.split()[0] for line in ipv6.read_text().splitlines()] if ipv6.exists() else []
    found = any(not address.startswith("127.") for address in own) or any(text != LOOPBACK_IPV6 for text in other)
    return "" if found else "ip address add 10.99.0.1/32 dev lo"
