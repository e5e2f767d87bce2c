"""Which addresses may be asked at all: public ones only, so that no card can make the server look around inside."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# Addresses that carry an IPv4 address inside (RFC 6052, RFC 3056): what they carry counts.
_NAT64 = ip_network("64:ff9b::/96")


def is_public(text: str) -> bool:
    """Return whether the IP address is one of the public internet (IANA's special-purpose registries).

    Loopback, private, link-local, shared, multicast and documentation addresses are not, nor IPv6 that carries such.
    """
    try:
        address = ip_address(text.split("%")[0])
    except ValueError:
        return False
    inside = _carried(address) if isinstance(address, IPv6Address) else None
    return address.is_global and not address.is_multicast and (inside is None or is_public(str(inside)))


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.teredo[1] if address.teredo else None
